"""The events of the ledger: made from all claims that count, and written where they differ from what is stored."""

from __future__ import annotations

from ..link import link
from ..records import Article, Claim, Event
from .ledger import Ledger, Transaction, salt
from .reports import remove_event
from .rows import ARTICLE_COLUMNS, article_of, event_row, stored_claim


def is_stale(ledger: Ledger) -> bool:
    """True when claims changed since the events were made."""
    return ledger.execute("SELECT EXISTS (SELECT 1 FROM unlinked)").fetchone()[0] == 1


def relink(ledger: Ledger) -> int:
    """Bring the events up to date; how many there are. The same reports and decisions give the same events, in whatever order they came."""
    if is_stale(ledger):
        with ledger.transaction("link") as work:
            write_events(work, link(*inputs(ledger)))
    return ledger.execute("SELECT count(*) FROM events").fetchone()[0]


def inputs(ledger: Ledger) -> tuple[list[Article], list[Claim]]:
    """The reports and claims that count: no duplicates, nothing rejected."""
    articles = [article_of(*row) for row in ledger.execute(
        f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE status = 'coded' AND duplicate_of IS NULL ORDER BY doc_id")]
    claims = [stored_claim(record) for record, in ledger.execute(
        "SELECT e.record FROM claims c JOIN records e USING (claim_id) JOIN reports r USING (doc_id) "
        "WHERE r.duplicate_of IS NULL AND c.review <> 'rejected' ORDER BY c.doc_id, c.position")]
    return articles, claims


def write_events(work: Transaction, events: tuple[Event, ...]) -> None:
    """Replace the stored events by these; what is the same stays as it is."""
    rows = {event.event_id: event_row(event, salt()) for event in events}
    same = set()
    for event_id, record in work.execute("SELECT event_id, record FROM events").fetchall():
        if event_id in rows and rows[event_id]["record"] == record:
            same.add(event_id)
        else:
            remove_event(work, event_id)
    for event in events:
        if event.event_id not in same:
            work.insert("events", rows[event.event_id])
            for claim_id in event.claims:
                work.insert("members", {"claim_id": claim_id, "event_id": event.event_id})
            work.touch("event", event.event_id)
    for doc_id, in work.execute("SELECT doc_id FROM unlinked").fetchall():
        work.touch("unlinked", doc_id)
    work.execute("DELETE FROM unlinked")
