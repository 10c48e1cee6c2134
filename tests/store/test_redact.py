"""What is redacted is gone from every byte of the file, the chain holds, and the tombstone is named."""

from __future__ import annotations

import json

import pytest

from reportedly.cli import run
from reportedly.errors import UsageError
from reportedly.store import open_ledger, relink
from reportedly.store.decisions import decide
from reportedly.store.masks import Mask
from reportedly.store.query import claims
from reportedly.store.redact import redact_names, redact_report
from reportedly.store.verify import tombstones, verify

from .made import add_all, write_reports

NAME = "Selim Okat"


@pytest.fixture
def path(tmp_path):
    folder = write_reports(tmp_path)
    (tmp_path / "reports" / "selim-okat.jsonl").write_text(json.dumps(
        {"text": "Gunmen attacked the house of Selim\nOkat near Homs on 4 March 2019, SELIM OKATs brother said.", "author": "Selim Okat", "url": "https://example.org/selim_okat"}
    ) + "\n", encoding="utf-8")
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        add_all(ledger, [folder])
        key = next(s.claim.claim_id for s in claims(ledger) if "Okat" in s.claim.evidence.words)
        decide(ledger, "accept", [key], who="Ada", why="Selim Okat told me")
        decide(ledger, "edit", [key], who="Ada", fields={"status": "possible"})
        relink(ledger)
    return str(tmp_path / "l.sqlite")


def bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read().lower()


@pytest.mark.parametrize("text, masked", [
    ("Selim Okat's car, SELIM-OKAT", "█████ ████'s car, ██████████"), ("Selim\r\nOkats", "█████\r\n█████"), ("selim_okat", "██████████"),
    ("Okatsson, Selima Okat", "Okatsson, Selima Okat")])
def test_masks_keep_every_offset(text, masked):
    assert Mask([NAME]).text(text) == masked and len(masked) == len(text)


def test_a_name_is_gone_from_every_byte(path):
    assert b"okat" in bytes_of(path)
    with open_ledger(path, write=True) as ledger:
        before = ledger.execute("SELECT count(*) FROM claims").fetchone()
        redact_names(ledger, [NAME, "Okat"], who="Bea", why="asked by Selim Okat")
        assert list(verify(ledger)) == []
        assert ledger.execute("SELECT count(*) FROM claims").fetchone() == before
        (stone,) = tombstones(ledger)
        assert (stone.who, stone.what, stone.scrubbed) == ("Bea", "a name", True) and stone.why == "asked by █████ ████"
    data = bytes_of(path)
    assert b"okat" not in data and b"selim" not in data and "█████".encode() in data


def test_a_part_of_a_name_that_a_span_holds_goes_with_it(path):
    with open_ledger(path, write=True) as ledger:
        redact_names(ledger, [NAME], who="Bea", why="")
        for stored in claims(ledger):
            assert "Okat" not in json.dumps(stored.record) and not any("okat" in p.name.lower() for p in stored.claim.actor + stored.claim.recipient)


def test_a_report_is_gone_and_stays_gone(path, tmp_path):
    with open_ledger(path, write=True) as ledger:
        doc_id, = ledger.execute("SELECT doc_id FROM reports WHERE file LIKE '%e.txt'").fetchone()
        redact_report(ledger, doc_id, who="Bea", why="a threat")
        assert list(verify(ledger)) == [] and ledger.execute("SELECT count(*) FROM claims WHERE doc_id = ?", (doc_id,)).fetchone() == (0,)
        (added,) = add_all(ledger, [str(tmp_path / "reports" / "e.txt")])
        assert added.known and added.article.status == "refused" and "redacted on" in added.article.reason
    assert b"ninth orchard" not in bytes_of(path)


def test_what_is_not_there_cannot_be_redacted(path):
    with open_ledger(path, write=True) as ledger:
        head = ledger.head()
        for names in (["Nobody Here"], ["ab"]):
            with pytest.raises(UsageError):
                redact_names(ledger, names, who="Bea", why="")
        assert ledger.head() == head


def test_the_command(path, capfd):
    assert run(["redact", "--name", NAME, "--ledger", path]) == 2
    assert "--yes" in capfd.readouterr().err
    assert run(["redact", "--name", NAME, "--yes", "--by", "Bea", "--why", "asked", "--ledger", path]) == 0
    assert run(["verify", "--ledger", path]) == 0
    assert "by Bea: a name (asked)" in capfd.readouterr().err
