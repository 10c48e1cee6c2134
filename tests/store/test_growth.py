"""A ledger that grows report by report holds the events that linking all reports at once gives."""

import random

import pytest

from reportedly.link import link
from reportedly.records import RawDocument
from reportedly.settings import Settings
from reportedly.store import open_ledger, relink
from reportedly.store.adding import Run, add_input
from reportedly.store.reports import changed, write_report
from tests.link.made import lines, scenario

EVERYTHING = scenario("all", [line for line in lines("stories.txt") if not line.startswith("#")])


def events(ledger):
    found = {}
    for claim_id, event_id in ledger.execute("SELECT claim_id, event_id FROM members"):
        found.setdefault(event_id, set()).add(claim_id)
    return {(event_id, frozenset(claims)) for event_id, claims in found.items()}


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_portions_give_the_same_events(tmp_path, seed):
    chance = random.Random(seed)
    articles = sorted(EVERYTHING.articles, key=lambda a: a.doc_id)
    chance.shuffle(articles)
    with open_ledger(str(tmp_path / "ledger.sqlite"), new=True) as ledger:
        run = Run("test", Settings())
        for article in articles:
            claims = [c for c in EVERYTHING.claims if c.doc_id == article.doc_id]
            with ledger.transaction("report") as work:
                raw = RawDocument(article.doc_id, article.file, article.text, "text", data=article.text.encode())
                number = run.row(work)
                write_report(work, raw, article, claims, None, number)
                add_input(work, article, number)
            if chance.random() < 0.5:
                relink(ledger)
        relink(ledger)
        expected = {(e.event_id, frozenset(e.claims)) for e in link(EVERYTHING.articles, EVERYTHING.claims)}
        assert events(ledger) == expected
        # Some reports are looked at again, as when they were coded anew: nothing moves.
        with ledger.transaction("report") as work:
            for article in chance.sample(articles, 3):
                changed(work, article.doc_id)
        relink(ledger)
        assert events(ledger) == expected
