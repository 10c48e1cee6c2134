"""A denied accusation is a denied act; what else is rejected stays a rejection."""

from __future__ import annotations

from functools import lru_cache

import pytest

from reportedly.pipeline import claims_of, understand
from reportedly.records import Article, Claim, Time
from reportedly.settings import Settings

PUBLISHED = Time("2024-05-16", "2024-05-16", "16 May 2024", None, "day", "given by the test")

# text, then the trigger, type, actor and source of the denial
DENIED = (
    ("Doctors blamed the Syrian army for a gas attack in Saraqib. The Syrian government has strongly denied responsibility.",
     "denied responsibility", "chemical_attack", "the Syrian army", "The Syrian government"),
    ("A barrel bomb killed nine people in Saraqib. Villagers blamed government troops for the attack while Damascus has refuted these allegations.",
     "refuted", "airstrike", "government troops", "Damascus"),
)
KEPT = (
    "Rebels shelled Saraqib. The government rejected the plan for a truce.",
    "The army denied the accusations.",
    "The army shelled Saraqib on Monday. Talks went on. Envoys met. Buses left. Schools opened. The militia denied involvement.",
)


@lru_cache(maxsize=1)
def read_all() -> dict[str, tuple[Claim, ...]]:
    texts = [row[0] for row in DENIED] + list(KEPT)
    articles = [Article(f"sha256:{n}", "made.txt", text, published=PUBLISHED) for n, text in enumerate(texts)]
    return dict(zip(texts, (claims_of(read, Settings()) for read in understand(articles))))


@pytest.mark.parametrize("text, trigger, type_, actor, source", DENIED, ids=[row[1] for row in DENIED])
def test_denied_accusation(text, trigger, type_, actor, source):
    denial, = (c for c in read_all()[text] if c.status == "denied")
    assert (denial.trigger.words, denial.type) == (trigger, type_)
    assert [p.words for p in denial.actor] == [actor] and [link.words for link in denial.chain] == [source]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_denial_of_a_told_act(text):
    claims = read_all()[text]
    assert any(c.type == "reject" for c in claims) and all(c.status != "denied" for c in claims)
