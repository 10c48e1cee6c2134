"""Actor mentions by examples: actors.txt beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.ground.register import load_register
from reportedly.mention.actors import find_actors
from reportedly.parse import parse
from reportedly.records import Article

BLOCKS = [block.strip().splitlines() for block in Path(__file__).with_name("actors.txt").read_text(encoding="utf-8").split("\n\n")]
CASES = [[line for line in block if not line.startswith("#")] for block in BLOCKS]
CASES = [case for case in CASES if case]


def mentions(text: str, model):
    parsed = parse(Article("sha256:0", "made-up.txt", text), model)
    return parsed, find_actors(parsed, load_register())


def as_row(mention) -> tuple:
    return (mention.span.words, mention.actor_id or "-", mention.kind, "named" if mention.named else "described", ", ".join(mention.labels))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_examples(case, model):
    _, found = mentions(case[0], model)
    rows = [as_row(m) for m in found]
    for line in case[1:]:
        if line.startswith("!"):
            assert line[1:].strip() not in [row[0] for row in rows], rows
        else:
            assert tuple(cell.strip() for cell in line.split("|")) in rows, rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_offsets_and_tokens_agree(case, model):
    parsed, found = mentions(case[0], model)
    for m in found:
        assert case[0][m.span.start:m.span.end] == m.span.words
        assert m.first <= m.head < m.last
        assert m.span == parsed.span(m.first, m.last)
        assert 0 < m.confidence <= 1


def test_order_and_repeatability(model):
    text = "\n\n".join(case[0] for case in CASES)
    first, second = mentions(text, model)[1], mentions(text, model)[1]
    assert first == second
    assert [m.first for m in first] == sorted(m.first for m in first)


def test_labels_never_choose_the_kind(model):
    """Swapping the loaded word for another changes the labels only."""
    plain = mentions("The terrorists shelled the town.", model)[1][0]
    other = mentions("The martyrs shelled the town.", model)[1][0]
    assert (plain.kind, plain.actor_id) == (other.kind, other.actor_id) == ("unknown", None)
    assert plain.labels == ("terrorists",) and other.labels == ("martyrs",)


def test_empty_text(model):
    assert mentions("", model)[1] == ()
