"""Removing a name or a report for good: from every row, then from the file's free pages and its write-ahead log.

The log goes on unbroken: it holds keys and hashes, never content, and the hashes of what is gone were made with random bytes that are gone
too. What is left is a tombstone that says when, by whom and why, and which items were changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from ..errors import UsageError
from ..export.from_contract import claim_of, time_of
from ..link import sketch_of
from ..records_events import Reviewed
from .dating import forget_names, write_names
from .ledger import Ledger, Transaction, explained, now, salt
from .linking import link_changes
from .masks import Mask
from .reports import changed, remove_claim, settle_duplicates, text_hash, write_claim
from .rows import ARTICLE_COLUMNS, NOT_READ, article_of, json_text
from .units import Key

GONE = "(redacted)"

# Columns of these tables that may hold a name, with the unit's key; reports and claims are rewritten as a whole.
OTHERS = {"run": ("runs", "run", ("settings",)), "input": ("inputs", "input", ("file", "reason")),
          "decision": ("decisions", "decision_id", ("who", "before", "after", "why")), "redaction": ("redactions", "redaction", ("who", "why"))}

JSON_COLUMNS = ("settings", "before", "after", "given", "dated", "dated_alone", "marks")

REPORT_TEXTS = ("file", "reason", "title", "outlet", "url", "published_basis", "given", "dated", "dated_alone", "marks", "text")


def redact_names(ledger: Ledger, names: Sequence[str], *, who: str, why: str, doc_id: str | None = None) -> list[tuple[str, Key]]:
    """Black the names out everywhere, or in one report with all that was made of it; the units that changed.

    The originals of the reports that hold a name are removed. Raises UsageError when no name is found anywhere.
    """
    mask = Mask(names)
    with ledger.transaction("redact") as work:
        for report in _reports_with(work, mask, doc_id):
            _mask_report(work, mask, report)
        if doc_id is None:
            _mask_others(work, mask)
        else:
            _mask_decisions(work, mask, doc_id)
        if not work.touched:
            raise UsageError("the name stands nowhere in the ledger. Check the spelling with `reportedly search`.")
        touched = _close(work, "a name", mask.text(who), mask.text(why))
    scrub(ledger)
    return touched


def redact_report(ledger: Ledger, doc_id: str, *, who: str, why: str) -> list[tuple[str, Key]]:
    """Remove all content of one report, its original and its claims; the units that changed. Its id stays, so that it is never added again."""
    with ledger.transaction("redact") as work:
        at = now()
        row = work.execute("SELECT text_hash, status, reason FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
        if row is None:
            raise UsageError(f"{doc_id!r} is no report of this ledger.")
        if row[1] == "refused" and (row[2] or "").startswith("redacted"):
            raise UsageError(f"{doc_id}: is redacted already.")
        changed(work, doc_id)
        for claim_id, in work.execute("SELECT claim_id FROM claims WHERE doc_id = ?", (doc_id,)).fetchall():
            remove_claim(work, claim_id)
        work.execute("UPDATE originals SET bytes = NULL WHERE doc_id = ?", (doc_id,))
        work.execute("DELETE FROM sketches WHERE doc_id = ?", (doc_id,))
        forget_names(work, doc_id)
        empty = {"file": GONE, "title": None, "url": None, "given": "{}", "dated_alone": None, "dated": None, "published_basis": None,
                 "marks": json_text({"cuts": [], "credits": [], "heading_end": 0, "encoding": None}), "offset_map": "[]", "text": "",
                 "text_hash": "", "duplicate_of": None, "copy_of": None, "salt": salt(),
                 "status": "refused", "reason": f"redacted on {at[:10]} by {who}: {why}"}
        work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in empty)} WHERE doc_id = ?", (*empty.values(), doc_id))
        work.touch("report", doc_id)
        for number, in work.execute("SELECT input FROM inputs WHERE doc_id = ?", (doc_id,)).fetchall():
            work.execute("UPDATE inputs SET file = ?, reason = NULL, salt = ? WHERE input = ?", (GONE, salt(), number))
            work.touch("input", number)
        for decision_id, in _decisions_on(work, doc_id):
            work.execute("UPDATE decisions SET before = NULL, after = NULL, why = ?, salt = ? WHERE decision_id = ?", (GONE, salt(), decision_id))
            work.touch("decision", decision_id)
        settle_duplicates(work, row[0])
        touched = _close(work, "a report", who, why)
    scrub(ledger)
    return touched


def same_text(ledger: Ledger, doc_id: str) -> list[str]:
    """Other reports with the very text of this one: redacting it leaves them."""
    return [other for other, in ledger.execute("SELECT doc_id FROM reports WHERE doc_id <> ? AND text <> '' AND text_hash = "
                                               "(SELECT text_hash FROM reports WHERE doc_id = ?) ORDER BY doc_id", (doc_id, doc_id))]


def scrub(ledger: Ledger) -> bool:
    """Clear what deleted rows left in the file: its free pages and the write-ahead log. False when others have the ledger open; call it again then."""
    connection = ledger.connection
    with explained(ledger.path):
        connection.execute("PRAGMA temp_store = MEMORY")
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return False
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return False
        open_ones = [number for number, in connection.execute("SELECT redaction FROM redactions WHERE scrubbed = 0")]
    if open_ones:
        with ledger.transaction("scrub") as work:
            for number in open_ones:
                work.execute("UPDATE redactions SET scrubbed = 1 WHERE redaction = ?", (number,))
                work.touch("redaction", number)
        with explained(ledger.path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return True


def _close(work: Transaction, what: str, who: str, why: str) -> list[tuple[str, Key]]:
    """Make the events anew without what is gone, and set the tombstone."""
    link_changes(work)
    shown = [(unit, key) for unit, key in work.touched if unit in ("report", "claim", "decision", "input", "run")]
    number, = work.execute("SELECT coalesce(max(redaction), 0) + 1 FROM redactions").fetchone()
    work.insert("redactions", {"redaction": number, "at": now(), "who": who, "why": why, "what": what, "touched": json_text(shown), "scrubbed": 0, "salt": salt()})
    work.touch("redaction", number)
    return shown


def _reports_with(work: Transaction, mask: Mask, doc_id: str | None) -> list[str]:
    """The reports that hold a name: in their row, their original, or a claim (a name that the register gives need not stand in the text)."""
    work.connection.create_function("holds", 1, lambda value: mask.holds(_json(value)), deterministic=True)
    rows = " OR ".join(f"holds(r.{column})" for column in REPORT_TEXTS)
    return [found for found, in work.execute(
        f"SELECT r.doc_id FROM reports r JOIN originals o USING (doc_id) WHERE (:doc_id IS NULL OR r.doc_id = :doc_id) AND ({rows} OR holds(o.bytes) "
        "OR EXISTS (SELECT 1 FROM claims c JOIN records e USING (claim_id) WHERE c.doc_id = r.doc_id AND (holds(e.record) OR holds(e.machine)))) "
        "ORDER BY r.doc_id", {"doc_id": doc_id}).fetchall()]


def _mask_report(work: Transaction, mask: Mask, doc_id: str) -> None:
    columns = dict(zip(REPORT_TEXTS, work.execute(f"SELECT {', '.join(REPORT_TEXTS)} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()))
    text = mask.text(columns["text"])
    masked = {name: _masked(mask, name, value, text) for name, value in columns.items()}
    work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in masked)}, salt = ? WHERE doc_id = ?", (*masked.values(), salt(), doc_id))
    work.execute("UPDATE originals SET bytes = NULL WHERE doc_id = ?", (doc_id,))
    article = article_of(*work.execute(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone())
    sketch, old, new = sketch_of(article), work.execute("SELECT text_hash FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()[0], text_hash(article)
    work.execute("UPDATE sketches SET size = ?, checksums = ? WHERE doc_id = ?", (sketch.size, sketch.checksums, doc_id))
    work.execute("UPDATE reports SET text_hash = ? WHERE doc_id = ?", (new, doc_id))
    write_names(work, doc_id, text, time_of(json.loads(alone)) if (alone := masked["dated_alone"]) else None)
    work.touch("report", doc_id)
    _mask_claims(work, mask, doc_id, text)
    if old != new:
        settle_duplicates(work, old)
        settle_duplicates(work, new)


def _mask_claims(work: Transaction, mask: Mask, doc_id: str, text: str) -> None:
    changed(work, doc_id)
    rows = work.execute("SELECT c.claim_id, c.position, c.review, e.record, e.machine FROM claims c JOIN records e USING (claim_id) WHERE c.doc_id = ?",
                        (doc_id,)).fetchall()
    for claim_id, position, review, record, machine in rows:
        claim = claim_of(mask.value(json.loads(record), text))
        read = claim if machine is None else None if machine == NOT_READ else claim_of(mask.value(json.loads(machine), text))
        remove_claim(work, claim_id)
        write_claim(work, Reviewed(claim, review, read), position)


def _mask_others(work: Transaction, mask: Mask) -> None:
    for unit, (table, key_column, columns) in OTHERS.items():
        for key, *values in work.execute(f"SELECT {key_column}, {', '.join(columns)} FROM {table}").fetchall():
            text = _text_for(work, values[columns.index("before")]) if unit == "decision" else None
            masked = [_masked(mask, name, value, text) for name, value in zip(columns, values)]
            if masked != values:
                work.execute(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)}, salt = ? WHERE {key_column} = ?", (*masked, salt(), key))
                work.touch(unit, key)


def _mask_decisions(work: Transaction, mask: Mask, doc_id: str) -> None:
    """The decisions on claims of one report."""
    for decision_id, in _decisions_on(work, doc_id):
        values = work.execute("SELECT before, after, why FROM decisions WHERE decision_id = ?", (decision_id,)).fetchone()
        text = _text_for(work, values[0])
        masked = tuple(_masked(mask, name, value, text) for name, value in zip(("before", "after", "why"), values))
        if masked != values:
            work.execute("UPDATE decisions SET before = ?, after = ?, why = ?, salt = ? WHERE decision_id = ?", (*masked, salt(), decision_id))
            work.touch("decision", decision_id)


def _decisions_on(work: Transaction, doc_id: str) -> list[tuple[str]]:
    return work.execute("SELECT decision_id FROM decisions WHERE json_extract(before, '$.doc_id') = ? ORDER BY decision_id", (doc_id,)).fetchall()


def _text_for(work: Transaction, before: str | None) -> str | None:
    """The text, blacked out already, of the report that a decision is on."""
    doc_id = json.loads(before).get("doc_id") if before else None
    row = work.execute("SELECT text FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    return row[0] if row else None


def _masked(mask: Mask, name: str, value: object, text: str | None) -> object:
    if not isinstance(value, str):
        return value
    if name in JSON_COLUMNS:
        held = json.loads(value)
        masked = mask.value(held, text)
        return value if masked == held else json_text(masked)
    return mask.text(value)


def _json(value: object) -> object:
    """A stored text as the JSON that it is, where it is, so that its escapes are read."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            pass
    return value
