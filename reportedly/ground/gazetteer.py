"""The gazetteer: names → places, from read-only files.

Three layers, of one form: a project's own places (in memory), the built-in file (gazetteer_build says what goes in), and the dumps that a
user added (gazetteer_add). A place that several of them have is one place, as the first of them tells it, under the names that all of them give it.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from ..errors import GazetteerError
from ..records import PlaceCandidate
from .distance import KM_PER_DEGREE, km
from .gazetteer_files import ADDED_FORMAT, about, added_files, built_in, connect
from .gazetteer_build import ALIAS_PENALTY
from .gazetteer_names import ARTICLES, bare_name, normal_name, skeleton, unit_name

# "San Antonio" has hundreds of bearers; below these the population gives no reason to think of them.
MAX_CANDIDATES = 40

# Per cent of letters that names of one skeleton must share in order: "Talbeesah" and "Talbisah" 82, "Umm Zarrifa" and "Musrifa" 56.
MIN_ALIKE = 65

# Names kept in memory after look-up: 20,000 random ones took 30 MB, and nearly all repeats within a run of reports hit them.
CACHED_NAMES = 20_000

PLACE = "p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.radius_km, p.prior"
QUERY = f"""SELECT {PLACE} - n.penalty AS score, n.penalty, p.population
           FROM names n JOIN places p ON p.rowid = n.place WHERE n.key = ? ORDER BY score DESC, p.id LIMIT ?"""
LOOSE = f"""SELECT {PLACE}, s.name FROM skeletons s JOIN places p ON p.rowid = s.place
           WHERE s.key = ? AND p.country IN (SELECT value FROM json_each(?)) ORDER BY p.prior DESC, p.id LIMIT ?"""
BY_ID = f"SELECT {PLACE}, p.population FROM places p WHERE p.id = ? LIMIT 1"
BY_WORDS = f"""SELECT {PLACE} FROM words w JOIN places p ON p.rowid = w.rowid WHERE words MATCH ? ORDER BY p.prior DESC, p.id LIMIT ?"""
IN_BOX = f"""SELECT {PLACE} FROM extents e JOIN places p ON p.rowid = e.place
             WHERE e.west <= ? AND e.east >= ? AND e.south <= ? AND e.north >= ?"""
AT_POINTS = f"""SELECT {PLACE} FROM places p WHERE CAST(p.lat * 10 AS INTEGER) IN (SELECT value FROM json_each(?))
                AND p.lon BETWEEN ? AND ? AND p.lat BETWEEN ? AND ?"""
UNIT = f"SELECT {PLACE} FROM places p WHERE p.feature = 'admin1' AND p.name = ? AND p.country = ? LIMIT 1"
UNIT_SHAPES = "SELECT s.rings FROM places p JOIN shapes s ON s.id = p.id WHERE p.feature = 'admin1' AND p.country = ? ORDER BY p.id"


class Border(NamedTuple):
    """The land border of two countries as lines of (longitude, latitude)."""

    country: str
    other: str
    lines: tuple[tuple[tuple[float, float], ...], ...]


class Box(NamedTuple):
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float


class Layer(NamedTuple):
    """One file or the project's places: `name` as the user knows it."""

    name: str
    db: sqlite3.Connection


BUILT_IN, PROJECT = "built-in", "project"


