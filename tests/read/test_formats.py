"""Every format that is read: what the report says, and what its container says of it."""

from __future__ import annotations

import gzip
import io
import json

import pytest
import zstandard

from reportedly.read import read_paths
from reportedly.records import RawDocument, Refusal

from . import made
from .made import PAGE, REPORT, SECOND


def read(path, **options) -> list[RawDocument | Refusal]:
    return list(read_paths([str(path)], **options))


def read_bytes(folder, data: bytes, name: str = "input", **options) -> list[RawDocument | Refusal]:
    (folder / name).write_bytes(data)
    return read(folder / name, **options)


def body(document: RawDocument) -> str:
    """What will be coded of it."""
    return document.text if document.page is None else document.page


WACZ = made.zipped({"datapackage.json": b"{}", "archive/data.warc.gz": made.warc(PAGE, packed=True), "indexes/index.cdx": b""})

# Format → its bytes; the name has no ending: the bytes say what it is.
ONE_REPORT = {
    "html": PAGE.encode(), "mhtml": made.mhtml(), "atom": made.ATOM.encode(), "json feed": made.JSON_FEED.encode(), "mail": made.message(),
    "warc": made.warc(PAGE), "warc.gz": made.warc(PAGE, packed=True), "wacz": WACZ, "pdf": made.pdf(REPORT), "docx": made.docx(), "odt": made.odt(),
    "zip": made.zipped({"a/report.txt": REPORT.encode()}), "tar": made.tarred({"report.txt": REPORT.encode()}),
    "tar.gz": made.tarred({"report.txt": REPORT.encode()}, "w:gz"), "gzip": gzip.compress(REPORT.encode()),
    "zstd": zstandard.compress(REPORT.encode()), "zip in zip": made.zipped({"b.zip": made.zipped({"report.txt": REPORT.encode()})}),
}


@pytest.mark.parametrize("data", ONE_REPORT.values(), ids=ONE_REPORT)
def test_every_format_gives_its_report(tmp_path, data):
    (document,) = read_bytes(tmp_path, data)
    assert isinstance(document, RawDocument), document
    assert "its soldiers had taken two villages near Tal Hasna" in " ".join(body(document).split())


@pytest.mark.parametrize("name", ["html", "mhtml", "warc", "wacz"])
def test_a_page_says_who_when_and_where(tmp_path, name):
    (d,) = read_bytes(tmp_path, ONE_REPORT[name])
    assert (d.outlet, d.title, d.author, d.published, d.media) == ("Daily Example", "Army takes villages", "Mara Tell", "2019-05-06", "html")
    assert d.published_basis == "the page's metadata" and d.url.startswith("https://news.example/")
    assert "Home" not in d.page and "Copyright" not in d.page and "<p>" in d.text


@pytest.mark.parametrize("data, ids", [(made.RSS.encode(), ["n-1", "n-2"]), (made.ATOM.encode(), ["urn:1"]), (made.JSON_FEED.encode(), ["n-1"])])
def test_the_entries_of_a_feed_are_reports(tmp_path, data, ids):
    found = read_bytes(tmp_path, data, "feed")
    assert [d.file.partition("#")[2] for d in found] == ids
    first = found[0]
    assert (first.outlet, first.title, first.url, first.published[:10]) == ("Daily Example", "Army takes villages", "https://news.example/1", "2019-05-06")
    assert first.text.startswith(REPORT) and "<p>" not in first.text and first.published_basis == "the entry's own date"


def test_a_message_says_who_and_when(tmp_path):
    (d,) = read_bytes(tmp_path, made.message(html=True))
    assert d.text.strip() == REPORT and d.outlet == "Daily Example" and d.title == "Army takes villages"
    assert d.published == "2019-05-06T10:00:00+02:00" and d.published_basis == "the message's Date header"


def test_the_attachments_of_a_message_are_read_too(tmp_path):
    message, attached = read_bytes(tmp_path, made.message(attached=SECOND.encode()), "m.eml")
    assert message.text.strip() == REPORT and attached.text == SECOND and attached.file.endswith("m.eml!second.txt")


def test_a_mailbox_is_its_messages(tmp_path):
    found = read_bytes(tmp_path, made.mbox(), "inbox")
    assert [(d.file.partition("#")[2], d.title) for d in found] == [("1", "One"), ("2", "Two")]


def test_a_chat_is_its_messages_in_words(tmp_path):
    first, second = read_bytes(tmp_path, made.TELEGRAM.encode(), "result.json")
    assert first.text == REPORT + " Urgent." and first.outlet == "Qumria Now" and first.published == "2019-05-06T10:00:00"
    assert second.text == SECOND and second.outlet == "Hasna Press" and second.file.endswith("#77/4")


