"""`read`, `limits`, `watch`: what is understood, what is bounded, what appears."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import limits
from reportedly.cli import run
from reportedly.store import open_ledger

REPORT = "Gunmen killed three guards at the bridge of Tal Hasna on Monday, the governor said.\n"


def test_what_is_understood_is_shown(tmp_path, capfd):
    (tmp_path / "r.jsonl").write_text('{"body": "%s", "headline": "Guards", "source": "Daily Example", "date": "2019-05-06"}\n' % REPORT.strip())
    assert run(["read", str(tmp_path / "r.jsonl"), "--show"]) == 0
    out = capfd.readouterr().out
    assert "Daily Example" in out and "2019-05-06" in out and "'date'" in out and "Gunmen killed" in out


def test_a_column_that_is_not_there_is_refused(tmp_path, capfd):
    (tmp_path / "r.csv").write_text(f"id,notes\n1,\"{REPORT.strip()}\"\n")
    assert run(["read", str(tmp_path / "r.csv"), "--column", "text=Story"]) == 3
    assert "--column" in capfd.readouterr().err
    assert run(["read", str(tmp_path / "r.csv"), "--column", "nonsense"]) == 2


def test_every_limit_is_printed_with_its_reason(capfd):
    assert run(["limits"]) == 0
    lines = capfd.readouterr().out.splitlines()
    named = {name for name in vars(limits) if name.isupper()}
    assert {line.split()[0] for line in lines} >= named - {"RATIO_FROM"} and all(len(line.split()) > 5 for line in lines)


def test_what_appears_in_a_folder_is_added_once(tmp_path, capfd):
    folder, ledger = tmp_path / "in", str(tmp_path / "l.sqlite")
    folder.mkdir()
    for name, text in (("a.txt", REPORT), ("b.txt", REPORT.replace("three", "four")), (".part", "half")):
        (folder / name).write_text(text)
        assert run(["watch", str(folder), "--once", "--ledger", ledger]) == 0
    assert run(["watch", str(folder), "--once", "--ledger", ledger]) == 0
    with open_ledger(ledger) as opened:
        assert [Path(file).name for file, in opened.execute("SELECT file FROM reports ORDER BY file")] == ["a.txt", "b.txt"]


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path, capfd):
    assert run(["watch", str(tmp_path / "none"), "--ledger", str(tmp_path / "l.sqlite")]) == 2
    assert "no such file or folder" in capfd.readouterr().err and not (tmp_path / "l.sqlite").exists()


@pytest.mark.parametrize("name, code", [("Sudan", "SDN"), ("syria", "SYR"), ("Atlantis", "")])
def test_a_country_is_asked_for_by_name(name, code):
    from reportedly.store.query import country_code

    assert country_code(name) == code
