"""`reportedly redact`: a name, or a report, removed for good."""

from __future__ import annotations

import sys

import click

from .decide import BY, name_of
from .filters import LEDGER
from .options import Command


@click.command(cls=Command, short_help="Remove a name or a report for good.")
@click.argument("reports", nargs=-1, metavar="[REPORT...]")
@LEDGER
@click.option("--name", "names", multiple=True, metavar="NAME", help="Black this name out, everywhere or in the reports named; may be repeated.")
@BY
@click.option("--why", metavar="TEXT", default="", help="The reason; it is kept, so do not repeat the name in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--finish", is_flag=True, help="Only clear traces that an earlier call could not, because the ledger was open elsewhere.")
def redact(reports, ledger, names, by, why, yes, finish) -> int:
    """\b
    Example:
      reportedly redact --name "Selim Okat" --name Okat --why "asked us to" --ledger syria.sqlite

    Remove for good: with --name, a person's name from every text, claim, decision and file name (each form of it needs a --name of its own);
    without, the whole content of the REPORTs. The original bytes of a report that held the name go too. It cannot be undone. What is left
    is a note of who removed what kind of thing, when and why, which `reportedly verify` shows. Backups and copies of the file are not touched.
    """
    from ..errors import UsageError
    from ..store import open_ledger
    from ..store.query import find_id
    from ..store.redact import redact_names, redact_report, same_text, scrub

    if finish:
        with open_ledger(ledger, write=True) as opened:
            return finished(scrub(opened))
    if not reports and not names:
        raise UsageError("name what is to go: a REPORT, or --name NAME.")
    with open_ledger(ledger, write=True) as opened:
        found = [find_id(opened, given) for given in reports]
        if wrong := [given for given, (kind, _) in zip(reports, found) if kind != "report"]:
            raise UsageError(f"{wrong[0]!r} is no report. `reportedly show {wrong[0]}` names its report.")
        confirmed(yes, f"Remove {'the name' if names else 'the content of'} {'' if names else f'{len(found)} report(s) '}for good from {ledger}?")
        who, touched = name_of(by), []
        for doc_id in [key for _, key in found] or [None]:
            others = same_text(opened, doc_id) if doc_id else []
            touched += redact_names(opened, names, who=who, why=why, doc_id=doc_id) if names else redact_report(opened, doc_id, who=who, why=why)
            if others:
                click.echo(f"{len(others)} other report(s) hold the same text and were left: {', '.join(others[:3])}.", err=True)
        click.echo(f"{len(touched)} items changed, {sum(unit == 'report' for unit, _ in touched)} of them reports.", err=True)
        pending, = opened.execute("SELECT count(*) FROM redactions WHERE scrubbed = 0").fetchone()
    return finished(not pending)


def confirmed(yes: bool, question: str) -> None:
    """Ask, unless told not to. Raises UsageError when there is nobody to ask."""
    from ..errors import UsageError

    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("this cannot be undone. Say --yes if you mean it.")
    click.confirm(question, abort=True, err=True)


def finished(clean: bool) -> int:
    """Say whether traces may be left in the file."""
    if not clean:
        click.echo("The ledger is open elsewhere, so traces may be left in its free space. Close it there, then call `reportedly redact --finish`.", err=True)
    return 0 if clean else 3
