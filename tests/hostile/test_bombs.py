"""Files made to fill memory or disk, to lead outside, or to reach for other files and the network."""

from __future__ import annotations

import gzip
import io
import json
import socket
import subprocess
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest
import zstandard

from reportedly.read.formats import Begin, read_all
from reportedly.read.identity import Given
from reportedly.read.kinds import kind_of
from reportedly.records import RawDocument, Refusal

from tests.read import made

# What the bombs unpack to. A packer takes long over a gigabyte of blanks, so only those made of repeated streams have one.
GIB = 1 << 30
PACKED_WHOLE = 1 << 27
SECONDS, BYTES = 4.0, 100 * (1 << 20)      # on a loaded machine; alone each takes less than two


def read(data: bytes, name: str = "input") -> list[RawDocument | Refusal]:
    """All records of the bytes, in this process, so that its time and memory can be measured."""
    kind = kind_of(name, data[:8192])
    return [item for item in read_all(name, kind, io.BytesIO(data), Given()) if not isinstance(item, Begin)]


def zeros(write, size: int = PACKED_WHOLE) -> None:
    block = bytes(1 << 20)
    for _ in range(size >> 20):
        write(block)


def gzip_bomb() -> bytes:
    return gzip.compress(b'{"text": "') + gzip.compress(b" " * (1 << 24)) * (GIB >> 24)


def zstd_bomb() -> bytes:
    return zstandard.compress(b'{"text": "') + zstandard.compress(b" " * (1 << 24)) * (GIB >> 24)


def zip_bomb(name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(b"Two men died. ")
            zeros(lambda block: file.write(b" " * len(block)))
    return out.getvalue()


def nested(levels: int = 8) -> bytes:
    data = zip_bomb()
    for _ in range(levels):
        data = made.zipped({"a.zip": data, "b.zip": data})
    return data


def many_members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), "")
    return out.getvalue()


def package_bomb(part: str, others: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in others.items():
            archive.writestr(name, data)
        with archive.open(part, "w", force_zip64=True) as file:
            zeros(lambda block: file.write(b" " * len(block)))
    return out.getvalue()


def warc_bomb() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
    start = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2019-05-07T00:00:00Z\r\n"
             f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head) + GIB}\r\n\r\n").encode()
    return gzip.compress(start + head) + gzip.compress(b" " * (1 << 24)) * (GIB >> 24)


LAUGHS = "<!DOCTYPE l [<!ENTITY a \"ha\">" + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)) + "]>"

