"""The log: one entry for each transaction, bound to the entry before by its hash. It holds hashes and keys, never content."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timezone

from .units import Key, canonical_json, unit_hash

# What the first entry is bound to.
NOTHING = "0" * 64

# The row of the table `ledger` that says where the log ends. It is the one row that no entry covers: it is compared with the log itself.
HEAD = "head"


def append(connection: sqlite3.Connection, kind: str, touched: Iterable[tuple[str, Key]]) -> None:
    """Add the entry that covers these units as the tables hold them now."""
    manifest = json.dumps([[unit, key, unit_hash(connection, unit, key)] for unit, key in touched], separators=(",", ":"))
    seq, previous = head(connection)
    at = datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")
    digest = hashlib.sha256(manifest.encode()).hexdigest()
    row = (seq + 1, at, kind, manifest, digest, previous, entry_hash(seq + 1, at, kind, digest, previous))
    connection.execute("INSERT INTO log (seq, at, kind, manifest, manifest_hash, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    # The ledger's own note of where the log ends: an entry that is cut off leaves it behind.
    connection.execute("INSERT OR REPLACE INTO ledger (name, value) VALUES (?, ?)", (HEAD, f"{row[0]}:{row[-1]}"))


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number and hash of the last entry; (0, NOTHING) of an empty log."""
    return connection.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (0, NOTHING)


def entry_hash(seq: int, at: str, kind: str, manifest_hash: str, previous: str) -> str:
    """What binds an entry: its number, time, kind, the hash of what it covers, and the hash of the entry before."""
    return hashlib.sha256(canonical_json([seq, at, kind, manifest_hash, previous])).hexdigest()
