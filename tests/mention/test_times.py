"""Times are found with the TIMEX3 value and the days they denote (table: times.tsv)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ground.lunar import last_month_before, month_begins
from reportedly.lexicon import rows
from reportedly.mention.numbers import find_quantities
from reportedly.mention.times import find_times
from reportedly.parse import parse
from reportedly.records import Article, Interval, Time
from tests.mention.tables import day, examples, parsed_texts

EXAMPLES = examples("times.tsv", ("published", "text"))


@pytest.fixture(scope="module")
def found(model):
    parsed = parsed_texts([key for key, _ in EXAMPLES], model)
    return {key: find_times(p) for (key, _), p in zip(EXAMPLES, parsed)}


@pytest.mark.parametrize(("key", "rows"), EXAMPLES, ids=[key[1] for key, _ in EXAMPLES])
def test_table(key, rows, found):
    got = [(m.span.words, m.type, m.value, m.interval.start if m.interval else "", m.interval.end if m.interval else "") for m in found[key]]
    assert got == [(r["words"], r["type"], r["value"], r["start"] or "", r["end"] or "") for r in rows]


def test_table_is_large():
    assert len(EXAMPLES) >= 70


def times_of(text: str, published: Time | None, model):
    return find_times(parse(Article(None, "x", text, published=published), model))


def test_spans_are_the_text(found):
    for (_, text), mentions in found.items():
        for mention in mentions:
            assert text[mention.span.start:mention.span.end] == mention.span.words
            if mention.interval:
                assert mention.interval.span == (mention.span.start, mention.span.end)
                assert mention.interval.basis and mention.interval.start <= mention.interval.end


def test_candidates_follow_those_of_the_publication(model):
    published = Time("2019-02-23", "2019-02-23", "", None, "day", "derived", (Interval("2013-02-23", "2013-02-23", "published in 2013"),))
    (mention,) = times_of("Fighters attacked the town on Friday.", published, model)
    assert mention.interval.start == "2019-02-22"
    assert [(c.start, c.end) for c in mention.interval.candidates] == [("2013-02-22", "2013-02-22")]
    assert "2013" in mention.interval.candidates[0].reason


def test_an_uncertain_publication_widens_what_is_counted_from_it(model):
    published = Time("2019-05-06", "2019-05-12", "", None, "week", "derived")
    (ago,) = times_of("The campaign began ten days ago.", published, model)
    assert (ago.interval.start, ago.interval.end, ago.interval.precision) == ("2019-04-26", "2019-05-02", "week")
    (named,) = times_of("It was reported on Monday, May 6, in the capital.", published, model)
    assert (named.interval.start, named.interval.end) == ("2019-05-06", "2019-05-06")


def test_a_day_told_long_before_is_not_counted_from(model):
    filler = " The market stayed open." * 8
    mentions = times_of("On April 2 the army attacked." + filler + " Two days later the rebels withdrew.", day("2017-04-05"), model)
    assert mentions[0].interval.start == "2017-04-02"
    assert mentions[1].interval is None


@pytest.mark.parametrize("text", ["It ended 999999999 years ago.", "It ended 9999999999 days ago.", "In the past 99999999999 weeks it rained.",
                                  "On 31 February 2016 nothing happened.", "On February 30 nothing happened.", "It began at 99:99 on 00/00/0000."])
def test_impossible_dates_give_no_interval_and_no_error(text, model):
    assert all(m.interval is None for m in times_of(text, day("2017-04-05"), model))


def test_empty_text(model):
    assert times_of("", day("2017-04-05"), model) == ()


@pytest.mark.parametrize(("year", "month", "civil"), [
    (1438, 9, date(2017, 5, 27)),        # Ramadan 2017
    (1440, 1, date(2018, 9, 11)),        # Islamic new year 2018
])
def test_lunar_months_lie_within_a_day_of_the_almanac(year, month, civil):
    assert abs((month_begins(year, month) - civil).days) <= 1


def test_the_last_lunar_month_began_not_after_the_anchor():
    first, last = last_month_before(9, date(2017, 5, 1))
    assert first <= date(2017, 5, 1) and 29 <= (last - first).days + 1 <= 30


WORDS = sorted({row["word"] for name in ("times.tsv", "numbers.tsv") for row in rows(name)}) + [
    "2017", "12", "31", "0", "22nd", "1990s", "mid-2016", "Friday", "May", "12:30", "31.02.2016", "9" * 400, "092017", "½", "people", ",", "-", "."]
PUBLICATIONS = [None, day("2017-04-05"), day("2020-02-29"), day("0001-01-01"), day("9999-12-31")]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(PUBLICATIONS))
def test_any_heap_of_time_words_is_read_without_error(model, words, published):
    text = " ".join(words)
    article = parse(Article(None, "x", text, published=published), model)
    mentions = find_times(article)
    assert all(a.last <= b.first for a, b in pairwise(mentions))
    for mention in mentions:
        assert text[mention.span.start:mention.span.end] == mention.span.words
        assert mention.interval is None or mention.interval.start <= mention.interval.end
    for quantity in find_quantities(article, mentions):
        assert text[quantity.span.start:quantity.span.end] == quantity.span.words
