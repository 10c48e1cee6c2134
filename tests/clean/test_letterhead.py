"""Press releases: the letterhead is cut, its number and dateline give the day."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.clean import clean
from reportedly.clean.letterhead import letterhead
from reportedly.clean.published import published_of
from reportedly.records import RawDocument

TODAY = date(2026, 11, 21)
HEAD = "Example Joint Command - Ruritania\n2011-07-S-064\nFor Immediate Release\n\nSTRELSAU, Ruritania (July 20, 2011) –"
BODY = "\nGuards arrested two smugglers in the old mill yesterday. They found nine rifles."


def published(text: str):
    return published_of(None, "", None, text, (), TODAY)[0]


def test_the_letterhead_is_cut_whole():
    (cut,) = letterhead(HEAD + BODY)
    assert cut.words == HEAD and cut.reason == "letterhead"


@pytest.mark.parametrize("text", ["", "Guards closed the bridge in 2011.", "The mill was sold for immediate use. It cost 2011-07.",
                                  "x" * 700 + " For Immediate Release"])
def test_other_texts_have_none(text):
    assert letterhead(text) == ()


@pytest.mark.parametrize(("head", "start", "end", "precision"), [
    (HEAD, "2011-07-20", "2011-07-20", "day"),
    ("Two held\nExample Command - Ruritania 2010-09-CA-027 For Immediate Release Strelsau, Ruritania (Sept. 2) -", "2010-09-02", "2010-09-02", "day"),
    ("STRELSAU, Ruritania (Dec. 31) – 2011-01-S-001", "2010-12-31", "2010-12-31", "day"),
    ("May 11: Guards search mills\nExample Command - Ruritania 2010-05-CA-039", "2010-05-11", "2010-05-11", "day"),
    ("Example Command - Ruritania\n2011-07-S-064\nFor Immediate Release", "2011-07-01", "2011-07-31", "month"),
    ("Example Command - Ruritania\n2011-13-S-064\nFor Immediate Release", None, None, None),
    ("Example Command - Ruritania\n2031-07-S-064\nFor Immediate Release", None, None, None),
])
def test_number_and_dateline_give_the_day(head, start, end, precision):
    found = published(head + BODY)
    assert (found and (found.start, found.end, found.precision)) == (start and (start, end, precision))


def test_a_number_far_from_the_dateline_does_not_settle_its_year():
    found = published("STRELSAU, Ruritania (March 5) – 2011-09-S-001\nGuards closed the bridge.")
    assert len(found.candidates) > 10


def test_the_day_before_the_headline_is_a_masthead():
    article = clean(RawDocument("sha256:0", "x", "May 11: Guards search mills\nExample Command - Ruritania 2010-05-CA-039" + BODY, "text"))
    assert ("masthead", "May 11:") in [(cut.reason, cut.words) for cut in article.cuts]
    assert article.published.start == "2010-05-11"


def test_a_year_lies_after_the_latest_month_that_the_text_names():
    found = published("STRELSAU, Jan. 14 (Agency) - The mill was raided again. Guards had raided it in June 2011.")
    assert found.start == "2012-01-14" and "June 2011 is the latest date mentioned" in found.basis


def test_figures_in_the_other_order_stay_a_candidate_and_the_metadata_chooses():
    text = "05/04/2018 Guards closed the bridge."
    assert [c.start for c in published(text).candidates] == ["2018-05-04"]
    chosen, _ = published_of("2018-05-04", "the metadata", None, text, (), TODAY)
    assert chosen.start == "2018-05-04" and chosen.candidates == ()
