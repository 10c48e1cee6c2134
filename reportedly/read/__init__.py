"""Paths → RawDocument or Refusal, in the order given: the only place that opens an input.

READS   files, folders, standard input
ADDS    RawDocument.doc_id, .file, .text, .media and what a record says of itself

Every input ends in something that is yielded; nothing is skipped but hidden files and a second, empty line.
A path that does not exist is refused like any other input that cannot be read, so that the others are still coded.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import CHUNK_BYTES, UNPACKED_BYTES
from ..records import RawDocument, Refusal
from .files import STDIN, Source, sources
from .identity import Given, refusal
from .jsonl import read_jsonl
from .kinds import PLAIN
from .plain import read_plain
from .tables import read_csv
from .workshop import Workshop

__all__ = ["read_paths"]

READERS = {"jsonl": read_jsonl, "csv": read_csv, "text": read_plain}


def read_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Sequence[tuple[str, str]] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[RawDocument | Refusal]:
    """Read every report that the paths name; "-" is standard input, a folder is read with all its folders, sorted.

    `published` (ISO 8601) and `outlet` are used for the reports whose own record gives none; `columns` names the columns of tables
    and the keys of records that hold a field ("text", "Body"). Never raises for an input:
    what cannot be read is a Refusal that names file and line, the cause and what to do.
    """
    given = Given(published, outlet, tuple(columns))
    with Workshop() as workshop:
        for path in map(os.fspath, paths):
            stream = (stdin or sys.stdin.buffer) if path == STDIN else None
            for source in sources(path, stream):
                if isinstance(source, Refusal):
                    yield source
                elif source.media in PLAIN:
                    yield from _read(source, given)
                else:
                    yield from _take_apart(source, given, workshop)


def _read(source: Source, given: Given) -> Iterator[RawDocument | Refusal]:
    try:
        with source.open() as file:
            yield from READERS[source.media](source.name, file, given)
    except ReadError as error:
        yield refusal(source.name, error)
    except OSError as error:
        yield refusal(source.name, Failed(f"cannot be read: {error.strerror or error}. Check the file and its permissions."))


def _take_apart(source: Source, given: Given, workshop: Workshop) -> Iterator[RawDocument | Refusal]:
    """A file of a format that is left to another process; what comes through a pipe is put into a file for it first."""
    if source.stream is None:
        yield from workshop.read(source.name, source.media, source.path, given)
        return
    with tempfile.NamedTemporaryFile(prefix="reportedly-") as copy:
        while chunk := source.stream.read(CHUNK_BYTES):
            copy.write(chunk)
            if copy.tell() > UNPACKED_BYTES:
                yield refusal(source.name, Refused(f"is longer than {UNPACKED_BYTES:,} bytes. Save it to a file and name that."))
                return
        copy.flush()
        yield from workshop.read(source.name, source.media, copy.name, given)
