"""`reportedly add`: new reports into the ledger."""

from __future__ import annotations

from collections import Counter

import click

from .filters import LEDGER
from .options import COLUMNS, Command, OUTLET, PATHS, PUBLISHED, SETTINGS

LABELS = {"published": "publication date", "lang": "language"}


@click.command(cls=Command, short_help="Code new reports and keep them in the ledger.")
@PATHS
@LEDGER
@PUBLISHED
@OUTLET
@COLUMNS
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes; the result is the same.")
@SETTINGS
def add(paths, ledger, published, outlet, columns, jobs, settings) -> int:
    """\b
    Example:
      reportedly add reports/ --ledger syria.sqlite

    Code the reports that the ledger does not hold yet, keep them with their original bytes, and bring the events up to date. The ledger is
    made where there is none, readable by its owner alone. A report is stored as a whole or not at all, so a run that was stopped is simply
    started again. Adding the same bytes again changes nothing, not even with another outlet or date; it is said how many were meant to.
    """
    from ..settings import load_settings
    from ..store import add as add_reports
    from ..store import open_ledger
    from .closing import Count

    chosen = load_settings(settings)
    count, known, ignored = Count("claims"), 0, Counter()
    with open_ledger(ledger, write=True, new=True) as opened:
        for added in add_reports(opened, paths, settings=chosen, jobs=jobs, published=published, outlet=outlet, columns=columns):
            count.add(added.article, added.claims)
            known += added.known
            ignored.update(added.ignored)
        events, = opened.execute("SELECT count(*) FROM events").fetchone()
        reports, = opened.execute("SELECT count(*) FROM reports").fetchone()
    count.close()
    click.echo(f"{known} of them the ledger held before. It holds {reports} report{'s' * (reports != 1)} and {events} event{'s' * (events != 1)}.", err=True)
    for name, number in ignored.items():
        click.echo(f"{number} of them came with another {LABELS.get(name, name)} than before, which was not taken over: a report keeps what was first said of it.", err=True)
    return 3 if count.problems else 0
