"""Every bound, with its reason: the comment above each is what `reportedly limits` prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

# A report of 2 million characters is a book; the longest UN panel report has about 700,000.
TEXT_CHARACTERS = 2_000_000

# Bytes of one plain input: four bytes for each character at most, and room for markup.
FILE_BYTES = 16_000_000

# Bytes of one line of a file of many records: a report with its metadata, JSON-escaped.
RECORD_BYTES = 16_000_000

# Bytes by which an input without a known ending is judged to be text, HTML, JSON lines or binary.
SNIFF_BYTES = 8_192

# Bytes that character-set detection looks at when a file is not UTF-8; more does not make it surer, only slower.
DETECT_BYTES = 200_000

# Bytes read at a time while skipping a line that is too long, or checking an encoding.
CHUNK_BYTES = 1_000_000

# Words below which language identification is not trusted: a headline of names reads as any language.
LANGUAGE_WORDS = 20

# Seconds before a progress line appears: shorter work needs none.
PROGRESS_SECONDS = 2.0

# Bytes that all members of one archive may have when unpacked: a day of a news crawl is 1 to 4 GB.
UNPACKED_BYTES = 8_000_000_000

# How many times larger than its packed bytes a stream may become, once it is larger than RATIO_FROM. Text packs 3 to 20 times.
PACK_RATIO = 200
RATIO_FROM = 32_000_000

# Members of one archive: a large folder of saved pages has some 10,000; 100,000 empty ones are a bomb.
ARCHIVE_MEMBERS = 50_000

# Archives within archives: a zip of zips is usual, more is a trap.
ARCHIVE_DEPTH = 3

# Pages of one PDF: the longest reports of commissions of inquiry have some 3,000.
PDF_PAGES = 5_000

# Elements that may stand within one another in a page; browsers stop at some hundreds.
MARKUP_DEPTH = 1_000

# Seconds that the process which parses risky formats may take for one report; a large PDF takes 30 on a slow machine.
PARSE_SECONDS = 60.0

# Bytes of address space of that process: its libraries take some 300 MB, the largest admitted page or document as much again.
PARSE_BYTES = 2_000_000_000


class Limit(NamedTuple):
    name: str
    value: float
    reason: str


def explained() -> list[Limit]:
    """Every bound of this module in its order, with the comment that stands above it."""
    source = Path(__file__).read_text(encoding="utf-8")
    found = re.findall(r"((?:^# .*\n)+)^([A-Z_]+) = ", source, re.MULTILINE)
    return [Limit(name, globals()[name], " ".join(line[2:] for line in comment.splitlines())) for comment, name in found]
