"""`reportedly watch`: what appears in a folder goes into the ledger."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import click

from .filters import LEDGER
from .options import COLUMNS, Command, OUTLET, SETTINGS

# A file as it was seen: its size and when it was last written to, in nanoseconds.
State = tuple[int, int]

SECONDS = 5.0


@click.command(cls=Command, short_help="Add what appears in a folder, until stopped.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@LEDGER
@OUTLET
@COLUMNS
@click.option("--every", type=click.FloatRange(min=0.1), default=SECONDS, show_default=True, metavar="SECONDS", help="How often to look.")
@click.option("--once", is_flag=True, help="Add what is there and end, for a scheduler.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes; the result is the same.")
@SETTINGS
def watch(paths, ledger, outlet, columns, every, once, jobs, settings) -> int:
    """\b
    Example:
      reportedly watch incoming/ --ledger desk.sqlite

    Look at folders and files (a feed that another program saves, a mailbox) again and again, and add what is new or has changed since. A file
    that is still being written is left until it rests. Nothing is kept but the ledger: after a crash, start it again; what the ledger holds is
    not coded twice. Ctrl-C ends it between two reports.
    """
    from ..errors import UsageError
    from ..settings import load_settings
    from .safe import shown

    chosen = load_settings(settings)
    if missing := [path for path in paths if not os.path.exists(path)]:
        raise UsageError(f"{shown(missing[0])}: there is no such file or folder. Make the folder first.")
    done: dict[str, State] = {}
    before: dict[str, State] = {}
    problems = 0
    while True:
        now = dict(states(paths))
        ready = sorted(path for path, state in now.items() if done.get(path) != state and (once or before.get(path) == state))
        if ready:
            problems += add_files(ready, ledger, outlet, columns, jobs, chosen)
            done.update((path, now[path]) for path in ready)
        if once:
            return 3 if problems else 0
        before = now
        time.sleep(every)


def states(paths) -> Iterator[tuple[str, State]]:
    """The files below the paths, hidden ones left out, each with its state; what vanishes meanwhile is not there."""
    for path in paths:
        for file in files_below(path) if os.path.isdir(path) else (path,):
            try:
                found = os.stat(file)
            except OSError:
                continue
            yield file, (found.st_size, found.st_mtime_ns)


def files_below(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(parent, name) for name in names if not name.startswith("."))


def add_files(files: list[str], ledger: str, outlet: str | None, columns, jobs: int, settings) -> int:
    """Add the files to the ledger; the number of those that could not be read."""
    from ..store import add, open_ledger
    from .closing import Count

    count = Count("claims")
    with open_ledger(ledger, write=True, new=True) as opened:
        for added in add(opened, files, settings=settings, jobs=jobs, outlet=outlet, columns=columns):
            count.add(added.article, added.claims)
    count.close()
    return count.problems
