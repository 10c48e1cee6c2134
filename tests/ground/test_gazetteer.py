"""The gazetteer: what it holds, how names are looked up, and how its file comes into being."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.ground import gazetteer
from reportedly.ground.gazetteer import Gazetteer, gazetteer_path, open_gazetteer
from reportedly.ground.distance import km
from reportedly.ground.gazetteer_names import bare_name, normal_name, skeleton
from reportedly.lexicon import rows

PRECISIONS = {"country", "admin1", "admin2", "city", "town", "village", "district", "region", "camp", "airbase", "airport", "dam", "crossing", "site", "river",
              "lake", "sea", "island", "mountain", "desert", "continent", "base"}


@pytest.mark.parametrize("a, b", [("Deir ez-Zor", "deir ez zor"), ("Sana'a", "Sanaa"), ("Al-Qā’im", "al qaim"), ("The Hague", "Hague"), ("São Paulo", "sao paulo")])
def test_one_key_for_many_spellings(a, b):
    assert normal_name(a) == normal_name(b)


def test_the_article_is_dropped_for_arabic_names_only():
    assert bare_name(normal_name("Deir ez-Zor")) == "deir zor"
    assert "El Paso" in {c.name for c in open_gazetteer().candidates("El Paso")}
    assert not any(c.country == "USA" and c.name == "El Paso" for c in open_gazetteer().candidates("Paso"))


def test_like_spellings_share_a_skeleton():
    assert skeleton(normal_name("Talbeesah")) == skeleton(normal_name("Talbiseh"))
    assert skeleton(normal_name("Deir Ezzor")) == skeleton(normal_name("Dayr az Zawr"))


@pytest.mark.parametrize("name, country, feature, lat, lon", [
    ("Aleppo", "SYR", "city", 36.20, 37.16), ("Qaem", "IRQ", "town", 34.39, 40.99), ("Salaheddine", "IRQ", "admin1", 34.5, 43.6),
    ("Deir Ezzor", "SYR", "city", 35.34, 40.14), ("Khan Sheikhoun", "SYR", None, 35.44, 36.65), ("Eastern Ghouta", "SYR", "region", 33.53, 36.42),
    ("Iraq", "IRQ", "country", 33.0, 43.8), ("Bagram", "AFG", "airbase", 34.95, 69.27), ("Hodeidah", "YEM", "city", 14.80, 42.95)])
def test_places_that_conflict_reports_name(name, country, feature, lat, lon):
    found = next(c for c in open_gazetteer().candidates(name) if c.country == country and feature in (None, c.feature))
    assert km(found.lat, found.lon, lat, lon) <= max(15, 0.2 * found.radius_km)


def test_candidates_are_best_first_and_stable():
    found = open_gazetteer().candidates("Tripoli")
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert found == open_gazetteer().candidates("tripoli")
    assert open_gazetteer().candidates("Xqzzy") == () == open_gazetteer().candidates("")


def test_units_shapes_and_borders():
    places = open_gazetteer()
    homs = places.admin1("Homs", "SYR")
    assert homs.radius_km > 150 and places.box(homs.gazetteer_id).west < 37 < places.box(homs.gazetteer_id).east
    assert places.shape(homs.gazetteer_id)["type"] == "MultiPolygon"
    assert places.border("SYR", "IRQ") == places.border("IRQ", "SYR") is not None
    assert places.border("SYR", "EGY") is None


def test_our_list_is_sound():
    for row in rows("places.tsv"):
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 and float(row["radius_km"]) > 0, row["name"]
        assert row["feature"] in PRECISIONS and row["source"], row["name"]
        assert not row["country"] or open_gazetteer().country(row["country"]), row["name"]


def test_every_row_of_our_list_can_be_found():
    lost = [row["name"] for row in rows("places.tsv") if not any(
        c.country == row["country"] and (row["feature"] in ("admin1", "country") or km(c.lat, c.lon, float(row["lat"]), float(row["lon"])) <= 8 + float(row["radius_km"]))
        for c in open_gazetteer().candidates(row["name"]))]
    assert lost == []


def test_the_file_name_follows_the_inputs(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = gazetteer_path()
    changed = tmp_path / "places.tsv"
    changed.write_text("name\tsource\n")
    monkeypatch.setattr(gazetteer, "INPUTS", (*gazetteer.INPUTS[:-2], changed, gazetteer.INPUTS[-1]))
    assert before.parent == tmp_path / "reportedly" and gazetteer_path() != before


def test_a_build_that_fails_leaves_nothing_and_says_what_to_do(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    with pytest.raises(GazetteerError, match="XDG_CACHE_HOME"):
        open_gazetteer.__wrapped__()


def test_reading_needs_no_write_permission():
    path = open_gazetteer().path
    assert Gazetteer(path).candidates("Mosul")[0].name == "Mosul"
    assert path.stat().st_size <= 120e6


HEADER, *LINES = (line.split("\t") for line in Path(__file__).with_name("seed_places.tsv").read_text(encoding="utf-8").splitlines())
SEEDS = [dict(zip(HEADER, line)) for line in LINES]


@pytest.mark.parametrize("row", SEEDS, ids=lambda row: row["name"])
def test_places_of_two_seed_reports_are_known(row):
    """Each lies where it is known to lie, or within the province; the ones that are known no better have a radius that says so."""
    found = [c for c in open_gazetteer().candidates(row["name"]) if c.country == row["country"] and (c.admin1 or "") in (row["admin1"], "Homs")]
    off = min((km(c.lat, c.lon, float(row["lat"]), float(row["lon"])) for c in found), default=math.inf)
    assert off <= float(row["km"])
    assert float(row["km"]) < 100 or all(c.radius_km >= 20 for c in found if c.feature in ("village", "dam", "region"))


@pytest.mark.parametrize("name, first", [("Laurel County", "fips:21125"), ("Canada", "iso:CAN"), ("Africa", "geonames:6255146"), ("California", "ne:US-CA"),
                                         ("Philadelphia", "geonames:4560349"), ("Mexico", "iso:MEX"), ("Homs", "geonames:169577")])
def test_the_likeliest_bearer_without_context(name, first):
    assert open_gazetteer().candidates(name)[0].gazetteer_id == first


def test_a_country_lies_at_its_published_point():
    canada = open_gazetteer().country("CAN")
    assert (canada.lat, canada.lon) == (60.0, -95.0) and canada.radius_km > 1500


def test_short_forms_and_ancient_names_lead_nowhere_else():
    assert not [c for c in open_gazetteer().candidates("Kan") if c.feature == "admin1"]
    assert "ne:US-DC" not in [c.gazetteer_id for c in open_gazetteer().candidates("Washington")]
