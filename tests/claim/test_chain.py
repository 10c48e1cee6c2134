"""Every probe of chain_probes.toml: the chain of the act, and that of its twin without the construction."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reportedly.claim.chain import chain_of, chains_of
from reportedly.claim.status import status_of
from reportedly.mention.sources import find_attributions
from reportedly.parse import parse
from reportedly.parse.model import load_model
from reportedly.records import Article, Link, ParsedArticle

PROBES = tomllib.loads(Path(__file__).with_name("chain_probes.toml").read_text(encoding="utf-8"))["probe"]


def read(text: str, title: str | None = None, outlet: str | None = None) -> ParsedArticle:
    heading_end = len(title) if title and text.startswith(title) else 0
    return parse(Article("sha256:0", "probe", text, title=title, outlet=outlet, heading_end=heading_end), load_model())


def token_of(parsed: ParsedArticle, word: str) -> int:
    return next(t.i for t in parsed.doc if t.text == word)


def names(chain) -> list[str]:
    return [link.name for link in chain]


def has_status(parsed: ParsedArticle, token: int, probe: dict, key: str) -> bool:
    """True when the act has the probe's status; one that is known to be wrong must still be wrong."""
    chain = chain_of(parsed, find_attributions(parsed), token)
    return (status_of(parsed, token, chain) == probe.get(key, "asserted")) != (key == "status" and "status_wrong" in probe)


@pytest.mark.parametrize("probe", PROBES, ids=[p["construction"] for p in PROBES])
def test_chain(probe):
    parsed = read(probe["text"], probe.get("title"), probe.get("outlet"))
    token = token_of(parsed, probe["act"])
    found = chains_of(parsed, find_attributions(parsed), token)
    assert [names(c) for c in found] == probe.get("chains", [probe.get("chain")])
    for key in ("kind", "manner", "anonymous"):
        if key in probe:
            assert getattr(found[0][-1], key) == probe[key]
    for link in found[0]:
        assert parsed.article.text[link.start:link.end] == link.words
    assert has_status(parsed, token, probe, "status")


@pytest.mark.parametrize("probe", [p for p in PROBES if "twin" in p], ids=[p["construction"] for p in PROBES if "twin" in p])
def test_twin(probe):
    title = probe["twin"].split("\n")[0] if "title" in probe else None
    parsed = read(probe["twin"], title, probe.get("outlet"))
    token = token_of(parsed, probe.get("twin_act", probe["act"]))
    found = chains_of(parsed, find_attributions(parsed), token)
    assert [names(c) for c in found] == probe.get("twin_chains", [probe.get("twin_chain", [])])
    assert has_status(parsed, token, probe, "twin_status")


def test_there_are_enough_probes():
    assert len(PROBES) >= 150 and all("twin" in p for p in PROBES)
    assert len({p["construction"] for p in PROBES}) == len(PROBES)


def test_agency_credited_for_the_whole_report_is_no_link():
    text = "A local official told AFP that gunmen kidnapped two doctors."
    credit = Link(0, 0, "AFP", "AFP", None, "agency", False, None, "unknown")
    parsed = parse(Article("sha256:0", "probe", text, credits=(credit,)), load_model())
    assert names(chain_of(parsed, find_attributions(parsed), token_of(parsed, "kidnapped"))) == ["local official"]
