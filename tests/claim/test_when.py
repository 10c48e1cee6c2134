"""Which time an act gets: its own, that of the act it is told with, of its scene, of its speaker, of the report (table: when.toml)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from reportedly.pipeline import claims_of, understand
from reportedly.records import Article, Claim, Time
from reportedly.settings import Settings

REPORTS = tomllib.loads(Path(__file__).with_name("when.toml").read_text(encoding="utf-8"))["report"]
PUBLISHED = Time("2024-05-16", "2024-05-16", "", None, "day", "given by the test")


@lru_cache(maxsize=1)
def read_all() -> tuple[tuple[Claim, ...], ...]:
    """The claims of all reports, parsed together."""
    articles = [Article(f"sha256:{i}", "when.toml", report["text"], published=PUBLISHED) for i, report in enumerate(REPORTS)]
    return tuple(claims_of(read, Settings()) for read in understand(articles))


def told(time: Time | None) -> str:
    if time is None or time.start is None:
        return ""
    return time.start[:10] if time.start[:10] == time.end[:10] else f"{time.start[:10]}/{time.end[:10]}"


@pytest.mark.parametrize("i", range(len(REPORTS)), ids=[report["text"][:50] for report in REPORTS])
def test_when(i):
    report, claims = REPORTS[i], read_all()[i]
    found = {claim.trigger.words: claim.time for claim in claims}
    assert {act: told(found[act]) if act in found else "no such claim" for act in report["acts"]} == report["acts"]
    if "words" in report:
        assert report["words"] in {time.words for time in found.values() if time is not None}


def test_every_time_says_how_it_was_derived():
    times = [claim.time for claims in read_all() for claim in claims if claim.time is not None]
    assert times and all(time.basis for time in times)
