"""Does `reportedly verify` find any change of a stored value? Makes random changes to a ledger, one at a time, each in a copy of its own.

    python bench/mutations.py [--count 10000] [--seed 0] [LEDGER]

Without LEDGER a small one is made, with decisions and a redaction in it. Prints how many changes of each kind were made and found, and those
that were not found; ends with 1 if there were any. Every table is changed, the log too.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportedly.store.ledger import Ledger, open_ledger  # noqa: E402
from reportedly.store.verify import verify  # noqa: E402

# A change that does nothing (equal values swapped, a key that is taken) is drawn again, so many times at most.
TRIES = 100


def image(path: str) -> bytes:
    """The ledger as one string of bytes that can be opened in memory again and again."""
    with open_ledger(path) as ledger, sqlite3.connect(":memory:") as copy:
        ledger.connection.backup(copy)
        data = bytearray(copy.serialize())
    # Bytes 18 and 19 say that the file has a write-ahead log, which memory has not.
    data[18:20] = b"\1\1"
    return bytes(data)


def opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(data)
    return connection


def tables(connection: sqlite3.Connection) -> dict[str, list[tuple[str, bool]]]:
    """table → its columns, each with whether it is part of the primary key; those with rows."""
    names = [name for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    found = {name: [(column, bool(key)) for _, column, _, _, _, key in connection.execute(f"PRAGMA table_info({name})")] for name in names}
    return {name: columns for name, columns in found.items() if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]}


def other(value: object, draw: random.Random) -> object:
    """A value that differs in one byte, one digit, or in being there."""
    if value is None:
        return draw.choice(["x", 1, 0.5, b"\0"])
    if draw.random() < 0.05:
        return None
    if isinstance(value, int):
        return value + draw.choice([-1, 1, 10])
    if isinstance(value, float):
        return value + draw.choice([-1e-9, 1e-6, 1.0]) if value else 1e-12
    if isinstance(value, bytes):
        return changed_bytes(value, draw)
    position = draw.randrange(len(value)) if value else 0
    return value[:position] + draw.choice([c for c in "abcXYZ 019é" if c != value[position:position + 1]]) + value[position + 1:]


def changed_bytes(value: bytes, draw: random.Random) -> bytes:
    if not value:
        return b"\0"
    position = draw.randrange(len(value))
    return value[:position] + bytes([value[position] ^ 1 << draw.randrange(8)]) + value[position + 1:]


def change(connection: sqlite3.Connection, known: dict, draw: random.Random) -> str:
    """Make one change; says which. Raises sqlite3.IntegrityError or ValueError when this one does nothing."""
    table = draw.choice(sorted(known))
    columns = [name for name, _ in known[table]]
    keys = [name for name, key in known[table] if key]
    where = " AND ".join(f"{name} IS ?" for name in keys)
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(keys)}").fetchall()
    row = dict(zip(columns, draw.choice(rows)))
    at = tuple(row[name] for name in keys)
    kind = draw.choice(["change", "change", "change", "delete", "insert", "swap", "reorder"])
    if kind == "change":
        column = draw.choice(columns)
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (other(row[column], draw), *at))
        return f"change of {table}.{column}"
    if kind == "delete":
        connection.execute(f"DELETE FROM {table} WHERE {where}", at)
    elif kind == "insert":
        row[keys[-1]] = other(row[keys[-1]], draw)
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    else:
        twin = dict(zip(columns, draw.choice(rows)))
        exchange(connection, table, columns, keys, row, twin)
    return f"{kind} in {table}"


def exchange(connection: sqlite3.Connection, table: str, columns: list[str], keys: list[str], one: dict, two: dict) -> None:
    """Give each of two rows the other's key: the values change places."""
    rest = [name for name in columns if name not in keys]
    if one == two or all(one[name] == two[name] for name in rest):
        raise ValueError("the same")
    where = " AND ".join(f"{name} IS ?" for name in keys)
    for row in (one, two):
        connection.execute(f"DELETE FROM {table} WHERE {where}", tuple(row[name] for name in keys))
    for row, key in ((one, two), (two, one)):
        values = {**row, **{name: key[name] for name in keys}}
        connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))


def dump(connection: sqlite3.Connection, known: dict) -> list:
    connection.text_factory = bytes
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in known]


def run(data: bytes, count: int, seed: int) -> tuple[Counter, list[str]]:
    """Make `count` changes; how many of each kind there were, and what was not found."""
    draw, kinds, missed = random.Random(seed), Counter(), []
    pristine = opened(data)
    known = tables(pristine)
    before = dump(pristine, known)
    for number in range(count):
        for _ in range(TRIES):
            connection = opened(data)
            connection.execute("PRAGMA foreign_keys = OFF")
            try:
                what = change(connection, known, draw)
            except (sqlite3.IntegrityError, ValueError):
                continue
            after = dump(connection, known)
            connection.text_factory = str
            if after != before:
                break
        else:
            raise RuntimeError("no change of this ledger does anything")
        kinds[what.split(" in ")[0].split(" of ")[0]] += 1
        if next(verify(Ledger(connection, ":memory:", False)), None) is None:
            missed.append(f"{number}: {what}")
        connection.close()
    return kinds, missed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger", nargs="?")
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if given.ledger is None:
            from tests.store.made import full_ledger

            given.ledger = full_ledger(Path(folder))
        kinds, missed = run(image(given.ledger), given.count, given.seed)
    for kind, number in sorted(kinds.items()):
        print(f"{kind:8} {number}")
    print(f"{sum(kinds.values()) - len(missed)} of {sum(kinds.values())} found in {time.monotonic() - began:.0f} s")
    for line in missed[:50]:
        print("not found:", line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
