"""From version 1 on: a newer program brings an old ledger up to date, an older program leaves a newer ledger alone."""

from __future__ import annotations

import pytest

from reportedly.errors import LedgerError
from reportedly.store import open_ledger
from reportedly.store.migrate import SCRIPTS, latest
from reportedly.store.query import claims, events
from reportedly.store.verify import verify

from ..crash.kills import version_two
from .made import full_ledger, lines


def printed(ledger):
    return lines(events(ledger)), lines((s, s.record) for s in claims(ledger))


def test_scripts_are_numbered_without_a_gap():
    assert sorted(SCRIPTS) == list(range(1, latest() + 1))


def test_an_old_ledger_is_brought_up_to_date(tmp_path):
    path = full_ledger(tmp_path)
    with open_ledger(path) as ledger:
        before, entries = printed(ledger), ledger.head()[0]
    with version_two():
        with pytest.raises(LedgerError, match="older version"):
            open_ledger(path)
        for _ in range(2):
            with open_ledger(path, write=True) as ledger:
                assert ledger.execute("PRAGMA user_version").fetchone() == (2,)
                assert ledger.head()[0] == entries + 1
                assert ledger.execute("SELECT kind FROM log ORDER BY seq DESC LIMIT 1").fetchone() == ("migrate",)
                assert ledger.execute("SELECT DISTINCT read_on FROM reports").fetchall() == [("2026-01-01",)]
                assert printed(ledger) == before and list(verify(ledger)) == []
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(path, write=True)


def test_a_new_ledger_is_of_the_latest_version(tmp_path):
    with version_two(), open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone() == (2,)
        assert list(verify(ledger)) == []


def test_a_change_of_the_schema_that_the_log_does_not_tell_of_is_found(tmp_path):
    path = full_ledger(tmp_path)
    with open_ledger(path, write=True) as ledger:
        ledger.connection.execute("ALTER TABLE reports ADD COLUMN mine TEXT")
        assert [f.item for f in verify(ledger)] == ["table reports"]
