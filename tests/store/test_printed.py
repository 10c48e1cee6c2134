"""What the commands print from a ledger: records that fit the schema, tables safe to look at, filters that filter."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from reportedly.cli import run
from reportedly.schema import load
from reportedly.store import open_ledger
from reportedly.store.decisions import decide
from reportedly.store.query import Box, Filter, Toll, claims, events

from .made import add_all, full_ledger, write_reports


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> str:
    return full_ledger(tmp_path_factory.mktemp("full"))


def printed(capfd, *arguments: str) -> list[dict]:
    assert run([*arguments, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_records_fit_the_schema_and_tell_who_looked(full, capfd):
    assert run(["link", "--ledger", full]) == 0
    found = printed(capfd, "claims", "--ledger", full, "--review", "all")
    for record in found:
        jsonschema.validate(record, load("claim"))
    states = [record["review"]["state"] for record in found if "review" in record]
    assert states.count("accepted") == 1 and states.count("rejected") == 2 and len(states) < len(found)
    found_events = printed(capfd, "events", "--ledger", full)
    for record in found_events:
        jsonschema.validate(record, load("event"))
    assert [record["review"]["accepted"] for record in found_events if "review" in record] == [1]
    assert run(["claims", "--ledger", full, "--review", "all", "--format", "csv"]) == 0
    assert {row["review"] for row in csv.DictReader(io.StringIO(capfd.readouterr().out))} == {"machine", "accepted", "rejected"}
    assert run(["claims", "--ledger", full, "--review", "all", "--format", "table"]) == 0
    table = capfd.readouterr().out
    assert "machine-made" in table and "REJECTED" in table and "ACCEPTED" in table
    doc_id = found[0]["doc_id"]
    jsonschema.validate(printed(capfd, "show", doc_id, "--ledger", full)[0], load("document"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filters")
    with open_ledger(str(folder / "l.sqlite"), new=True) as opened:
        add_all(opened, [write_reports(folder)])
        yield opened


def names(stored) -> str:
    return " ".join(f"{p.name} {p.words}" for p in stored.claim.actor + stored.claim.recipient).lower()


def within(stored, first: str, last: str) -> bool:
    time = stored.claim.time
    return bool(time and time.start) and time.start[:10] <= last and time.end[:10] >= first


def least(stored, kind: str, number: int) -> bool:
    return any(loss.kind == kind and (loss.best or loss.low or 0) >= number for loss in stored.claim.losses)


# A filter, and the same said of one claim in Python.
SAME = (
    (Filter(types=("bombing",)), lambda s: s.claim.type == "bombing"),
    (Filter(types=("bombing", "abduct")), lambda s: s.claim.type in ("bombing", "abduct")),
    (Filter(statuses=("denied",)), lambda s: s.claim.status == "denied"),
    (Filter(since="2019-02-22", until="2019-02-22"), lambda s: within(s, "2019-02-22", "2019-02-22")),
    (Filter(since="2019-03-01"), lambda s: within(s, "2019-03-01", "9999")),
    (Filter(place="BAB"), lambda s: s.claim.place is not None and "bab" in s.claim.place.name.lower()),
    (Filter(box=Box(36, 36, 38, 37)), lambda s: s.claim.place is not None and s.claim.place.lat is not None and 36 <= s.claim.place.lon <= 38 and 36 <= s.claim.place.lat <= 37),
    (Filter(actor="army"), lambda s: "army" in names(s)),
    (Filter(source="RESIDENTS"), lambda s: any("residents" in link.name.lower() for link in s.claim.chain)),
    (Filter(losses=(Toll("killed", 0),)), lambda s: any(loss.kind == "killed" for loss in s.claim.losses)),
    (Filter(losses=(Toll("killed", 20),)), lambda s: least(s, "killed", 20)),
    (Filter(words=("BOMB",)), lambda s: "bomb" in s.claim.evidence.words.lower()),
    (Filter(words=("bomb", "governor")), lambda s: "bomb" in s.claim.evidence.words.lower() and "governor" in s.claim.evidence.words),
)
NOTHING = (Filter(place="nowhere"), Filter(until="2001-01-01"), Filter(box=Box(170, -90, -170, 90)), Filter(reviews=("accepted",)), Filter(actor="'; DROP TABLE claims; --"))


@pytest.mark.parametrize("wanted, holds", SAME)
def test_filters(ledger, wanted, holds):
    everything = list(claims(ledger))
    expected = [s.claim.claim_id for s in everything if holds(s)]
    assert 0 < len(expected) < len(everything), "this filter is not tested by these reports"
    found = list(claims(ledger, wanted))
    assert [s.claim.claim_id for s in found] == expected
    assert {event.event_id for event, _ in events(ledger, wanted)} == {s.event_id for s in found}
    assert list(claims(ledger, wanted, limit=1)) == found[:1]


@pytest.mark.parametrize("wanted", NOTHING)
def test_filters_that_nothing_passes(ledger, wanted):
    assert list(claims(ledger, wanted)) == list(events(ledger, wanted)) == []


@pytest.mark.parametrize("arguments", [["claims", "--box", "1,2,3"], ["claims", "--box", "0,50,10,40"], ["claims", "--losses", "eaten"], ["claims", "--since", "soon"],
                                       ["show", "zz"], ["show", "claim:ffffffff"], ["why", "x", "y"], ["show", "event", "--format", "csv"]])
def test_a_call_that_is_off_ends_with_2(arguments, full, capfd):
    assert run([*arguments, "--ledger", full]) == 2
    assert capfd.readouterr().err


def test_search_says_what_stands_outside_of_claims(ledger, capfd):
    assert run(["search", "Rastankoy", "--ledger", ledger.path, "--format", "jsonl"]) == 0
    out, err = capfd.readouterr()
    assert len(out.splitlines()) > 0 and "more report" not in err
    assert run(["search", "Daily", "Example", "--ledger", ledger.path, "--format", "jsonl"]) == 0
    out, err = capfd.readouterr()
    assert out == "" and "0 claims." in err and "1 more report holds the words outside of these claims" in err


def test_hostile_words_do_nothing_to_the_terminal(tmp_path, capfd):
    text = "Gunmen of the \x1b[31mRed\x1b[0m Brigade killed two farmers\u202e near Mopti on Sunday, =cmd()'s brother said."
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": text, "title": "a\x1b]0;x\x07b", "outlet": "<script>"}) + "\n", encoding="utf-8")
    path = str(tmp_path / "l.sqlite")
    with open_ledger(path, new=True) as ledger:
        add_all(ledger, [str(tmp_path / "r.jsonl")])
        keys = [stored.claim.claim_id for stored in claims(ledger)]
        doc_id, = ledger.execute("SELECT doc_id FROM reports").fetchone()
        made = decide(ledger, "accept", keys[:1], who="A\x1b[2J", why="b\u202e")
    for arguments in (["claims"], ["events"], ["sources"], ["search", "Brigade"], ["show", keys[0]], ["show", doc_id], ["show", made[0].decision_id], ["decide", "list"]):
        assert run([*arguments, "--ledger", path, "--format", "table"]) == 0
        out = capfd.readouterr().out
        assert out and not set(out) & set("\x1b\x07\u202e"), arguments


def test_the_waterfall_adds_up(full, capfd):
    with open_ledger(full) as opened:
        event, _ = next(pair for pair in events(opened) if len(pair[0].claims) > 1)
    assert run(["why", *event.claims[:2], "--ledger", full]) == 0
    out = capfd.readouterr().out
    assert "prior" in out and f"Both are in {event.event_id}." in out.replace("\n", " ").replace("  ", " ")
