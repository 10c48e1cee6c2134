"""Lines to a stream, and files that appear whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

from ..errors import UsageError
from ..limits import RECORD_BYTES
from ..read.jsonl import is_output

# Characters that break lines for some readers, or move the cursor or turn the text round where the line is printed.
UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_line(record: Mapping) -> str:
    """One JSON object on one line, line end included; characters stay as they are unless they would harm whoever prints them."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


def csv_line(values) -> str:
    """One row of a CSV file, line end included; None is an empty field."""
    cell = io.StringIO()
    csv.writer(cell, lineterminator="\r\n").writerow(values)
    return cell.getvalue()


# How a table of claims begins; a file of JSON lines begins with a record.
CSV_START = b"claim_id,"


def check_targets(targets: Sequence[str], inputs: Sequence[str]) -> None:
    """Raises UsageError when two outputs are one file, or when an output would take the place of a report of the run."""
    seen: set[str] = set()
    for target in targets:
        if _is_special(target):
            continue
        real = os.path.realpath(target)
        if real in seen:
            raise UsageError(f"{target}: is named for two outputs. Name a file for each.")
        seen.add(real)
        if os.path.isfile(real) and any(_within(real, os.path.realpath(path)) for path in inputs) and not _is_ours(real):
            raise UsageError(f"{target}: is among the reports to be read, and would be overwritten. Name another file.")


def _is_special(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def _within(file: str, path: str) -> bool:
    return file == path or os.path.isdir(path) and os.path.commonpath((file, path)) == path


def _is_ours(path: str) -> bool:
    """True for an empty file and for one that an earlier run wrote."""
    with open(path, "rb") as file:
        first = file.readline(RECORD_BYTES)
    return not first or first.startswith(CSV_START) or is_output(first)


@contextmanager
def written(path: str) -> Iterator[TextIO]:
    """A file to write to, under another name beside `path` until it is complete; nothing is left behind when writing fails.

    Raises UsageError when the folder is not there or cannot be written.
    """
    if _is_special(path):
        # A device such as /dev/stdout, or a named pipe, has no "beside".
        if os.path.isdir(path):
            raise UsageError(f"{path}: is a folder. Name a file to write to.")
        with open(path, "w", encoding="utf-8", newline="") as file:
            yield file
        return
    target = os.path.realpath(path)
    beside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.{secrets.token_hex(4)}.part")
    try:
        file = open(beside, "x", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}). Name a file in a folder that exists and that you may write to.") from error
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode & 0o777)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
