"""Events in the ledger: made of the claims that count, written in place of those that they replace."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from ..link import Sketch, event_of_claims
from ..records import Article, Claim
from ..records_events import Event
from .graph import StoredGraph
from .ledger import Ledger, Transaction, salt
from .reports import remove_event
from .rows import ARTICLE_COLUMNS, Row, article_of, event_row, stored_claim

# Reports whose texts are of no use here.
WITHOUT_TEXT = ", ".join("''" if column == "text" else column for column in ARTICLE_COLUMNS)

# Reports without their texts that are kept as records while events are made of them.
HELD_REPORTS = 20_000


def claims_that_count(source: Ledger | Transaction, doc_id: str) -> list[Claim]:
    """The claims of one report that events are made of, in the order of the text."""
    return [stored_claim(record) for record, in source.execute(
        "SELECT e.record FROM claims c JOIN records e USING (claim_id) JOIN reports r USING (doc_id) "
        "WHERE c.doc_id = ? AND r.status = 'coded' AND r.duplicate_of IS NULL AND c.review <> 'rejected' ORDER BY c.position", (doc_id,))]


def replace_events(work: Transaction, graph: StoredGraph, groups: Sequence[Sequence[str]]) -> None:
    """Write the events of these groups of claim ids in place of all that hold one of the claims; what stays the same is not touched."""
    made = _maker(work, graph)
    old: dict[str, str] = {}
    for claim_ids in groups:
        old |= dict(work.execute("SELECT event_id, record FROM events WHERE event_id IN (SELECT event_id FROM members WHERE claim_id IN "
                                 "(SELECT value FROM json_each(?)))", (json.dumps(claim_ids),)).fetchall())
    fresh: list[tuple[Event, Row]] = []
    for claim_ids in groups:
        row = event_row(event := made(claim_ids), salt())
        if old.get(event.event_id) == row["record"]:
            del old[event.event_id]
        else:
            fresh.append((event, row))
    for event_id in old:
        remove_event(work, event_id)
    for event, row in fresh:
        _insert(work, event, row)


def replace_all_events(work: Transaction, graph: StoredGraph, groups: Sequence[Sequence[str]]) -> None:
    """Write the events of these groups of claim ids in place of all that there are; one that has the same claims stays as it is.

    So an event must have been removed already when what its claims or reports say has changed, as `reports.changed` does.
    """
    made = _maker(work, graph)
    home: dict[str, str] = dict(work.execute("SELECT claim_id, event_id FROM members").fetchall())
    size = Counter(home.values())
    stays = {home.get(claim_ids[0]) for claim_ids in groups
             if size[home.get(claim_ids[0])] == len(claim_ids) and len({home.get(claim_id) for claim_id in claim_ids}) == 1}
    for event_id in sorted(size.keys() - stays):
        remove_event(work, event_id)
    for claim_ids in groups:
        if home.get(claim_ids[0]) not in stays:
            event = made(claim_ids)
            _insert(work, event, event_row(event, salt()))


def _insert(work: Transaction, event: Event, row: Row) -> None:
    work.insert("events", row)
    for claim_id in event.claims:
        work.insert("members", {"claim_id": claim_id, "event_id": event.event_id})
    work.touch("event", event.event_id)


def _maker(work: Transaction, graph: StoredGraph) -> Callable[[Sequence[str]], Event]:
    """The function that makes the event of a group of claim ids."""

    @lru_cache(maxsize=HELD_REPORTS)
    def article(doc_id: str) -> Article:
        return article_of(*work.execute(f"SELECT {WITHOUT_TEXT} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone())

    def event(claim_ids: Sequence[str]) -> Event:
        claims = [stored_claim(record) for record, in work.execute(
            "SELECT record FROM records WHERE claim_id IN (SELECT value FROM json_each(?))", (json.dumps(list(claim_ids)),))]
        articles = {doc_id: article(doc_id) for doc_id in sorted({claim.doc_id for claim in claims})}
        sketches: dict[str, Sketch] = {doc_id: sketch for doc_id in articles if (sketch := graph.sketch(doc_id))}
        return event_of_claims(claims, articles, sketches)

    return event
