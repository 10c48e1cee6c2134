"""A ledger that grows report by report, or by many at once, holds the events that linking all reports at once gives."""

import random

import pytest

from reportedly.link import link
from reportedly.records import RawDocument
from reportedly.settings import Settings
from reportedly.store import linking, open_ledger, relink
from reportedly.store.adding import Run, add_input
from reportedly.store.decisions import decide
from reportedly.store.reports import changed, write_report
from reportedly.store.verify import verify
from tests.link.made import lines, scenario



def everything():
    """The claims of all stories, in a report or two for every story."""
    found, title = [], 0
    for line in lines("stories.txt"):
        if line.startswith("#"):
            title += 1
        else:
            event, report, rest = line.split("|", 2)
            found.append(f"{event}|{report.strip()}-{title // 2}|{rest}")
    return scenario("all", found)


EVERYTHING = everything()

# All that linking writes, without the random bytes of the rows.
WRITTEN = (
    "SELECT story, doc_id, claims, facets, core, score FROM stories ORDER BY story",
    "SELECT key, core, rank, story FROM blocks ORDER BY key, core, rank, story",
    "SELECT event_id, type, reports, origins, contradictions, record FROM events ORDER BY event_id",
    "SELECT claim_id, event_id FROM members ORDER BY claim_id",
    "SELECT doc_id FROM unlinked",
)

# The share of waiting reports from which on all are linked at once: always; now and then; never.
ALWAYS, SOMETIMES, NEVER = 0.0, 0.3, 1.0


def events(ledger):
    found = {}
    for claim_id, event_id in ledger.execute("SELECT claim_id, event_id FROM members"):
        found.setdefault(event_id, set()).add(claim_id)
    return {(event_id, frozenset(claims)) for event_id, claims in found.items()}


def fill(ledger, chance):
    """Add all reports in a random order, linking after some of them."""
    articles = sorted(EVERYTHING.articles, key=lambda a: a.doc_id)
    chance.shuffle(articles)
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


def look_again(ledger, chance):
    """Some reports are looked at again, as when they were coded anew."""
    with ledger.transaction("report") as work:
        for article in chance.sample(EVERYTHING.articles, 3):
            changed(work, article.doc_id)
    relink(ledger)


def reject(ledger, chance):
    """People reject some claims, which no longer count."""
    decide(ledger, "reject", chance.sample([c.claim_id for c in EVERYTHING.claims], 8), who="Ada")
    relink(ledger)


def regroup(ledger, chance):
    """People part an event and join two others."""
    found = sorted(sorted(claims) for _, claims in events(ledger))
    decide(ledger, "split", chance.choice([claims for claims in found if len(claims) > 2])[:1], who="Ada")
    relink(ledger)
    one, other = chance.sample(sorted(sorted(claims) for _, claims in events(ledger)), 2)
    decide(ledger, "merge", [one[0], other[0]], who="Ada")
    relink(ledger)


@pytest.fixture(params=[ALWAYS, SOMETIMES, NEVER], ids=["at once", "both", "one by one"])
def way(request, monkeypatch):
    monkeypatch.setattr(linking, "ANEW_SHARE", request.param)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_portions_give_the_same_events(tmp_path, seed, way):
    chance = random.Random(seed)
    with open_ledger(str(tmp_path / "ledger.sqlite"), new=True) as ledger:
        fill(ledger, chance)
        expected = {(e.event_id, frozenset(e.claims)) for e in link(EVERYTHING.articles, EVERYTHING.claims)}
        assert events(ledger) == expected
        look_again(ledger, chance)
        assert events(ledger) == expected


@pytest.mark.parametrize("seed", range(3))
def test_linking_all_at_once_writes_what_linking_one_by_one_writes(tmp_path, seed, monkeypatch):
    held = {}
    for share in (ALWAYS, SOMETIMES, NEVER):
        monkeypatch.setattr(linking, "ANEW_SHARE", share)
        chance, held[share] = random.Random(seed), []
        with open_ledger(str(tmp_path / f"{share}.sqlite"), new=True) as ledger:
            for step in (fill, look_again, reject, regroup, look_again):
                step(ledger, chance)
                held[share].append([ledger.execute(sql).fetchall() for sql in WRITTEN])
            assert [found for found in verify(ledger) if found.item.split()[0] not in ("report", "claim")] == []    # these are made up
    assert held[ALWAYS] == held[SOMETIMES] == held[NEVER]
    assert len({str(state) for state in held[NEVER]}) == 3                       # looking again changes nothing, people do


def test_linking_all_at_once_leaves_what_stays_the_same_untouched(tmp_path, monkeypatch):
    monkeypatch.setattr(linking, "ANEW_SHARE", ALWAYS)
    with open_ledger(str(tmp_path / "ledger.sqlite"), new=True) as ledger:
        fill(ledger, random.Random(0))
        with ledger.transaction("report") as work:
            changed(work, EVERYTHING.articles[0].doc_id)
        salts = ("SELECT event_id, salt FROM events", "SELECT story, salt FROM stories WHERE doc_id NOT IN (SELECT doc_id FROM unlinked)")
        before = [set(ledger.execute(sql)) for sql in salts]
        relink(ledger)
        after = [set(ledger.execute(sql)) for sql in salts]
        assert all(before) and before[0] < after[0] and before[1] < after[1]
