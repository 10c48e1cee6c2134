"""Places by examples: places.txt beside this file; and what the module promises about every place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.ground.gazetteer import open_gazetteer
from reportedly.ground.places import ground_places, km
from reportedly.ground.places_nominal import ground_nominals
from reportedly.mention.places import find_places
from reportedly.parse import parse
from reportedly.records import Article

BLOCKS = [block.strip().splitlines() for block in Path(__file__).with_name("places.txt").read_text(encoding="utf-8").split("\n\n")]
CASES = [case for block in BLOCKS if (case := [line for line in block if not line.startswith("#")])]


def grounded(text: str, model):
    parsed = parse(Article("sha256:0", "made-up.txt", text), model)
    mentions = find_places(parsed, open_gazetteer())
    return parsed, mentions, ground_places(parsed, mentions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1][:40])
def test_examples(case, model):
    _, _, places = grounded(case[0], model)
    for line in case[1:]:
        words, name, precision, relation, where = (cell.strip() for cell in line.split("|"))
        lat, lon, within = (float(number) for number in where.split(","))
        found = next((p for p in places if p and p.words == words and p.name == name), None)
        assert found, [(p.words, p.name) for p in places if p]
        assert (found.precision, found.relation or "-") == (precision, relation)
        assert km(found.lat, found.lon, lat, lon) <= within


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1][:40])
def test_aligned_and_honest(case, model):
    parsed, mentions, places = grounded(case[0], model)
    assert len(places) == len(mentions)
    for m, p in zip(mentions, places):
        assert p is not None or not m.literal
        if p:
            assert parsed.article.text[p.start:p.end] == p.words and 0 <= p.confidence <= 1
            assert (p.lat is None) == (p.precision == "unknown") == (p.radius_km is None)


def test_an_unknown_village_says_why_it_is_where_it_is(model):
    _, _, places = grounded("Gunmen raided the village of Umm Zarrifa in Hama province in Syria.", model)
    village = next(p for p in places if p and p.name == "Umm Zarrifa")
    assert village.gazetteer_id == "ne:SY-HM" and village.radius_km > 90
    assert any("no gazetteer has" in reason for reason in village.candidates[0].reasons)


def test_an_unknown_village_without_surroundings_is_not_placed(model):
    _, _, places = grounded("They buried him in the village of Umm Zarrifa.", model)
    assert [(p.lat, p.precision) for p in places if p] == [(None, "unknown")]


def test_a_demonym_is_no_place_unless_land_follows(model):
    _, mentions, places = grounded("Iraqi police entered Syrian territory.", model)
    assert {m.span.words: p and p.name for m, p in zip(mentions, places)} == {"Iraqi": None, "Syrian": "Syria"}


@pytest.mark.parametrize("text, words, name", [
    ("Shells hit Raqqa in Syria. Smoke rose over the city.", "the city", "Raqqa"),
    ("Fighting went on in Idlib province in Syria. Schools in the province closed.", "the province", "Idlib"),
    ("Syria buried its dead in Homs and Hama. Shops closed across the country.", "across the country", "Syria"),
])
def test_nouns_refer_back(text, words, name, model):
    parsed, mentions, _ = grounded(text, model)
    found = [(p.words, p.name) for p in ground_nominals(parsed, mentions)]
    assert any(w in (words, words.removeprefix("across ")) and n == name for w, n in found), found


def test_a_noun_without_anything_before_it_gives_no_place(model):
    parsed, mentions, _ = grounded("Smoke rose over the city.", model)
    assert ground_nominals(parsed, mentions) == ()


@pytest.mark.parametrize("text", ["", " \n", "in the village of Qqx " * 800, "Aleppo Homs the city " * 300, "ALEPPO AND HOMS BURNED. " * 40, "😀 قصف في حلب"])
def test_any_text_is_survived(text, model):
    parsed, mentions, places = grounded(text, model)
    assert len(places) == len(mentions)
    assert all(parsed.article.text[p.start:p.end] == p.words for p in (*filter(None, places), *ground_nominals(parsed, mentions)))
