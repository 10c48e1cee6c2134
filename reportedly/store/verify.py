"""Is the ledger what it was when it was written? Everything stored is compared with the log, and the log with itself.

What this cannot find without a head that was kept elsewhere (`--anchor`, `--against`): the whole file put back to an older state of itself,
or a ledger rewritten from its first entry on by somebody who runs this program.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .ledger import Ledger
from .log import HEAD, NOTHING, entry_hash, head
from .migrate import APPLICATION_ID, create, migrate
from .units import UNITS, Key, keys_of, unit_hash


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: which item, and what is wrong with it."""

    item: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was redacted: when, by whom, why, and the (unit, key) pairs that it changed."""

    at: str
    who: str
    what: str
    why: str
    touched: tuple[tuple[str, Key], ...]
    scrubbed: bool


def verify(ledger: Ledger, against: str | None = None) -> Iterator[Finding]:
    """Everything that is wrong, in a fixed order, as it is found; nothing when all is as it was written.

    `against` is a head that `anchor` gave at an earlier time: the log must still hold it.
    """
    connection = ledger.connection
    old = connection.text_factory
    # A changed byte may make text that is no UTF-8; it must be found, not stumbled over.
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        with ledger.snapshot():
            yield from _file(connection)
            expected: dict[tuple[str, Key], str] = {}
            yield from _log(connection, expected)
            if against:
                yield from _anchored(connection, against)
            yield from _units(connection, expected)
            yield from _references(connection)
            yield from _originals(connection)
            yield from _spans(connection)
    finally:
        connection.text_factory = old


def anchor(ledger: Ledger) -> str:
    """The head of the log, as SEQ:HASH: kept elsewhere, it shows later that nothing up to here was put back or rewritten."""
    seq, digest = ledger.head()
    return f"{seq}:{digest}"


def tombstones(ledger: Ledger) -> list[Tombstone]:
    """What was redacted, in order."""
    rows = ledger.execute("SELECT at, who, what, why, touched, scrubbed FROM redactions ORDER BY redaction")
    return [Tombstone(at, who, what, why, tuple((unit, key) for unit, key in json.loads(touched)), bool(scrubbed))
            for at, who, what, why, touched, scrubbed in rows]


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The file's own structure, and the definitions of its tables and views."""
    for line, in connection.execute("PRAGMA integrity_check(10)"):
        if line != "ok":
            yield Finding("the file", line)
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        yield Finding("the file's header", "does not say that this is a ledger")
    version, = connection.execute("PRAGMA user_version").fetchone()
    wanted, found = _expected_schema(version), _schema(connection)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            state = "is missing" if name not in found else "is none of ours" if name not in wanted else "is not defined as it was made"
            yield Finding(" ".join(name), state)
    steps, = connection.execute("SELECT count(*) FROM log WHERE kind = 'migrate'").fetchone()
    if steps != version - 1:
        yield Finding("the file's version", f"is {version}, but the log tells of {steps} migrations")


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
    return {(kind, name): sql for kind, name, sql in rows}


@lru_cache(maxsize=None)
def _expected_schema(version: int) -> dict[tuple[str, str], str | None]:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    create(fresh)
    migrate(fresh, version)
    return _schema(fresh)


def _log(connection: sqlite3.Connection, expected: dict[tuple[str, Key], str]) -> Iterator[Finding]:
    """Walk the chain; afterwards `expected` holds the hash that every unit should have."""
    number, previous = 0, NOTHING
    for seq, at, kind, manifest, manifest_hash, before, digest in connection.execute(
            "SELECT seq, at, kind, manifest, manifest_hash, previous, hash FROM log ORDER BY seq"):
        number += 1
        if seq != number:
            yield Finding(f"log entry {number}", "is missing")
            number = seq
        if before != previous:
            yield Finding(f"log entry {seq}", "is not bound to the entry before it")
        if not isinstance(manifest, str) or hashlib.sha256(manifest.encode("utf-8", "surrogateescape")).hexdigest() != manifest_hash:
            yield Finding(f"log entry {seq}", "lists something else than its hash says")
        if entry_hash(seq, at, kind, manifest_hash, before) != digest:
            yield Finding(f"log entry {seq}", "does not have the hash that it was closed with")
        previous = digest
        try:
            for unit, key, value in json.loads(manifest):
                if value is None:
                    expected.pop((unit, key), None)
                else:
                    expected[unit, key] = value
        except (ValueError, TypeError):
            pass                                       # said above: its hash does not fit
    noted = connection.execute("SELECT value FROM ledger WHERE name = ?", (HEAD,)).fetchone()
    seq, digest = head(connection)
    if noted != (f"{seq}:{digest}",):
        yield Finding(f"log entry {seq}", "is not the last one that the ledger notes: entries were cut off or added")


