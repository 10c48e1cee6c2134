"""`reportedly verify`: is the ledger what it was when it was written?"""

from __future__ import annotations

import click

from .filters import LEDGER
from .options import Command

# The ledger is not as it was written.
DAMAGED = 4

# So many things that are wrong are named; one change seldom comes alone, and the first is what counts.
NAMED = 20


@click.command(cls=Command, short_help="Check that nothing in the ledger was changed.")
@LEDGER
@click.option("--anchor", "show_anchor", is_flag=True, help="Print the head of the log, to be kept elsewhere.")
@click.option("--against", metavar="HEAD", help="A head that was kept elsewhere: the log must still hold it.")
def verify(ledger, show_anchor, against) -> int:
    """\b
    Example:
      reportedly verify --anchor > /media/stick/ledger-head.txt

    Hash the originals again, walk the log, compare every stored row with it, check the references between tables, and that every quoted
    span still stands in its text. Names what is wrong, the first thing first, and ends with 4. What was redacted is named too: that is
    no damage. An old copy of the whole file in place of the new one can only be found with --against.
    """
    import re

    from ..errors import LedgerDamaged, UsageError

    if against is not None and not re.fullmatch(r"\s*\d+:[0-9a-f]{64}\s*", against):
        raise UsageError("--against takes what --anchor printed: a number, a colon, 64 letters and digits.")
    try:
        return look(ledger, show_anchor, against)
    except LedgerDamaged as error:
        click.echo(f"reportedly: {error}", err=True)
        return DAMAGED


def look(ledger: str, show_anchor: bool, against: str | None) -> int:
    """Print what is wrong, what was redacted, and the head; the exit code."""
    from ..store import open_ledger
    from ..store.verify import anchor, tombstones
    from ..store.verify import verify as findings_of
    from .safe import shown

    with open_ledger(ledger) as opened:
        count = 0
        for finding in findings_of(opened, against):
            count += 1
            if count <= NAMED:
                click.echo(f"{shown(finding.item)} {shown(finding.wrong)}", err=True)
        if count:
            click.echo(f"{ledger}: not as it was written; {count} thing{'s' * (count != 1)} wrong{f', {NAMED} shown' if count > NAMED else ''}.", err=True)
            return DAMAGED
        for stone in tombstones(opened):
            items = ", ".join(f"{unit} {key}" for unit, key in stone.touched[:3]) + (f" and {len(stone.touched) - 3} more" if len(stone.touched) > 3 else "")
            rest = "" if stone.scrubbed else " NOT FINISHED: traces may be left in the file; run `reportedly redact --finish`."
            click.echo(f"redacted {stone.at[:10]} by {shown(stone.who)}: {stone.what} ({shown(stone.why)}): {items}.{rest}", err=True)
        entries, _ = opened.head()
        click.echo(f"{ledger}: as it was written, {entries} entr{'y' if entries == 1 else 'ies'} of the log.", err=True)
        if show_anchor:
            click.echo(anchor(opened))
    return 0
