"""`reportedly sources`: who is cited, by whom, how often."""

from __future__ import annotations

import sys

import click

from .filters import FORMAT, LEDGER, LIMIT, filters, form_and_limit
from .options import Command


@click.command(cls=Command, short_help="Print who the claims are according to.")
@LEDGER
@filters
@FORMAT
@LIMIT
def sources(ledger, wanted, form, limit) -> int:
    """\b
    Example:
      reportedly sources --since 2013-01-01

    Print who is named in the chains of the claims that pass the filters, the most cited first: how many claims, reports and events, and
    which outlets cite them.
    """
    from ..export import csv_line, json_line
    from ..export.flat import inert
    from ..store import open_ledger
    from ..store.query import Source
    from ..store.query import sources as sources_of
    from .screen import Output, set_encoding

    form, limit = form_and_limit(form, limit)
    set_encoding(form)
    output = Output()
    with open_ledger(ledger) as opened:
        found = list(sources_of(opened, wanted, limit))
    if form == "table":
        output.do(sys.stdout.write, drawn(found))
    elif form == "csv":
        output.line(csv_line(Source._fields))
        for source in found:
            output.line(csv_line(inert(cell) for cell in source))
    else:
        for source in found:
            output.line(json_line(source._asdict()))
    output.flush()
    if not output.closed:
        click.echo(f"{len(found)} source{'s' * (len(found) != 1)}{' shown' * (limit is not None)}.", err=True)
    return 0


def drawn(found) -> str:
    """The sources as a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from .layout import days, width_of
    from .safe import shown

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE, pad_edge=False)
    for column, right in (("source", False), ("kind", False), ("claims", True), ("reports", True), ("events", True), ("between", False), ("cited by", False)):
        table.add_column(column, justify="right" if right else "left", overflow="fold")
    for source in found:
        name = shown(source.name) + (" (anonymous)" if source.anonymous else "")
        table.add_row(name, source.kind, str(source.claims), str(source.reports), str(source.events), days(source.first, source.last), shown(source.outlets))
    with console.capture() as text:
        console.print(table, width=width_of(console))
    return text.get()
