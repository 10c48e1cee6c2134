"""Masthead, headline, agency and dateline: tests/clean/heads.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.clean.heading import read_head

BLOCKS = re.split(r"^==== ", Path(__file__).with_name("heads.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def case(block: str):
    head, _, text = block.partition("\n")
    name, *fields = (field.strip() for field in head.split(" | "))
    if len(fields) == 6:                               # the title itself holds a bar
        fields = [f"{fields[0]} | {fields[1]}", *fields[2:]]
    return pytest.param(*("" if field == "-" else field for field in fields), text.strip(), id=name)


@pytest.mark.parametrize("title, masthead, headline, credits, cut, text", [case(block) for block in BLOCKS])
def test_head(title, masthead, headline, credits, cut, text):
    masthead_end = text.find(masthead) + len(masthead) if masthead else 0
    head = read_head(text, title or None, masthead_end)
    heading = text[:head.heading_end]
    for passage in head.cuts:
        heading = heading.replace(passage.words, "")
    assert heading.strip() == headline
    assert [link.name for link in head.credits] == ([credits] if credits else [])
    assert [passage.words for passage in head.cuts] == ([cut] if cut else [])
    assert all(text[p.start:p.end] == p.words for p in (*head.cuts, *head.credits))
