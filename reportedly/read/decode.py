"""Bytes → characters, with the reason for the encoding; line ends stay as they are.

A byte order mark says how the bytes are to be read and is no character of the text.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, NamedTuple

from ..errors import Refused
from ..limits import CHUNK_BYTES, DETECT_BYTES

# UTF-32 first: its little-endian mark begins with that of UTF-16.
BOMS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
META_BYTES = 4096

WESTERN = "cp1252"

ADVICE = "Save it as UTF-8."


class Decoded(NamedTuple):
    """The characters, and how the bytes were read, with the reason."""

    text: str
    encoding: str


def decode(data: bytes, html: bool = False, declared: str | None = None) -> Decoded:
    """The characters of the bytes; `declared` is the character set that their container names. Raises Refused when none fits."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom):], encoding, "byte order mark")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (known := _known(declared)):
        return _strictly(data, known, "declared by its container")
    if html and (named := _declared(data)):
        return _strictly(data, named, "<meta charset>")
    return _strictly(data, detected(data), "detected")


def _strictly(data: bytes, encoding: str, because: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), f"{encoding} ({because})")
    except UnicodeDecodeError as error:
        raise Refused(f"is not {encoding} ({because}): byte {error.start} does not fit. {ADVICE}") from None


def _declared(data: bytes) -> str | None:
    """The character set that a page names for itself, when it is one that we know."""
    match = META_CHARSET.search(data[:META_BYTES])
    return _known(match[1].decode("ascii")) if match else None


def _known(name: str) -> str | None:
    """Python's name of a text encoding, None for one that we do not know."""
    try:
        b"".decode(name)                               # also tells a text encoding from other codecs
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def detected(data: bytes) -> str:
    """The most likely encoding of bytes that are not UTF-8. Raises Refused when none is likely."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECT_BYTES]).best()
    if best is None:
        raise Refused(f"is text in no encoding that we could recognise. {ADVICE}")
    # Encodings that give the very same characters tie; the one of the Western web is by far the commonest.
    return WESTERN if WESTERN in best.could_be_from_charset else best.encoding


def encoding_of(file: BinaryIO) -> tuple[str, int]:
    """The encoding of a long file, read once in pieces, and the length of its byte order mark. Leaves the file at its start."""
    start = file.read(4)
    for bom, encoding in BOMS:
        if start.startswith(bom):
            file.seek(0)
            return encoding, len(bom)
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
        return "utf-8", 0
    except UnicodeDecodeError:
        file.seek(0)
        return detected(file.read(DETECT_BYTES)), 0
    finally:
        file.seek(0)
