"""What a phrase about a place means on the map: point, radius, precision, relation and shape.

READS   the place that a name was taken for, the Phrase around the name, outlines and borders of the gazetteer
GIVES   Located

Nothing is drawn finer than the words allow, and the radius always reaches the furthest corner of the shape. A town, a dam, a base have no
shape of their own: their point and radius say all that is known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shapely.geometry.base import BaseGeometry

from ..records import PlaceCandidate
from . import geometry as shapes
from .distance import km
from .gazetteer import Border, Gazetteer
from .gazetteer_names import normal_name
from .places_phrases import Phrase

# Kilometres that vague words add or move, by the common use of reports: "near" a town is within a short drive of it.
NEAR_KM, NEAR_AREA_KM = 15.0, 30.0
DIRECTION_KM = 10.0                    # "north of Aleppo", without a figure
COUNTRYSIDE_KM = 40.0
OUTSKIRTS_KM = 8.0
MEASURED_SLACK = 0.25                  # "15 km west of": bearing and distance are both round
MEASURED_LEAST_KM = 5.0
TOWN_SLACK_KM = 10.0                   # distances are from a town's middle or from its edge

# "North of" is north rather than north-west; "the northern countryside" runs from north-west to north-east; half of a town is its north.
OF_ANGLE, COUNTRYSIDE_ANGLE, PART_ANGLE = 45.0, 67.5, 90.0

# Suburbs and countryside begin half-way from a town's middle to its edge: radii are generous.
SUBURBS_FROM = 0.5

# Two places nearer to each other than this have no stretch between them.
LEAST_LINE_KM = 1.0

# From Damascus to Moscow is a journey, no stretch of land; the longest roads that reports name by their ends have some 500 km.
LONGEST_STRETCH_KM = 600.0

# How much of a border a place beside it speaks for: a day's walk either way.
STRETCH_KM = 40.0

# "Northern Syria" may be all of its northern half, but is sooner what lies well to the north: the point of a part is half-way from the middle
# of the whole to the side, a quarter of the box away.
POINT_SHARE = 0.25

AREAS = frozenset({"country", "admin1"})

PRECISION = {"country": "country", "admin1": "province", "admin2": "district", "district": "district", "city": "town", "town": "town", "village": "town",
             "region": "region", "area": "region", "desert": "region", "river": "region", "mountain": "region", "lake": "region", "valley": "region",
             "island": "region", "sea": "region", "continent": "region"}

# A site known no better than this is not exact, a town or village known no better than that is only near its point.
MAX_EXACT_KM, MAX_TOWN_KM = 5.0, 20.0


@dataclass(frozen=True, slots=True)
class Located:
    """Where a phrase is on the map; `geometry` is GeoJSON, None when the point and the radius say all."""

    lat: float
    lon: float
    radius_km: float
    precision: str
    relation: str | None
    geometry: dict | None


def located(best: PlaceCandidate, phrase: Phrase, gazetteer: Gazetteer) -> Located:
    """The place of a phrase about one name."""
    if not phrase.outside and set(phrase.directions) & set(normal_name(best.name).split(" ")):
        phrase = replace(phrase, bearings=(), directions=())   # "eastern Ghouta" is all of Eastern Ghouta
    if phrase.distance_km is not None:
        return measured(best, phrase, phrase.distance_km)
    if best.feature in AREAS:
        return of_area(best, phrase, gazetteer)
    if phrase.bearings and phrase.outside:
        return drawn([shapes.sector(best.lat, best.lon, best.radius_km, best.radius_km + 2 * DIRECTION_KM, b, OF_ANGLE) for b in phrase.compass],
                     "near", phrase.relation)
    if phrase.kind == "countryside":
        return around(best, phrase, SUBURBS_FROM * best.radius_km, max(COUNTRYSIDE_KM, 2 * best.radius_km), "district")
    if phrase.kind == "outskirts":
        return around(best, phrase, SUBURBS_FROM * best.radius_km, best.radius_km + OUTSKIRTS_KM, "near")
    if phrase.relation in ("near", "between"):                 # of "between", only one end is known
        radius = round(best.radius_km + NEAR_KM, 1)
        return Located(best.lat, best.lon, radius, "near", "near", shapes.geojson(shapes.sector(best.lat, best.lon, 0, radius)))
    if None in phrase.bearings:
        radius = round(shapes.CENTRAL_SHARE * best.radius_km, 1)
        return Located(best.lat, best.lon, radius, precision_of(best), phrase.relation or part_words(phrase), shapes.geojson(shapes.sector(best.lat, best.lon, 0, radius)))
    if phrase.bearings:
        return drawn([shapes.sector(best.lat, best.lon, 0, best.radius_km, b, PART_ANGLE) for b in phrase.compass], precision_of(best), phrase.relation or part_words(phrase))
    return Located(best.lat, best.lon, best.radius_km, precision_of(best), phrase.relation, None)


def measured(best: PlaceCandidate, phrase: Phrase, distance_km: float) -> Located:
    """ "15 km west of": a disc there, as uncertain as round figures are; "15 km from": a ring."""
    slack = max(MEASURED_LEAST_KM, MEASURED_SLACK * distance_km) + min(best.radius_km, TOWN_SLACK_KM)
    if phrase.outside:
        lat, lon = shapes.destination(best.lat, best.lon, phrase.compass[0], distance_km)
        radius = round(slack, 1)
        return Located(round(lat, 4), round(shapes.wrapped(lon), 4), radius, "near", phrase.relation, shapes.geojson(shapes.sector(lat, lon, 0, radius)))
    radius = round(distance_km + slack, 1)
    ring = shapes.sector(best.lat, best.lon, 0.0 if phrase.within else max(0.0, distance_km - slack), radius)
    return Located(best.lat, best.lon, radius, "near", "near", shapes.geojson(ring))


def of_area(best: PlaceCandidate, phrase: Phrase, gazetteer: Gazetteer) -> Located:
    """A country or a first-level unit, or a part of it, or what lies beside it."""
    whole, precision = outline_of(gazetteer, best), precision_of(best)
    if whole is None:                                          # no outline: a disc of its radius stands for it
        whole = shapes.sector(best.lat, best.lon, 0, best.radius_km)
    if phrase.bearings and phrase.outside:
        beside = shapes.part(shapes.grown(whole, NEAR_AREA_KM).difference(whole), phrase.bearings)
        return drawn([beside], "region", phrase.relation)
    if phrase.bearings:
        cut = shapes.part(whole, phrase.bearings)
        point = shapes.aside(whole.bounds, best.lat, best.lon, phrase.compass[0], POINT_SHARE) if len(phrase.bearings) == len(phrase.compass) == 1 else None
        return drawn([cut], "region" if best.feature == "country" else "province", part_words(phrase), shapes.nearest_in(cut, *point) if point else None)
    radius = max(best.radius_km, upwards(shapes.reach_km(whole, best.lat, best.lon)))
    if phrase.relation == "near":
        return Located(best.lat, best.lon, round(radius + NEAR_AREA_KM, 1), precision, "near", shapes.geojson(shapes.grown(whole, NEAR_AREA_KM)))
    return Located(best.lat, best.lon, radius, precision, None if phrase.relation == "between" else phrase.relation,
                   outline_json(gazetteer, best.gazetteer_id) or shapes.geojson(whole))


def around(best: PlaceCandidate, phrase: Phrase, inner_km: float, outer_km: float, precision: str) -> Located:
    """The land round a town, or the part of it in a direction."""
    if phrase.compass:
        return drawn([shapes.sector(best.lat, best.lon, inner_km, outer_km, b, COUNTRYSIDE_ANGLE) for b in phrase.compass], precision, part_words(phrase))
    ring = shapes.sector(best.lat, best.lon, inner_km, outer_km)
    return Located(best.lat, best.lon, round(outer_km, 1), precision, "near", shapes.geojson(ring))


def drawn(pieces: Sequence[BaseGeometry], precision: str, relation: str | None, point: tuple[float, float] | None = None) -> Located:
    """The place of a shape: its middle or the point that stands for it, and the radius from there to its furthest corner."""
    shape = shapes.areas(shapes.shapely.union_all(list(pieces)))
    lat, lon = point or shapes.middle(shape)
    return Located(lat, lon, upwards(shapes.reach_km(shape, lat, lon)), precision, relation, shapes.geojson(shape))


def between(a: PlaceCandidate, b: PlaceCandidate) -> Located | None:
    """The stretch from one place to the other: its middle, half its length and the larger place's radius, and a line. None for a journey."""
    length = km(a.lat, a.lon, b.lat, b.lon)
    if length > LONGEST_STRETCH_KM:
        return None
    if length < LEAST_LINE_KM:
        a = max(a, b, key=lambda c: c.radius_km)
        return Located(a.lat, a.lon, a.radius_km, "near", "between", shapes.geojson(shapes.sector(a.lat, a.lon, 0, a.radius_km)))
    line = shapes.straight([(a.lon, a.lat), (b.lon, b.lat)])
    lat, lon = shapes.middle(line)
    return Located(lat, lon, upwards(shapes.reach_km(line, lat, lon) + max(a.radius_km, b.radius_km)), "near", "between", shapes.geojson(line))


