"""Each bad input ends as a record that names the file, the cause and what to do, and the others are still read."""

from __future__ import annotations

import io
import os

import pytest

from reportedly import limits
from reportedly.read import read_paths, tables
from reportedly.records import RawDocument, Refusal

from .samples import GOOD, folder_of, lines

BAD_FILES = {
    "binary.txt": (b"\x00\x01\x02\x03" * 100, "refused", "binary"),
    "picture.dat": (b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, "refused", "PNG"),
    "paper.txt": (b"%PDF-1.7\n1 0 obj\n", "failed", "PDF"),
    "late-nul.txt": (b"a" * limits.SNIFF_BYTES + b"\x00 and more", "refused", "NUL"),
    "utf16-cut.txt": (b"\xff\xfe" + "Two men died.".encode("utf-16-le") + b"\x00", "refused", "utf-16-le"),
    "page.html": (b"<html><head><meta charset='ascii'></head><body>caf\xe9 \xff\xfe</body></html>", "refused", "ascii"),
    "columns.csv": (b"id,weather\n1,Two men died.\n", "refused", "no column is named 'text'"),
    "nothing.csv": (b"", "refused", "no header"),
    "header.csv": (b"id,text\n", "refused", "no rows"),
    "open-quote.csv": (b'id,text\n1,"Two men died.\n', "failed", "quotation mark that never closes"),
    "surplus.csv": (b"id,text\n1,Two men died, three fled\n", "refused", "fields more than the header"),
    "nothing.jsonl": (b"", "refused", "no record"),
    "broken.jsonl": (b'{"text": "Two men died."\n', "failed", "line 1: is broken JSON"),
    "textless.jsonl": (b'{"id": 1, "weather": "Two men died."}\n', "refused", "line 1: no 'text'"),
    "number.jsonl": (b'{"text": 7}\n', "refused", "'text' is int"),
    "list.jsonl": (b'["Two men died."]\n', "refused", "not an object"),
    "half-pair.jsonl": (b'{"text": "Two \\ud800 men died."}\n', "refused", "surrogate"),
    "nul.jsonl": (b'{"text": "Two \\u0000 men died."}\n', "refused", "NUL"),
    "latin.jsonl": ('{"text": "Zwei M\xe4nner"}\n'.encode("latin-1"), "refused", "not UTF-8"),
    "utf16.jsonl": ('{"text": "Two men died."}\n'.encode("utf-16"), "refused", "must be UTF-8"),
    "deep.jsonl": (b'{"text": ' + b"[" * 100_000 + b"\n", "failed", "JSON"),
    "digits.jsonl": (b'{"text": "a", "id": ' + b"9" * 5000 + b"}\n", "failed", "JSON"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_a_record_with_cause_and_advice_and_the_others_are_read(name, tmp_path):
    content, status, cause = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(GOOD)
    bad, good = read_paths([str(tmp_path)])
    assert isinstance(bad, Refusal) and isinstance(good, RawDocument)
    assert bad.status == status and name in bad.file and cause in bad.reason
    what_happened, _, what_to_do = bad.reason.partition(". ")
    assert what_happened and what_to_do.endswith(".")


def test_bad_rows_leave_the_good_ones(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_bytes(lines({"id": "a", "text": "One."}, "{broken", {"id": "b"}, "", {"id": "c", "text": "Two."}))
    found = list(read_paths([str(path)]))
    assert [(type(f).__name__, f.file.split("#")[1]) for f in found] == [
        ("RawDocument", "a"), ("Refusal", "2"), ("Refusal", "b"), ("RawDocument", "c")]
    assert found[1].reason.startswith("line 2: ") and found[2].reason.startswith("line 3: ")


def test_bad_csv_rows_leave_those_before(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(b'id,text\na,"One\nand a half."\nb,"Two" three\nc,Four.\n')
    first, bad = read_paths([str(path)])
    assert first.text == "One\nand a half." and bad.status == "failed" and "line 4" in bad.reason


def test_a_csv_field_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "RECORD_BYTES", 1000)
    path = tmp_path / "r.csv"
    path.write_bytes(b"id,text\na,One.\nb," + b"x" * 2000 + b"\n")
    first, bad = read_paths([str(path)])
    assert first.text == "One." and bad.status == "failed" and "field larger" in bad.reason


def test_a_single_line_of_50_mb_is_refused_without_being_held(tmp_path):
    import tracemalloc

    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + lines({"id": "after", "text": GOOD}))
    tracemalloc.start()
    bad, good = read_paths([str(path)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bad.status == "refused" and "line 1 is longer than" in bad.reason and good.file.endswith("#after")
    assert peak < 3 * limits.RECORD_BYTES


def test_a_plain_file_of_50_mb_is_refused(tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    (bad,) = read_paths([str(path)])
    assert bad.status == "refused" and "larger than" in bad.reason and bad.doc_id is None


def test_more_characters_than_a_report_has(tmp_path, monkeypatch):
    monkeypatch.setattr("reportedly.read.identity.TEXT_CHARACTERS", 10)
    path = tmp_path / "long.txt"
    path.write_text(GOOD)
    (bad,) = read_paths([str(path)])
    assert bad.status == "refused" and "the limit is 10" in bad.reason


def test_a_path_that_is_not_there_is_a_record(tmp_path):
    (tmp_path / "z.txt").write_text(GOOD)
    bad, good = read_paths([str(tmp_path / "absent.txt"), str(tmp_path / "z.txt")])
    assert bad.status == "refused" and "no such file" in bad.reason and good.text == GOOD


def test_an_empty_folder_and_one_with_hidden_files_only(tmp_path):
    folder_of(tmp_path / "a")
    folder_of(tmp_path / "b", __hidden=b"x")
    assert ["holds no files" in refusal.reason for refusal in read_paths([str(tmp_path / "a"), str(tmp_path / "b")])] == [True, True]


def test_a_dangling_link_and_a_link_to_its_own_folder(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "z.txt").write_text(GOOD)
    bad, good = read_paths([str(tmp_path)])
    assert bad.status == "failed" and "not there" in bad.reason and good.text == GOOD


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(GOOD)
    path.chmod(0)
    (bad,) = read_paths([str(path)])
    assert bad.status == "failed" and "ermission" in bad.reason


def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text(GOOD)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    (bad,) = read_paths([str(path)])
    assert bad.status == "failed" and "Permission denied" in bad.reason


def test_a_file_that_fails_half_way(tmp_path, monkeypatch):
    class Torn(io.BytesIO):
        def read(self, *_):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("reportedly.read.files.Source.open", lambda self: Torn())
    path = tmp_path / "torn.txt"
    path.write_text(GOOD)
    (bad,) = read_paths([str(path)])
    assert bad.status == "failed" and "Input/output error" in bad.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_a_folder_does_not_stop_the_run(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "z.txt").write_text(GOOD)
    assert [found.file for found in read_paths([str(tmp_path)])] == [str(tmp_path / "z.txt")]


def test_a_device_is_refused():
    (bad,) = read_paths([os.devnull])
    assert bad.status == "refused" and "neither a file nor a folder" in bad.reason


def test_ids_that_would_break_a_line_or_come_twice_give_way_to_the_line_number(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_bytes(lines({"id": "a\nb", "text": "1"}, {"id": "x", "text": "2"}, {"id": "x", "text": "3"}, {"id": True, "text": "4"},
                           {"id": "6", "text": "5"}, {"text": "6"}))
    assert [found.file.split("#")[1] for found in read_paths([str(path)])] == ["1", "x", "3", "4", "6", "line 6"]
