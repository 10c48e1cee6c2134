"""A file that holds one report: plain text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import ReadError, Refused
from ..limits import FILE_BYTES
from ..records import RawDocument, Refusal
from .decode import decode
from .files import HTML_START
from .identity import Given, check_characters, doc_id_of, given_basis, refusal


def read_plain(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The one report of a file. Raises Refused when it is too large, OSError when it cannot be read."""
    data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise Refused(f"is larger than {FILE_BYTES:,} bytes. Split it into one report a file, or one a line (.jsonl).")
    doc_id = doc_id_of(data)
    html = name.lower().endswith((".html", ".htm", ".xhtml")) or HTML_START.match(data) is not None
    try:
        text, encoding = decode(data, html)
        check_characters(text)
    except ReadError as error:
        yield refusal(name, error, doc_id)
        return
    yield RawDocument(doc_id, name, text, "html" if html else "text",
                      outlet=given.outlet, published=given.published, published_basis=given_basis(given), encoding=encoding, data=data)
