"""kill -9 at random moments of add, link, migrate, decide and redact, and what must hold afterwards.

A forked child does the work on a ledger and tells through a pipe what it has acknowledged; it is killed at a random statement of SQL, or after
a random time (so also within a write to the disk). Then: what was acknowledged is there, no report is half there, `verify` finds nothing, and
doing the same again ends with the very events of a run that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from reportedly.store import adding, linking, migrate, open_ledger, recoding, relink
from reportedly.store import ledger as ledgers
from reportedly.store.decisions import all_decisions, decide
from reportedly.store.query import claims, events
from reportedly.store.redact import redact_names, scrub
from reportedly.store.verify import verify

from ..store.made import add_all, lines

NAME = "Selim Okat"

# The file of a made-up version 2: a column, and rows that change with it.
SECOND = ["ALTER TABLE reports ADD COLUMN read_on TEXT", "UPDATE reports SET read_on = '2026-01-01', salt = randomblob(16)"]

PLACES = ("Homs", "Aleppo", "Idlib", "Raqqa", "Hama", "Daraya")


def reports(folder: Path, count: int = 12) -> str:
    """Invented reports, some of one bombing, one with a year that the others settle, one with a name to redact."""
    path = folder / "reports.jsonl"
    records = [{"id": n, "outlet": f"Outlet {n % 5}", "published": "2019-03-04",
                "text": f"A car bomb killed {n % 4 + 3} people in {PLACES[n % 6]} on 3 March 2019, residents said. The army denied it had shelled {PLACES[n % 6]}."}
               for n in range(count)]
    records.append({"id": "open", "text": "Yesterday, Sunday, March 3rd, gunmen of the Ninth Orchard Brigade abducted Selim Okat in Rastankoy near Homs, residents said."})
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


class Kills:
    """Kills one kind of work again and again; `count` says how often the child died at work, how often it was too quick."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.folder, self.draw, self.count = folder, random.Random(seed), Counter()
        self.reports = reports(folder)
        self.known: dict = {}
        self._remember_coding()
        self.whole = self._path("whole")
        with open_ledger(self.whole, new=True) as ledger:
            add_all(ledger, [self.reports])
            self.events = lines(events(ledger))
            self.claims = Counter(stored.claim.doc_id for stored in claims(ledger))

    def _path(self, name: str) -> str:
        return str(self.folder / f"{name}.sqlite")

    def _remember_coding(self) -> None:
        """The coder is a pure function: the children need not code the same reports again."""
        code = recoding.code_batch

        def remembered(articles, settings):
            for article in articles:
                if article not in self.known:
                    self.known[article], = code([article], settings)
            return [self.known[article] for article in articles]

        adding.code_batch = recoding.code_batch = remembered

    def child(self, work: Callable, statement: int | None, seconds: float | None) -> tuple[list[str], bool]:
        """Fork, do the work there, kill it; what it acknowledged, and whether it was killed before its end."""
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(read)
                if statement is not None:
                    _kill_at(statement)
                work(lambda key: os.write(write, f"{key}\n".encode()))
                os._exit(0)
            except BaseException:
                import traceback

                traceback.print_exc()
                os._exit(1)
        os.close(write)
        timer = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL)) if seconds is not None else None
        if timer:
            timer.start()
        with os.fdopen(read) as pipe:
            said = pipe.read().split()
        _, status = os.waitpid(pid, 0)
        if timer:
            timer.cancel()
            timer.join()
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise AssertionError("the child failed by itself; its error is above")
        return said, os.WIFSIGNALED(status)

    def moment(self, work: Callable[[Callable], None], prepare: Callable[[], None]) -> tuple[list[str], bool]:
        """Do the work in a child that is killed at a random moment of it."""
        # Half of the time all reports are linked at once, half of the time one after another.
        linking.ANEW_SHARE = self.draw.choice((0.0, 1.0))
        if (kind := (work.__name__, linking.ANEW_SHARE)) not in self.known:
            prepare()
            self.known[kind] = _cost(work)
        statements, seconds = self.known[kind]
        prepare()
        by_statement = self.draw.random() < 0.7
        said, killed = self.child(work, self.draw.randint(1, statements) if by_statement else None, None if by_statement else self.draw.uniform(0, seconds))
        self.count[f"{work.__name__} {'killed' if killed else 'too quick'}"] += 1
        return said, killed

    # ------------------------------------------------------------ the kinds of work

    def add(self) -> None:
        """Reports come in; the events are made at the end."""
        path = self._path("add")

        def add(acknowledge) -> None:
            with open_ledger(path, write=True, new=True) as ledger:
                for added in adding.add(ledger, [self.reports]):
                    acknowledge(added.article.doc_id)

        said, _ = self.moment(add, lambda: _remove(path))
        if os.path.exists(path):
            self.whole_reports(path, said)
        assert not said or os.path.exists(path)
        with open_ledger(path, write=True, new=True) as ledger:
            add_all(ledger, [self.reports])
            self.same_events(ledger)

    def link(self) -> None:
        """All reports are there, and linking them is disturbed."""
        path = self._path("link")

        def prepare() -> None:
            self.copy(self.whole, path)
            with open_ledger(path, write=True) as ledger, ledger.transaction("stale") as work:
                work.execute("UPDATE ledger SET value = 'another' WHERE name = 'linked_with'")
                work.touch("ledger", "linked_with")

        def link(acknowledge) -> None:
            with open_ledger(path, write=True) as ledger:
                relink(ledger)
                acknowledge("linked")

        self.moment(link, prepare)
        self.whole_reports(path, [])
        with open_ledger(path, write=True) as ledger:
            relink(ledger)
            self.same_events(ledger)

    def migrate(self) -> None:
        """A ledger of version 1 is opened by a program of a made-up version 2."""
        path = self._path("migrate")

        def migrate_(acknowledge) -> None:
            with open_ledger(path, write=True):
                acknowledge("migrated")

        with version_two():
            said, _ = self.moment(migrate_, lambda: self.copy(self.whole, path))
            with open_ledger(path, write=True) as ledger:
                assert ledger.execute("PRAGMA user_version").fetchone() == (2,)
                assert ledger.execute("SELECT DISTINCT read_on FROM reports").fetchall() == [("2026-01-01",)]
                assert ledger.execute("SELECT count(*) FROM log WHERE kind = 'migrate'").fetchone() == (1,)
                assert [f"{f.item} {f.wrong}" for f in verify(ledger)] == []
                self.same_events(ledger)

    def decide(self) -> None:
        """A person decides; what was acknowledged to a person is never lost."""
        path = self._path("decide")

        def decide_(acknowledge) -> None:
            with open_ledger(path, write=True) as ledger:
                for key in keys[:4]:
                    acknowledge(decide(ledger, "reject", [key], who="Ada")[0].decision_id)
                    relink(ledger)

        with open_ledger(self.whole) as ledger:
            keys = [stored.claim.claim_id for stored in claims(ledger)]
        said, _ = self.moment(decide_, lambda: self.copy(self.whole, path))
        with open_ledger(path, write=True) as ledger:
            assert [f"{f.item} {f.wrong}" for f in verify(ledger)] == []
            made = all_decisions(ledger)
            assert [d.decision_id for d in made][:len(said)] == said and len(made) <= len(said) + 1
            decide(ledger, "undo", [d.decision_id for d in made], who="Ada") if made else None
            relink(ledger)
            self.same_events(ledger)

    def redact(self) -> None:
        """A name is removed; done again, nothing of it is left in the file."""
        path = self._path("redact")

        def redact(acknowledge) -> None:
            with open_ledger(path, write=True) as ledger:
                redact_names(ledger, [NAME, "Okat", "Selim"], who="Ada", why="")
                acknowledge("gone")

        self.moment(redact, lambda: self.copy(self.whole, path))
        with open_ledger(path, write=True) as ledger:
            assert [f"{f.item} {f.wrong}" for f in verify(ledger)] == []
            if not ledger.execute("SELECT count(*) FROM redactions").fetchone()[0]:
                redact_names(ledger, [NAME, "Okat", "Selim"], who="Ada", why="")
            assert scrub(ledger)
            assert ledger.execute("SELECT count(*), min(scrubbed) FROM redactions").fetchone() == (1, 1)
        with open(path, "rb") as file:
            assert b"okat" not in file.read().lower()

    # ------------------------------------------------------------ what must hold

    def whole_reports(self, path: str, said: list[str]) -> None:
        """`verify` finds nothing, what was acknowledged is there, and every report that is there has all its claims."""
        with open_ledger(path, write=True) as ledger:
            assert [f"{f.item} {f.wrong}" for f in verify(ledger)] == []
            held = {doc_id for doc_id, in ledger.execute("SELECT doc_id FROM reports")}
            assert set(said) <= held
            found = dict(ledger.execute("SELECT doc_id, count(*) FROM claims GROUP BY doc_id").fetchall())
            assert found == {doc_id: self.claims[doc_id] for doc_id in held}

    def same_events(self, ledger) -> None:
        assert [f"{f.item} {f.wrong}" for f in verify(ledger)] == []
        assert lines(events(ledger)) == self.events

    def copy(self, path: str, to: str) -> None:
        _remove(to)
        Path(to).write_bytes(Path(path).read_bytes())


