"""The schema, version by version: schema/001.sql makes the first, each later file turns the one before into its own version.

A migration is one transaction with an entry in the log. `MOVED` names what its SQL changed, so that the log covers the new rows; a column
that is only added and left empty changes no hash (units.py) and moves nothing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from importlib.resources import files

from .. import __version__
from .log import append
from .units import Key

# "RPTD", in the header of the file: this is a ledger of ours.
APPLICATION_ID = 0x52505444

SCHEMA = files(__package__) / "schema"
SCRIPTS = {int(name[:3]): name for name in sorted(file.name for file in SCHEMA.iterdir()) if re.fullmatch(r"\d{3}\.sql", name)}

# version → the units that its SQL changes.
MOVED: dict[int, Callable[[sqlite3.Connection], Iterable[tuple[str, Key]]]] = {}


def create(connection: sqlite3.Connection) -> None:
    """Make version 1 in an empty file."""
    import secrets

    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.execute("ROLLBACK")                 # another process was faster
        return
    for statement in statements(SCRIPTS[1]):
        connection.execute(statement)
    for statement in statements("views.sql"):
        connection.execute(statement)
    about = {"ledger_id": secrets.token_hex(16), "made_by": f"reportedly {__version__}"}
    connection.executemany("INSERT INTO ledger (name, value) VALUES (?, ?)", about.items())
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    append(connection, "create", [("ledger", name) for name in about])
    connection.execute("COMMIT")


def latest() -> int:
    """The version that this program writes."""
    return max(SCRIPTS)


def migrate(connection: sqlite3.Connection, to: int | None = None) -> None:
    """Bring the schema from its version to `to`, by default the latest, each step a transaction of its own; the views are made anew at the end of each."""
    while (version := _version(connection)) < (to or latest()):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:        # else another process was faster
                _step(connection, version + 1)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _step(connection: sqlite3.Connection, version: int) -> None:
    for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.execute(f'DROP VIEW "{name}"')
    for statement in statements(SCRIPTS[version]):
        connection.execute(statement)
    for statement in statements("views.sql"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    moved = list(MOVED[version](connection)) if version in MOVED else []
    append(connection, "migrate", moved)


def statements(name: str) -> list[str]:
    """The statements of one file of the schema folder."""
    found, held = [], ""
    for line in (SCHEMA / name).read_text(encoding="utf-8").splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held.strip())
            held = ""
    return found


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]
