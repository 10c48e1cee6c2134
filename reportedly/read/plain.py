"""A file that holds one report as plain text or Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import ReadError
from ..records import RawDocument, Refusal
from .decode import decode
from .identity import Given, check_characters, doc_id_of, given_basis, limited, refusal


def read_plain(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The one report of a file. Raises Refused when it is too large, OSError when it cannot be read."""
    data = limited(file)
    doc_id = doc_id_of(data)
    try:
        text, encoding = decode(data)
        check_characters(text)
    except ReadError as error:
        yield refusal(name, error, doc_id)
        return
    yield RawDocument(doc_id, name, text, "text", outlet=given.outlet, published=given.published, published_basis=given_basis(given),
                      encoding=encoding, data=data)
