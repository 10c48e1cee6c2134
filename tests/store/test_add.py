"""Adding reports: the same records as `code` writes, once, whatever the order, each whole."""

from __future__ import annotations

import json
import os
import stat

import pytest

from reportedly import pipeline
from reportedly.cli import run
from reportedly.export import claim_json, event_json
from reportedly.store import add, open_ledger
from reportedly.store.query import article, claims, events

from .made import add_all, lines, write_reports


def test_the_ledger_gives_back_what_code_and_link_write(tmp_path, reports):
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        add_all(ledger, [str(reports)])
        coded = list(pipeline.code([str(reports)]))
        wanted = {claim.claim_id: claim_json(claim) for one in coded for claim in one.claims}
        assert {stored.record["claim_id"]: stored.record for stored in claims(ledger)} == wanted
        assert [record for _, record in sorted(events(ledger), key=lambda pair: pair[1]["event_id"])] == sorted(
            (json.loads(json.dumps(event_json(event))) for event in pipeline.link_events(coded)), key=lambda record: record["event_id"])
        assert {one.article.doc_id: one.article for one in coded} == {one.article.doc_id: article(ledger, one.article.doc_id) for one in coded}


def test_the_same_bytes_again_change_nothing(tmp_path):
    folder = write_reports(tmp_path)
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        assert not any(added.known for added in add_all(ledger, [folder]))
        before = list(ledger.connection.iterdump())
        assert all(added.known for added in add_all(ledger, [folder]))
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "renamed.txt").write_bytes((tmp_path / "reports" / "a.txt").read_bytes())
        assert [added.known for added in add_all(ledger, [str(tmp_path / "elsewhere")])] == [True]
        assert list(ledger.connection.iterdump()) == before


def test_what_is_said_anew_of_a_known_report_is_not_taken_over_in_silence(tmp_path, capfd):
    folder, path = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    assert run(["add", folder, "--ledger", path, "--outlet", "Daily Example"]) == 0
    for again in ([], ["--outlet", "Daily Example"]):
        assert run(["add", folder, "--ledger", path, *again]) == 0
        assert "another" not in capfd.readouterr().err
    assert run(["add", folder, "--ledger", path, "--outlet", "Other Example", "--published", "2020-01-01"]) == 0
    said = capfd.readouterr().err
    assert "5 of them came with another outlet than before" in said and "5 of them came with another publication date than before" in said
    with open_ledger(path) as ledger:
        assert {outlet for outlet, in ledger.execute("SELECT outlet FROM reports")} == {"Daily Example"}


def test_order_and_number_of_runs_change_no_event(tmp_path):
    folder = write_reports(tmp_path)
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    printed = []
    for n, calls in enumerate(([files], [[file] for file in reversed(files)], [files[3:], files[:2], files[1:]])):
        with open_ledger(str(tmp_path / f"{n}.sqlite"), new=True) as ledger:
            for call in calls:
                add_all(ledger, call)
            printed.append((lines(events(ledger)), lines((stored, stored.record) for stored in claims(ledger))))
    assert printed[0][0] and printed[0] == printed[1] == printed[2]


def test_the_original_is_kept_byte_for_byte(tmp_path):
    data = "\ufeffThe army shelled Homs on Friday, killing café owners – residents said.\r\n".encode("utf-8")
    (tmp_path / "r.txt").write_bytes(data)
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        add_all(ledger, [str(tmp_path / "r.txt")])
        assert ledger.execute("SELECT bytes FROM originals").fetchall() == [(data,)]


def test_every_input_leaves_a_row_and_a_refused_one_only_once(tmp_path):
    (tmp_path / "bad.bin").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "empty.txt").write_bytes(b" \n")
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        for _ in range(2):
            found = add_all(ledger, [str(tmp_path / "bad.bin"), str(tmp_path / "empty.txt"), str(tmp_path / "absent.txt")])
            assert [added.article.status for added in found] == ["refused", "empty", "refused"]
        rows = ledger.execute("SELECT status, reason IS NOT NULL FROM inputs ORDER BY input").fetchall()
        assert rows == [("refused", 1), ("empty", 1), ("refused", 1)]


def test_the_same_text_counts_once_in_an_outlet_whatever_came_first(tmp_path):
    text = "Gunmen killed two farmers near Mopti on Sunday, residents said."
    for n in range(3):
        (tmp_path / f"{n}.jsonl").write_text(json.dumps({"id": n, "text": text, "outlet": "Daily Example" if n < 2 else "Other"}) + "\n", encoding="utf-8")
    files = [str(tmp_path / f"{n}.jsonl") for n in range(3)]
    found = []
    for n, order in enumerate((files, files[::-1], [files[1], files[2], files[0]])):
        with open_ledger(str(tmp_path / f"{n}.sqlite"), new=True) as ledger:
            for file in order:
                add_all(ledger, [file])
            statuses = ledger.execute("SELECT status, copy_of IS NOT NULL, doc_id FROM v_reports ORDER BY doc_id").fetchall()
            assert sorted(status for status, *_ in statuses) == ["coded", "coded", "duplicate"]
            assert len({stored.claim.doc_id for stored in claims(ledger)}) == 2
            found.append((statuses, lines(events(ledger))))
    assert found[0] == found[1] == found[2]


def test_the_file_is_its_owners_alone(tmp_path, monkeypatch):
    previous = os.umask(0)
    try:
        path = tmp_path / "l.sqlite"
        with open_ledger(str(path), new=True) as ledger:
            with ledger.transaction("test") as work:
                work.insert("ledger", {"name": "x", "value": "y"})
                work.touch("ledger", "x")
            modes = {name.name: stat.S_IMODE(name.stat().st_mode) for name in tmp_path.iterdir()}
        assert modes == {"l.sqlite": 0o600, "l.sqlite-wal": 0o600, "l.sqlite-shm": 0o600}
    finally:
        os.umask(previous)


def test_the_commands(tmp_path, capfd):
    folder, ledger = write_reports(tmp_path), str(tmp_path / "l.sqlite")
    assert run(["add", folder, "--ledger", ledger]) == 0
    assert "0 of them the ledger held before" in capfd.readouterr().err
    for arguments in (["status"], ["claims"], ["events"], ["sources"], ["search", "bomb"]):
        for form in ("table", "jsonl") + (("csv",) if arguments != ["status"] else ()):
            assert run([*arguments, "--ledger", ledger, "--format", form]) == 0
            assert capfd.readouterr().out.strip(), (arguments, form)
    assert run(["claims", "--ledger", ledger, "--format", "jsonl"]) == 0
    first = json.loads(capfd.readouterr().out.splitlines()[0])
    for key in (first["claim_id"], first["doc_id"], first["claim_id"][:12], first["file"]):
        assert run(["show", key, "--ledger", ledger, "--format", "table"]) == 0
        assert first["evidence"]["words"].split()[0] in capfd.readouterr().out


@pytest.mark.parametrize("arguments", [["claims"], ["status"], ["events"], ["show", "claim:abcd"], ["link"]])
def test_no_ledger_is_a_clear_message(arguments, capfd, tmp_path):
    assert run([*arguments, "--ledger", str(tmp_path / "none.sqlite")]) == 2
    assert "there is no ledger" in capfd.readouterr().err and not list(tmp_path.iterdir())
