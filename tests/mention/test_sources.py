"""Attributions: their spans by example, who the source is, and what must hold for any text."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import records
from reportedly.lexicon import rows
from reportedly.mention.sources import find_attributions
from reportedly.mention.sources_lexicon import cues
from reportedly.parse import parse
from reportedly.parse.model import load_model
from reportedly.records import ActorMention, Article, Link, Manner, Time, TimeMention

EXAMPLES = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))["example"]


def read(text: str):
    return parse(Article("sha256:0", "example", text), load_model())


def words(parsed, ranges) -> str:
    return " || ".join(parsed.span(first, last).words for first, last in ranges)


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:40] for e in EXAMPLES])
def test_spans(example):
    parsed = read(example["text"])
    found = [(words(parsed, a.source), words(parsed, a.cue), words(parsed, a.content), a.manner) for a in find_attributions(parsed)]
    assert (example["source"], example["cue"], example["content"], example["manner"]) in found


@pytest.mark.parametrize("text", [
    "The bridge reportedly opened in May.",                     # a hedge names nobody
    "The known bridge and the reported cracks were repaired.",  # participles that only qualify
    "The mayor would not say whether the bridge is safe.",
    "The cracks claimed the lives of two people.",
])
def test_no_attribution_that_asserts(text):
    assert [a for a in find_attributions(read(text)) if a.manner != "unknown"] == []


@pytest.mark.parametrize("text, kind, anonymous", [
    ("Residents said the bridge shook.", "witness", True),
    ("A source on the ground said the bridge shook.", "person", True),
    ("The health ministry said the bridge shook.", "official", False),
    ("The army said the bridge shook.", "military", False),
    ("The monitor said the bridge shook.", "organisation", False),
    ("Reuters reported that the bridge shook.", "agency", False),
    ("State television reported that the bridge shook.", "outlet", False),
    ("Satellite images showed that the bridge shook.", "document", False),
    ("Analysts say the bridge shook.", "analyst", True),
    ("Spokesman Karim Nasser said the bridge shook.", "official", False),
])
def test_kind_and_anonymity(text, kind, anonymous):
    link = find_attributions(read(text))[0].link
    assert (link.kind, link.anonymous) == (kind, anonymous)


def test_name_and_id_come_from_the_actor_when_there_is_one():
    parsed = read("The Vellan Observatory said the bridge shook.")
    actor = ActorMention(parsed.span(0, 3), 0, 3, 2, "org-1", "Vellan Observatory for Bridges", True, "ngo")
    link = find_attributions(parsed, actors=(actor,))[0].link
    assert (link.name, link.source_id, link.kind, link.words) == ("Vellan Observatory for Bridges", "org-1", "organisation", "The Vellan Observatory")


def test_time_of_the_statement_is_not_the_time_of_the_act():
    parsed = read("The mayor said on Friday that the bridge shook on Monday.")
    day = lambda i, date: TimeMention(parsed.span(i, i + 1), i, i + 1, "DATE", date, Time(date, date, "", None, "day", "test"))
    friday, monday = (next(t.i for t in parsed.doc if t.text == name) for name in ("Friday", "Monday"))
    link = find_attributions(parsed, times=(day(friday, "2024-05-03"), day(monday, "2024-04-29")))[0].link
    assert link.said.start == "2024-05-03"


def test_pronoun_takes_the_last_speaker_that_agrees():
    parsed = read("Captain Samir Nasser said the road was open. The ministry said it was closed. He added that snow fell.")
    assert [a.link.name for a in find_attributions(parsed)][-1] == "Samir Nasser"


def test_two_speakers_of_one_cue_are_two_attributions_with_the_same_spans():
    parsed = read("The army and the police said the bridge shook.")
    one, other = find_attributions(parsed)
    assert (one.link.name, other.link.name) == ("army", "police")
    assert replace(one, link=other.link) == other


def test_lexicon_rows_are_whole():
    listed = rows("cues.tsv")
    assert len(listed) >= 200
    assert {row["pos"] for row in listed} == {"verb", "noun", "prep", "adv"}
    assert {row["manner"] for row in listed} <= set(get_args(Manner))
    assert all(row["source"] for row in listed + rows("source_nouns.tsv"))
    kinds = set(get_args(get_type_hints(Link, {**vars(records), "Doc": object})["kind"]))
    assert {row["kind"] for row in rows("source_nouns.tsv")} <= kinds | {"none"}
    assert len({(row["pattern"], row["pos"]) for row in listed}) == len(listed)
    assert set(cues("adv")) & {"reportedly"} and all(cue.link == "no" for group in cues("adv").values() for cue in group)


PIECES = st.sampled_from(["The army", "said", "that", "\"", "“", "”", ":", ",", ".", "\n\n", "according to", "he", "told AFP", "denied", "rebels attacked", "-", "''",
                          "quoted", "as saying", "citing", "(", ")", "the source", "who", "which", "by", "police", "😀", "قال", "\r\n", "We", "in an interview with", "claim that"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=25).map(" ".join))
def test_any_text_gives_ranges_inside_it_and_the_same_ones_again(text):
    parsed = read(text)
    found = find_attributions(parsed)
    assert find_attributions(parsed) == found
    for attribution in found:
        for first, last in attribution.source + attribution.cue + attribution.content:
            assert 0 <= first < last <= len(parsed.doc)
        link = attribution.link
        assert text[link.start:link.end] == link.words
