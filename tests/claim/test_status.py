"""Every probe of status_probes.toml: the status of the act, and that of its twin without the construction."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from reportedly.claim import ClaimMaker
from reportedly.claim.chain import chain_of
from reportedly.claim.status import status_of, under
from reportedly.claim.status_words import status_words
from reportedly.mention.sources import find_attributions
from reportedly.parse import parse
from reportedly.parse.model import load_model
from reportedly.pipeline import understand
from reportedly.records import Article, ParsedArticle

PROBES = tomllib.loads(Path(__file__).with_name("status_probes.toml").read_text(encoding="utf-8"))["probe"]
NAMES = [probe["construction"] for probe in PROBES]


@lru_cache(maxsize=None)
def read(text: str) -> ParsedArticle:
    return parse(Article("sha256:0", "probe", text), load_model())


def status(text: str, word: str) -> str:
    """The status of the first token of the text that reads like the word, in the voice of whoever says it."""
    parsed = read(text)
    token = next(t.i for t in parsed.doc if t.text == word)
    return status_of(parsed, token, chain_of(parsed, find_attributions(parsed), token))


@pytest.mark.parametrize("probe", PROBES, ids=NAMES)
def test_status(probe):
    assert status(probe["text"], probe["act"]) == probe["status"]


@pytest.mark.parametrize("probe", PROBES, ids=NAMES)
def test_twin(probe):
    assert status(probe["twin"], probe.get("twin_act", probe["act"])) == probe.get("twin_status", "asserted")


def test_claims_of_the_whole_flow_have_the_status_of_their_act():
    """What the flow makes of the probes, also of acts too weak to become claims: the trigger's status is that of its word."""
    wanted = [(p["text"], p["act"], p["status"]) for p in PROBES]
    articles = [Article(f"sha256:{i}", "probe", text) for i, (text, _, _) in enumerate(wanted)]
    reached = 0
    for (text, act, expected), found in zip(wanted, understand(articles)):
        maker = ClaimMaker(found.parsed, found.mentions, found.places, found.referred)
        for claim in (claim for _, claims in maker.unfiltered() for claim in claims if claim.trigger.words == act):
            reached += 1
            assert claim.status == expected, text
    assert reached >= 0.75 * len(PROBES)


def test_there_are_enough_probes():
    assert len(PROBES) >= 150 and len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name, probe", list(zip(NAMES, PROBES)), ids=NAMES)
def test_a_twin_differs(name, probe):
    """A twin with the status of its probe would show nothing."""
    assert probe["status"] != probe.get("twin_status", "asserted")


@pytest.mark.parametrize("sign, inside, whole", [
    ("negated", "negated", "asserted"), ("negated", "possible", "negated"), ("possible", "negated", "possible"), ("future", "negated", "negated"),
    ("future", "prevented", "possible"), ("future", "ceased", "asserted"), ("negated", "prevented", "asserted"), ("denied", "negated", "denied"),
    ("negated", "denied", "possible"), ("conditional", "future", "conditional"), ("question", "possible", "question"), ("prevented", "future", "prevented"),
])
def test_signs_are_put_around_one_another(sign, inside, whole):
    assert under(sign, inside) == whole


def test_the_table_of_the_page_is_the_table_of_the_program():
    page = (Path(__file__).resolve().parents[2] / "docs" / "status.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| ")]
    inside = next(row for row in rows if row[0].startswith("around"))[1:]
    for sign, *cells in (row for row in rows if row[0] in ("negated", "possible", "future", "conditional", "denied")):
        assert cells == [under(sign, status) for status in [inside[0].split()[-1], *inside[1:]]], sign


def test_every_row_of_the_lexicon_is_looked_up_somewhere():
    rows = {(pos, cue.words) for (pos, _), cues in status_words().items() for cue in cues}
    for (pos, word), cues in status_words().items():
        assert all(word in cue.words for cue in cues), (pos, word)
    assert sum(len(words) > 1 for _, words in rows) > 100
