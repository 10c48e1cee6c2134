"""Place mentions by examples: places.txt beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ground.gazetteer import open_gazetteer
from reportedly.mention.places import find_places
from reportedly.parse import parse
from reportedly.parse.model import load_model
from reportedly.records import ActorMention, Article, Span

BLOCKS = [block.strip().splitlines() for block in Path(__file__).with_name("places.txt").read_text(encoding="utf-8").split("\n\n")]
CASES = [case for block in BLOCKS if (case := [line for line in block if not line.startswith("#")])]


def mentions(text: str, model, taken=()):
    parsed = parse(Article("sha256:0", "made-up.txt", text), model)
    return parsed, find_places(parsed, open_gazetteer(), taken)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_examples(case, model):
    _, found = mentions(case[0], model)
    named = {(m.span.words, m.candidates[0].name, m.candidates[0].country) for m in found if m.literal and m.candidates}
    demonyms = {(m.span.words, m.candidates[0].country) for m in found if not m.literal}
    unknown = {m.span.words for m in found if not m.candidates}
    for line in case[1:]:
        mark, rest = (line[0], line[1:].strip()) if line[0] in "~?!" else ("", line)
        cells = tuple(cell.strip() for cell in rest.split("|"))
        match mark:
            case "!":
                assert cells[0] not in {m.span.words for m in found}
            case "?":
                assert cells[0] in unknown
            case "~":
                assert cells in demonyms
            case _:
                assert cells in named


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_offsets_tokens_and_order(case, model):
    parsed, found = mentions(case[0], model)
    for m in found:
        assert parsed.article.text[m.span.start:m.span.end] == m.span.words
        assert parsed.starts[m.first] == m.span.start and m.span.end <= parsed.ends[m.last - 1]
    assert [m.first for m in found] == sorted(m.first for m in found)
    assert all(a.last <= b.first for a, b in zip(found, found[1:])), "mentions must not overlap"


def test_candidates_are_ranked_with_reasons(model):
    _, found = mentions("Bombs fell on Tripoli and Benghazi as Libyan forces left Misrata.", model)
    tripoli = next(m for m in found if m.span.words == "Tripoli")
    assert tripoli.candidates[0].country == "LBY"
    assert any("LBY" in reason for reason in tripoli.candidates[0].reasons)
    assert [c.score for c in tripoli.candidates] == sorted((c.score for c in tripoli.candidates), reverse=True)
    assert 0 < tripoli.confidence <= 1


def test_the_report_decides_between_namesakes(model):
    _, libya = mentions("Libyan planes bombed Tripoli, and Misrata burned.", model)
    _, lebanon = mentions("Lebanese soldiers patrolled Tripoli after clashes in Baalbek and Sidon.", model)
    assert next(m for m in libya if m.span.words == "Tripoli").candidates[0].country == "LBY"
    assert next(m for m in lebanon if m.span.words == "Tripoli").candidates[0].country == "LBN"


def test_names_of_actors_are_not_looked_into(model):
    text = "The Free Aleppo Legion left Idlib in Syria."
    parsed, found = mentions(text, model)
    first = next(i for i, t in enumerate(parsed.doc) if t.text == "Free")
    legion = ActorMention(Span(4, 22, text[4:22]), first, first + 3, first + 2, None, "Free Aleppo Legion", True, "rebel")
    words = [m.span.words for m in find_places(parsed, open_gazetteer(), (legion,))]
    assert "Aleppo" not in words and "Idlib" in words


@given(st.text(max_size=120))
def test_any_text_gives_honest_spans(text):
    parsed, found = mentions(text, load_model())
    assert all(text[m.span.start:m.span.end] == m.span.words for m in found)
