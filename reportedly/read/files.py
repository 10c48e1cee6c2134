"""What a path stands for: a file, all the files of a folder, or standard input; and which reader suits it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import BinaryIO, ContextManager

from ..errors import Failed, Refused
from ..limits import SNIFF_BYTES
from ..records import Refusal
from .identity import refusal
from .kinds import kind_of

STDIN = "-"

@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read: the name it is reported under, where its bytes are, and the reader that suits it."""

    name: str
    path: str
    media: str
    stream: BinaryIO | None = None

    def open(self) -> ContextManager[BinaryIO]:
        """Its bytes; a stream that is already open stays open. Raises OSError."""
        return nullcontext(self.stream) if self.stream is not None else open(self.path, "rb")


def sources(path: str, stdin: BinaryIO | None = None) -> Iterator[Source | Refusal]:
    """The files that one path of the command line stands for, sorted; a Refusal for what cannot be one."""
    name = printable(path)
    if stdin is not None:
        yield from _from_stream(name, stdin)
    elif os.path.isdir(path):
        yield from _from_folder(path)
    elif not os.path.lexists(path):
        yield refusal(name, Refused("there is no such file or folder. Check the spelling and the working folder."))
    elif os.path.isfile(path):
        yield _from_file(path)
    else:
        yield from _from_special(path)


def printable(path: str) -> str:
    """The path as it can be written down: bytes of a file name that are no characters are shown as \\xNN."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _from_file(path: str) -> Source | Refusal:
    name = printable(path)
    try:
        with open(path, "rb") as file:
            media = kind_of(path, file.read(SNIFF_BYTES))
    except OSError as error:
        return refusal(name, Failed(f"cannot be opened: {error.strerror or error}. Check that it is there and that you may read it."))
    except Refused as error:
        return refusal(name, error)
    return Source(name, path, media)


def _from_folder(folder: str) -> Iterator[Source | Refusal]:
    found = False
    problems: list[Refusal] = []

    def unreadable(error: OSError) -> None:
        problems.append(refusal(printable(error.filename), Failed(f"folder cannot be opened: {error.strerror}. Check its permissions.")))

    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(name for name in files if not name.startswith(".")):
            path = os.path.join(parent, file)
            if os.path.islink(path) and not os.path.exists(path):
                found = True
                yield refusal(printable(path), Failed("is a link to a file that is not there. Remove it or restore the file."))
            elif os.path.isfile(path):
                found = True
                yield _from_file(path)
    yield from problems
    if not found and not problems:
        yield refusal(printable(folder), Refused("holds no files. Name a folder with reports in it."))


def _from_stream(name: str, stream: BinaryIO) -> Iterator[Source | Refusal]:
    # A pipe can't be wound back, so what was looked at is put before the rest.
    ahead = Ahead(stream)
    try:
        yield Source(name, name, kind_of("", ahead.peek(SNIFF_BYTES)), io.BufferedReader(ahead))
    except Refused as error:
        yield refusal(name, error)


def _from_special(path: str) -> Iterator[Source | Refusal]:
    """A named pipe, as in `reportedly code <(command)`; a device or socket is refused."""
    import stat

    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            with open(path, "rb") as pipe:
                yield from _from_stream(printable(path), pipe)
        else:
            yield refusal(printable(path), Refused("is neither a file nor a folder. Save its content to a file first."))
    except OSError as error:
        yield refusal(printable(path), Failed(f"cannot be opened: {error.strerror or error}."))


class Ahead(io.RawIOBase):
    """A stream whose first bytes can be looked at before it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.ahead = b""

    def peek(self, size: int) -> bytes:
        while len(self.ahead) < size and (data := self.stream.read(size - len(self.ahead))):
            self.ahead += data
        return self.ahead

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self.ahead[:len(buffer)] or self.stream.read(len(buffer)) or b""
        self.ahead = self.ahead[len(data):]
        buffer[:len(data)] = data
        return len(data)
