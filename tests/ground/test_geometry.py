"""Shapes: a table of phrases (geometry.txt beside this file) against places of public maps, and what holds for any phrase about any place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from hypothesis import given, strategies as st
from shapely.geometry import Point, shape

from reportedly.ground import geometry as shapes
from reportedly.ground.distance import km
from reportedly.ground.gazetteer import open_gazetteer
from reportedly.ground.places import ground_places
from reportedly.ground.places_geometry import LONGEST_STRETCH_KM, between, located
from reportedly.ground.places_phrases import Phrase, bearings
from reportedly.mention.places import find_places
from reportedly.parse import parse
from reportedly.records import Article, PlaceCandidate

BLOCKS = [[line for line in block.splitlines() if line and not line.startswith("#")]
          for block in Path(__file__).with_name("geometry.txt").read_text(encoding="utf-8").split("\n\n")]
CASES = [(block[0], line) for block in BLOCKS for line in block[1:]]
RELATION = re.compile(json.loads((Path(shapes.__file__).parents[1] / "schema" / "definitions.schema.json").read_text(encoding="utf-8"))
                      ["$defs"]["Place"]["properties"]["relation"]["anyOf"][2]["pattern"])

# A line is on the map where it is within so many kilometres of a place said to lie on it: it is straight, or simplified.
ON_LINE_KM = 12.0

# No geometry of a claim is larger than this, in bytes of JSON: about 100 corners.
LARGEST = 2_500


def spots(cell: str) -> list[tuple[str, float, float]]:
    """ "Name 33.4 43.5, Other 1 2" as names with latitudes and longitudes."""
    return [(" ".join(words[:-2]), float(words[-2]), float(words[-1])) for words in map(str.split, filter(None, cell.split(",")))]


def is_on(geometry: dict, lat: float, lon: float) -> bool:
    drawn = shape(geometry)
    nearest = shapely.ops.nearest_points(drawn, Point(lon, lat))[0]
    return km(lat, lon, nearest.y, nearest.x) <= (ON_LINE_KM if drawn.area == 0 else 0.01)


@pytest.mark.parametrize("text, line", CASES, ids=[line.split(" |")[0] for _, line in CASES])
def test_phrases(text, line, model):
    words, kind, relation, precision, radius, covered, missed = (cell.strip() for cell in line.split("|"))
    parsed = parse(Article("sha256:0", "made-up.txt", text), model)
    places = ground_places(parsed, find_places(parsed, open_gazetteer()))
    place = next((p for p in places if p and p.words == words), None)
    assert place, [p.words for p in places if p]
    assert (place.geometry["type"].removeprefix("Multi"), place.relation, place.precision) == (kind, relation, precision)
    least, most = map(float, radius.split("-"))
    assert least <= place.radius_km <= most
    assert [name for name, lat, lon in spots(covered) if not is_on(place.geometry, lat, lon)] == []
    assert [name for name, lat, lon in spots(missed) if is_on(place.geometry, lat, lon)] == []
    check(place.geometry, place.lat, place.lon, place.radius_km)


def check(geometry: dict, lat: float, lon: float, radius_km: float) -> None:
    """What RFC 7946 asks for, and that the radius covers the shape (0.2 km and 1% for rounding)."""
    drawn = shape(geometry)
    assert drawn.is_valid and not drawn.is_empty and geometry["type"] in ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point")
    west, south, east, north = drawn.bounds
    assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    for polygon in (drawn.geoms if geometry["type"] == "MultiPolygon" else [drawn] if geometry["type"] == "Polygon" else []):
        assert polygon.exterior.is_ccw and not any(hole.is_ccw for hole in polygon.interiors)
    assert max(km(lat, lon, y, x) for x, y in shapely.get_coordinates(drawn)) <= 1.02 * radius_km + 0.2
    assert len(json.dumps(geometry)) <= LARGEST
    assert json.loads(json.dumps(geometry)) == geometry


WORDS = [word for word, (_, kind) in bearings().items() if kind == "part"]
# Alert, the northernmost settlement, lies at 82.5 degrees.
PLACES = st.builds(PlaceCandidate, st.just("geonames:1"), st.just("A"), st.floats(-82.5, 82.5), st.floats(-180, 180),
                   st.sampled_from(["city", "village", "region", "dam", "river"]), st.just("SYR"), st.none(), st.floats(0.5, 300), st.just(0.5))


@st.composite
def phrases(draw) -> Phrase:
    words = tuple(draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True)))
    degrees = tuple(bearings()[word][0] for word in words)
    outside = bool(words) and None not in degrees and draw(st.booleans())
    relation = " and ".join(word.removesuffix("ern") for word in words) + " of" if outside else draw(st.sampled_from([None, "near", "between"]))
    return Phrase(0, 1, relation, degrees, words, outside, draw(st.none() | st.floats(0.5, 400)), draw(st.booleans()), draw(st.sampled_from([None, "countryside", "outskirts", "town"])))


@given(PLACES, phrases())
def test_any_phrase_about_any_place(place, phrase):
    at = located(place, phrase, open_gazetteer())
    assert -90 <= at.lat <= 90 and -180 <= at.lon <= 180 and at.radius_km > 0
    assert at.relation in (None, "near") or RELATION.match(at.relation), at.relation
    if at.geometry:
        check(at.geometry, at.lat, at.lon, at.radius_km)
    else:
        assert (at.lat, at.lon, at.radius_km) == (place.lat, place.lon, place.radius_km)


@given(PLACES, PLACES, st.floats(-3, 3), st.floats(-3, 3))
def test_between_any_two_places(a, b, up, aside):
    b = replace(b, lat=a.lat * 0.9 + up, lon=shapes.wrapped(a.lon + aside))
    at = between(a, b)
    if at is None:
        assert km(a.lat, a.lon, b.lat, b.lon) > LONGEST_STRETCH_KM
        return
    check(at.geometry, at.lat, at.lon, at.radius_km)
    pieces = shape(at.geometry)
    assert max(x2 - x1 for piece in getattr(pieces, "geoms", [pieces]) for x1, _, x2, _ in [piece.bounds]) <= 180


@pytest.mark.parametrize("country", ["SYR", "IRQ", "YEM", "LBY", "AFG", "UKR", "SDN", "SSD", "MLI", "NER", "BFA", "PSE", "ISR", "LBN", "RUS", "FJI", "USA", "IDN", "NZL"])
@pytest.mark.parametrize("direction", [None, "northern", "south-eastern", "central"])
def test_countries_and_their_parts(country, direction):
    place = open_gazetteer().country(country)
    named = (direction,) if direction else ()
    at = located(place, Phrase(0, 1, None, tuple(bearings()[word][0] for word in named), named), open_gazetteer())
    drawn = shape(at.geometry)
    assert drawn.is_valid and len(json.dumps(at.geometry)) <= LARGEST
    if direction:
        check(at.geometry, at.lat, at.lon, at.radius_km)
        whole = shape(located(place, Phrase(0, 1), open_gazetteer()).geometry)
        assert 0.02 * whole.area < drawn.area < 0.95 * whole.area and drawn.intersection(whole).area > 0.9 * drawn.area


def test_outlines_of_all_countries_and_of_some_units():
    ids = [id for id, in open_gazetteer().layers[0].db.execute("SELECT id FROM places WHERE feature = 'country' OR (feature = 'admin1' AND rowid % 40 = 0) ORDER BY id")]
    assert len(ids) > 300
    for place in map(open_gazetteer().by_id, ids):
        for named in ((), ("south-eastern",)):
            at = located(place, Phrase(0, 1, None, tuple(bearings()[word][0] for word in named), named), open_gazetteer())
            check(at.geometry, at.lat, at.lon, at.radius_km)


def test_what_crosses_the_antimeridian_is_cut_there():
    made = shapes.geojson(shapes.sector(-16.8, 179.9, 0, 40))
    assert made["type"] == "MultiPolygon" and shape(made).bounds[0] == -180 and shape(made).bounds[2] == 180
    line = shapes.geojson(shapes.straight([(179.5, -17.0), (-179.5, -17.0)]))
    assert line["type"] == "MultiLineString" and sorted(len(piece) for piece in line["coordinates"]) == [2, 2]


@pytest.mark.parametrize("text, words, relation", [
    ("Shells hit eastern Ghouta in Syria.", "eastern Ghouta", None), ("He flew from Damascus to Moscow.", "Damascus", None),
    ("Talks between Russia and Turkey went on.", "Russia", None), ("Troops came within 12 km of Palmyra in Syria.", "12 km of Palmyra", "near")])
def test_what_is_no_part_and_no_stretch(text, words, relation, model):
    parsed = parse(Article("sha256:0", "made-up.txt", text), model)
    place = next(p for p in ground_places(parsed, find_places(parsed, open_gazetteer())) if p and p.words == words)
    assert place.relation == relation and not (place.geometry or {}).get("type", "").endswith("String")
    if relation == "near":
        assert shape(place.geometry).contains(Point(place.lon, place.lat))


def test_a_town_has_no_shape_of_its_own():
    town = open_gazetteer().candidates("Tikrit")[0]
    assert located(town, Phrase(0, 1), open_gazetteer()).geometry is None


@pytest.mark.parametrize("name, gazetteer_id", [("محافظة نينوى", "ne:IQ-NI"), ("نينوى", "ne:IQ-NI"), ("محافظة حلب", "ne:SY-HL"), ("Ninive", "ne:IQ-NI"), ("Alep", "ne:SY-HL"),
                                                ("Gouvernorat d'Alep", "ne:SY-HL"), ("oblast de Donetsk", "ne:UA-14"), ("Muhafazat Ninawa", "ne:IQ-NI"), ("ولاية بلخ", "ne:AF-BAL"), ("بلخ", "ne:AF-BAL"), ("Nord-Kivu", "ne:CD-NK"), ("Tombouctou", "ne:ML-6")])
def test_units_are_found_by_arabic_and_french_names(name, gazetteer_id):
    assert gazetteer_id in {c.gazetteer_id for c in open_gazetteer().candidates(name)}
