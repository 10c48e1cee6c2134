"""`reportedly claims` and `reportedly search`: the claims that the ledger holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from .filters import FORMAT, LEDGER, LIMIT, filters, form_and_limit
from .options import Command

if TYPE_CHECKING:
    from ..store.query import Filter, Stored
    from ..store import Ledger


@click.command(cls=Command, short_help="Print claims of the ledger.")
@LEDGER
@filters
@FORMAT
@LIMIT
def claims(ledger, wanted, form, limit) -> int:
    """\b
    Example:
      reportedly claims --place Aleppo --since 2013-01-01 --losses "killed>=10"

    Print the claims that pass all the filters, by date of publication. JSON lines are the records that `reportedly code` writes; a claim on
    which somebody decided has one more key, `review`. Duplicates of a report are left out, and so are rejected claims unless asked for.
    """
    from ..store import open_ledger

    with open_ledger(ledger) as opened:
        print_claims(opened, wanted, *form_and_limit(form, limit))
    return 0


@click.command(cls=Command, short_help="Find claims by their words.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@LEDGER
@filters
@FORMAT
@LIMIT
def search(words, ledger, wanted, form, limit) -> int:
    """\b
    Example:
      reportedly search barrel bomb --place Daraya

    Print the claims whose sentence holds all the words, or longer words that begin so, in any case, and that pass the filters. The last
    line says how many more reports hold the words outside of any claim.
    """
    from dataclasses import replace

    from ..store import open_ledger
    from ..store.query import claims as claims_that
    from ..store.query import reports_with

    words = tuple(word for given in words for word in given.split())
    with open_ledger(ledger) as opened:
        wanted = replace(wanted, words=words)
        print_claims(opened, wanted, *form_and_limit(form, limit))
        found = {stored.claim.doc_id for stored in claims_that(opened, wanted)}
        others = [doc_id for doc_id in reports_with(opened, words) if doc_id not in found]
    if others:
        shown = ", ".join(doc_id.removeprefix("sha256:")[:12] for doc_id in others[:5])
        click.echo(f"{len(others)} more report{'s hold' if len(others) > 1 else ' holds'} the words outside of these claims: {shown}"
                   f"{', …' if len(others) > 5 else ''}. `reportedly show ID` prints one.", err=True)
    return 0


def print_claims(ledger: Ledger, wanted: Filter, form: str, limit: int | None) -> None:
    """Print the claims that pass, and say on standard error how many there are."""
    from ..store.linking import is_stale
    from ..store.query import claims as claims_that
    from ..store.query import count_claims
    from .screen import Output, set_encoding

    set_encoding(form)
    output = Output()
    shown = show(output, claims_that(ledger, wanted, limit), form, ledger)
    output.flush()
    if output.closed:
        return
    total = count_claims(ledger, wanted)
    note = f"{total} claim{'' if total == 1 else 's'}" + (f", {shown} shown" if shown < total else "")
    click.echo(note + "." + (" Events are out of date: run `reportedly link`." if is_stale(ledger) else ""), err=True)


def show(output, found: Iterable[Stored], form: str, ledger: Ledger) -> int:
    """Print the claims in one form; how many they were."""
    from ..export import COLUMNS, claim_row, csv_line, json_line

    count = 0
    if form == "csv":
        output.line(csv_line((*COLUMNS, "review")))
    if form == "table":
        return show_table(output, found, ledger)
    for stored in found:
        if output.closed:
            break
        count += 1
        if form == "jsonl":
            output.line(json_line(reviewed_record(stored)))
        else:
            output.line(csv_line((*claim_row(stored.claim).values(), stored.review)))
    return count


def reviewed_record(stored: Stored) -> dict:
    """The contract's record; with the key `review` where a person decided."""
    if stored.review == "machine":
        return stored.record
    return {**stored.record, "review": {"state": stored.review, "machine": stored.machine}}


def show_table(output, found: Iterable[Stored], ledger: Ledger) -> int:
    """The claims laid out for reading, under a header for each report."""
    from rich.console import Console

    from ..store.query import article as article_with
    from .layout import claim_block, report_header, width_of

    console = Console(highlight=False, markup=False, emoji=False)
    width, count, last = width_of(console), 0, None
    for stored in found:
        if output.closed:
            break
        count += 1
        with console.capture() as drawn:
            if last is None or last.doc_id != stored.claim.doc_id:
                last = article_with(ledger, stored.claim.doc_id)
                console.print(report_header(last, None, width), width=width)
            console.print(claim_block(last, stored.claim, ids_of(stored)), width=width)
        output.do(sys.stdout.write, drawn.get())
    return count


def ids_of(stored: Stored) -> str:
    """The line that names a claim and says who looked at it."""
    state = "machine-made" if stored.review == "machine" else stored.review.upper()
    return " · ".join(filter(None, (stored.claim.claim_id, state, stored.event_id)))
