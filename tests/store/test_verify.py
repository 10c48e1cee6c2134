"""`verify` finds every change of what is stored, and nothing where nothing changed."""

from __future__ import annotations

import json
import runpy
import sqlite3
from pathlib import Path

import pytest

from reportedly.cli import run
from reportedly.store import open_ledger
from reportedly.store.verify import anchor, verify

from .made import add_all, full_ledger, write_reports

BENCH = runpy.run_path(str(Path(__file__).resolve().parents[2] / "bench" / "mutations.py"))

# Of the 10,000 of bench/mutations.py, those that every run of the tests makes.
SHARE = 300


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> str:
    return full_ledger(tmp_path_factory.mktemp("full"))


def findings(path: str, against: str | None = None) -> list[str]:
    with open_ledger(path) as ledger:
        return [f"{finding.item} {finding.wrong}" for finding in verify(ledger, against)]


def change(path: str, sql: str, *values) -> None:
    """What somebody with another program does to the file."""
    with sqlite3.connect(path) as connection:
        connection.execute(sql, values)
    connection.close()


@pytest.fixture
def copy(full, tmp_path) -> str:
    path = tmp_path / "copy.sqlite"
    path.write_bytes(Path(full).read_bytes())
    return str(path)


def test_every_table_of_the_full_ledger_has_rows(full):
    with open_ledger(full) as ledger:
        names = [name for name, in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert [name for name in names if not ledger.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]] == []


def test_nothing_is_found_where_nothing_changed(full):
    assert findings(full) == []


def test_random_changes_are_all_found(full):
    kinds, missed = BENCH["run"](BENCH["image"](full), SHARE, seed=1)
    assert sum(kinds.values()) == SHARE and missed == []


@pytest.mark.parametrize("sql, found", [
    ("UPDATE claims SET lat = coalesce(lat, 0) + 1e-9 WHERE claim_id = (SELECT min(claim_id) FROM claims)", "claim claim:"),
    ("UPDATE originals SET bytes = bytes || x'20' WHERE bytes IS NOT NULL", "report sha256:"),
    ("DELETE FROM events", "event event:"),
    ("DELETE FROM log WHERE seq = 3", "log entry 3 is missing"),
    ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "is not the last one that the ledger notes"),
    ("UPDATE log SET seq = -seq WHERE seq IN (2, 3)", "log entry"),
    ("UPDATE log SET at = '2001-01-01T00:00:00Z' WHERE seq = 2", "log entry 2 does not have the hash"),
    ("UPDATE decisions SET who = 'Eve'", "decision decision:"),
    ("UPDATE redactions SET why = 'x'", "redaction 1"),
    ("CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM log; END", "trigger t is none of ours"),
    ("DROP VIEW v_claims", "view v_claims is missing"),
    ("DROP INDEX claims_time", "index claims_time is missing"),
])
def test_what_is_wrong_is_named(copy, sql, found):
    change(copy, sql)
    assert found in findings(copy)[0]


def test_text_that_is_no_utf_8_any_more_is_found(copy):
    change(copy, "UPDATE reports SET title = CAST(x'ff41' AS TEXT) WHERE doc_id = (SELECT min(doc_id) FROM reports)")
    assert "report sha256:" in findings(copy)[0]


def test_a_span_that_does_not_fit_is_named_although_all_hashes_do(copy):
    # What a bug of ours would leave behind: written through the log, but wrong.
    with open_ledger(copy, write=True) as ledger, ledger.transaction("bug") as work:
        claim_id, record = work.execute("SELECT claim_id, record FROM records ORDER BY claim_id").fetchone()
        changed = json.loads(record)
        changed["trigger"]["start"] += 1
        work.execute("UPDATE records SET record = ? WHERE claim_id = ?", (json.dumps(changed), claim_id))
        work.touch("claim", claim_id)
    assert findings(copy) and all(f.startswith(f"claim {claim_id} quotes words") for f in findings(copy))


def test_an_older_copy_of_the_file_is_only_found_with_an_anchor(tmp_path):
    folder, path = write_reports(tmp_path), tmp_path / "l.sqlite"
    with open_ledger(str(path), new=True) as ledger:
        add_all(ledger, [folder + "/a.txt"])
    old = path.read_bytes()
    with open_ledger(str(path), write=True) as ledger:
        add_all(ledger, [folder])
        kept = anchor(ledger)
    assert findings(str(path), kept) == []
    path.write_bytes(old)
    assert findings(str(path)) == []
    assert "put back to an older state" in findings(str(path), kept)[0]


def test_the_command(full, copy, capfd):
    assert run(["verify", "--ledger", full, "--anchor"]) == 0
    head = capfd.readouterr().out.strip()
    assert run(["verify", "--ledger", full, "--against", head]) == 0
    assert run(["verify", "--ledger", full, "--against", "nonsense"]) == 2
    change(copy, "UPDATE claims SET type = 'x'")
    capfd.readouterr()
    assert run(["verify", "--ledger", copy]) == 4
    assert capfd.readouterr().err.startswith("claim claim:")


def test_a_file_that_is_not_whole_is_said_to_be_damaged(tmp_path, capfd):
    path = full_ledger(tmp_path)
    with open(path, "r+b") as file:
        file.truncate(60_000)
    assert run(["verify", "--ledger", path]) == 4
    assert "damaged" in capfd.readouterr().err