class Gazetteer:
    """Read-only look-up of places by name. Safe to use after a fork: each process opens its own connections."""

    def __init__(self, path: Path, project_folder: str | None = None, added: Iterable[Path] = ()) -> None:
        self.path, self.project_folder, self.added = path, project_folder, tuple(added)
        self._open: tuple[Layer, ...] = ()
        self._process = -1
        self._cached = lru_cache(maxsize=CACHED_NAMES)(self._candidates)

    def candidates(self, name: str) -> tuple[PlaceCandidate, ...]:
        """Places that bear this name, the likeliest without any context first; empty when it is no known name."""
        found = self._cached(normal_name(name))
        if not found and (rest := unit_name(name)) != name:
            found = tuple(c for c in self._cached(normal_name(rest)) if c.feature == "admin1")
        return found

    def candidates_of_key(self, key: str) -> tuple[PlaceCandidate, ...]:
        """The same for a name that is already a key of `normal_name`."""
        return self._cached(key)

    def alike(self, name: str, countries: frozenset[str]) -> tuple[PlaceCandidate, ...]:
        """Places in these countries (alpha-3) whose Arabic name has the same consonants; only for words that syntax says are a place."""
        key = skeleton(normal_name(name))
        if len(key) < 3:                                       # two consonants fit dozens of places
            return ()
        found = {}
        for layer in self.layers:
            for row in layer.db.execute(LOOSE, (key, json.dumps(sorted(countries)), MAX_CANDIDATES)):
                if row[0] not in found and fuzz.ratio(normal_name(name), normal_name(row[9])) >= MIN_ALIKE:
                    place = self.by_id(row[0]) or PlaceCandidate(*row[:9])
                    found[row[0]] = replace(place, score=place.score - 0.2, reasons=(f"spelled like {row[9]}",))
        return tuple(found.values())

    @lru_cache(maxsize=512)
    def admin1(self, name: str, country: str) -> PlaceCandidate | None:
        """The first-level unit of this name in this country (alpha-3), as the `admin1` of a candidate names it."""
        return self._one(UNIT, name, country)

    @lru_cache(maxsize=512)
    def country(self, code: str) -> PlaceCandidate | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._one(BY_ID, f"iso:{code}")

    def by_id(self, gazetteer_id: str) -> PlaceCandidate | None:
        """The place of an id, as the first layer that has it tells it; its score is its weight without any context."""
        return self._one(BY_ID, gazetteer_id)

    def search(self, words: str, limit: int = MAX_CANDIDATES) -> tuple[PlaceCandidate, ...]:
        """Places that have all these words, or beginnings of words, in one or several of their names; the likeliest first."""
        wanted = " AND ".join(f'"{word}"*' for word in normal_name(words).split(" ") if word)
        if not wanted:
            return ()
        found = {}
        for layer in self.layers:
            for row in layer.db.execute(BY_WORDS, (wanted, limit)):
                found.setdefault(row[0], PlaceCandidate(*row[:9]))
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.gazetteer_id))[:limit])

    def around(self, lat: float, lon: float, within_km: float) -> tuple[PlaceCandidate, ...]:
        """Places whose point lies within so many kilometres, the nearest first."""
        up, aside = within_km / KM_PER_DEGREE, within_km / (KM_PER_DEGREE * max(0.01, math.cos(math.radians(lat))))
        box = Box(lon - aside, lat - up, lon + aside, lat + up)
        found = {}
        for layer in self.layers:
            for row in self._within(layer, box):
                if row[0] not in found and km(lat, lon, row[2], row[3]) <= within_km:
                    found[row[0]] = PlaceCandidate(*row[:9])
        return tuple(sorted(found.values(), key=lambda c: (km(lat, lon, c.lat, c.lon), c.gazetteer_id)))

    def layers_of(self, gazetteer_id: str) -> tuple[str, ...]:
        """The names of the layers that have a place."""
        return tuple(layer.name for layer in self.layers if layer.db.execute(BY_ID, (gazetteer_id,)).fetchone())

    @lru_cache(maxsize=512)
    def box(self, gazetteer_id: str) -> Box | None:
        """The bounding box of a country or first-level unit, None for others."""
        row = self._row("SELECT west, south, east, north FROM boxes WHERE id = ? LIMIT 1", gazetteer_id)
        return Box(*row) if row else None

    def shape(self, gazetteer_id: str) -> dict | None:
        """GeoJSON geometry of a first-level unit, simplified to 2 km; None where there is none. Rings run as in the source; geometry.py turns them."""
        row = self._row("SELECT rings FROM shapes WHERE id = ? LIMIT 1", gazetteer_id)
        return multi_polygon(row[0]) if row else None

    def shapes_of(self, gazetteer_id: str) -> tuple[dict, ...]:
        """The shapes that make up a place: its own for a first-level unit, those of its units for a country; empty for others."""
        if not gazetteer_id.startswith("iso:"):
            return (shape,) if (shape := self.shape(gazetteer_id)) else ()
        rows = self._main.execute(UNIT_SHAPES, (gazetteer_id.removeprefix("iso:"),))
        return tuple(multi_polygon(rings) for rings, in rows)

    @lru_cache(maxsize=128)
    def border(self, country: str, other: str) -> Border | None:
        """The land border of two countries (alpha-3, in any order), None when they have none."""
        first, second = sorted((country, other))
        row = self._row("SELECT lines FROM borders WHERE country = ? AND other = ? LIMIT 1", first, second)
        return Border(first, second, tuple(tuple(map(tuple, line)) for line in json.loads(row[0]))) if row else None

    @lru_cache(maxsize=128)
    def borders(self, country: str) -> tuple[Border, ...]:
        """All land borders of a country (alpha-3)."""
        rows = self._main.execute("SELECT country, other FROM borders WHERE ?1 IN (country, other) ORDER BY country, other", (country,))
        return tuple(self.border(*pair) for pair in rows)

    def _candidates(self, key: str) -> tuple[PlaceCandidate, ...]:
        if not key or key.isdigit():
            return ()
        bare = bare_name(key) if ARTICLES.intersection(key.split(" ")) else ""
        found: dict[str, PlaceCandidate] = {}
        for wanted in (key, "~" + (bare or key)):
            for layer in self.layers:
                for row in layer.db.execute(QUERY, (wanted, MAX_CANDIDATES)):
                    if row[0] not in found:
                        found[row[0]] = self._candidate(row, layer)
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.gazetteer_id))[:MAX_CANDIDATES])

    def _candidate(self, row: tuple, layer: Layer) -> PlaceCandidate:
        """The candidate of a row of QUERY; an added row of a place that an earlier layer has is that place under one more name."""
        *place, score, penalty, population = row
        if layer.name not in (BUILT_IN, PROJECT) and (known := self._row(BY_ID, row[0])):
            *place, score, population = known
            penalty = penalty or float(normal_name(row[1]) != normal_name(place[1])) * ALIAS_PENALTY
            score -= penalty
        reasons = (f"{population:,} inhabitants",) if population else ()
        return PlaceCandidate(*place, score, reasons + ((f"another name of {place[1]}",) if penalty else ()))

    @staticmethod
    def _within(layer: Layer, box: Box) -> Iterable[tuple]:
        """The rows of places in a box: by the R*Tree of the built-in file, by tenths of a degree in the others, which have points only."""
        if layer.name == BUILT_IN:
            return layer.db.execute(IN_BOX, (box.east, box.west, box.north, box.south))
        tenths = list(range(math.trunc(box.south * 10) - 1, math.trunc(box.north * 10) + 2))
        return layer.db.execute(AT_POINTS, (json.dumps(tenths), box.west, box.east, box.south, box.north))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The project's places, the built-in ones, the added ones: for a place that several have, the first tells it. Raises GazetteerError."""
        if self._process != os.getpid():
            main = Layer(BUILT_IN, connect(self.path))
            own = ()
            if self.project_folder:
                from .gazetteer_project import project_places

                own = (Layer(PROJECT, db),) if (db := project_places(self.project_folder, main.db)) else ()
            self._open, self._process = (*own, main, *map(added_layer, self.added)), os.getpid()
        return self._open

    @property
    def _main(self) -> sqlite3.Connection:
        """The built-in file."""
        return next(layer.db for layer in self.layers if layer.name == BUILT_IN)

    def _row(self, query: str, *values) -> tuple | None:
        """The first row that any layer has."""
        return next((row for layer in self.layers if (row := layer.db.execute(query, values).fetchone())), None)

    def _one(self, query: str, *values) -> PlaceCandidate | None:
        row = self._row(query, *values)
        return PlaceCandidate(*row[:9]) if row else None


def multi_polygon(rings: str) -> dict:
    """GeoJSON of outer rings as the file has them."""
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in json.loads(rings)]}


def added_layer(path: Path) -> Layer:
    """An added dump, opened. Raises GazetteerError for a file that this version cannot read."""
    try:
        db = connect(path)
        if about(db).get("format") != ADDED_FORMAT:
            raise GazetteerError(f"{path.stem} was added by another version of reportedly, whose names are written otherwise. "
                                 f"Add it again (reportedly gazetteer add), or take it away: reportedly gazetteer remove {path.stem}.")
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be read ({error}). Take it away with: reportedly gazetteer remove {path.stem}.") from error
    return Layer(path.stem, db)


@lru_cache(maxsize=4)
def open_gazetteer(project_folder: str | None = None) -> Gazetteer:
    """The gazetteer of this installation, built first if need be (about half a minute, once), with a project's places.tsv on top and added dumps below.

    Raises GazetteerError.
    """
    return Gazetteer(built_in(), project_folder, added_files())
