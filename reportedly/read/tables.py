"""Tables with one report a row: CSV, a workbook's first sheet that has one, Parquet."""

from __future__ import annotations

import csv
import io
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from ..errors import Failed, ReadError, Refused
from ..limits import RECORD_BYTES
from ..records import RawDocument, Refusal
from .columns import columns_of
from .decode import encoding_of
from .identity import Given, Names, document_of, id_of, limited, refusal

# In the order tried; the first that splits a column named "text" out of the header is the file's.
DELIMITERS = ",;\t|"


def read_csv(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The reports of the table, a Refusal for each row that holds none. Raises Refused when no column is named "text"."""
    csv.field_size_limit(RECORD_BYTES)
    table = _text(file if file.seekable() else _copied(file))
    header, delimiter = _header(table.readline(RECORD_BYTES), given)
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
    where = names.name(id_of(record, given), line)
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


def _header(line: str, given: Given) -> tuple[list[str], str]:
    """The column names, and the separator. Raises Refused when no column holds the text."""
    if not line.strip():
        raise Refused("is empty: no header. The first line must name the columns, one of them 'text'.")
    for delimiter in DELIMITERS:
        columns = [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter))]
        if holds_text(columns, given):
            return columns, delimiter
    raise Refused(no_text(line.strip()))


def holds_text(columns: list[str], given: Given) -> bool:
    """True when one of the columns is the text, and all that the user names are there: the header is split where it should be."""
    try:
        return "text" in columns_of(columns, given.columns)
    except Refused:
        return False


def no_text(header: str) -> str:
    return f"no column is named 'text', or as --column says; the header is: {header[:120]!r}. Name the one that holds the report: --column text=NAME."


# So many rows may stand above the header of a sheet: titles, notes, empty rows.
ROWS_ABOVE = 20


def read_workbook(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The rows of the first sheet of an .xlsx workbook that has a column for the text; values as they were last shown, not formulas."""
    import openpyxl

    from .office import check_package

    data = limited(file)
    try:
        check_package(io.BytesIO(data))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        for title, rows in sheets:
            if (found := sheet_header(rows, given)) is not None:
                yield from table_rows(name if len(sheets) == 1 else f"{name}[{title}]", *found, rows, given)
                return
    except ReadError:
        raise
    except Exception as error:                       # the library and its XML parser raise many kinds
        raise Failed(f"is a workbook that cannot be read ({type(error).__name__}: {error}). Save it as .csv.") from error
    raise Refused(f"is a workbook without a column for the text among the first {ROWS_ABOVE} rows of its sheets "
                  f"({', '.join(title for title, _ in sheets)[:120]}). Name it 'text', or name it with --column text=NAME.")


def sheet_header(rows: Iterator[tuple], given: Given) -> tuple[list[str], int] | None:
    """The column names of a sheet and the number of their row, None when no row among the first holds a name for the text."""
    for number, cells in enumerate(itertools.islice(rows, ROWS_ABOVE), 1):
        names = [str(cell).strip() if cell is not None else "" for cell in cells]
        try:
            if "text" in columns_of([n for n in names if n], given.columns):
                return names, number
        except Refused:
            continue
    return None


def table_rows(name: str, header: list[str], above: int, rows: Iterator[tuple], given: Given) -> Iterator[RawDocument | Refusal]:
    names = Names(name)
    count = 0
    for line, cells in enumerate(rows, above + 1):
        record = {column: written(cell) for column, cell in zip(header, cells) if column and cell is not None}
        if record:
            count += 1
            yield _document(record, 0, line, names, given)
    if not count:
        yield refusal(name, Refused("holds a header and no rows. Put one report on each row."))


def written(cell: object) -> object:
    """A cell as a record holds it: dates as ISO 8601, numbers as they are shown."""
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    return cell if isinstance(cell, str) else str(cell)


def read_parquet(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The rows of a Parquet file, batch by batch."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise Refused("is Parquet, which needs one more package: pip install 'reportedly[parquet]'") from None
    try:
        table = pyarrow.parquet.ParquetFile(file)
        header = table.schema_arrow.names
        if "text" not in columns_of(header, given.columns):
            raise Refused(no_text(", ".join(header)))
        wanted = list(dict.fromkeys(columns_of(header, given.columns).values()))
        rows = (tuple(row.values()) for batch in table.iter_batches(PARQUET_ROWS, columns=wanted) for row in batch.to_pylist())
        yield from table_rows(name, wanted, 0, rows, given)
    except ReadError:
        raise
    except Exception as error:                       # pyarrow's own errors, and those of a damaged file
        raise Failed(f"is Parquet that cannot be read ({type(error).__name__}: {error}). Write it again.") from error


# Rows that are unpacked together.
PARQUET_ROWS = 256
