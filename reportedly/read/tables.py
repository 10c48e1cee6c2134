"""A CSV file with one report a row."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from ..errors import Failed, ReadError, Refused
from ..limits import RECORD_BYTES
from ..records import RawDocument, Refusal
from .decode import encoding_of
from .identity import Given, Names, document_of, refusal

# In the order tried; the first that splits a column named "text" out of the header is the file's.
DELIMITERS = ",;\t|"


def read_csv(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The reports of the table, a Refusal for each row that holds none. Raises Refused when no column is named "text"."""
    csv.field_size_limit(RECORD_BYTES)
    table = _text(file if file.seekable() else _copied(file))
    header, delimiter = _header(table.readline(RECORD_BYTES))
    rows = csv.reader(table, delimiter=delimiter, strict=True)
    names = Names(name)
    line = 2                                            # the reader does not see the header
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield _document(dict(zip(header, cells)), len(cells) - len(header), line, names, given)
            line = rows.line_num + 2
        if line == 2:
            yield refusal(name, Refused("holds a header and no rows. Put one report on each row."))
    except csv.Error as error:
        yield refusal(names.name(None, line), Failed(
            f"the row that begins on line {line} cannot be read ({error}); the rows after it were not read. "
            "Look for a quotation mark that never closes, or a field that is too long."))
    except UnicodeDecodeError as error:
        yield refusal(names.name(None, line), Refused(
            f"after line {line - 1} the bytes are not {error.encoding}; the rows after it were not read. Save the file as UTF-8."))


def _document(record: dict, surplus: int, line: int, names: Names, given: Given) -> RawDocument | Refusal:
    where = names.name(record.get("id"), line)
    try:
        if surplus > 0:
            raise Refused(f"{surplus} fields more than the header names. Put fields that hold the separator in quotation marks.")
        return document_of(record, where, given)
    except ReadError as error:
        return refusal(where, type(error)(f"line {line}: {error}"))


def _text(file: BinaryIO) -> TextIO:
    encoding, mark = encoding_of(file)
    file.seek(mark)
    # newline="": line ends inside a quoted field are the report's own.
    return io.TextIOWrapper(file, encoding=encoding, newline="")


def _copied(file: BinaryIO) -> BinaryIO:
    """A pipe's content in a temporary file: the encoding is settled before the first row."""
    copy = tempfile.TemporaryFile()
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _header(line: str) -> tuple[list[str], str]:
    """The column names in lower case, and the separator. Raises Refused when no column is named "text"."""
    if not line.strip():
        raise Refused("is empty: no header. The first line must name the columns, one of them 'text'.")
    for delimiter in DELIMITERS:
        columns = [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter))]
        if "text" in columns:
            return columns, delimiter
    raise Refused(f"no column is named 'text'; the header is: {line.strip()[:120]!r}. Name the column that holds the report 'text'.")
