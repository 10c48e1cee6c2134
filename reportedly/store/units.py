"""What one hash of the log covers: a unit is a thing that is written as a whole (a report, a claim, an event), with all its rows.

A hash is taken over what the tables hold, not over what was meant to be written, so writing and verifying share one function. The head
row of every unit holds random bytes (`salt`): once the row is gone, the hash in the log tells nobody what it was.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

# unit → its tables, the head first, each with the column that holds the unit's key. Order counts for the hash.
UNITS: dict[str, tuple[tuple[str, str], ...]] = {
    "ledger": (("ledger", "name"),),
    "run": (("runs", "run"),),
    "input": (("inputs", "input"),),
    "report": (("reports", "doc_id"), ("originals", "doc_id"), ("sketches", "doc_id")),
    "names": (("named", "report"), ("names", "report")),
    "undated": (("undated", "doc_id"),),
    "claim": (("claims", "claim_id"), ("records", "claim_id"), ("parties", "claim_id"), ("losses", "claim_id"), ("chain", "claim_id")),
    "unlinked": (("unlinked", "doc_id"),),
    "story": (("stories", "story"), ("blocks", "story")),
    "event": (("events", "event_id"), ("members", "event_id")),
    "decision": (("decisions", "decision_id"),),
    "redaction": (("redactions", "redaction"),),
}

# Rows of one unit in one table are read in the order of these columns.
ORDER = {"names": "name", "parties": "role, position", "losses": "position", "chain": "position", "members": "claim_id", "blocks": "key, core, rank"}

Key = str | int


def unit_hash(connection: sqlite3.Connection, unit: str, key: Key) -> str | None:
    """The SHA-256 of all rows of one unit, in hexadecimal; None when it has none."""
    tables = []
    for table, column in UNITS[unit]:
        rows = connection.execute(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY {ORDER.get(table, column)}", (key,))
        names = [name for name, *_ in rows.description]
        if found := [_canonical(names, row) for row in rows]:
            tables.append([table, found])
    return hashlib.sha256(canonical_json(tables)).hexdigest() if tables else None


def keys_of(connection: sqlite3.Connection, unit: str) -> Iterator[Key]:
    """The keys of all units of one kind, also of those whose head row is missing, each once, sorted."""
    selects = " UNION ".join(f"SELECT DISTINCT {column} AS key FROM {table}" for table, column in UNITS[unit])
    return (key for key, in connection.execute(f"{selects} ORDER BY key"))


def canonical_json(value: object) -> bytes:
    """The one way to write a value down: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _canonical(names: list[str], row: tuple) -> dict[str, object]:
    # Empty columns are left out, so that a new version can add one without touching the hash of what is there.
    return {name: _value(value) for name, value in zip(names, row) if value is not None}


def _value(value: object) -> object:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value