class version_two:
    """Inside, the program is of a made-up version 2 of the schema."""

    def __enter__(self) -> None:
        self.old = migrate.statements
        migrate.statements = lambda name: SECOND if name == "002.sql" else self.old(name)
        migrate.SCRIPTS[2] = "002.sql"
        migrate.MOVED[2] = lambda connection: [("report", doc_id) for doc_id, in connection.execute("SELECT doc_id FROM reports ORDER BY doc_id")]

    def __exit__(self, *_) -> None:
        migrate.statements = self.old
        del migrate.SCRIPTS[2], migrate.MOVED[2]


def _kill_at(statement: int) -> None:
    """This process kills itself when any connection of a ledger begins its n-th statement."""
    left = [statement]

    def count(_: str) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    _trace(count)


def _trace(callback: Callable[[str], None]) -> None:
    connect = ledgers.sqlite3.connect

    def traced(*arguments, **options):
        connection = connect(*arguments, **options)
        connection.set_trace_callback(callback)
        return connection

    ledgers.sqlite3 = _Traced(ledgers.sqlite3, traced)


class _Traced:
    """The module sqlite3 with another `connect`, for one module of ours in a child."""

    def __init__(self, module, connect) -> None:
        self._module, self.connect = module, connect

    def __getattr__(self, name: str):
        return getattr(self._module, name)


def _cost(work: Callable) -> tuple[int, float]:
    """How many statements and seconds a run that nobody disturbs takes."""
    module, counted = ledgers.sqlite3, [0]

    def count(_: str) -> None:
        counted[0] += 1

    _trace(count)
    began = time.monotonic()
    try:
        work(lambda key: None)
    finally:
        ledgers.sqlite3 = module
    return counted[0], time.monotonic() - began


def _remove(path: str) -> None:
    for name in (path, path + "-wal", path + "-shm"):
        if os.path.exists(name):
            os.remove(name)


def run(folder: Path, count: int, seed: int = 0) -> Counter:
    """Kill `count` times, the kinds of work in turn; how often each was killed. Raises AssertionError at the first thing that does not hold."""
    kills = Kills(folder, seed)
    kinds = (kills.add, kills.add, kills.link, kills.migrate, kills.decide, kills.redact)
    for number in range(count):
        kinds[number % len(kinds)]()
    return kills.count
