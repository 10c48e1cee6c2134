"""What a file is, by its bytes; the ending only tells apart what the bytes leave open (a table, lines of JSON, prose)."""

from __future__ import annotations

import json
import os
import re

from ..errors import Refused
from .decode import BOMS

ENDINGS = {".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
           ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}

# Kinds that are read in this process: nothing but characters, split by rules of our own.
PLAIN = frozenset(("text", "jsonl", "csv"))

# First bytes that settle the kind; a zip is looked into later: .docx, .odt, .xlsx and .wacz are zips too.
MAGIC = ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"WARC/1.", "warc"), (b"PAR1", "parquet"))
TAR_MAGIC, TAR_AT = b"ustar", 257

# Software puts a few bytes before a PDF's mark.
PDF_MAGIC, PDF_WITHIN = b"%PDF-", 1024

# Kinds that we know and do not read.
FOREIGN = {b"\x89PNG": " (PNG)", b"\xff\xd8\xff": " (JPEG)", b"GIF8": " (GIF)", b"{\\rtf": " (RTF)", b"\xd0\xcf\x11\xe0": " (an old Office file)",
           b"7z\xbc\xaf": " (7z)", b"Rar!": " (RAR)", b"SQLite format 3": " (a database)"}

# Control bytes that no text in any of the usual encodings holds; tab, line feed, form feed, return and escape are left out.
CONTROL = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}

HTML_START = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
FEED_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?(rss|feed|RDF)\b", re.DOTALL)

MBOX_START = re.compile(rb"From [^\n]*\d{4}\r?\n(?:>?[\w-]+:)")
HEADER = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
MAIL_HEADERS = re.compile(rb"^(from|to|date|subject|message-id|mime-version|received|return-path|content-type):", re.IGNORECASE | re.MULTILINE)

# So many of the usual header lines make a message: two stand by chance in a text that quotes one.
FEWEST_HEADERS = 3

# What a browser's saved page says of itself in its first headers.
SAVED_PAGE = re.compile(rb"^(snapshot-content-location:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)

JSON_FEED = re.compile(rb'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/', re.ASCII)
TELEGRAM = re.compile(rb'"(?:messages|chats)"\s*:\s*[\[{]')
TELEGRAM_HEAD = re.compile(rb'"type"\s*:\s*"(?:\w*_)?(?:channel|supergroup|group|chat)"|"chats"\s*:')


def kind_of(path: str, start: bytes) -> str:
    """The kind of a file from its name and its first SNIFF_BYTES. Raises Refused for one that we do not read."""
    if magic := next((kind for mark, kind in MAGIC if start.startswith(mark)), None):
        return magic
    if start[TAR_AT:TAR_AT + len(TAR_MAGIC)] == TAR_MAGIC:
        return "tar"
    if start.startswith(PDF_MAGIC) or PDF_MAGIC in start[:PDF_WITHIN] and is_binary(start):
        return "pdf"
    if is_binary(start):
        raise Refused(f"is binary{foreign(start)}, not a report that we can read. Save it as .pdf, .docx, .html, .txt, .jsonl or .csv.")
    return kind_of_text(os.path.splitext(path)[1].lower(), start)


def kind_of_text(ending: str, start: bytes) -> str:
    if FEED_START.match(start.removeprefix(b"\xef\xbb\xbf")):
        return "feed"
    if ending in (".jsonl", ".ndjson", ".csv", ".tsv"):
        return ENDINGS[ending]
    if MBOX_START.match(start):
        return "mbox"
    if is_message(start):
        return "mhtml" if SAVED_PAGE.search(head_of(start)) else "mail"
    if start.lstrip().startswith(b"{") and (kind := kind_of_json(start)):
        return kind
    if HTML_START.match(start):
        return "html"
    if ending in ENDINGS:
        return ENDINGS[ending]
    if ending == ".json":
        return "json"
    return "jsonl" if begins_with_record(start) else "text"


def kind_of_json(start: bytes) -> str | None:
    if JSON_FEED.search(start):
        return "jsonfeed"
    return "telegram" if TELEGRAM.search(start) and TELEGRAM_HEAD.search(start) else None


def head_of(start: bytes) -> bytes:
    """The header lines at the top, empty when there are none."""
    found = HEADER.match(start)
    return found[0] if found else b""


def is_message(start: bytes) -> bool:
    return len({name.lower() for name in MAIL_HEADERS.findall(head_of(start))}) >= FEWEST_HEADERS


def is_binary(start: bytes) -> bool:
    """True when the first bytes are no text in any usual encoding."""
    if any(start.startswith(bom) for bom, _ in BOMS):
        return False
    return any(byte in CONTROL for byte in start) or foreign(start) != ""


def foreign(start: bytes) -> str:
    """The kind of a file that we do not read, in brackets; empty when we do not know it."""
    return next((kind for magic, kind in FOREIGN.items() if start.startswith(magic)), "")


def begins_with_record(start: bytes) -> bool:
    line = start.split(b"\n", 1)[0].strip()
    if not line.startswith(b"{"):
        return False
    try:
        return "text" in json.loads(line)
    except ValueError:
        # A first line that is longer than what we looked at.
        return b"\n" not in start and re.match(rb'\{\s*"\w+"\s*:', line) is not None
    except RecursionError:
        return False
