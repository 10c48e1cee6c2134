"""`reportedly show`: one claim, event, report or decision, whole."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from .filters import FORMAT, LEDGER
from .options import Command

if TYPE_CHECKING:
    from ..store import Ledger


@click.command(cls=Command, short_help="Print one claim, event, report or decision.")
@click.argument("id", metavar="ID")
@LEDGER
@FORMAT
def show(id, ledger, form) -> int:
    """\b
    Example:
      reportedly show event:3f2a

    Print what has this ID: a claim with its words, an event with all its claims, a report with its text, a decision. The first four
    characters are enough where no other id begins alike; a report is also found by its file. As JSON it is the contract's record.
    """
    from ..errors import UsageError
    from ..store import open_ledger
    from ..store.query import find_id
    from .filters import form_and_limit
    from .screen import Output, set_encoding

    form, _ = form_and_limit(form, None)
    if form == "csv":
        raise UsageError("one record is no table. Use --format table or jsonl.")
    set_encoding(form)
    output = Output()
    with open_ledger(ledger) as opened:
        kind, key = find_id(opened, id)
        SHOW[kind](output, opened, key, form)
    output.flush()
    return 0


def show_claim(output, ledger: Ledger, key: str, form: str) -> None:
    from ..store.query import claims_of
    from .claims import show as show_claims

    show_claims(output, claims_of(ledger, "claim_id", key), form, ledger)


def show_event(output, ledger: Ledger, key: str, form: str) -> None:
    from ..export import json_line
    from ..store.query import claims_of, event, reviewed_of
    from .claims import show as show_claims
    from .event_layout import counted, event_block

    found, record = event(ledger, key)
    reviewed = reviewed_of(ledger, key)
    if form == "jsonl":
        output.line(json_line({**record, "review": reviewed} if reviewed else record))
        return
    output.do(sys.stdout.write, event_block(found, reviewed))
    for group in found.origin_groups:
        output.line(f"  origin {shown_words(group.root)}: {counted(len(group.claims), 'claim')}, {shown_words(group.reason)}\n")
    output.line("\n")
    show_claims(output, claims_of(ledger, "event_id", key), form, ledger)


def show_report(output, ledger: Ledger, key: str, form: str) -> None:
    from ..export import document_json, json_line
    from ..store.query import article, claims_of
    from .claims import show as show_claims

    found = article(ledger, key)
    if form == "jsonl":
        output.line(json_line(document_json(found)))
        return
    output.line(f"{found.doc_id}  {found.status}{': ' + shown_words(found.reason) if found.reason else ''}\n\n")
    for line in found.text.splitlines():
        output.line(shown_words(line) + "\n")
    output.line("\n")
    show_claims(output, claims_of(ledger, "doc_id", key), form, ledger)


def show_decision(output, ledger: Ledger, key: str, form: str) -> None:
    columns = ("decision_id", "at", "who", "action", "target", "before", "after", "why")
    row = ledger.execute(f"SELECT {', '.join(columns)} FROM decisions WHERE decision_id = ?", (key,)).fetchone()
    record = {name: json.loads(value) if name in ("target", "before", "after") and value else value for name, value in zip(columns, row)}
    from ..export import json_line

    if form == "jsonl":
        output.line(json_line(record))
        return
    for name, value in record.items():
        output.line(f"{name:12} {shown_words(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))}\n")


def shown_words(words: str) -> str:
    from .safe import shown

    return shown(words)


SHOW = {"claim": show_claim, "event": show_event, "report": show_report, "decision": show_decision}
