"""`reportedly status`: what the ledger holds."""

from __future__ import annotations

import click

from .filters import LEDGER
from .options import Command

# Each line: what is counted, and the query.
COUNTS = (
    ("reports", "SELECT status, count(*) FROM v_reports GROUP BY status ORDER BY status"),
    ("claims", "SELECT review, count(*) FROM claims c JOIN reports r USING (doc_id) WHERE r.duplicate_of IS NULL GROUP BY review ORDER BY review"),
    ("status of claims", "SELECT c.status, count(*) FROM claims c JOIN reports r USING (doc_id) WHERE r.duplicate_of IS NULL AND c.review <> 'rejected' "
                         "GROUP BY c.status ORDER BY count(*) DESC, c.status"),
    ("coded by", "SELECT coder, count(*) FROM reports GROUP BY coder ORDER BY coder"),
    ("decisions", "SELECT action, count(*) FROM decisions GROUP BY action ORDER BY action"),
    ("refused inputs", "SELECT status, count(*) FROM inputs WHERE status IN ('refused', 'failed') GROUP BY status ORDER BY status"),
    ("redactions", "SELECT what, count(*) FROM redactions GROUP BY what ORDER BY what"),
)

ONE = (
    ("events", "SELECT count(*) FROM events"),
    ("contradicted", "SELECT count(*) FROM events WHERE contradictions > 0"),
    ("of two or more origins", "SELECT count(*) FROM events WHERE origins > 1"),
    ("claims without a place", "SELECT count(*) FROM claims c JOIN reports r USING (doc_id) WHERE r.duplicate_of IS NULL AND c.review <> 'rejected' AND c.lat IS NULL"),
    ("claims without a date", "SELECT count(*) FROM claims c JOIN reports r USING (doc_id) WHERE r.duplicate_of IS NULL AND c.review <> 'rejected' AND c.time_start IS NULL"),
    ("stopped runs", "SELECT count(*) FROM runs WHERE ended IS NULL"),
    ("entries of the log", "SELECT count(*) FROM log"),
)


@click.command(cls=Command, short_help="Say what the ledger holds.")
@LEDGER
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl.")
def status(ledger, form) -> int:
    """\b
    Example:
      reportedly status

    Count the reports, claims, events, decisions and runs of the ledger, and say whether its events are up to date.
    """
    import sys

    from ..export import json_line
    from ..store import open_ledger
    from ..store.linking import is_stale
    from .safe import shown
    from .screen import Output, set_encoding

    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    set_encoding(form)
    output = Output()
    with open_ledger(ledger) as opened, opened.snapshot():
        found: dict = {name: dict(opened.execute(query).fetchall()) for name, query in COUNTS}
        found |= {name: opened.execute(query).fetchone()[0] for name, query in ONE}
        found["events are up to date"] = not is_stale(opened)
    if form == "jsonl":
        output.line(json_line({name.replace(" ", "_"): value for name, value in found.items()}))
    else:
        for name, value in found.items():
            if isinstance(value, dict):
                value = f"{sum(value.values())}" + (f"  ({', '.join(f'{n} {shown(key)}' for key, n in value.items())})" if value else "")
            output.line(f"{name:24} {'yes' if value is True else 'no: run `reportedly link`' if value is False else value}\n")
    output.flush()
    return 0
