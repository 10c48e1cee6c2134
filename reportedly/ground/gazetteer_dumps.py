"""GeoNames dumps as rows: a country's file or allCountries, zipped or plain, read line by line in bounded memory.

The format is that of GeoNames' readme.txt: UTF-8, one place a line, 19 columns parted by tabs, no header, no quoting.
Nothing of a zip is ever unpacked to the disk, so the names of its members cannot point anywhere.
"""

from __future__ import annotations

import hashlib
import math
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..errors import GazetteerError
from ..limits import CHUNK_BYTES, DUMP_BYTES, DUMP_LINE_BYTES, DUMP_RATIO

COLUMNS = ("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code", "country code", "cc2",
           "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem", "timezone", "modification date")
CLASSES = frozenset("AHLPRSTUV")

# Members of GeoNames' own archives that hold no places.
NO_PLACES = frozenset({"readme.txt", "iso-languagecodes.txt"})

NOTHING_ADDED = "Nothing was added."
WHAT_IT_TAKES = "Give a GeoNames dump such as IQ.zip, allCountries.zip or cities500.txt"


class Row(NamedTuple):
    """One line of a dump: the columns that we use. `other_names` is the alternatenames column, split; codes are "" where the line has none."""

    id: int
    name: str
    other_names: list[str]
    lat: float
    lon: float
    code: str                                # class and code: "P.PPLC"
    country: str                             # ISO 3166-1 alpha-2
    admin1: str
    population: int


class Line(NamedTuple):
    """One line: its number, 1 for the first, its bytes without the line end, and where the next one begins."""

    number: int
    content: bytes
    end: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A file that was looked at: `member` is the one to read of a zip, None for a plain file; `size` in bytes, unpacked; `digest` of the file (SHA-256)."""

    path: Path
    member: str | None
    size: int
    digest: str

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"{self.path.name}, {self.member}" if self.member else self.path.name


def open_dump(path: Path) -> Dump:
    """Look at a dump without reading its lines. Raises GazetteerError for a file that is missing, no dump, or a zip that we will not unpack."""
    if not path.is_file():
        raise GazetteerError(f"{path}: {'not a file' if path.exists() else 'no such file'}. {WHAT_IT_TAKES}.")
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
        if not zipfile.is_zipfile(path):
            return Dump(path, None, size, digest)
        with zipfile.ZipFile(path) as archive:
            chosen = member(path, archive.infolist())
        return Dump(path, chosen.filename, chosen.file_size, digest)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror or error}). {WHAT_IT_TAKES}.") from error
    except (zipfile.BadZipFile, ValueError) as error:
        raise GazetteerError(f"{path}: a damaged zip file ({error}). Download it again. {NOTHING_ADDED}") from error


def member(path: Path, found: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one member that holds places: the only .txt that is no readme and not hidden (macOS adds such). Raises GazetteerError."""
    texts = [m for m in found if (name := m.filename.rsplit("/", 1)[-1].lower()).endswith(".txt") and name not in NO_PLACES and not name.startswith(".")]
    if len(texts) != 1:
        names = ", ".join(sorted(m.filename for m in (texts or found))[:5]) or "nothing"
        raise GazetteerError(f"{path}: the zip must hold one .txt with places; it holds {names}. Unpack it and add the one you mean. {NOTHING_ADDED}")
    chosen = texts[0]
    if chosen.flag_bits & 0x1:
        raise GazetteerError(f"{path}: {chosen.filename} is encrypted. Unpack it with its password and add the .txt. {NOTHING_ADDED}")
    if chosen.file_size > DUMP_BYTES or chosen.file_size > DUMP_RATIO * max(chosen.compress_size, 1):
        raise GazetteerError(f"{path}: {chosen.filename} would unpack to {chosen.file_size:,} bytes from {chosen.compress_size:,}; no GeoNames dump does "
                             f"(limits: {DUMP_BYTES:,} bytes, {DUMP_RATIO} to 1). {NOTHING_ADDED}")
    return chosen


@contextmanager
def opened(dump: Dump) -> Iterator[BinaryIO]:
    """The bytes of the dump, unpacked as they are read. A damaged zip raises GazetteerError."""
    try:
        if dump.member is None:
            with dump.path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(dump.path) as archive, archive.open(dump.member) as file:
            yield file
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise GazetteerError(f"{dump.label}: cannot be unpacked ({error}). Download it again. {NOTHING_ADDED}") from error
    except OSError as error:
        raise GazetteerError(f"{dump.label}: cannot be read ({error.strerror or error}). {NOTHING_ADDED}") from error


