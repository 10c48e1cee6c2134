"""Inputs changed at random, each read as a user's file is: every one must end in at least one record, none may hang or break out.

`python -m tests.hostile.mutate 20000` reads that many and prints what became of them; the tests read a fixed share.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import zstandard

from reportedly.limits import SNIFF_BYTES
from reportedly.errors import ReadError
from reportedly.read.identity import Given, refusal
from reportedly.read.kinds import PLAIN, kind_of
from reportedly.read import READERS
from reportedly.read.workshop import Workshop
from reportedly.records import RawDocument, Refusal

from tests.read import made

# No input may take longer, in seconds.
LONGEST = 10.0

SEEDS = {
    "page.html": made.PAGE.encode(), "page.mhtml": made.mhtml(), "feed.xml": made.RSS.encode(), "atom.xml": made.ATOM.encode(),
    "feed.json": made.JSON_FEED.encode(), "result.json": made.TELEGRAM.encode(), "m.eml": made.message(html=True, attached=made.SECOND.encode()),
    "inbox.mbox": made.mbox(), "a.warc": made.warc(made.PAGE), "a.warc.gz": made.warc(made.PAGE, packed=True), "r.pdf": made.pdf(made.REPORT, made.SECOND),
    "r.docx": made.docx(), "r.odt": made.odt(), "r.xlsx": made.xlsx(), "r.zip": made.zipped({"a.txt": made.REPORT.encode(), "p.html": made.PAGE.encode()}),
    "r.tar": made.tarred({"a.txt": made.REPORT.encode()}), "r.txt.gz": gzip.compress(made.REPORT.encode()), "r.zst": zstandard.compress(made.REPORT.encode()),
    "r.csv": f'id,text\n1,"{made.REPORT}"\n2,"{made.SECOND}"\n'.encode(), "r.jsonl": b'{"text": "Two men died."}\n' * 3, "r.txt": made.REPORT.encode(),
}

# Bytes that mean something in one format or another.
MEANINGFUL = (b"\x00", b"\xff", b"<", b">", b"&", b"'", b'"', b"{", b"[", b"\n", b"\r\n\r\n", b"<!DOCTYPE x [", b"]]>", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"%PDF-",
              b"From ", b"WARC/1.0\r\n", "\u202e".encode(), b"\xed\xa0\x80", b"9" * 40, b"-1", b"\x1f\x8b\x08")


def mutated(number: int) -> tuple[str, bytes]:
    """The name and bytes of the input with this number: a sample with one to twelve changes."""
    chance = random.Random(number)
    name = chance.choice(sorted(SEEDS))
    data = bytearray(SEEDS[name])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if data:
                data[at % len(data)] = chance.randrange(256)
            case 1:
                del data[at:at + chance.randint(1, 60)]
            case 2:
                data[at:at] = chance.choice(MEANINGFUL)
            case 3:
                data[at:at] = data[(other := chance.randrange(len(data) + 1)):other + chance.randint(1, 200)]
            case 4:
                del data[at:]
            case _:
                data[at:at + 4] = chance.randbytes(4)
    return name, bytes(data)


def read_one(name: str, data: bytes, folder: Path, workshop: Workshop) -> list[RawDocument | Refusal]:
    path = folder / name
    path.write_bytes(data)
    try:
        kind = kind_of(name, data[:SNIFF_BYTES])
        if kind in PLAIN:
            with path.open("rb") as file:
                return list(READERS[kind](name, file, Given()))
        return list(workshop.read(name, kind, str(path), Given()))
    except ReadError as error:
        return [refusal(name, error)]


def read_many(first: int, count: int) -> Counter[str]:
    """Read the inputs with these numbers; counts how they ended. Raises AssertionError with the number of one that ends badly."""
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, Workshop(LONGEST) as workshop:
        for number in range(first, first + count):
            name, data = mutated(number)
            began = time.monotonic()
            found = read_one(name, data, Path(folder), workshop)
            assert found or not data.strip() or name.endswith((".zip", ".tar", ".mbox")), (number, "no record")
            assert time.monotonic() - began < LONGEST, (number, "too long")
            for item in found:
                broke = isinstance(item, Refusal) and "break down" in item.reason
                ended["process broke down" if broke else item.status if isinstance(item, Refusal) else "read"] += 1
    return ended


if __name__ == "__main__":
    print(dict(read_many(0, int(sys.argv[1]))))
