"""Writing one report with its claims: the rows of one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .. import __version__
from ..export.contract import claim_json
from ..export.from_contract import claim_of
from ..link import sketch_of
from ..records import Article, Claim, RawDocument, Time
from ..records_events import Reviewed
from ..review import review
from .dating import write_names
from .decisions import decisions_on
from .ledger import Ledger, Transaction, salt
from .offsets import offset_map
from .rows import NOT_READ, claim_rows, claim_text, dated_text, given_text, json_text, machine_text, marks_text, published_row, stored_claim

CLAIM_TABLES = ("chain", "losses", "parties", "records", "claims")


def text_hash(article: Article) -> str:
    """Equal for reports of the same text."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def write_report(work: Transaction, raw: RawDocument, article: Article, claims: Sequence[Claim], alone: Time | None, run: int) -> None:
    """Store a report that the ledger does not hold yet. `alone` is the publication date that the report gives by itself."""
    work.insert("reports", {
        "doc_id": raw.doc_id, "file": article.file, "media": raw.media, "status": article.status, "reason": article.reason, "title": article.title,
        "outlet": article.outlet, "url": article.url, "lang": article.lang, "text_hash": text_hash(article), "coder": coder(), "run": run,
        "given": given_text(raw), "dated_alone": dated_text(alone), "marks": marks_text(article), "offset_map": json_text(offset_map(raw, article.text)),
        "text": article.text, "salt": salt(), **published_row(article.published),
    })
    work.insert("originals", {"doc_id": raw.doc_id, "bytes": raw.data})
    sketch = sketch_of(article)
    work.insert("sketches", {"doc_id": raw.doc_id, "size": sketch.size, "checksums": sketch.checksums})
    work.touch("report", raw.doc_id)
    write_names(work, raw.doc_id, article.text, alone)
    write_claims(work, raw.doc_id, claims)
    settle_duplicates(work, text_hash(article))


def coder() -> str:
    return f"reportedly {__version__}"


def write_claims(work: Transaction, doc_id: str, claims: Sequence[Claim]) -> None:
    """Bring the claims of one report to what the coder's `claims` and the decisions on them give; what stays the same is not touched."""
    decisions = decisions_on(work, doc_id)
    if decisions:                                      # these hold claims as the contract has them, so both sides must
        claims = [claim_of(claim_json(claim)) for claim in claims]
    wanted = {reviewed.claim.claim_id: (position, reviewed) for position, reviewed in enumerate(review(claims, decisions))}
    held = {row[0]: row[1:] for row in work.execute(
        "SELECT c.claim_id, c.position, c.review, e.record, e.machine FROM claims c JOIN records e USING (claim_id) WHERE c.doc_id = ?", (doc_id,))}
    rows = {claim_id: (position, reviewed.state, claim_text(reviewed.claim), machine_text(reviewed)) for claim_id, (position, reviewed) in wanted.items()}
    # An event is made of what its claims say, so only a change of that (or a rejection) parts it.
    counted = {claim_id: record for claim_id, (_, state, record, _) in rows.items() if state != "rejected"}
    if counted != {claim_id: record for claim_id, (_, state, record, _) in held.items() if state != "rejected"}:
        changed(work, doc_id)
    for claim_id in held:
        if rows.get(claim_id) != held[claim_id]:
            remove_claim(work, claim_id)
    for claim_id, (position, reviewed) in wanted.items():
        if rows[claim_id] != held.get(claim_id):
            write_claim(work, reviewed, position)


def machine_claims(work: Ledger | Transaction, doc_id: str) -> list[Claim]:
    """The coder's own reading of one report, in the order of the text."""
    rows = work.execute("SELECT coalesce(e.machine, e.record) FROM claims c JOIN records e USING (claim_id) WHERE c.doc_id = ? ORDER BY c.position", (doc_id,))
    return [stored_claim(record) for record, in rows if record != NOT_READ]


def write_claim(work: Transaction, reviewed: Reviewed, position: int) -> None:
    """Store one claim as it counts."""
    rows = claim_rows(reviewed, position, salt())
    work.insert("claims", rows.claims)
    work.insert("records", rows.records)
    for table, found in (("parties", rows.parties), ("losses", rows.losses), ("chain", rows.chain)):
        for row in found:
            work.insert(table, row)
    work.touch("claim", reviewed.claim.claim_id)


def remove_claim(work: Transaction, claim_id: str) -> None:
    """Take one claim out. Its event keeps it only when it is written again before the transaction ends."""
    for table in CLAIM_TABLES:
        work.execute(f"DELETE FROM {table} WHERE claim_id = ?", (claim_id,))
    work.touch("claim", claim_id)


def changed(work: Transaction, doc_id: str) -> None:
    """The claims of this report are no longer what the events were made of: those events go, until linking makes them anew."""
    events = work.execute("SELECT DISTINCT m.event_id FROM members m JOIN claims c USING (claim_id) WHERE c.doc_id = ?", (doc_id,)).fetchall()
    for event_id, in events:
        work.execute("INSERT OR IGNORE INTO unlinked SELECT DISTINCT c.doc_id FROM members m JOIN claims c USING (claim_id) WHERE m.event_id = ?", (event_id,))
        for other, in work.execute("SELECT DISTINCT c.doc_id FROM members m JOIN claims c USING (claim_id) WHERE m.event_id = ?", (event_id,)).fetchall():
            work.touch("unlinked", other)
        remove_event(work, event_id)
    work.execute("INSERT OR IGNORE INTO unlinked (doc_id) VALUES (?)", (doc_id,))
    work.touch("unlinked", doc_id)


def remove_event(work: Transaction, event_id: str) -> None:
    work.execute("DELETE FROM members WHERE event_id = ?", (event_id,))
    work.execute("DELETE FROM events WHERE event_id = ?", (event_id,))
    work.touch("event", event_id)


def settle_duplicates(work: Transaction, text: str) -> None:
    """Of reports with the same text, say which one counts, whatever the order in which they came.

    In one outlet that is the report on which people have decided, else the one with the smallest id; in several outlets each counts, and
    all but the one with the smallest id are marked as copies of that.
    """
    rows = work.execute(
        "SELECT r.doc_id, r.outlet, r.duplicate_of, r.copy_of, EXISTS (SELECT 1 FROM claims c WHERE c.doc_id = r.doc_id AND c.review <> 'machine') "
        "FROM reports r WHERE r.text_hash = ? AND r.status IN ('coded', 'not_coded') AND r.text <> '' ORDER BY r.doc_id", (text,)).fetchall()
    if len(rows) < 2 and not any(row[2] or row[3] for row in rows):
        return
    counts: dict[str | None, str] = {}
    for doc_id, outlet, _, _, decided in sorted(rows, key=lambda row: (not row[4], row[0])):
        counts.setdefault(outlet, doc_id)
    first = min(counts.values())
    for doc_id, outlet, duplicate_of, copy_of, _ in rows:
        duplicate = counts[outlet] if counts[outlet] != doc_id else None
        copy = first if not duplicate and first != doc_id else None
        if (duplicate, copy) != (duplicate_of, copy_of):
            work.execute("UPDATE reports SET duplicate_of = ?, copy_of = ? WHERE doc_id = ?", (duplicate, copy, doc_id))
            work.touch("report", doc_id)
            changed(work, doc_id)
