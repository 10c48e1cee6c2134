"""The readers by kind, and what they all share: a file becomes its parts, each part its reports.

This runs in a process of its own (child.py): the libraries that take such formats apart were not written for files that were
made to harm.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import ARCHIVE_DEPTH
from ..records import RawDocument, Refusal
from .chats import read_telegram
from .feeds import read_feed, read_json_feed
from .identity import Given, limited, refusal
from .json_files import read_json_file
from .jsonl import read_jsonl
from .mail import attachments, message_document, messages
from .office import read_docx, read_odt
from .pages import read_html, read_mhtml
from .parts import Part, Spoiled, parts
from .pdf import read_pdf
from .plain import read_plain
from .tables import read_csv, read_parquet, read_workbook
from .web_archives import read_warc

Reader = Callable[[str, BinaryIO, Given], Iterator[RawDocument | Refusal]]

READERS: dict[str, Reader] = {
    "text": read_plain, "jsonl": read_jsonl, "csv": read_csv, "html": read_html, "mhtml": read_mhtml, "feed": read_feed, "jsonfeed": read_json_feed,
    "json": read_json_file, "telegram": read_telegram, "warc": read_warc, "pdf": read_pdf, "docx": read_docx, "odt": read_odt,
    "xlsx": read_workbook, "parquet": read_parquet,
}


@dataclass(frozen=True, slots=True)
class Begin:
    """Said before each part is read, so that whoever waits knows which one it was that never came."""

    name: str


def read_all(name: str, kind: str, stream: BinaryIO, given: Given, skip: int = 0) -> Iterator[Begin | RawDocument | Refusal]:
    """The reports of one file, however it is packed; the first `skip` parts are passed over. Never raises for an input but MemoryError."""
    count = 0
    for part in leaves(parts(name, kind, stream), 0):
        count += 1
        if count > skip:
            yield Begin(part.name)
            yield from read_part(part, given)


def leaves(found: Iterator[Part | Spoiled], depth: int) -> Iterator[Part | Spoiled]:
    """The parts with mailboxes and the attachments of messages taken apart too."""
    for part in found:
        if isinstance(part, Part) and part.kind == "mbox":
            yield from leaves(messages(part.name, part.stream), depth)
        elif isinstance(part, Part) and part.kind == "mail":
            yield from message_parts(part, depth)
        else:
            yield part


def message_parts(part: Part, depth: int) -> Iterator[Part | Spoiled]:
    try:
        data = limited(part.stream)
    except ReadError as error:
        yield Spoiled(part.name, error)
        return
    yield Part(part.name, "message", io.BytesIO(data))
    if depth < ARCHIVE_DEPTH:
        yield from leaves(attachments(part.name, data, depth), depth + 1)


def read_part(part: Part | Spoiled, given: Given) -> Iterator[RawDocument | Refusal]:
    """The reports of one part; a Refusal for what goes wrong with it."""
    if isinstance(part, Spoiled):
        yield refusal(part.name, part.error)
        return
    try:
        if part.kind == "message":
            data = part.stream.read()
            yield message_document(part.name, data, given)
        elif part.kind in READERS:
            yield from READERS[part.kind](part.name, part.stream, given)
        else:
            raise Refused(f"is a {part.kind} within another file, which we do not look into. Unpack it yourself.")
    except ReadError as error:
        yield refusal(part.name, error)
    except MemoryError:
        raise
    except Exception as error:                       # whatever a library makes of it, one record must come out
        yield refusal(part.name, Failed(f"cannot be read as {part.kind} ({type(error).__name__}: {error}). Save it again, or its text as .txt."))


