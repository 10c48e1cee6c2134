"""A file with one JSON object a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import CHUNK_BYTES, RECORD_BYTES
from ..records import RawDocument, Refusal
from .decode import BOMS
from .identity import Given, Names, document_of, id_of, refusal


def read_jsonl(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The reports of the file, a Refusal for each line that holds none; blank lines are passed over."""
    names = Names(name)
    number = 0
    for number, line in enumerate(_lines(file), 1):
        if line is None:
            yield refusal(f"{name}#{number}", Refused(f"line {number} is longer than {RECORD_BYTES:,} bytes. Split it into separate reports."))
            continue
        if number == 1:
            _check_encoding(line)
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        if not names.seen and is_output(line):
            yield refusal(name, Refused("holds what reportedly wrote, not reports. Name the reports alone, or keep output in another folder."))
            return
        yield _document(line, number, names, given)
    if number == 0:
        yield refusal(name, Refused("is empty: no record in it. Put one JSON object with a 'text' on each line."))


def is_output(line: bytes) -> bool:
    """True for a line of a file of ours: a claim, an event, a document or a mention."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(record, dict):
        return False
    return "claim_id" in record or "event_id" in record or "doc_id" in record and ("cuts" in record or "text" not in record)


def _document(line: bytes, number: int, names: Names, given: Given) -> RawDocument | Refusal:
    where = None
    try:
        record = _record(line)
        where = names.name(id_of(record, given), number)
        return document_of(record, where, given)
    except ReadError as error:
        return refusal(where or names.name(None, number), type(error)(f"line {number}: {error}"))


def _record(line: bytes) -> dict:
    """The object of one line. Raises Failed when it is no JSON, Refused when it is no object."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 (byte {error.start}). Save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Failed(f"is broken JSON: {error.msg} at character {error.pos}. Each line must be one whole JSON object.") from None
    except (ValueError, RecursionError) as error:
        raise Failed(f"is JSON that cannot be read: {error}. Each line must be one plain JSON object.") from None
    if not isinstance(record, dict):
        raise Refused(f"is JSON, but {type(record).__name__}, not an object. Write {{\"text\": …}} on each line.")
    return record


def _check_encoding(line: bytes) -> None:
    for bom, encoding in BOMS:
        if encoding != "utf-8" and line.startswith(bom):
            raise Refused(f"is {encoding}; JSON lines must be UTF-8. Save the file as UTF-8.")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines, None for one beyond the limit: it is passed over in pieces and never held whole."""
    while line := file.readline(RECORD_BYTES + 1):
        if len(line) <= RECORD_BYTES:
            yield line
            continue
        while not line.endswith(b"\n") and (line := file.readline(CHUNK_BYTES)):
            pass
        yield None
