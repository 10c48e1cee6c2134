"""Coding again keeps what people decided, and shows what moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.cli import run
from reportedly.store import open_ledger, recoding, relink
from reportedly.store.decisions import decide, moved_since
from reportedly.store.query import REVIEWS, Filter, claims, events
from reportedly.store.recoding import recode
from reportedly.store.verify import verify

from .made import add_all, lines, write_reports


@pytest.fixture
def ledger(tmp_path):
    folder = write_reports(tmp_path)
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as opened:
        add_all(opened, [folder])
        yield opened
        relink(opened)
        assert list(verify(opened)) == []


def state(ledger):
    return lines(events(ledger)), lines((s, {**s.record, "review": s.review}) for s in claims(ledger, Filter(reviews=REVIEWS)))


def with_words(ledger, words):
    return next(s for s in claims(ledger, Filter(reviews=REVIEWS)) if words in s.claim.evidence.words)


def newer(monkeypatch, change):
    """A newer coder, which reads what ours does after `change`."""
    real = recoding.code_batch
    monkeypatch.setattr(recoding, "code_batch", lambda articles, settings: [
        one._replace(claims=tuple(c for claim in one.claims for c in change(claim))) for one in real(articles, settings)])


def test_the_same_coder_moves_nothing(ledger):
    before = state(ledger)
    assert [one.moves for one in recode(ledger)] == []
    assert [one.moves for one in recode(ledger, every=True)] == [()] * 5
    relink(ledger)
    assert state(ledger) == before


def test_what_moved_is_shown_and_decisions_stay(ledger, monkeypatch):
    accepted, edited, rejected = (with_words(ledger, words).claim.claim_id for words in ("17 people", "22 people", "Rebels attacked"))
    decide(ledger, "accept", [accepted], who="Ada")
    decide(ledger, "edit", [edited], who="Ada", fields={"status": "possible"})
    decide(ledger, "reject", [rejected], who="Ada")

    def change(claim):
        if claim.claim_id == accepted:
            yield replace(claim, claim_id="claim:another", type="attack")
        elif claim.claim_id == edited:
            yield replace(claim, losses=())
        elif claim.claim_id != rejected:
            yield claim

    newer(monkeypatch, change)
    moved = {move.claim_id: (move.kind, move.fields) for one in recode(ledger, every=True) for move in one.moves}
    assert moved == {accepted: ("gone", ()), "claim:another": ("added", ()), edited: ("changed", ("losses",)), rejected: ("gone", ())}
    relink(ledger)
    kept = {s.claim.claim_id: s for s in claims(ledger, Filter(reviews=REVIEWS))}
    assert "claim:another" not in kept
    assert (kept[accepted].review, kept[accepted].claim.type, kept[accepted].machine["type"]) == ("accepted", "bombing", "attack")
    assert (kept[edited].review, kept[edited].claim.status, kept[edited].claim.losses) == ("edited", "possible", ())
    assert kept[rejected].review == "rejected" and kept[rejected].machine is None
    assert sorted(moved_since(ledger).values()) == [("gone",), ("losses",), ("type",)]


def test_an_accepted_claim_outlives_a_coder_that_lost_it_and_undo_lets_it_go(ledger, monkeypatch):
    key = with_words(ledger, "17 people").claim.claim_id
    made = decide(ledger, "accept", [key], who="Ada")
    newer(monkeypatch, lambda claim: [] if claim.claim_id == key else [claim])
    list(recode(ledger, every=True))
    assert with_words(ledger, "17 people").review == "accepted"
    decide(ledger, "undo", [made[0].decision_id], who="Ada")
    assert key not in {s.claim.claim_id for s in claims(ledger, Filter(reviews=REVIEWS))}


def test_a_report_that_the_new_coder_cannot_read_keeps_its_claims(ledger, monkeypatch):
    before = state(ledger)
    real = recoding.code_batch
    monkeypatch.setattr(recoding, "code_batch", lambda articles, settings: [
        one._replace(article=replace(one.article, status="failed", reason="it broke"), claims=()) for one in real(articles, settings)])
    assert [one.kept for one in recode(ledger, every=True)] == ["it broke"] * 5
    assert state(ledger) == before


def test_the_command(tmp_path, capfd):
    folder, ledger = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    assert run(["add", folder, "--ledger", ledger]) == 0
    assert run(["recode", "--all", "--ledger", ledger]) == 0
    assert "5 reports coded again, 0 claims moved, 0 dated anew. 0 decisions no longer fit." in capfd.readouterr().err
