"""The directed acts of talk and order (PLOVER's source and target): each sentence of talk.tsv through the whole pipeline."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from reportedly.pipeline import claims_of, understand
from reportedly.records import Article, Claim, Party, Time
from reportedly.settings import Settings

LINES = [line for line in Path(__file__).with_name("talk.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
CASES = list(csv.DictReader(LINES, delimiter="\t"))
PUBLISHED = Time("2024-05-16", "2024-05-16", "16 May 2024", None, "day", "given by the test")


@lru_cache(maxsize=1)
def read_all() -> tuple[tuple[Claim, ...], ...]:
    articles = [Article(f"sha256:{i}", "talk.tsv", case["text"], published=PUBLISHED) for i, case in enumerate(CASES)]
    return tuple(claims_of(read, Settings()) for read in understand(articles))


def named(parties: tuple[Party, ...], wanted: str) -> bool:
    """True when the parties are the wanted one and nobody else ("-": nobody, "*": anybody)."""
    return wanted == "*" or bool(parties) == (wanted != "-") and all(wanted in p.words for p in parties)


def right(claim: Claim, case: dict) -> bool:
    if claim.type != case["type"]:
        return False
    if " & " in case["actor"]:
        both = [p.words for p in claim.actor + claim.recipient]
        return all(any(name in words for words in both) for name in case["actor"].split(" & "))
    return named(claim.actor, case["actor"]) and named(claim.recipient, case["recipient"])


@pytest.mark.parametrize("number", [
    pytest.param(i, id=case["text"], marks=[pytest.mark.xfail(reason=case["wrong"], strict=True)] if case["wrong"] else [])
    for i, case in enumerate(CASES)
])
def test_direction(number):
    case, claims = CASES[number], read_all()[number]
    assert any(right(c, case) for c in claims), [(c.type, [p.words for p in c.actor], [p.words for p in c.recipient]) for c in claims]


def test_nine_in_ten_are_right():
    assert len(CASES) == 120
    assert sum(not case["wrong"] for case in CASES) >= 0.9 * len(CASES)
