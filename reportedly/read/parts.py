"""Files within files: zip, tar, gzip and zstd are unpacked member by member, in memory, each bounded; nothing is written to disk.

A member is only ever a name and a stream: "..", absolute paths, links and devices have nowhere to lead.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import ARCHIVE_DEPTH, ARCHIVE_MEMBERS, CHUNK_BYTES, PACK_RATIO, RATIO_FROM, SNIFF_BYTES, UNPACKED_BYTES
from .files import Ahead, printable
from .kinds import kind_of

SEPARATOR = "!"

# Members of a zip that tell what it is a package of.
PACKAGES = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("content.xml", "odt"), ("datapackage.json", "wacz"))

CONTAINERS = frozenset(("zip", "tar", "gzip", "zstd", "wacz"))

# What archive programs add beside the files that were packed.
DEBRIS = ("__MACOSX/", ".")

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is one report or many, after all unpacking: the name it is reported under, its kind and its bytes."""

    name: str
    kind: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A member that cannot be read, and why."""

    name: str
    error: ReadError


class Bounded(io.RawIOBase):
    """A stream that ends in Refused when more comes out of it than its packed bytes explain, or than any archive may hold."""

    def __init__(self, stream: BinaryIO, packed: Counted | int) -> None:
        self.stream, self.packed, self.count = stream, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            data = self.stream.read(len(buffer))
        except ReadError:
            raise
        except Exception as error:                   # each packer has errors of its own
            raise broken(error) from None
        self.count += len(data)
        packed = self.packed if isinstance(self.packed, int) else self.packed.count
        if self.count > UNPACKED_BYTES:
            raise Refused(f"unpacks to more than {UNPACKED_BYTES:,} bytes. Unpack it yourself and name the files that you want.")
        if self.count > RATIO_FROM and self.count > PACK_RATIO * max(packed, 1):
            raise Refused(f"unpacks to more than {PACK_RATIO} times its size, as no text does. If you trust it, unpack it yourself.")
        buffer[:len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self.stream.read(len(buffer))
        self.count += len(data)
        buffer[:len(data)] = data
        return len(data)


def broken(error: Exception) -> Failed:
    return Failed(f"cannot be unpacked ({type(error).__name__}: {error}). It is damaged or not whole: get it again.")


def parts(name: str, kind: str, stream: BinaryIO, depth: int = 0) -> Iterator[Part | Spoiled]:
    """The files within a file, itself when it is none of our containers; a Spoiled for each that cannot be read."""
    if kind == "zip":
        yield from zip_parts(name, stream, depth)
    elif kind == "tar":
        yield from tar_parts(name, stream, depth)
    elif kind in ("gzip", "zstd"):
        yield from packed_parts(name, kind, stream, depth)
    else:
        yield Part(name, kind, stream)


def member(name: str, stream: BinaryIO, depth: int) -> Iterator[Part | Spoiled]:
    """One member, unpacked further where it is itself a container."""
    yield from looked_into(name, name, stream, depth)


def looked_into(name: str, bare: str, stream: BinaryIO, depth: int) -> Iterator[Part | Spoiled]:
    """The files within what was unpacked last; `bare` is its name without the ending of the packing."""
    ahead = Ahead(stream)
    try:
        kind = kind_of(bare, ahead.peek(SNIFF_BYTES))
        if kind in CONTAINERS and depth >= ARCHIVE_DEPTH:
            raise Refused(f"lies in more than {ARCHIVE_DEPTH} archives within one another. Unpack it yourself.")
    except ReadError as error:
        yield Spoiled(name, error)
        return
    yield from parts(name, kind, io.BufferedReader(ahead), depth + 1)


def packed_parts(name: str, kind: str, stream: BinaryIO, depth: int) -> Iterator[Part | Spoiled]:
    """What one gzip or zstd stream holds: a tar, a web archive, a single file."""
    counted = Counted(stream)
    if kind == "gzip":
        unpacked = gzip.GzipFile(fileobj=io.BufferedReader(counted))
    else:
        import zstandard

        unpacked = zstandard.ZstdDecompressor().stream_reader(io.BufferedReader(counted), read_across_frames=True)
    inner = name.removesuffix(".gz").removesuffix(".zst").removesuffix(".tgz")
    yield from looked_into(name, inner, io.BufferedReader(Bounded(unpacked, counted), CHUNK_BYTES), depth)


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or its bytes in a temporary file that has no name: a zip is read from its end, and a web archive's reader asks where it is."""
    if stream.seekable():
        return stream
    import shutil
    import tempfile

    copy = tempfile.TemporaryFile()
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def zip_parts(name: str, stream: BinaryIO, depth: int) -> Iterator[Part | Spoiled]:
    file = seekable(stream)
    try:
        check_members(count_of(file))
        archive = zipfile.ZipFile(file)
    except ReadError as error:
        yield Spoiled(name, error)
        return
    except BROKEN as error:
        yield Spoiled(name, broken(error))
        return
    names = {info.filename for info in archive.infolist()}
    package = next((kind for inside, kind in PACKAGES if inside in names), None)
    if package == "wacz":
        yield from web_archives(name, archive, depth)
    elif package:
        file.seek(0)
        yield Part(name, package, file)
    else:
        total = 0
        for info in archive.infolist():
            if info.is_dir() or is_debris(info.filename):
                continue
            label = f"{name}{SEPARATOR}{printable(info.filename)}"
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Spoiled(label, Refused("is a link, not a file. Pack the file that it leads to."))
                continue
            total += info.file_size
            if total > UNPACKED_BYTES:
                yield Spoiled(label, Refused(f"with it the archive unpacks to more than {UNPACKED_BYTES:,} bytes. Unpack it yourself."))
                return
            yield from zip_member(archive, info, label, depth)


def zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, depth: int) -> Iterator[Part | Spoiled]:
    if info.flag_bits & 1:
        yield Spoiled(label, Refused("is encrypted. Unpack it with its password and name the files."))
        return
    try:
        with archive.open(info) as stream:
            yield from member(label, io.BufferedReader(Bounded(stream, info.compress_size), CHUNK_BYTES), depth)
    except BROKEN as error:
        yield Spoiled(label, broken(error))


def web_archives(name: str, archive: zipfile.ZipFile, depth: int) -> Iterator[Part | Spoiled]:
    """The web archives of a WACZ; its indexes and lists are not reports."""
    found = [info for info in archive.infolist() if info.filename.startswith("archive/") and not info.is_dir()]
    if not found:
        yield Spoiled(name, Refused("is a WACZ without a web archive in it. Export it again."))
    for info in found:
        yield from zip_member(archive, info, f"{name}{SEPARATOR}{printable(info.filename)}", depth)


END_OF_DIRECTORY = b"PK\x05\x06"
DIRECTORY_END_BYTES = 66_000           # the record and the longest comment after it


def count_of(file: BinaryIO) -> int:
    """How many members a zip says it has, before its directory is read; 0xFFFF and more in a large one count as that."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - DIRECTORY_END_BYTES))
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    file.seek(0)
    return int.from_bytes(tail[at + 10:at + 12], "little") if at >= 0 else 0


def check_members(count: int) -> None:
    if count > ARCHIVE_MEMBERS:
        raise Refused(f"holds more than {ARCHIVE_MEMBERS:,} members. Unpack it yourself and name its folder.")


def tar_parts(name: str, stream: BinaryIO, depth: int) -> Iterator[Part | Spoiled]:
    count = total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                count += 1
                check_members(count)
                if info.isdir() or is_debris(info.name):
                    continue
                label = f"{name}{SEPARATOR}{printable(info.name)}"
                total += info.size
                if total > UNPACKED_BYTES:
                    raise Refused(f"unpacks to more than {UNPACKED_BYTES:,} bytes. Unpack it yourself.")
                content = archive.extractfile(info) if info.isreg() else None
                if content is None:
                    yield Spoiled(label, Refused("is a link, a device or a pipe, not a file. Pack the file itself."))
                else:
                    yield from member(label, content, depth)
    except ReadError as error:
        yield Spoiled(name, error)
    except BROKEN as error:
        yield Spoiled(name, broken(error))
    else:
        if count == 0:
            yield Spoiled(name, Refused("is an archive without members. Nothing to read in it."))


def is_debris(name: str) -> bool:
    """True for the hidden files of an archive, as in a folder."""
    return name.startswith(DEBRIS[0]) or any(piece.startswith(".") and piece not in (".", "..") for piece in name.split("/"))
