"""Publication dates: metadata, mastheads, datelines, URLs, and years derived from weekdays (table: mastheads.tsv)."""

from __future__ import annotations

import csv
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from reportedly.clean.published import FIRST_PLAUSIBLE_YEAR, published_of, rerank
from reportedly.records import Article, Cut, Time

TODAY = date(2026, 11, 21)


def table() -> list[dict[str, str]]:
    with (Path(__file__).parent / "mastheads.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def of(text: str, raw: str | None = None, basis: str = "", url: str | None = None) -> tuple[Time | None, int]:
    return published_of(raw, basis, url, text, (), TODAY)


@pytest.mark.parametrize("row", table(), ids=lambda row: row["text"][:40])
def test_table(row):
    published, prefix_end = of(row["text"])
    assert row["text"][:prefix_end].strip() == row["prefix"]
    if not row["start"]:
        assert published is None
        return
    assert (published.start, published.end, published.precision, len(published.candidates)) == (
        row["start"], row["end"], row["precision"], int(row["others"]))
    assert published.basis
    start, end = published.span
    assert row["text"][start:end] == published.words


def test_the_user_has_the_last_word():
    published, prefix_end = of("Thursday 28 January 2016 17:27 Guards closed the bridge.", "2015-03-04", "given by the user")
    assert published.start == "2015-03-04" and published.candidates == ()
    assert prefix_end == 31


def test_the_printed_date_is_trusted_over_the_record_and_the_record_kept():
    published, _ = of("Thursday 28 January 2016 17:27 Guards closed the bridge.", "2016-01-20", "the record's own field 'published'")
    assert published.start == "2016-01-28"
    assert [c.start for c in published.candidates] == ["2016-01-20"]
    assert "2016-01-20" in published.basis


def test_a_date_in_the_head_that_may_be_something_else_does_not_overrule_the_record():
    assert of("Bank sells notes 1 March 2018 Guards closed the bridge.", "2016-01-20", "the record")[0].start == "2016-01-20"


@pytest.mark.parametrize(("raw", "start", "end", "precision"), [
    ("2017-04-05", "2017-04-05", "2017-04-05", "day"),
    ("2017-04-05T23:00:00+03:00", "2017-04-05", "2017-04-05", "day"),
    ("Wed, 05 Apr 2017 10:00:00 GMT", "2017-04-05", "2017-04-05", "day"),
    ("2017-05", "2017-05-01", "2017-05-31", "month"),
    ("2017", "2017-01-01", "2017-12-31", "year"),
    ("2026", "2026-01-01", "2026-11-21", "year"),
])
def test_metadata(raw, start, end, precision):
    published, _ = of("Guards closed the bridge.", raw, "the page's metadata")
    assert (published.start, published.end, published.precision) == (start, end, precision)
    assert published.basis == "the page's metadata says"
    assert published.span is None


@pytest.mark.parametrize("raw", ["soon", "2099-01-01", "0000-00-00", "2017-13-45"])
def test_metadata_that_cannot_be_is_not_believed_and_said_so(raw):
    published, _ = of("Guards closed the bridge.", raw, "the page's metadata")
    assert (published.start, published.end, published.precision) == (None, None, "unknown")
    assert published.basis == f"the page's metadata says {raw!r}, which is no date that can be believed"


def test_no_metadata_is_no_date():
    assert of("Guards closed the bridge.", "", "the page's metadata") == (None, 0)


@pytest.mark.parametrize(("url", "start"), [
    ("https://paper.example/2017/04/05/bridge", "2017-04-05"), ("https://paper.example/news/2017-04-05-bridge", "2017-04-05"),
    ("https://paper.example/20170405/bridge.html", "2017-04-05"), ("https://paper.example/2017/4/bridge", None),
    ("https://paper.example/id/19990405123", None), ("https://paper.example/a-2017-13-45", None),
])
def test_urls(url, start):
    published, _ = of("Guards closed the bridge.", url=url)
    assert (published and published.start) == start


def test_every_year_that_fits_is_kept_and_explained():
    published, _ = of("Yesterday, Friday, February 22nd, guards closed the bridge.")
    years = [published.start, *(c.start for c in published.candidates)]
    assert sorted(years) == [f"{y}-02-23" for y in range(FIRST_PLAUSIBLE_YEAR, 2027) if date(y, 2, 22).weekday() == 4]
    assert "1991, 2002, 2008, 2013, 2019" in published.basis
    assert all(c.reason for c in published.candidates)


def test_years_before_a_named_actor_existed_come_last():
    published, _ = of("Yesterday, Saturday, May 6, the SDF closed the bridge.")
    years = [int(published.start[:4]), *(int(c.start[:4]) for c in published.candidates)]
    assert years[0] >= 2015 and "2015" in published.basis
    late, early = [y for y in years if y >= 2015], [y for y in years if y < 2015]
    assert years == late + early


def test_a_weekday_in_a_cut_says_nothing():
    text = "Guards closed the bridge. Comment of Monday, May 6."
    assert published_of(None, "", None, text, (Cut(26, len(text), "comments", text[26:]),), TODAY)[0] is None


# ---------------------------------------------------------------- over a run

RUN = {
    "dated": ("14 May 2019 The Orantal militia of Sheikh Varhan Qoloub held the Zembour mill near Tavrish.", None),
    "derived": ("The Orantal men of Sheikh Varhan Qoloub left the Zembour mill near Tavrish on Monday, May 6.", None),
    "other": ("A ferry sank on Monday, May 6.", None),
}


def run() -> dict[str, Article]:
    return {name: Article(None, name, text, published=of(text, raw)[0]) for name, (text, raw) in RUN.items()}


def test_a_derived_year_follows_the_reports_that_share_rare_names():
    articles = run()
    assert articles["derived"].published.start == "2024-05-06"
    ranked = {a.file: a for a in rerank(list(articles.values()))}
    published = ranked["derived"].published
    assert (published.start, published.end) == ("2019-05-06", "2019-05-12")
    assert "2024-05-06" in [c.start for c in published.candidates]
    assert len(published.candidates) == len(articles["derived"].published.candidates)
    assert "share rare names" in published.basis


def test_reports_that_share_nothing_and_dated_ones_stay_as_they_are():
    articles = run()
    ranked = {a.file: a for a in rerank(list(articles.values()))}
    assert ranked["other"] == articles["other"] and ranked["dated"] == articles["dated"]


def test_the_order_of_the_run_changes_nothing():
    articles = list(run().values())
    results = [{a.file: a.published for a in rerank(list(order))} for order in permutations(articles)]
    assert all(result == results[0] for result in results)


def test_a_single_report_is_not_changed():
    article = run()["derived"]
    assert rerank([article]) == [article]
    assert rerank([]) == []
