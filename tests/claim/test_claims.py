"""Every report of claims.toml, through the whole pipeline: its claims with their parties, losses, means, places and times."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.pipeline import claims_of, understand
from reportedly.records import Article, Claim, Loss, Party, Time
from reportedly.settings import Settings

REPORTS = tomllib.loads(Path(__file__).with_name("claims.toml").read_text(encoding="utf-8"))["report"]
PUBLISHED = Time("2024-05-16", "2024-05-16", "16 May 2024", None, "day", "given by the test")


@lru_cache(maxsize=1)
def read_all() -> tuple[tuple[Claim, ...], ...]:
    """The claims of all reports, parsed together."""
    articles = [Article(f"sha256:{i}", "claims.toml", report["text"], published=PUBLISHED) for i, report in enumerate(REPORTS)]
    return tuple(claims_of(read, Settings()) for read in understand(articles))


def bare(party: Party) -> str:
    head, _, rest = party.words.partition(" ")
    return rest if head.lower() in ("the", "a", "an") else party.words


def range_of(loss: Loss) -> str:
    if loss.best is not None:
        return f"{loss.kind} {loss.best}"
    return f"{loss.kind} {loss.low or ''}" + ("+" if loss.high is None else f"-{loss.high}")


def as_told(claim: Claim, wanted: dict) -> dict:
    """The claim in the form of the table; place and time only where the table looks at them."""
    told = {
        "trigger": claim.trigger.words, "type": claim.type,
        "actor": [bare(p) for p in claim.actor], "recipient": [bare(p) for p in claim.recipient],
        "losses": [range_of(x) for x in claim.losses], "means": [m.kind for m in claim.means],
        "place": claim.place.words if claim.place else "", "time": claim.time.words if claim.time else "",
    }
    return {k: v for k, v in told.items() if k in wanted or (k not in ("place", "time") and v)}


@pytest.mark.parametrize("number", [
    pytest.param(i, id=f"{r['text'][:60]}", marks=[pytest.mark.xfail(reason=r["wrong"], strict=True)] if "wrong" in r else [])
    for i, r in enumerate(REPORTS)
])
def test_claims(number):
    wanted, found = REPORTS[number]["claims"], read_all()[number]
    blank = {"trigger": "", "type": ""}
    assert [as_told(c, w) for c, w in zip(found, wanted + [blank] * len(found))] == [order(w) for w in wanted]


def order(wanted: dict) -> dict:
    """An expected claim with parties and losses left out where they are empty."""
    return {k: v for k, v in wanted.items() if v or k in ("place", "time")}


def test_every_event_type_is_told():
    types = {row["type"] for row in lexicon.rows("types.tsv") if not row["parent"]}
    assert {claim["type"] for report in REPORTS for claim in report["claims"]} == types
