"""Two ledgers joined: nothing lost, nothing twice, decisions and redactions included, in either direction the same."""

from __future__ import annotations

import pytest

from reportedly.cli import run
from reportedly.errors import LedgerError
from reportedly.settings import Settings
from reportedly.store import open_ledger, relink
from reportedly.store.decisions import decide
from reportedly.store.merging import Merged, merge, version
from reportedly.store.query import REVIEWS, Filter, claims, events
from reportedly.store.recoding import settle_dates
from reportedly.store.redact import redact_names, redact_report
from reportedly.store.verify import verify

from .made import add_all, lines, write_reports


def state(ledger):
    return lines(events(ledger)), lines((s, {**s.record, "review": s.review}) for s in claims(ledger, Filter(reviews=REVIEWS)))


def joined(one, other) -> Merged:
    done = merge(one, other)
    settle_dates(one, Settings())
    relink(one)
    assert list(verify(one)) == []
    return done


@pytest.fixture
def two(tmp_path):
    """Two ledgers that share report b; each has a decision of its own."""
    folder = write_reports(tmp_path)
    with open_ledger(str(tmp_path / "1.sqlite"), new=True) as one, open_ledger(str(tmp_path / "2.sqlite"), new=True) as other:
        add_all(one, [f"{folder}/{name}.txt" for name in "abd"])
        add_all(other, [f"{folder}/{name}.txt" for name in "bce"])
        decide(one, "edit", [key(one, "22 people")], who="Ada", fields={"status": "possible"})
        decide(other, "edit", [key(other, "22 people")], who="Bea", fields={"type": "attack"})
        decide(other, "reject", [key(other, "Forty")], who="Bea")
        for ledger in (one, other):
            relink(ledger)
        yield one, other


def key(ledger, words: str) -> str:
    return next(s.claim.claim_id for s in claims(ledger, Filter(reviews=REVIEWS)) if words in s.claim.evidence.words)


def test_either_way_gives_the_same_and_again_changes_nothing(two, tmp_path):
    one, other = two
    with open_ledger(str(tmp_path / "3.sqlite"), new=True) as third:
        assert joined(third, one).added == 3 and joined(third, other).decisions == 2
        assert joined(one, other) == Merged(2, 0, 0, 2)
        assert joined(other, one) == Merged(2, 0, 0, 1)
        assert state(one) == state(other) == state(third)
    reviews = {s.claim.evidence.words.split()[0]: s for s in claims(one, Filter(reviews=REVIEWS)) if s.review != "machine"}
    assert (reviews["A"].claim.status, reviews["A"].claim.type, reviews["Forty"].review) == ("possible", "attack", "rejected")
    before = list(one.connection.iterdump())
    assert joined(one, other) == Merged(0, 0, 0, 0)
    assert list(one.connection.iterdump()) == before


def test_the_union_is_that_of_one_ledger(two, tmp_path):
    one, other = two
    joined(one, other)
    with open_ledger(str(tmp_path / "all.sqlite"), new=True) as everything:
        add_all(everything, [str(tmp_path / "reports")])
        unmerged = {s.claim.claim_id: s.machine or s.record for s in claims(one, Filter(reviews=REVIEWS))}
        assert unmerged == {s.claim.claim_id: s.record for s in claims(everything)}


def test_what_one_has_redacted_is_redacted_in_both(two):
    one, other = two
    add_all(one, [two[0].execute("SELECT file FROM reports WHERE file LIKE '%b.txt'").fetchone()[0].replace("b.txt", "e.txt")])
    redact_names(other, ["Selim Okat", "governor"], who="Bea", why="asked")
    doc_id, = one.execute("SELECT doc_id FROM reports WHERE file LIKE '%a.txt'").fetchone()
    redact_report(one, doc_id, who="Ada", why="a threat")
    assert joined(one, other).redacted == 2
    assert joined(other, one).added == 2
    assert state(one) == state(other)
    for ledger in two:
        text = "\n".join(ledger.connection.iterdump())
        assert "Okat" not in text and "governor" not in text and "17 people" not in text


def test_a_ledger_is_not_merged_with_itself(two):
    with open_ledger(two[0].path) as again, pytest.raises(LedgerError, match="is this ledger itself"):
        merge(two[0], again)


def test_the_newer_coder_counts():
    assert version("reportedly 0.10.0") > version("reportedly 0.9.3") > version("reportedly dev")


def test_the_command(two, capfd):
    one, other = two
    assert run(["merge", other.path, "--ledger", one.path]) == 0
    assert capfd.readouterr().err.startswith("2 reports added, 0 read by a newer coder, 0 redacted, 2 decisions added")
