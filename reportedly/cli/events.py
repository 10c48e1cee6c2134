"""`reportedly events`: what happened, according to whom, and who contradicts whom."""

from __future__ import annotations

import sys

import click

from .filters import FORMAT, LEDGER, LIMIT, filters, form_and_limit
from .options import Command


@click.command(cls=Command, short_help="Print events of the ledger, contradictions first.")
@LEDGER
@filters
@FORMAT
@LIMIT
def events(ledger, wanted, form, limit) -> int:
    """\b
    Example:
      reportedly events --since 2013-01-01 --until 2013-01-31 --type bombing

    Print the events that have a claim that passes the filters: what, where, when, the range of each loss, how many reports and independent
    origins, and on what they contradict each other. Contradicted events come first, then those with most independent origins.
    """
    from ..export import csv_line, json_line
    from ..store import open_ledger
    from ..store.linking import is_stale
    from ..store.query import count_events
    from ..store.query import events as events_with
    from .event_layout import EVENT_COLUMNS, event_block, event_cells
    from .screen import Output, set_encoding

    form, limit = form_and_limit(form, limit)
    set_encoding(form)
    output, shown = Output(), 0
    with open_ledger(ledger) as opened:
        if form == "csv":
            output.line(csv_line(EVENT_COLUMNS))
        for event, record in events_with(opened, wanted, limit):
            if output.closed:
                return 0
            shown += 1
            if form == "table":
                output.do(sys.stdout.write, event_block(event))
            else:
                output.line(json_line(record) if form == "jsonl" else csv_line(event_cells(event)))
        output.flush()
        total, stale = count_events(opened, wanted), is_stale(opened)
    note = f"{total} event{'' if total == 1 else 's'}" + (f", {shown} shown" if shown < total else "")
    click.echo(note + "." + (" They are out of date: run `reportedly link`." if stale else ""), err=True)
    return 0