def lines(dump: Dump, after: int = 0, number: int = 0) -> Iterator[Line]:
    """The lines from byte `after` on, where line `number` + 1 begins; empty ones are left out. Raises GazetteerError for one without an end."""
    with opened(dump) as file:
        skipped = 0
        while skipped < after:                                 # a zip has no other way to get there
            piece = file.read(min(CHUNK_BYTES, after - skipped))
            if not piece:
                raise GazetteerError(f"{dump.label}: ends before byte {after:,}, up to which it was read before. Add it again. {NOTHING_ADDED}")
            skipped += len(piece)
        rest, at = b"", after
        while piece := file.read(CHUNK_BYTES):
            if at + len(rest) + len(piece) > min(dump.size, DUMP_BYTES):
                raise GazetteerError(f"{dump.label}: is longer than the {dump.size:,} bytes that it states, or than {DUMP_BYTES:,}. {NOTHING_ADDED}")
            *whole, rest = (rest + piece).split(b"\n")
            for content in whole:
                number, at = number + 1, at + len(content) + 1
                if len(content) > DUMP_LINE_BYTES:
                    raise too_long(dump, number)
                if content := content.rstrip(b"\r"):
                    yield Line(number, content, at)
            if len(rest) > DUMP_LINE_BYTES:
                raise too_long(dump, number + 1)
        if rest := rest.rstrip(b"\r"):
            yield Line(number + 1, rest, at + len(rest))


def row(line: Line, dump: Dump) -> Row:
    """The row of one line. Raises GazetteerError, which names the line and the column and says what would be right."""
    try:
        text = line.content.decode("utf-8-sig" if line.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise bad(dump, line, f"byte {error.start + 1} of the line is not UTF-8") from error
    cells = text.split("\t")
    if len(cells) != len(COLUMNS):
        raise bad(dump, line, f"{len(cells)} columns parted by tabs where a GeoNames dump has {len(COLUMNS)}" + other_file(cells))
    id, name, _, others, lat, lon, kind, code, country, _, admin1, _, _, _, population, *_ = cells
    if not (id.isascii() and id.isdigit() and 0 < len(id) <= 12):
        raise bad_cell(dump, line, 0, id, "a positive whole number")
    if not name.strip() or "\0" in text:
        raise bad_cell(dump, line, 1, name, "a name, without null characters")
    if kind and kind not in CLASSES:
        raise bad_cell(dump, line, 6, kind, f"one of {', '.join(sorted(CLASSES))}")
    if country and not (len(country) == 2 and country.isascii() and country.isalnum()):
        raise bad_cell(dump, line, 8, country, "a country code of two letters, or empty")
    if population and not (population.lstrip("-").isascii() and population.lstrip("-").isdigit() and len(population) <= 12):
        raise bad_cell(dump, line, 14, population, "a whole number")
    return Row(int(id), name.strip(), others.split(",") if others else [], degrees(dump, line, 4, lat, 90.0), degrees(dump, line, 5, lon, 180.0),
               f"{kind}.{code}", country.upper(), admin1, max(0, int(population or 0)))


def degrees(dump: Dump, line: Line, column: int, cell: str, most: float) -> float:
    """The number of a cell; raises GazetteerError when it is none within ±most."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:                             # false for "nan" too
        raise bad_cell(dump, line, column, cell, f"degrees from -{most:g} to {most:g}")
    return value


def other_file(cells: list[str]) -> str:
    """Which other file of GeoNames' download page it may be, by its number of columns; "" when it is none of them."""
    if len(cells) in (8, 10) and cells[1].isdigit():
        return "; it looks like alternateNames(V2).txt, whose names the dumps themselves have in their fourth column"
    return "; it looks like admin1CodesASCII.txt or admin2Codes.txt" if len(cells) == 4 and "." in cells[0] else ""


def too_long(dump: Dump, number: int) -> GazetteerError:
    return GazetteerError(f"{dump.label}, line {number}: longer than {DUMP_LINE_BYTES:,} bytes. {WHAT_IT_TAKES}. {NOTHING_ADDED}")


def bad(dump: Dump, line: Line, what: str) -> GazetteerError:
    return GazetteerError(f"{dump.label}, line {line.number}: {what}. {WHAT_IT_TAKES}. {NOTHING_ADDED}")


def bad_cell(dump: Dump, line: Line, column: int, cell: str, wanted: str) -> GazetteerError:
    return bad(dump, line, f"column {column + 1} ({COLUMNS[column]}) is {cell[:40]!r}, not {wanted}")
