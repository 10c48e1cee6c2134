"""What a document is called: ids from bytes, ids from records, and what the user said of all of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import FILE_BYTES, TEXT_CHARACTERS
from ..records import RawDocument, Refusal
from .columns import columns_of

# The keys of an input record that are used; others only count for its identity.
USED = ("title", "outlet", "url", "lang", "published", "author")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said of all reports of the run; a report's own record comes first."""

    published: str | None = None
    outlet: str | None = None
    columns: tuple[tuple[str, str], ...] = ()      # (field, name of the column that holds it): what --column says


def doc_id_of(data: bytes) -> str:
    """The id of a document: the hash of its bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def canonical(record: dict) -> bytes:
    """The one way to write a record down: keys sorted, no spaces, UTF-8."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def refusal(name: str, error: ReadError, doc_id: str | None = None) -> Refusal:
    """The record of an input that could not be read."""
    return Refusal(name, "failed" if isinstance(error, Failed) else "refused", str(error), doc_id)


class Names:
    """Names the records of one file: path, '#' and the record's id; the line number for a missing or repeated id."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[str] = set()

    def name(self, record_id: object, line: int) -> str:
        wanted = str(record_id).strip() if isinstance(record_id, (str, int)) and not isinstance(record_id, bool) else ""
        if not wanted or wanted in self.seen or _breaks_lines(wanted):
            wanted = str(line)
            while wanted in self.seen:             # another record has this line's number as its id
                wanted = f"line {line}" if wanted == str(line) else wanted + "'"
        self.seen.add(wanted)
        return f"{self.file}#{wanted}"


def _breaks_lines(text: str) -> bool:
    return not text.isprintable()


def document_of(record: dict, name: str, given: Given, basis: str | None = None) -> RawDocument:
    """One input record as a RawDocument; `basis` says whose date its "published" is. Raises Refused when it holds no text that can be coded."""
    columns = columns_of(record, given.columns)
    if "text" not in columns:
        raise Refused("no 'text' in this record. Every record needs the report under the key 'text'; --column text=NAME names another.")
    text = record[columns["text"]]
    if not isinstance(text, str):
        raise Refused(f"{columns['text']!r} is {type(text).__name__}, not a string. Give the report as one string.")
    check_characters(text)
    said = {field: value.strip() for field, name in columns.items() if field in USED and isinstance(value := record[name], str) and value.strip()}
    own_date = said.get("published")
    data = canonical(record)
    return RawDocument(
        doc_id=doc_id_of(data),
        file=name,
        text=text,
        media="record",
        title=said.get("title"),
        outlet=said.get("outlet") or given.outlet,
        url=said.get("url"),
        lang=said.get("lang"),
        published=own_date or given.published,
        published_basis=(basis or f"the record's own field {columns['published']!r}") if own_date else given_basis(given),
        author=said.get("author"),
        data=data,
    )


def given_basis(given: Given) -> str:
    """Who says when it was published, when the user does."""
    return "given by the user" if given.published else ""


def id_of(record: dict, given: Given) -> object:
    try:
        return record.get(columns_of(record, given.columns).get("id", "id"))
    except Refused:                                  # the row lacks a column that the user names: said when it is read
        return None


def limited(file: BinaryIO) -> bytes:
    """All bytes of one report. Raises Refused when there are too many."""
    data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise Refused(f"is larger than {FILE_BYTES:,} bytes. Split it into one report a file, or one a line (.jsonl).")
    return data


def check_characters(text: str) -> None:
    """Raises Refused for text that is too long, or that no file could hold."""
    if len(text) > TEXT_CHARACTERS:
        raise Refused(f"{len(text):,} characters; the limit is {TEXT_CHARACTERS:,}. Split it into separate reports.")
    if "\0" in text:
        raise Refused("holds NUL characters, so it is not text. Export the report as plain text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(f"holds half a surrogate pair at character {error.start}: the text was cut or damaged. Export it again.") from None