def between_areas(a: PlaceCandidate, b: PlaceCandidate, gazetteer: Gazetteer) -> Located | None:
    """Where two neighbouring countries or units meet; None when they do not."""
    if a.feature == b.feature == "country":
        border = gazetteer.border(a.country, b.country)
        line = border_line(border) if border else None
    else:
        one, other = outline_of(gazetteer, a), outline_of(gazetteer, b)
        line = shapes.shared_edge(one, other) if one and other else None
    if line is None:
        return None
    lat, lon = shapes.middle(line)
    return Located(lat, lon, upwards(shapes.reach_km(line, lat, lon)), "border", "along", shapes.geojson(line))


def along(border: Border, towns: Sequence[PlaceCandidate], beside: PlaceCandidate | None, phrase: Phrase) -> Located:
    """A border: its point next to the towns named with it, else to its middle; the stretch at the place `beside`, where the words name one."""
    lon, lat = nearest([point for line in border.lines for point in line], [beside] if beside else towns)
    line = border_line(border)
    if beside and km(lat, lon, beside.lat, beside.lon) <= STRETCH_KM + beside.radius_km:
        line = shapes.stretch(line, lat, lon, STRETCH_KM)
    if phrase.distance_km is None:
        relation = "near" if phrase.relation == "near" else "along"
        return Located(lat, lon, upwards(shapes.reach_km(line, lat, lon)), "border", relation, shapes.geojson(line))
    bearing, slack = phrase.compass[0] if phrase.outside else None, max(MEASURED_LEAST_KM, MEASURED_SLACK * phrase.distance_km)
    strip = shapes.strip(line, bearing, phrase.distance_km, slack)
    if bearing is not None:
        lat, lon = shapes.nearest_in(strip, *shapes.destination(lat, lon, bearing, phrase.distance_km))
    return Located(lat, lon, upwards(shapes.reach_km(strip, lat, lon)), "border", phrase.relation if phrase.outside else "near", shapes.geojson(strip))


