"""Quotations: where they begin and end, by the table quotations.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.parse import parse
from reportedly.records import Article, ParsedArticle, Quotation

TEXTS = tomllib.loads(Path(__file__).with_name("quotations.toml").read_text(encoding="utf-8"))["text"]


def told(parsed: ParsedArticle, quotation: Quotation) -> str:
    signs = [name for name, holds in (("open", not quotation.closed), ("goes on", quotation.continues), ("scare", quotation.scare)) if holds]
    return " | ".join([parsed.span(quotation.first, quotation.last).words, *signs])


@pytest.mark.parametrize("text", TEXTS, ids=[t["name"] for t in TEXTS])
def test_table(text, model):
    parsed = parse(Article("sha256:0", "quotations.toml", text["text"]), model)
    assert [told(parsed, q) for q in parsed.quotations] == text["found"]


@given(st.lists(st.sampled_from(['"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", " ", "\n\n", "We ran", ".", ",", "he said"]), max_size=20).map("".join))
def test_they_do_not_overlap_whatever_the_marks(model, text):
    parsed = parse(Article("sha256:0", "made", text), model)
    ends = [0, *(q.last for q in parsed.quotations)]
    assert all(before <= q.first < q.last <= len(parsed.doc) for before, q in zip(ends, parsed.quotations))