BOMBS = {
    "gzip": gzip_bomb, "zstd": zstd_bomb, "zip": zip_bomb, "zip in zip": nested, "members": many_members, "warc": warc_bomb,
    "docx": lambda: package_bomb("word/document.xml", {"[Content_Types].xml": b"<Types/>"}),
    "xlsx": lambda: package_bomb("xl/worksheets/sheet1.xml", {"xl/workbook.xml": b"<workbook/>"}),
    "odt": lambda: package_bomb("content.xml", {"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "laughs in a feed": lambda: f"<?xml version='1.0'?>{LAUGHS}<rss version='2.0'><channel><title>&m;</title></channel></rss>".encode(),
    "laughs in a docx": lambda: made.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{LAUGHS}<d>&m;</d>".encode()}),
    "deep page": lambda: b"<!doctype html><html><body>" + b"<div>" * 200_000 + b"Two men died." + b"</div>" * 200_000,
    "deep JSON": lambda: b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
}


MEASURED = """
import io, json, resource, sys, time
from reportedly.read.formats import Begin, read_all
from reportedly.read.identity import Given
from reportedly.read.kinds import kind_of
from reportedly.records import Refusal

def read(name, data):
    return [item for item in read_all(name, kind_of(name, data[:8192]), io.BytesIO(data), Given()) if not isinstance(item, Begin)]

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

for harmless in json.loads(sys.argv[2]):
    read("harmless", bytes.fromhex(harmless))
data = open(sys.argv[1], "rb").read()
before, began = peak(), time.process_time()
found = read("bomb.jsonl", data)
print(json.dumps([all(isinstance(i, Refusal) or not (i.page or i.text).strip() for i in found) and len(found),
                  time.process_time() - began, peak() - before]))
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_quickly_and_in_little_memory(tmp_path, bomb):
    """In a process of its own: the most memory that it ever held is its own. What a library takes at first use is not the bomb's."""
    (tmp_path / "bomb").write_bytes(BOMBS[bomb]())
    harmless = json.dumps([data.hex() for data in (made.PAGE.encode(), made.RSS.encode(), made.docx(), made.zipped({"a.txt": b"Two men died."}))])
    done = subprocess.run([sys.executable, "-c", MEASURED, str(tmp_path / "bomb"), harmless], capture_output=True, text=True, check=True)
    refused, seconds, grown = json.loads(done.stdout)
    assert refused == 1 or bomb == "zip in zip" and refused >= 1
    assert seconds < SECONDS and grown < BYTES


ESCAPES = ["../out.txt", "../../out.txt", "/out.txt", "//out.txt", "..\\out.txt", "C:\\out.txt", "a/../../out.txt", "./../out.txt", "..%2fout.txt",
           "．．/out.txt", "‥/out.txt", "..／out.txt", "a\x00b.txt", "out.txt\x00.pdf", "~/out.txt", "$HOME/out.txt", "con.txt", "nul", "a" * 300 + ".txt",
           "\u202etxt.tuo"]


@pytest.mark.parametrize("pack", ["zip", "tar", "tar.gz"])
@pytest.mark.parametrize("name", ESCAPES)
def test_no_name_in_an_archive_leads_anywhere(tmp_path, monkeypatch, pack, name):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    monkeypatch.setenv("HOME", str(inside))
    members = {name: b"Two men died."}
    data = made.zipped(members) if pack == "zip" else made.tarred(members, "w" if pack == "tar" else "w:gz")
    found = read(data)
    assert len(found) <= 1 and all("\n" not in item.file for item in found)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [] and not Path("/out.txt").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused_and_the_others_read(tmp_path, kind):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("evil.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = 13
        archive.addfile(info, io.BytesIO(b"Two men died."))
    evil, good = read(file.getvalue())
    assert isinstance(evil, Refusal) and "link, a device" in evil.reason and good.text == "Two men died."


def test_a_link_in_a_zip_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("evil.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    (found,) = read(file.getvalue())
    assert isinstance(found, Refusal) and "link" in found.reason


CANARY = "canary words that no report holds"


@pytest.fixture(scope="module")
def trap(tmp_path_factory):
    """A file and a loopback socket that nothing may touch."""
    file = tmp_path_factory.mktemp("trap") / "canary.txt"
    file.write_text(CANARY)
    listener = socket.create_server(("127.0.0.1", 0))
    touched: list[object] = []

    def listen() -> None:
        while True:
            try:
                touched.append(listener.accept()[1])
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    yield file, listener.getsockname()[1], touched
    listener.close()


DECLARATIONS = ['<!ENTITY x SYSTEM "{file}">', '<!ENTITY x SYSTEM "{url}">', '<!ENTITY % x SYSTEM "{url}"> %x;', '<!ENTITY x PUBLIC "p" "{file}">',
                '<!ENTITY % f SYSTEM "{file}"><!ENTITY % e "<!ENTITY x SYSTEM \'{url}?%f;\'>"> %e;']
EXTERNAL = ['<!DOCTYPE r SYSTEM "{url}">', '<!DOCTYPE r PUBLIC "-//x" "{url}">', '<?xml-stylesheet href="{url}" type="text/xsl"?>']
BODIES = {
    "rss": "<rss version='2.0'><channel><title>t</title><item><title>&x;</title><description>&x;</description></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:xi='http://www.w3.org/2001/XInclude'><title>&x;</title><entry><id>1</id>"
            "<content><xi:include href='{file}' parse='text'/>&x;</content></entry></feed>",
    "html": "<html xmlns:xi='http://www.w3.org/2001/XInclude'><head><link rel='stylesheet' href='{url}'></head><body><p>&x; <xi:include href='{file}'/>"
            "<img src='{url}'><iframe src='{url}'></iframe> Two men died in the village of Tal Hasna, residents said on Monday evening.</p></body></html>",
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("head", [f"<!DOCTYPE r [{d}]>" for d in DECLARATIONS] + EXTERNAL)
@pytest.mark.parametrize("packed", [False, True])
def test_nothing_that_xml_names_is_fetched(trap, body, head, packed):
    file, port, touched = trap
    text = f"<?xml version='1.0'?>{head}{BODIES[body]}".replace("{file}", file.as_uri()).replace("{url}", f"http://127.0.0.1:{port}/x")
    data = text.encode()
    if packed:
        data = made.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": data}) if body == "rss" else \
            made.zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": data}) if body == "atom" else made.zipped({"p.html": data})
    for item in read(data):
        assert CANARY not in json.dumps([str(getattr(item, name, "")) for name in ("text", "page", "title", "outlet", "reason")])
    assert touched == []
