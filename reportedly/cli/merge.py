"""`reportedly merge`: another ledger's reports, decisions and redactions into this one."""

from __future__ import annotations

import click

from .filters import LEDGER
from .options import Command, SETTINGS


@click.command(cls=Command, short_help="Add another ledger's reports and decisions.")
@click.argument("other", metavar="OTHER")
@LEDGER
@SETTINGS
def merge(other, ledger, settings) -> int:
    """\b
    Example:
      reportedly merge colleague.sqlite --ledger ours.sqlite

    Add the reports, decisions and redactions of the ledger OTHER, which is only read. Merging again changes nothing. Of a report that both
    hold, the reading of the newer coder counts; what one of them has redacted is redacted in both.
    """
    from ..settings import load_settings
    from ..store import open_ledger, relink
    from ..store.merging import merge as merge_ledgers
    from ..store.recoding import settle_dates
    from ..store.redact import scrub

    chosen = load_settings(settings)
    with open_ledger(other) as theirs, open_ledger(ledger, write=True) as ours:
        merged = merge_ledgers(ours, theirs)
        dated = settle_dates(ours, chosen)
        events = relink(ours)
        clean = not merged.redacted and not ours.execute("SELECT count(*) FROM redactions WHERE scrubbed = 0").fetchone()[0] or scrub(ours)
    click.echo(f"{merged.added} report{'s' * (merged.added != 1)} added, {merged.newer} read by a newer coder, {merged.redacted} redacted, "
               f"{merged.decisions} decision{'s' * (merged.decisions != 1)} added, {dated} dated anew. {events} event{'s' * (events != 1)}.", err=True)
    if not clean:
        click.echo("The ledger is open elsewhere: call `reportedly redact --finish` later, so that no trace of what was redacted is left.", err=True)
    return 0
