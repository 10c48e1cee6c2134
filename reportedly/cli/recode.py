"""`reportedly recode`: the reports of the ledger by today's coder."""

from __future__ import annotations

import sys

import click

from .filters import LEDGER
from .options import Command, SETTINGS


@click.command(cls=Command, short_help="Code the reports of the ledger again, by this version.")
@LEDGER
@click.option("--all", "every", is_flag=True, help="Also those that this version has coded (after a change of the word lists).")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes; the result is the same.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl.")
@SETTINGS
def recode(ledger, every, jobs, form, settings) -> int:
    """\b
    Example:
      reportedly recode --all

    Code again, from the kept originals, what another version of the program has coded, and print what moved: claims that are new, gone, or
    read otherwise. What people decided stays; where it no longer fits the new reading, `reportedly decide list` says so.
    """
    from dataclasses import asdict

    from ..export import json_line
    from ..settings import load_settings
    from ..store import open_ledger, relink
    from ..store.decisions import moved_since
    from ..store.recoding import recode as recode_reports
    from ..store.recoding import settle_dates
    from .safe import shown
    from .screen import Output, set_encoding

    chosen = load_settings(settings)
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    set_encoding(form)
    output, reports, moved = Output(), 0, 0
    with open_ledger(ledger, write=True) as opened:
        for one in recode_reports(opened, chosen, every=every, jobs=jobs):
            reports += one.kept is None
            moved += len(one.moves)
            if one.kept:
                click.echo(f"not coded again: {shown(one.file)}: {shown(one.kept)}", err=True)
            if form == "jsonl":
                for move in one.moves:
                    output.line(json_line({"doc_id": one.doc_id, "file": one.file, **asdict(move)}))
            elif one.moves:
                output.line(f"{shown(one.file)}\n")
                for move in one.moves:
                    output.line(f"  {move.kind:8} {move.claim_id}  {', '.join(move.fields)}\n           {shown(move.words)}\n")
        dated = settle_dates(opened, chosen)
        relink(opened)
        misfits = len(moved_since(opened))
    output.flush()
    click.echo(f"{reports} report{'s' * (reports != 1)} coded again, {moved} claim{'s' * (moved != 1)} moved, {dated} dated anew. "
               f"{misfits} decision{'s' * (misfits != 1)} no longer fit{'s' * (misfits == 1)}{': `reportedly decide list`' if misfits else ''}.", err=True)
    return 0
