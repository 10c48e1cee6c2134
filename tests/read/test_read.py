"""Where reports come from, how bytes become characters, and what a document is called."""

from __future__ import annotations

import hashlib
import io
import json

import pytest

from reportedly.read import read_paths
from reportedly.records import Refusal

TEXT = "Two men — a baker’s sons — died in “Deir ez-Zor” on Friday, said Müller.\r\n\r\nNobody claimed it. 🕊 سوريا\r\n"
ID = "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()


def read(*paths, **options):
    return list(read_paths([str(path) for path in paths], **options))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "utf-32"])
def test_the_text_is_the_same_in_every_unicode_encoding(tmp_path, encoding):
    bare = encoding.removesuffix("-bom")
    data = ("\ufeff" + TEXT if encoding != bare else TEXT).encode(bare)
    (tmp_path / "r.txt").write_bytes(data)
    (document,) = read(tmp_path / "r.txt")
    assert document.text == TEXT
    assert document.doc_id == "sha256:" + hashlib.sha256(data).hexdigest()


def test_western_windows_text_is_recognised(tmp_path):
    text = "“Two men were killed near the café,” the mayor’s spokesman said – and the mayor said the same in the château.\r\n" * 3
    (tmp_path / "r.txt").write_bytes(text.encode("cp1252"))
    (document,) = read(tmp_path / "r.txt")
    assert document.text == text and document.encoding == "cp1252 (detected)"


def test_a_page_is_read_in_the_character_set_that_it_names(tmp_path):
    page = '<html><head><meta charset="windows-1251"></head><body>Двое погибли</body></html>'
    (tmp_path / "r.html").write_bytes(page.encode("cp1251"))
    (document,) = read(tmp_path / "r.html")
    assert document.text == page and document.media == "html"


def test_lone_carriage_returns_stay(tmp_path):
    (tmp_path / "r.txt").write_bytes(b"One.\rTwo.\n\rThree.")
    assert read(tmp_path / "r.txt")[0].text == "One.\rTwo.\n\rThree."


def test_a_folder_is_read_sorted_with_its_folders_and_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.txt", ".git/d.txt", "noending"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Two men died.")
    assert [d.file.removeprefix(str(tmp_path) + "/") for d in read(tmp_path)] == ["a.md", "b.txt", "noending", "sub/c.txt"]


@pytest.mark.parametrize("content, media, texts", [
    (TEXT.encode(), "text", [TEXT]),
    (b"<!DOCTYPE html><html><body><p>Two men died.</p></body></html>", "html", None),
    (b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n', "record", ["One.", "Two."]),
])
def test_standard_input_is_what_its_first_bytes_say(content, media, texts):
    found = read("-", stdin=io.BytesIO(content))
    assert {d.media for d in found} == {media} and all(d.file.startswith("-") for d in found)
    assert texts is None or [d.text for d in found] == texts


def test_one_report_of_text_on_standard_input_has_the_id_of_its_bytes():
    assert read("-", stdin=io.BytesIO(TEXT.encode()))[0].doc_id == ID


RECORD = {"text": "Two men died.", "id": "r1", "outlet": "Daily Example", "published": "2019-05-06", "title": "Two die", "url": "https://news.example/1", "more": [1]}


def test_a_record_gives_its_fields(tmp_path):
    (tmp_path / "r.jsonl").write_text(json.dumps(RECORD) + "\n")
    (d,) = read(tmp_path / "r.jsonl", outlet="Other", published="2001-01-01")
    assert (d.text, d.outlet, d.published, d.title, d.url) == ("Two men died.", "Daily Example", "2019-05-06", "Two die", "https://news.example/1")
    assert d.file == f"{tmp_path}/r.jsonl#r1" and "record" in d.published_basis


def test_what_the_user_says_fills_what_a_record_leaves_out(tmp_path):
    (tmp_path / "r.jsonl").write_text('{"text": "Two men died.", "outlet": " "}\n')
    (d,) = read(tmp_path / "r.jsonl", outlet="Other", published="2001-01-01")
    assert (d.outlet, d.published, d.published_basis) == ("Other", "2001-01-01", "given by the user")


def test_the_id_of_a_record_does_not_depend_on_how_it_is_written(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(RECORD))
    (tmp_path / "b.jsonl").write_text(json.dumps(dict(reversed(RECORD.items())), indent=None, separators=(" ,", " : ")) + "\r\n")
    a, b = read(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert a.doc_id == b.doc_id and a.doc_id.startswith("sha256:")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_in_any_usual_form(tmp_path, delimiter, encoding):
    row = delimiter.join(["7", '"Two men, one old; died.\r\nHe said ""no""."', "Daily Example"])
    (tmp_path / "r.csv").write_bytes((delimiter.join(["ID", "Text", "Outlet"]) + "\r\n" + row + "\r\n\r\n").encode(encoding))
    (d,) = read(tmp_path / "r.csv")
    assert d.text == 'Two men, one old; died.\r\nHe said "no".' and d.outlet == "Daily Example" and d.file.endswith("#7")


def test_rows_without_an_id_are_named_by_their_line(tmp_path):
    (tmp_path / "r.csv").write_text('text\n"One\nmore."\nTwo.\n')
    assert [d.file.split("#")[1] for d in read(tmp_path / "r.csv")] == ["2", "4"]


def test_an_empty_file_is_read_as_an_empty_text(tmp_path):
    (tmp_path / "r.txt").write_bytes(b"")
    assert read(tmp_path / "r.txt")[0].text == ""


@pytest.mark.parametrize("record", [{"claim_id": "claim:1", "doc_id": "x"}, {"event_id": "event:1"}, {"doc_id": "x", "text": "Soldiers fled.", "cuts": []},
                                    {"doc_id": "x", "words": "Hama"}])
def test_a_file_that_we_wrote_is_refused_once(tmp_path, record):
    path = tmp_path / "claims.jsonl"
    path.write_text(2 * (json.dumps(record) + "\n"), encoding="utf-8")
    found = read(path)
    assert [type(r) for r in found] == [Refusal] and "what reportedly wrote" in found[0].reason


def test_records_that_name_a_doc_id_of_their_own_are_read(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"doc_id": "x", "text": "Soldiers fled."}) + "\n", encoding="utf-8")
    assert [r.text for r in read(path)] == ["Soldiers fled."]
