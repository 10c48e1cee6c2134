"""`reportedly merge OTHER`: the reports, decisions and redactions of another ledger, added to this one.

Merging again changes nothing, and which of two ledgers is merged into which changes neither claims nor events. What one of the two has
redacted stays redacted. The log of the other is not continued: an entry names the head that it had.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from ..errors import LedgerError
from ..export.from_contract import time_of
from ..settings import Settings
from .adding import Run
from .dating import forget_names, write_names
from .decisions import apply, write_decision
from .ledger import Ledger, Transaction, salt
from .reports import changed, machine_claims, remove_claim, settle_duplicates, write_claims
from .rows import DECISION_COLUMNS, decision_of

# Copied column by column; the others of a report are given anew here.
OWN_COLUMNS = ("run", "duplicate_of", "copy_of", "salt")


@dataclass(frozen=True, slots=True)
class Merged:
    """How many reports were new, came by a newer coder, or were redacted in the other ledger, and how many decisions were new."""

    added: int
    newer: int
    redacted: int
    decisions: int


def merge(ledger: Ledger, other: Ledger) -> Merged:
    """Take over what the other ledger has and this one has not, each report in a transaction of its own, the decisions first.

    Dates and events are for the caller to bring up to date. Raises LedgerError when the two are one.
    """
    if _id(ledger) == _id(other) and ledger.head() == other.head():
        raise LedgerError(f"{other.path}: is this ledger itself, or a copy of it without anything new.")
    run, counts = Run("merge", Settings()), Counter()
    with other.snapshot():
        counts["decisions"] = _decisions(ledger, other)
        for doc_id, in other.execute("SELECT doc_id FROM reports ORDER BY doc_id").fetchall():
            with ledger.transaction("merge") as work:
                kind = _report(work, other, doc_id, run)
            counts[kind] += 1
        counts["redactions"] = _redactions(ledger, other)
    run.counts.update({kind: number for kind, number in counts.items() if kind != "same" and number})
    run.close(ledger)
    return Merged(counts["added"], counts["newer"], counts["redacted"], counts["decisions"])


def _id(ledger: Ledger) -> str:
    return ledger.execute("SELECT value FROM ledger WHERE name = 'ledger_id'").fetchone()[0]


def _decisions(ledger: Ledger, other: Ledger) -> int:
    """The decisions that this ledger has not; those on claims that are here count at once, the others when their report comes."""
    with ledger.transaction("merge") as work:
        known = dict(work.execute("SELECT decision_id, why FROM decisions").fetchall())
        made = [decision_of(*row) for row in other.execute(f"SELECT {', '.join(DECISION_COLUMNS)} FROM decisions ORDER BY at, decision_id")]
        fresh = [decision for decision in made if decision.decision_id not in known]
        for decision in fresh:
            write_decision(work, decision)
        apply(work, fresh)
    return len(fresh)


def _report(work: Transaction, other: Ledger, doc_id: str, run: Run) -> str:
    """Take one report over; "added", "newer", "redacted", or "same" when what is here stays."""
    theirs = _row(other, doc_id)
    here = work.execute("SELECT 1 FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    if here is None:
        _insert(work, other, theirs, run)
        return "added"
    ours = _row(work, doc_id)
    if ours["bytes"] is None:
        return "same"
    if theirs["bytes"] is None:
        kind = "redacted"
    elif version(theirs["coder"]) > version(ours["coder"]):
        kind = "newer"
    else:
        return "same"
    _replace(work, other, theirs, redacted=kind == "redacted")
    return kind


def _row(source: Ledger | Transaction, doc_id: str) -> dict[str, object]:
    cursor = source.execute("SELECT r.*, o.bytes FROM reports r JOIN originals o USING (doc_id) WHERE r.doc_id = ?", (doc_id,))
    return dict(zip((name for name, *_ in cursor.description), cursor.fetchone()))


def _insert(work: Transaction, other: Ledger, theirs: dict[str, object], run: Run) -> None:
    doc_id = theirs["doc_id"]
    row = {name: value for name, value in theirs.items() if name not in OWN_COLUMNS and name != "bytes"}
    work.insert("reports", {**row, "run": run.row(work), "salt": salt()})
    work.insert("originals", {"doc_id": doc_id, "bytes": theirs["bytes"]})
    _sketch(work, other, doc_id)
    _names(work, theirs)
    work.touch("report", doc_id)
    write_claims(work, doc_id, machine_claims(other, doc_id))
    settle_duplicates(work, theirs["text_hash"])


def _replace(work: Transaction, other: Ledger, theirs: dict[str, object], redacted: bool) -> None:
    doc_id = theirs["doc_id"]
    old, = work.execute("SELECT text_hash FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    row = {name: value for name, value in theirs.items() if name not in (*OWN_COLUMNS, "bytes", "doc_id")} | {"salt": salt()}
    work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in row)} WHERE doc_id = ?", (*row.values(), doc_id))
    work.execute("UPDATE originals SET bytes = ? WHERE doc_id = ?", (theirs["bytes"], doc_id))
    work.execute("DELETE FROM sketches WHERE doc_id = ?", (doc_id,))
    _sketch(work, other, doc_id)
    _names(work, theirs)
    work.touch("report", doc_id)
    if redacted:
        _forget(work, other, doc_id)
    write_claims(work, doc_id, machine_claims(other, doc_id))
    for text in sorted({old, str(theirs["text_hash"])}):
        settle_duplicates(work, text)


def _forget(work: Transaction, other: Ledger, doc_id: str) -> None:
    """Of a report that the other ledger has redacted, nothing that this one made of it stays; its decisions are the other's, blacked out."""
    changed(work, doc_id)
    for claim_id, in work.execute("SELECT claim_id FROM claims WHERE doc_id = ?", (doc_id,)).fetchall():
        remove_claim(work, claim_id)
    theirs = {row[0]: row for row in other.execute(f"SELECT {', '.join(DECISION_COLUMNS)} FROM decisions")}
    for decision_id, in work.execute("SELECT decision_id FROM decisions WHERE json_extract(before, '$.doc_id') = ? ORDER BY decision_id", (doc_id,)).fetchall():
        before, after, why = theirs[decision_id][5:8] if decision_id in theirs else (None, None, "(redacted)")
        work.execute("UPDATE decisions SET before = ?, after = ?, why = ?, salt = ? WHERE decision_id = ?", (before, after, why, salt(), decision_id))
        work.touch("decision", decision_id)
    for number, in work.execute("SELECT input FROM inputs WHERE doc_id = ?", (doc_id,)).fetchall():
        work.execute("UPDATE inputs SET file = '(redacted)', reason = NULL, salt = ? WHERE input = ?", (salt(), number))
        work.touch("input", number)


