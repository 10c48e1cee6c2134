"""The place of each act: by syntax, of several places, of unlisted names, taken over from the scene and marked as such."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.claim.place_lists import together
from reportedly.claim.place_signs import is_dateline, likelihood
from reportedly.export.contract import claim_json
from reportedly.pipeline import claims_of, understand
from reportedly.records import Article, Claim, Place
from reportedly.settings import Settings

REPORTS = tomllib.loads(Path(__file__).with_name("act_places.toml").read_text(encoding="utf-8"))["report"]


@lru_cache(maxsize=1)
def read_all() -> tuple[tuple[Claim, ...], ...]:
    articles = [Article(f"sha256:{i}", "act_places.toml", report["text"]) for i, report in enumerate(REPORTS)]
    return tuple(claims_of(read, Settings()) for read in understand(articles))


@pytest.mark.parametrize("number", [
    pytest.param(i, id=r["text"][:60], marks=[pytest.mark.xfail(reason=r["wrong"], strict=True)] if "wrong" in r else [])
    for i, r in enumerate(REPORTS)
])
def test_place_of_the_act(number):
    report, claims = REPORTS[number], read_all()[number]
    found = {trigger: [c.place.words if c.place else "" for c in claims if trigger in c.trigger.words][-1:] for trigger in report["places"]}
    assert found == {trigger: [words] for trigger, words in report["places"].items()}
    for trigger, basis in report.get("after", {}).items():
        taken = next(c.place for c in reversed(claims) if trigger in c.trigger.words)
        assert taken.basis.startswith(basis)


def test_a_place_that_was_taken_over_is_less_sure_and_says_so_in_the_record():
    report = next(i for i, r in enumerate(REPORTS) if r["text"].startswith("Gunmen attacked a checkpoint in Tikrit"))
    attacked, killed = read_all()[report][0], read_all()[report][-1]
    assert attacked.place.basis == "" and killed.place.confidence < attacked.place.confidence
    assert claim_json(killed)["place"]["basis"] == killed.place.basis != ""


def place(words: str, start: int, lat: float | None, lon: float | None, admin1: str | None, country: str | None) -> Place:
    return Place(start, start + len(words), words, words, f"id:{words}", lat, lon, "town", 5.0, None, None, admin1, country, 0.8)


def test_several_places_are_one_that_reaches_over_all():
    text = "in Homs and Hama"
    both = together(text, [place("Homs", 3, 34.72, 36.72, "Homs", "SYR"), place("Hama", 12, 35.13, 36.75, "Hama", "SYR")])
    assert (both.words, both.name, both.gazetteer_id, both.admin1, both.country, both.precision) == ("Homs and Hama", "Homs, Hama", None, None, "SYR", "near")
    assert both.geometry == {"type": "MultiPoint", "coordinates": [[36.72, 34.72], [36.75, 35.13]]}
    assert both.lat == pytest.approx(34.925) and 27 < both.radius_km < 29


def test_of_several_places_only_those_with_a_point_give_one():
    text = "in Homs and Zqr"
    known = together(text, [place("Homs", 3, 34.72, 36.72, "Homs", "SYR"), place("Zqr", 12, None, None, None, None)])
    assert (known.lat, known.admin1, known.words) == (34.72, "Homs", "Homs and Zqr")
    unknown = together(text, [place("Homs", 3, None, None, None, None), place("Zqr", 12, None, None, None, None)])
    assert (unknown.lat, unknown.precision, unknown.geometry) == (None, "unknown", None)


@pytest.mark.parametrize(("text", "words", "dateline"), [
    ("KABUL, Afghanistan (Nov. 20)\nTroops came.", "KABUL", True),
    ("Report\nBEIRUT A shell hit a market.", "BEIRUT", True),
    ("The BEIRUT blast killed many.", "BEIRUT", False),
    ("USA strikes hit a depot.", "USA", False),
    ("KABUL BLAST KILLS TEN", "KABUL", False),
])
def test_dateline(text, words, dateline):
    assert is_dateline(text, place(words, text.index(words), 0.0, 0.0, None, None)) is dateline


def test_the_weights_are_of_signs_and_make_a_share():
    rows = lexicon.rows("act_places.tsv")
    assert len({row["sign"] for row in rows}) == len(rows) > 100 and all(row["source"] for row in rows)
    assert 0 < likelihood(("always", "hangs on who did it")) < likelihood(("always", "hangs on the act", "first step in", "path in | -")) < 1
