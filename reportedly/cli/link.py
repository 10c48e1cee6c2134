"""`reportedly link` and `reportedly why`: the events made anew, and one link explained."""

from __future__ import annotations

import sys

import click

from .filters import LEDGER
from .options import Command


@click.command(cls=Command, short_help="Bring the events up to date.")
@LEDGER
def link(ledger) -> int:
    """\b
    Example:
      reportedly link

    Make the events anew where claims changed. `reportedly add` does so at its end; this is for a run that was stopped before, and it brings
    the file of an older version up to date.
    """
    from ..store import open_ledger, relink

    with open_ledger(ledger, write=True) as opened:
        count = relink(opened)
    click.echo(f"{count} event{'s' * (count != 1)}.", err=True)
    return 0


@click.command(cls=Command, short_help="Explain why two claims are, or are not, one event.")
@click.argument("one", metavar="CLAIM")
@click.argument("other", metavar="CLAIM")
@LEDGER
def why(one, other, ledger) -> int:
    """\b
    Example:
      reportedly why claim:3f2a claim:90bc

    Print what speaks for and against two claims telling one event, feature by feature with its points, as a waterfall from the prior to the
    score. Above 0 the two would be joined if they were alone.
    """
    from ..errors import UsageError
    from ..link import why as reasons_of
    from ..store import open_ledger
    from ..store.linking import inputs
    from ..store.query import claims_of, find_id
    from .screen import Output, set_encoding
    from .waterfall import waterfall

    set_encoding("table")
    output = Output()
    with open_ledger(ledger) as opened:
        kinds = [find_id(opened, given) for given in (one, other)]
        for given, (kind, _) in zip((one, other), kinds):
            if kind != "claim":
                raise UsageError(f"{given!r} is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind}, not of a claim. `reportedly show {given}` names its claims.")
        (first,), (second,) = (claims_of(opened, "claim_id", key) for _, key in kinds)
        articles, claims = inputs(opened, (first.claim.doc_id, second.claim.doc_id))
    for given, stored in ((one, first), (other, second)):
        if all(c.claim_id != stored.claim.claim_id for c in claims):
            raise UsageError(f"{given!r} does not count: it is rejected, or its report is a duplicate of another.")
    if first.claim.claim_id == second.claim.claim_id:
        raise UsageError("name two different claims.")
    output.do(sys.stdout.write, waterfall(first, second, reasons_of(first.claim, second.claim, articles, claims)))
    output.flush()
    return 0