def _names(work: Transaction, theirs: dict[str, object]) -> None:
    if theirs["text"]:
        alone = theirs["dated_alone"]
        write_names(work, theirs["doc_id"], theirs["text"], time_of(json.loads(alone)) if alone else None)
    else:
        forget_names(work, theirs["doc_id"])


def _sketch(work: Transaction, other: Ledger, doc_id: str) -> None:
    for size, checksums in other.execute("SELECT size, checksums FROM sketches WHERE doc_id = ?", (doc_id,)).fetchall():
        work.insert("sketches", {"doc_id": doc_id, "size": size, "checksums": checksums})


def _redactions(ledger: Ledger, other: Ledger) -> int:
    """The tombstones that this ledger has not; `verify` needs them to know that an original may be missing."""
    with ledger.transaction("merge") as work:
        columns = ("at", "who", "why", "what", "touched")
        known = set(work.execute(f"SELECT {', '.join(columns)} FROM redactions").fetchall())
        fresh = [row for row in other.execute(f"SELECT {', '.join(columns)} FROM redactions ORDER BY redaction").fetchall() if row not in known]
        for row in fresh:
            number, = work.execute("SELECT coalesce(max(redaction), 0) + 1 FROM redactions").fetchone()
            work.insert("redactions", {"redaction": number, **dict(zip(columns, row)), "scrubbed": 0, "salt": salt()})
            work.touch("redaction", number)
    return len(fresh)


def version(coder: str) -> tuple[int, ...]:
    """The version in "reportedly 0.10.2", as numbers to compare; one that is none counts as the oldest."""
    try:
        return tuple(int(part) for part in coder.rsplit(" ", 1)[-1].split("."))
    except ValueError:
        return ()
