"""Counts are found with low, best and high as the claim record wants them (table: numbers.tsv)."""

from __future__ import annotations

import pytest

from reportedly.lexicon import rows
from reportedly.mention.numbers import find_quantities
from reportedly.mention.numerals import read_numerals
from reportedly.mention.times import find_times
from reportedly.parse import parse
from reportedly.records import Article, Time
from tests.mention.tables import examples, parsed_texts

EXAMPLES = examples("numbers.tsv", ("text",))


@pytest.fixture(scope="module")
def parsed(model):
    articles = parsed_texts([("2017-04-05", text) for (text,), _ in EXAMPLES], model)
    return {text: article for ((text,), _), article in zip(EXAMPLES, articles)}


@pytest.mark.parametrize(("key", "rows"), EXAMPLES, ids=[key[0] for key, _ in EXAMPLES])
def test_table(key, rows, parsed):
    article = parsed[key[0]]
    got = [(q.span.words, *("" if v is None else str(v) for v in (q.low, q.best, q.high)), q.unit, article.doc[q.head].text)
           for q in find_quantities(article, find_times(article))]
    assert got == [(r["words"], r["low"], r["best"], r["high"], r["unit"], r["head"]) for r in rows]


def test_table_is_large():
    assert len(EXAMPLES) >= 80


def test_bounds_are_ordered(parsed):
    for article in parsed.values():
        for q in find_quantities(article, find_times(article)):
            bounds = [v for v in (q.low, q.best, q.high) if v is not None]
            assert bounds and bounds == sorted(bounds)
            assert article.article.text[q.span.start:q.span.end] == q.span.words


@pytest.mark.parametrize(("words", "value", "vague"), [
    ("two hundred and fifty", 250, False), ("twenty - four", 24, False), ("3,000", 3000, False), ("1.5 million", 1_500_000, False),
    ("hundreds of thousands", 200_000, True), ("tens of thousands", 20_000, True), ("several hundred", 300, True), ("a few dozen", 36, True),
    ("two dozen", 24, False), ("a dozen", 12, False), ("nineteen ninety - six", 1996, False), ("half a million", 500_000, False),
    ("one thousand two hundred", 1200, False), ("a quarter of a million", 250_000, False), ("dozens", 24, True), ("scores", 40, True),
])
def test_numerals(words, value, vague):
    (numeral,) = read_numerals(words.split())
    assert (numeral.first, numeral.last, numeral.value, numeral.vague) == (0, len(words.split()), value, vague)


def test_separate_figures_stay_separate():
    assert [n.value for n in read_numerals("3 and 5".split())] == [3, 5]


def test_the_masthead_is_not_counted(model):
    text = "16.04.2017 at 1723 hours\nGunmen killed four guards."
    published = Time("2017-04-16", "2017-04-16", text[:24], (0, 24), "day", "the report prints at its head")
    article = parse(Article(None, "x", text, published=published), model)
    assert [q.best for q in find_quantities(article)] == [4]


@pytest.mark.parametrize("name", ["numbers.tsv", "bounds.tsv", "counted.tsv", "times.tsv"])
def test_lexicon_rows_have_a_source_and_no_double(name):
    table = rows(name)
    assert all(row["source"] for row in table)
    keys = [(row.get("word") or row.get("phrase"), row.get("role") if name == "counted.tsv" else "") for row in table]
    assert len(keys) == len(set(keys))
