"""What a person sees: tests/cli/table.txt is the layout, checked to the character."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from rich.console import Console

from reportedly.cli.layout import claim_block, days, doubtful_days, loss_words, report_header, width_of
from reportedly.cli.safe import shown
from reportedly.records import Interval, Loss, Span

from .fake import ARTICLE, CLAIMS


def drawn(article, claims, width: int = 80, color: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False,
                      force_terminal=color, color_system="standard" if color else None)
    console.print(report_header(article, len(claims), width_of(console)), width=width_of(console))
    for claim in claims:
        console.print(claim_block(article, claim), width=width_of(console))
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def test_the_layout():
    assert drawn(ARTICLE, CLAIMS) == Path(__file__).with_name("table.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [30, 60, 100, 300])
def test_no_line_is_wider_than_the_window_or_than_is_good_to_read(width):
    assert max(map(len, drawn(ARTICLE, CLAIMS, width).splitlines())) <= min(width, 110)


def test_the_trigger_stands_out():
    assert "\x1b[1;4mkilled\x1b[0m" in drawn(ARTICLE, CLAIMS[:1], color=True)


def test_hostile_words_cannot_touch_the_terminal():
    words = "a\x1b[2J\u202eb\x07\r\u2028c\x9b31m[bold]d[/bold]:smile:"
    hostile = replace(ARTICLE, title=words, outlet=words, file=words)
    claim = replace(CLAIMS[0], evidence=Span(0, len(words), words), trigger=Span(1, 2, words[1]), actor=(replace(CLAIMS[0].actor[0], name=words, labels=(words,)),))
    text = drawn(hostile, (claim,))
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
    assert "\\x1b[2J\\u202eb\\x07" in text and "[bold]d[/bold]:smile:" in text


@given(st.text())
def test_shown_words_hold_nothing_that_moves_the_cursor_or_turns_the_line(words):
    left = {c for c in shown(words) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert left <= set("\u200c\u200d\u00ad")


@pytest.mark.parametrize("low, best, high, words", [
    (6, 6, 6, "6 killed (men)"), (10, None, 15, "10–15 killed (men)"), (24, None, None, "at least 24 killed (men)"),
    (None, None, 9, "up to 9 killed (men)"), (None, None, None, "some killed (men)")])
def test_losses(low, best, high, words):
    assert loss_words(Loss("killed", low, best, high, "", 0, 0, "men")) == words


@pytest.mark.parametrize("start, end, words", [
    (None, None, ""), ("2019-02-22", "2019-02-22", "2019-02-22"), ("2019-02-01", "2019-02-28", "2019-02-01 – 2019-02-28"),
    ("2019-02-22T18:00", "2019-02-22T23:59", "2019-02-22 18:00 – 23:59"), ("2019-02-22T00:00:00", "2019-02-22T23:59:59", "2019-02-22")])
def test_days(start, end, words):
    assert days(start, end) == words


def test_rival_days_are_counted_after_the_third():
    assert doubtful_days(tuple(Interval(f"201{i}-02-22", f"201{i}-02-22") for i in range(5))) == "2010-02-22 or 2011-02-22 or 2012-02-22 or 2 more?"