def test_a_document_keeps_its_order_and_its_tables(tmp_path):
    (d,) = read_bytes(tmp_path, made.docx())
    assert d.text == f"{REPORT}\nTal Hasna\t7 killed\n{SECOND}" and (d.title, d.author) == ("Army takes villages", "Mara Tell")
    assert d.media == "extracted" and d.data == made_bytes(tmp_path)


def made_bytes(folder) -> bytes:
    return (folder / "input").read_bytes()


def test_a_pdf_is_read_page_after_page(tmp_path):
    (d,) = read_bytes(tmp_path, made.pdf(REPORT, SECOND))
    first, second = d.text.split("\n\n")
    assert "Tal Hasna" in first and "convoy" in second


def test_a_workbook_names_its_columns_as_people_do(tmp_path):
    first, second = read_bytes(tmp_path, made.xlsx())
    assert (first.text, first.outlet, first.published[:10]) == (REPORT, "Daily Example", "2019-05-06") and first.file.endswith("#7")
    assert "'Date'" in first.published_basis and second.text == SECOND and second.outlet is None


def test_the_user_names_the_columns(tmp_path):
    data = made.xlsx(("No", "Text", "What they wrote", "When"))
    (tmp_path / "b.xlsx").write_bytes(data)
    found = read(tmp_path / "b.xlsx", columns=[("outlet", "what they wrote"), ("published", "When")])
    assert found[0].outlet == "Daily Example" and found[0].published[:10] == "2019-05-06"
    (refused,) = read(tmp_path / "b.xlsx", columns=[("text", "Nothing")])
    assert isinstance(refused, Refusal) and "--column" in refused.reason


@pytest.mark.parametrize("name, content", [
    ("r.csv", "Headline;Body;Source\nArmy;{0};Daily Example\n"),
    ("r.jsonl", '{{"headline": "Army", "body": "{0}", "source": "Daily Example"}}\n'),
    ("r.json", '[{{"headline": "Army", "body": "{0}", "source": "Daily Example"}}]'),
])
def test_tables_and_records_may_use_usual_names(tmp_path, name, content):
    (d,) = read_bytes(tmp_path, content.format(SECOND).encode(), name)
    assert (d.text, d.title, d.outlet) == (SECOND, "Army", "Daily Example")


def test_a_folder_of_an_archive_is_named_with_its_archive(tmp_path):
    members = {"x/one.txt": REPORT.encode(), "x/two.jsonl": json.dumps({"id": "k", "text": SECOND}).encode(), "__MACOSX/._one.txt": b"x", ".hidden": b"x"}
    found = read_bytes(tmp_path, made.zipped(members), "all.zip")
    assert [d.file.removeprefix(str(tmp_path)) for d in found] == ["/all.zip!x/one.txt", "/all.zip!x/two.jsonl#k"]


def test_one_bad_member_leaves_the_others(tmp_path):
    members = {f"{n:03}.txt": f"{REPORT} {n}".encode() for n in range(99)} | {"050.pdf": b"%PDF-1.4 broken"}
    found = read_bytes(tmp_path, made.zipped(members), "all.zip")
    bad = [d for d in found if isinstance(d, Refusal)]
    assert len(found) == 100 and len(bad) == 1 and bad[0].file.endswith("050.pdf") and bad[0].status == "failed"


def test_the_same_bytes_have_the_same_id_wherever_they_lie(tmp_path):
    (plain,) = read_bytes(tmp_path, PAGE.encode(), "p.html")
    (packed,) = read_bytes(tmp_path, made.zipped({"p.html": PAGE.encode()}), "p.zip")
    assert plain.doc_id == packed.doc_id


def test_a_page_through_a_pipe(tmp_path):
    (d,) = list(read_paths(["-"], stdin=io.BytesIO(made.zipped({"p.html": PAGE.encode()}))))
    assert d.file == "-!p.html" and d.title == "Army takes villages"


@pytest.mark.parametrize("data, reason", [
    (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"), (b"\xd0\xcf\x11\xe0" + bytes(600), "Office"), (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"),
    (made.zipped({"x.png": b"\x89PNG\r\n\x1a\n" + bytes(50)}), "PNG"), (made.zipped({}), ""), (b"%PDF-1.7\n%%EOF", "PDF"),
    (made.warc(), "without a page"), (gzip.compress(REPORT.encode())[:40], "damaged"), (made.zipped({"a.txt": REPORT.encode()})[:-30], "damaged"),
])
def test_what_cannot_be_read_says_why(tmp_path, data, reason):
    found = read_bytes(tmp_path, data)
    assert all(isinstance(d, Refusal) for d in found) and len(found) <= 1
    assert not found or reason in found[0].reason
