"""What goes wrong outside: full disks, read-only folders, two processes at once, files that are no ledger. Clear words, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from reportedly.cli import run
from reportedly.errors import LedgerBusy, LedgerError
from reportedly.store import ledger as ledgers
from reportedly.store import open_ledger
from reportedly.store.query import claims, events
from reportedly.store.verify import verify

from .made import add_all, lines, write_reports

NOBODY = 65_534


@pytest.mark.parametrize("content, said", [
    (b"Rebels shelled Homs.\n", "is no SQLite file"), (b"SQLite format 3\0" + b"\0" * 100, "is not a ledger|is damaged|SQLite says"), (b"", "holds nothing yet")])
def test_a_file_that_is_no_ledger(content, said, tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=said):
        open_ledger(str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path, capfd):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    assert run(["add", write_reports(tmp_path), "--ledger", str(path)]) == 2
    assert "not a ledger" in capfd.readouterr().err and path.read_bytes() == before


def test_a_newer_version_is_not_touched(tmp_path, capfd):
    folder, path = write_reports(tmp_path), tmp_path / "l.sqlite"
    with open_ledger(str(path), new=True) as ledger:
        add_all(ledger, [folder + "/a.txt"])
        ledger.connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    for arguments in (["claims"], ["add", folder], ["verify"]):
        assert run([*arguments, "--ledger", str(path)]) == 2
        assert "newer version" in capfd.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("pages", [0, 3, 10])
def test_a_full_disk_loses_nothing(pages, tmp_path):
    folder, path = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    with open_ledger(path, new=True) as ledger:
        add_all(ledger, [folder + "/a.txt"])
        held = {stored.claim.claim_id for stored in claims(ledger)}
        full, = ledger.execute("PRAGMA page_count").fetchone()
        ledger.execute(f"PRAGMA max_page_count = {full + pages}")
        with pytest.raises(LedgerError, match="the disk is full"):
            add_all(ledger, [folder])
        assert held <= {stored.claim.claim_id for stored in claims(ledger)} and list(verify(ledger)) == []
    with open_ledger(path, write=True) as ledger, open_ledger(str(tmp_path / "other.sqlite"), new=True) as undisturbed:
        add_all(ledger, [folder])
        add_all(undisturbed, [folder])
        assert lines(events(ledger)) == lines(events(undisturbed))


def test_another_writer_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr(ledgers, "BUSY_SECONDS", 0.1)
    folder, path = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    with open_ledger(path, new=True) as one, open_ledger(path, write=True) as other:
        with one.transaction("test"):
            with pytest.raises(LedgerBusy, match="another process"):
                add_all(other, [folder + "/a.txt"])
        assert [added.known for added in add_all(other, [folder + "/a.txt"])] == [False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the second process is forked, so that the language model is loaded once")
def test_two_processes_add_at_once(tmp_path, model):
    folder, path = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    for n in range(2):
        if os.fork() == 0:
            code = 1
            try:
                code = run(["add", *sorted((str(file) for file in Path(folder).iterdir()), reverse=bool(n)), "--ledger", path])
            finally:
                os._exit(code)
    assert [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(2)] == [0, 0]
    with open_ledger(path) as ledger, open_ledger(str(tmp_path / "alone.sqlite"), new=True) as alone:
        add_all(alone, [folder])
        assert list(verify(ledger)) == []
        assert lines(events(ledger)) == lines(events(alone))
        assert ledger.execute("SELECT count(*) FROM reports").fetchone() == (5,)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child process without the rights of root")
def test_a_read_only_folder_can_be_read_and_is_not_written():
    folder = Path(tempfile.mkdtemp())
    try:
        reports, path = write_reports(folder), folder / "l.sqlite"
        with open_ledger(str(path), new=True) as ledger:
            add_all(ledger, [reports + "/a.txt"])
            wanted = [stored.claim.claim_id for stored in claims(ledger)]
        os.chmod(path, 0o444)
        os.chmod(folder, 0o555)
        found = json.loads(_as_nobody(lambda: _try_all(str(path), reports)))
        assert found["read"] == wanted
        assert "cannot be written" in found["write"] and "cannot be created" in found["create"]
    finally:
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)


def _try_all(path: str, reports: str) -> dict:
    found = {}
    with open_ledger(path) as ledger:
        found["read"] = [stored.claim.claim_id for stored in claims(ledger)]
    for name, target in (("write", path), ("create", os.path.join(os.path.dirname(path), "new.sqlite"))):
        try:
            with open_ledger(target, write=True, new=True) as ledger:
                add_all(ledger, [reports])
        except LedgerError as error:
            found[name] = str(error)
    return found


def _as_nobody(work) -> str:
    """What `work` gives, as JSON, in a child without root's rights."""
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(write, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    os.wait()
    return said