def up_to(border: Border, town: PlaceCandidate) -> Located | None:
    """The stretch between a border and a place."""
    lon, lat = nearest([point for line in border.lines for point in line], [town])
    return between(replace(town, lat=lat, lon=lon), town)


def frontier(country: PlaceCandidate, phrase: Phrase, gazetteer: Gazetteer) -> Located | None:
    """A country's land border in one direction ("its southern border"), whoever lies beyond; None when there is none."""
    whole, borders = outline_of(gazetteer, country), gazetteer.borders(country.country)
    if whole is None or not borders or not phrase.compass:
        return None
    line = shapes.side(shapes.lines(piece for border in borders for piece in border.lines), whole.bounds, phrase.compass[0])
    if line is None:
        return None
    lat, lon = shapes.middle(line)
    return Located(lat, lon, upwards(shapes.reach_km(line, lat, lon)), "border", "along", shapes.geojson(line))


def nearest(points: Sequence[tuple[float, float]], towns: Sequence[PlaceCandidate]) -> tuple[float, float]:
    """The point of a line that is next to one of the towns; without any, next to the line's middle."""
    if towns:
        return min(points, key=lambda p: (min(km(t.lat, t.lon, p[1], p[0]) for t in towns), p))
    lat, lon = sum(p[1] for p in points) / len(points), sum(p[0] for p in points) / len(points)
    return min(points, key=lambda p: (km(lat, lon, p[1], p[0]), p))


@lru_cache(maxsize=128)
def border_line(border: Border) -> BaseGeometry:
    """The land border of two countries as a line."""
    return shapes.lines(border.lines)


def outline_of(gazetteer: Gazetteer, place: PlaceCandidate) -> BaseGeometry | None:
    """The outline of a country or first-level unit, None where the gazetteer has none."""
    return _outline(gazetteer, place.gazetteer_id)


@lru_cache(maxsize=256)
def _outline(gazetteer: Gazetteer, gazetteer_id: str) -> BaseGeometry | None:
    found = gazetteer.shapes_of(gazetteer_id)
    return shapes.outline(found) if found else None


@lru_cache(maxsize=256)
def outline_json(gazetteer: Gazetteer, gazetteer_id: str) -> dict | None:
    """The same as GeoJSON, made once: most places of a report are its countries and provinces."""
    whole = _outline(gazetteer, gazetteer_id)
    return shapes.geojson(whole) if whole is not None else None


def part_words(phrase: Phrase) -> str:
    """The relation of a part: "eastern part of", "eastern and southern part of"."""
    words = [word if word.endswith("ern") or word == "central" else word + "ern" for word in phrase.directions]
    return " and ".join(dict.fromkeys(words)) + " part of"


def upwards(radius_km: float) -> float:
    """A radius rounded so that it still covers."""
    return math.ceil(radius_km * 10) / 10


def precision_of(c: PlaceCandidate) -> str:
    """The contract's precision of a place; one that is only known to within many kilometres is merely "near"."""
    precision = PRECISION.get(c.feature, "exact")
    limit = MAX_EXACT_KM if precision == "exact" else MAX_TOWN_KM if precision in ("town", "district") and c.feature != "city" else math.inf
    return "near" if c.radius_km > limit else precision