def _anchored(connection: sqlite3.Connection, against: str) -> Iterator[Finding]:
    number, _, digest = against.strip().partition(":")
    found = connection.execute("SELECT hash FROM log WHERE seq = ?", (int(number) if number.isdigit() else -1,)).fetchone()
    if found is None:
        yield Finding("the log", f"does not reach to the entry {number} that was kept elsewhere: the file was put back to an older state")
    elif found[0] != digest:
        yield Finding(f"log entry {number}", "is not the one that was kept elsewhere: the ledger was rewritten")


def _units(connection: sqlite3.Connection, expected: dict[tuple[str, Key], str]) -> Iterator[Finding]:
    """Every row of every table against the hashes of the log."""
    for unit in UNITS:
        for key in keys_of(connection, unit):
            if unit == "ledger" and key == HEAD:
                continue
            wanted = expected.pop((unit, key), None)
            if wanted is None:
                yield Finding(f"{unit} {_named(key)}", "is not in the log: it was inserted")
            elif unit_hash(connection, unit, key) != wanted:
                yield Finding(f"{unit} {_named(key)}", "is not as it was written")
    for unit, key in expected:
        yield Finding(f"{unit} {_named(key)}", "is gone: it was deleted")


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every row that another one names is there. After the hashes: those name the row itself."""
    for table, _, parent, _ in connection.execute("SELECT DISTINCT \"table\", 0, parent, 0 FROM pragma_foreign_key_check"):
        yield Finding(f"the table {table}", f"has rows that refer to rows of {parent} which are not there")


def _originals(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The bytes of every report have the hash that the report is called by, unless they were redacted."""
    redacted = {key for touched, in connection.execute("SELECT touched FROM redactions") for unit, key in _json_or(touched, []) if unit == "report"}
    for doc_id, data in connection.execute("SELECT r.doc_id, o.bytes FROM reports r LEFT JOIN originals o USING (doc_id) ORDER BY r.doc_id"):
        if data is None:
            if doc_id not in redacted:
                yield Finding(f"report {_named(doc_id)}", "has lost its original")
        elif not isinstance(data, bytes) or "sha256:" + hashlib.sha256(data).hexdigest() != doc_id:
            yield Finding(f"report {_named(doc_id)}", "has an original that is not the one it was made from")


def _spans(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every span of every claim still is what stands there in the text."""
    last, text = None, ""
    for doc_id, claim_id, record, machine in connection.execute(
            "SELECT c.doc_id, c.claim_id, e.record, e.machine FROM claims c JOIN records e USING (claim_id) ORDER BY c.doc_id, c.position"):
        if doc_id != last:
            row = connection.execute("SELECT text FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
            last, text = doc_id, row[0] if row and isinstance(row[0], str) else ""
        for stored in (record, machine):
            for start, end, words in spans(_json_or(stored, {})) if stored else ():
                if text[start:end] != words:
                    yield Finding(f"claim {_named(claim_id)}", f"quotes words that do not stand at {start}–{end} of its report")


def spans(record: object) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of everything in a contract record that points into the text."""
    if isinstance(record, dict):
        start, end, words = record.get("start"), record.get("end"), record.get("words")
        if isinstance(record.get("span"), list):
            start, end = record["span"]
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            yield start, end, words
        for value in record.values():
            yield from spans(value)
    elif isinstance(record, list):
        for value in record:
            yield from spans(value)


def _json_or(text: object, otherwise: object) -> object:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return otherwise                               # its unit's hash has told that it was changed


def _named(key: object) -> str:
    return key if isinstance(key, str) else repr(key)
