"""What people decide: applied at once, told apart from the machine's reading, never lost, undone by another decision."""

from __future__ import annotations

import json

import pytest

from reportedly.cli import run
from reportedly.errors import UsageError
from reportedly.store import open_ledger, relink
from reportedly.store.decisions import all_decisions, decide
from reportedly.store.query import REVIEWS, Filter, claims, events
from reportedly.store.verify import verify

from .made import add_all, lines, write_reports


@pytest.fixture
def ledger(tmp_path):
    folder = write_reports(tmp_path)
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as opened:
        add_all(opened, [folder])
        yield opened
        assert list(verify(opened)) == []


def every(ledger):
    return {stored.claim.claim_id: stored for stored in claims(ledger, Filter(reviews=REVIEWS))}


def printed(ledger):
    return lines(events(ledger)), lines((s, s.record) for s in claims(ledger, Filter(reviews=REVIEWS)))


def one_with(ledger, word: str) -> str:
    return next(key for key, stored in every(ledger).items() if word in stored.claim.evidence.words)


def test_accept_changes_the_state_and_nothing_else(ledger):
    key, before = one_with(ledger, "governor"), printed(ledger)
    decide(ledger, "accept", [key], who="Ada")
    relink(ledger)
    assert every(ledger)[key].review == "accepted" and printed(ledger) == before
    with pytest.raises(UsageError, match="accepted already"):
        decide(ledger, "accept", [key], who="Ada")


def test_a_rejected_claim_counts_in_no_event_but_stays(ledger):
    key = one_with(ledger, "governor")
    decide(ledger, "reject", [key], who="Ada", why="hearsay")
    relink(ledger)
    assert all(key not in event.claims for event, _ in events(ledger))
    assert key not in {s.claim.claim_id for s in claims(ledger)} and every(ledger)[key].review == "rejected"


def test_an_edit_counts_and_the_machines_reading_stays(ledger):
    key = one_with(ledger, "governor")
    decide(ledger, "edit", [key], who="Ada", fields={"status": "denied"})
    stored = every(ledger)[key]
    assert (stored.claim.status, stored.review, stored.machine["status"]) == ("denied", "edited", "asserted")
    assert ledger.execute("SELECT status, review FROM v_claims WHERE claim_id = ?", (key,)).fetchall() == [("denied", "edited")]


def test_undo_gives_back_every_byte_and_undoing_that_the_decision(ledger):
    before = printed(ledger)
    key = one_with(ledger, "governor")
    made = decide(ledger, "edit", [key], who="Ada", fields={"type": "shelling"})
    relink(ledger)
    changed = printed(ledger)
    undo = decide(ledger, "undo", [made[0].decision_id], who="Bea")
    relink(ledger)
    assert printed(ledger) == before != changed
    decide(ledger, "undo", [undo[0].decision_id], who="Ada")
    relink(ledger)
    assert printed(ledger) == changed


def test_split_and_merge_hold_when_reports_come_later(tmp_path):
    folder = write_reports(tmp_path)
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        add_all(ledger, [folder + "/a.txt", folder + "/b.txt", folder + "/d.txt"])
        bombing, homs = one_with(ledger, "17 people"), one_with(ledger, "Homs")
        home = next(event for event, _ in events(ledger) if bombing in event.claims)
        assert len(home.claims) > 1 and homs not in home.claims
        decide(ledger, "split", [bombing], who="Ada")
        relink(ledger)
        decide(ledger, "merge", [bombing, homs], who="Ada")
        relink(ledger)
        add_all(ledger, [folder])
        joined = next(event for event, _ in events(ledger) if bombing in event.claims)
        assert homs in joined.claims and not set(home.claims) - {bombing} & set(joined.claims)
        assert list(verify(ledger)) == []


def test_decisions_do_not_depend_on_when_reports_came(tmp_path):
    folder = write_reports(tmp_path)
    results = []
    for n, later in enumerate((["c.txt"], ["c.txt", "e.txt", "d.txt"])):
        with open_ledger(str(tmp_path / f"{n}.sqlite"), new=True) as ledger:
            add_all(ledger, [f"{folder}/{name}" for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt") if name not in later])
            key, other = one_with(ledger, "governor"), one_with(ledger, "17 people")
            decide(ledger, "edit", [key], who="Ada", fields={"status": "possible"})
            decide(ledger, "reject", [other], who="Ada")
            for name in later:
                add_all(ledger, [f"{folder}/{name}"])
            results.append(printed(ledger))
    assert results[0] == results[1]


@pytest.mark.parametrize("fields", [{"type": "party"}, {"status": "sure"}, {"claim_id": "x"}, {"actor": [{"name": "x"}]}, {"time": "yesterday"},
                                    {"losses": [{"kind": "killed", "low": 1, "best": 1, "high": 1, "words": "nobody", "start": 0, "end": 6, "who": ""}]}])
def test_what_cannot_be_is_refused_and_leaves_no_trace(ledger, fields):
    head = ledger.head()
    with pytest.raises(UsageError):
        decide(ledger, "edit", [one_with(ledger, "governor")], who="Ada", fields=fields)
    assert ledger.head() == head and all_decisions(ledger) == []


def test_the_commands(tmp_path, capfd):
    folder, ledger = write_reports(tmp_path), ["--ledger", str(tmp_path / "l.sqlite")]
    assert run(["add", folder, *ledger]) == 0
    with open_ledger(ledger[1]) as opened:
        key, other = one_with(opened, "governor"), one_with(opened, "Homs")
    by = ["--by", "Ada", "--why", "tested"]
    assert run(["decide", "edit", key, "killed=15-17", "actor=the army", "time=2019-02-21..2019-02-22", *by, *ledger]) == 2
    assert "does not stand in the claim's sentence" in capfd.readouterr().err
    assert run(["decide", "edit", key, "killed=15-17", "injured=3+", "time=2019-02-21..2019-02-22", "recipient=null", *by, *ledger]) == 0
    assert run(["decide", "accept", other, *by, *ledger]) == 0
    capfd.readouterr()
    assert run(["show", key, "--format", "jsonl", *ledger]) == 0
    record = json.loads(capfd.readouterr().out)
    assert record["review"]["state"] == "edited" and record["recipient"] == []
    assert [(loss["kind"], loss["low"], loss["best"], loss["high"]) for loss in record["losses"]] == [("killed", 15, None, 17), ("injured", 3, None, None)]
    assert run(["decide", "list", "--format", "jsonl", *ledger]) == 0
    listed = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [(d["action"], d["who"], d["why"], d["state"]) for d in listed] == [("edit", "Ada", "tested", "in force"), ("accept", "Ada", "tested", "in force")]
    assert run(["decide", "undo", listed[0]["decision_id"], *by, *ledger]) == 0
    assert run(["claims", "--review", "accepted", "--format", "csv", *ledger]) == 0
    assert capfd.readouterr().out.splitlines()[1].endswith(",accepted")
    assert run(["verify", *ledger]) == 0
