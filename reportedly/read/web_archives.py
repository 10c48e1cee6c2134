"""Web archives: WARC files, and those in a WACZ. A page, a text or a PDF that was fetched is a report.

What a page needs to be shown (pictures, styles, scripts) and the archive's own notes are no reports and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import FILE_BYTES
from ..records import RawDocument, Refusal
from .identity import Given, doc_id_of, refusal
from .pages import page_of
from .parts import seekable

PAGES = frozenset(("text/html", "application/xhtml+xml"))
FETCHED = 200


def read_warc(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The pages of a web archive, each known by the bytes that the server sent, unpacked."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    found = False
    try:
        for record in ArchiveIterator(seekable(file), record_types=wanted, parse_http=True, auto_decode="all"):
            if not is_page(record):
                continue
            found = True
            yield record_document(name, record, given)
    except (ReadError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:                   # the library names no errors of its own, and its panics are no Exception
        raise Failed(f"breaks off or is damaged ({type(error).__name__}: {error}); the records before were read. Fetch it again.") from None
    if not found:
        yield refusal(name, Refused("is a web archive without a page in it: no record of HTML that was fetched."))


def is_page(record) -> bool:
    if record.http_headers is None:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return kind in PAGES
    return record.http_headers.status_code == FETCHED and (record.http_content_type or "").lower() in PAGES


def record_document(name: str, record, given: Given) -> RawDocument | Refusal:
    where = f"{name}#{label(record)}"
    data = record.reader.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        return refusal(where, Refused(f"is a page of more than {FILE_BYTES:,} bytes."), doc_id_of(data))
    return page_of(where, data, given, record.headers.get("WARC-Target-URI"), record.http_charset)


def label(record) -> str:
    return (record.record_id or "").strip("<>").removeprefix("urn:uuid:") or str(record.stream_pos)
