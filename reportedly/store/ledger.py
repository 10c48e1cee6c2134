"""The ledger's file: created for its owner alone, opened, brought up to date; and the one way to write to it.

A `Transaction` does everything or nothing. Whoever writes names the units that were touched; when the transaction ends it hashes what the
tables then hold, adds one entry to the log, bound to the entry before, and commits.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import quote

from ..errors import LedgerBusy, LedgerDamaged, LedgerError
from .log import append, head
from .migrate import APPLICATION_ID, create, latest, migrate
from .units import Key

DEFAULT = "reportedly.sqlite"

# Seconds to wait for another process to finish its transaction: one report takes far less, linking a large ledger a while.
BUSY_SECONDS = 60

# How a file of SQLite begins.
MAGIC = b"SQLite format 3\0"

SALT_BYTES = 16


class Transaction:
    """Work that is done as a whole or not at all; `connection` runs its SQL."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        self.connection = connection
        self.kind = kind
        self.touched: dict[tuple[str, Key], None] = {}

    def touch(self, unit: str, key: Key) -> None:
        """Rows of this unit were or will be written or removed."""
        self.touched[unit, key] = None

    def insert(self, table: str, row: dict[str, object]) -> None:
        """Add one row."""
        marks = ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))

    def execute(self, sql: str, values: Sequence = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)


class Ledger:
    """An open ledger. Use it as a context manager, so that it is closed."""

    def __init__(self, connection: sqlite3.Connection, path: str, writable: bool) -> None:
        self.connection = connection
        self.path = path
        self.writable = writable

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def execute(self, sql: str, values: Sequence = ()) -> sqlite3.Cursor:
        """Read."""
        with explained(self.path):
            return self.connection.execute(sql, values)

    @contextmanager
    def transaction(self, kind: str) -> Iterator[Transaction]:
        """A transaction that ends in one entry of the log; one that touched nothing leaves no trace.

        Raises LedgerBusy when another process writes for longer than BUSY_SECONDS, LedgerError when the disk is full or the file
        cannot be written; nothing of the transaction is kept then.
        """
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                work = Transaction(self.connection, kind)
                yield work
                if work.touched:
                    append(self.connection, kind, work.touched)
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment."""
        with explained(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last entry of the log."""
        return head(self.connection)


def open_ledger(path: str = DEFAULT, *, write: bool = False, new: bool = False) -> Ledger:
    """Open the ledger at `path`; with `new` it is created where there is none, readable by its owner alone.

    A ledger of an older version is brought up to date when it is opened for writing. Raises LedgerError when there is no ledger, when the
    file is none, when it is of a newer version, or when it cannot be read or written.
    """
    fresh = new and _created(path)
    if not fresh:
        _check_file(path)
    with explained(path):
        connection = _connect(path, write or fresh)
        try:
            _check_ours(connection, path)
            _prepare(connection, write or fresh)
            if write or fresh:
                if _is_empty(connection):              # new, or its making was stopped
                    create(connection)
                migrate(connection)
            elif _is_empty(connection):
                raise LedgerError(f"{path}: holds nothing yet. Fill it with `reportedly add PATH... --ledger {path}`.")
            elif _version(connection) < latest():
                raise LedgerError(f"{path}: was made by an older version. Bring it up to date with `reportedly link --ledger {path}`.")
        except BaseException:
            connection.close()
            raise
    return Ledger(connection, path, write or fresh)


def now() -> str:
    """This moment, ISO 8601, UTC, to the microsecond."""
    return datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def salt() -> bytes:
    """Random bytes for one row."""
    return secrets.token_bytes(SALT_BYTES)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """What SQLite says, in words that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explanation(path, error) from error


def _explanation(path: str, error: sqlite3.Error) -> LedgerError:
    code, text = getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(f"{path}: another process has been writing to it for {BUSY_SECONDS} s. Wait for it to end, then call this again; nothing was lost.")
    advice = {
        sqlite3.SQLITE_FULL: "the disk is full. Free some space, then call this again; all reports counted so far are safe.",
        sqlite3.SQLITE_READONLY: "it cannot be written. Check the permissions of the file and of its folder (SQLite writes beside it).",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that the folder is there and that you may read and write in it.",
        sqlite3.SQLITE_NOTADB: "is not a ledger: it is no SQLite file. Name another with --ledger.",
        sqlite3.SQLITE_CORRUPT: "is damaged: the file is not whole. Restore it from a backup.",
        sqlite3.SQLITE_IOERR: "the disk could not be read or written. Check it, and its free space; all reports counted so far are safe.",
    }.get(code)
    kind = LedgerDamaged if code == sqlite3.SQLITE_CORRUPT else LedgerError
    return kind(f"{path}: {advice} ({text})" if advice else f"{path}: SQLite says: {text}. Check the file with `reportedly verify`.")


def _created(path: str) -> bool:
    """True when the file was not there and has been made, empty, for its owner alone."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return True
    except FileExistsError:
        return False
    except OSError as error:
        raise LedgerError(f"{path}: cannot be created ({error.strerror}). Name a file in a folder that exists and that you may write to.") from error


def _check_file(path: str) -> None:
    """Raises LedgerError for what cannot be a ledger, before SQLite touches it."""
    try:
        with open(path, "rb") as file:
            start = file.read(len(MAGIC))
    except FileNotFoundError:
        raise LedgerError(f"{path}: there is no ledger. Make one with `reportedly add PATH...`, or name another with --ledger.") from None
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}). Check its permissions, or name another with --ledger.") from error
    if start and start != MAGIC:
        raise LedgerError(f"{path}: is not a ledger: it is no SQLite file. Name another with --ledger.")


def _connect(path: str, write: bool) -> sqlite3.Connection:
    name = quote(str(Path(path).absolute()))
    mode = "rw" if write else "ro"
    # Where nobody may write, SQLite cannot keep its notes beside the file; nobody changes it there either.
    fixed = not write and not os.access(Path(path).absolute().parent, os.W_OK) and not os.path.exists(path + "-wal")
    return sqlite3.connect(f"file:{name}?mode={mode}{'&immutable=1' if fixed else ''}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, write: bool) -> None:
    """Settings of the connection; only now, since the one for the write-ahead log is written into the file."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if not write:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: what was acknowledged outlives a power failure, not only a crash.
    connection.execute("PRAGMA synchronous = FULL")


def _check_ours(connection: sqlite3.Connection, path: str) -> None:
    application, = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID and not _is_empty(connection):
        raise LedgerError(f"{path}: is a SQLite file, but not a ledger. Name another with --ledger.")
    version = _version(connection)
    if version > latest():
        raise LedgerError(f"{path}: was written by a newer version of reportedly (its format is {version}, this program knows {latest()}). "
                          "Update the program; the file was not touched.")


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
