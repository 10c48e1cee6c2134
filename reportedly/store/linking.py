"""The events of the ledger, brought up to date for what changed: only what the changed reports can reach is linked anew.

The graph of stories, blocks and cores (link/growth.py) is kept beside the claims, so adding a report costs the same in a large ledger as in
a small one. What people said (split, merge) is applied over the groups before they become events.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from .. import __version__
from ..link import Story, add_stories, event_of_claims, groups_of, remove_stories, stories_of
from ..records import Article, Claim, Decision, Event
from ..review import in_force, regroup
from .decisions import all_decisions
from .graph import StoredGraph
from .ledger import Ledger, Transaction, salt
from .reports import remove_event
from .rows import ARTICLE_COLUMNS, article_of, event_row, stored_claim

# The row of the table `ledger` that names the version that made the graph: another one may compare in another way.
LINKED_WITH = "linked_with"

# Reports linked in one transaction: others get their turn to write in between, and what is held in memory stays small.
CHUNK = 200

# Reports whose texts are of no use here.
WITHOUT_TEXT = ", ".join("''" if column == "text" else column for column in ARTICLE_COLUMNS)


def is_stale(ledger: Ledger) -> bool:
    """True when claims changed since the events were made, or when another version made them."""
    return ledger.execute("SELECT EXISTS (SELECT 1 FROM unlinked)").fetchone()[0] == 1 or _other_version(ledger)


def relink(ledger: Ledger) -> int:
    """Bring the events up to date; how many there are. The same reports and decisions give the same events, in whatever order they came."""
    while is_stale(ledger):
        with ledger.transaction("link") as work:
            link_changes(work, CHUNK)
    return ledger.execute("SELECT count(*) FROM events").fetchone()[0]


def link_changes(work: Transaction, most: int = -1) -> None:
    """Within a transaction, make the events of the reports anew that are noted as changed; of `most` of them, -1 for all."""
    if _other_version(work):
        _start_anew(work)
    _link(work, [doc_id for doc_id, in work.execute("SELECT doc_id FROM unlinked ORDER BY doc_id LIMIT ?", (most,)).fetchall()])


def _other_version(source: Ledger | Transaction) -> bool:
    made = source.execute("SELECT value FROM ledger WHERE name = ?", (LINKED_WITH,)).fetchone()
    return made != (__version__,) and source.execute("SELECT EXISTS (SELECT 1 FROM claims)").fetchone()[0] == 1


def _start_anew(work: Transaction) -> None:
    """Forget the graph and the events; all reports are to be linked."""
    for unit, column, tables in (("story", "story", ("blocks", "stories")), ("event", "event_id", ("members", "events"))):
        for key, in work.execute(f"SELECT DISTINCT {column} FROM {tables[-1]}").fetchall():
            work.touch(unit, key)
        for table in tables:
            work.execute(f"DELETE FROM {table}")
    for doc_id, in work.execute("SELECT DISTINCT doc_id FROM claims").fetchall():
        work.execute("INSERT OR IGNORE INTO unlinked (doc_id) VALUES (?)", (doc_id,))
    work.execute("INSERT OR REPLACE INTO ledger (name, value) VALUES (?, ?)", (LINKED_WITH, __version__))
    work.touch("ledger", LINKED_WITH)


def _link(work: Transaction, reports: Sequence[str]) -> None:
    graph = StoredGraph(work)
    old = [story for doc_id in reports for story, in work.execute("SELECT story FROM stories WHERE doc_id = ?", (doc_id,))]
    cores = remove_stories(graph, old)
    cores |= add_stories(graph, (story for doc_id in reports for story in stories_of(_claims_that_count(work, doc_id))))
    write_groups(work, graph, cores)
    for doc_id in reports:
        work.execute("DELETE FROM unlinked WHERE doc_id = ?", (doc_id,))
        work.touch("unlinked", doc_id)


def _claims_that_count(work: Ledger | Transaction, doc_id: str) -> list[Claim]:
    return [stored_claim(record) for record, in work.execute(
        "SELECT e.record FROM claims c JOIN records e USING (claim_id) JOIN reports r USING (doc_id) "
        "WHERE c.doc_id = ? AND r.status = 'coded' AND r.duplicate_of IS NULL AND c.review <> 'rejected' ORDER BY c.position", (doc_id,))]


def write_groups(work: Transaction, graph: StoredGraph, cores: set[int]) -> None:
    """Replace the events around these cores by what now is there."""
    decisions = [d for d in in_force(all_decisions(work)) if d.action in ("split", "merge")]
    groups = groups_of(graph, cores)
    while more := {standing.core for standing in graph.standings(_merged_with(work, groups, decisions)).values()} - cores:
        cores |= more
        groups = groups_of(graph, cores)
    wanted = regroup([[claim_id for story in group for claim_id in story.claims] for group in groups], decisions)
    old: dict[str, str] = {}
    for claim_ids in wanted:
        old |= dict(work.execute("SELECT event_id, record FROM events WHERE event_id IN (SELECT event_id FROM members WHERE claim_id IN "
                                 "(SELECT value FROM json_each(?)))", (json.dumps(claim_ids),)).fetchall())
    fresh = {}
    for claim_ids in wanted:
        row = event_row(event := _event(work, graph, claim_ids), salt())
        if old.get(event.event_id) == row["record"]:
            del old[event.event_id]
        else:
            fresh[event.event_id] = (row, event)
    for event_id in old:
        remove_event(work, event_id)
    for event_id, (row, event) in fresh.items():
        work.insert("events", row)
        for claim_id in event.claims:
            work.insert("members", {"claim_id": claim_id, "event_id": event_id})
        work.touch("event", event_id)


def _merged_with(work: Transaction, groups: Iterable[Sequence[Story]], decisions: Sequence[Decision]) -> set[int]:
    """The stories that people joined with one of these groups."""
    here = {claim_id for group in groups for story in group for claim_id in story.claims}
    found: set[int] = set()
    for decision in decisions:
        if decision.action == "merge" and not here.isdisjoint(decision.target):
            for claim_id in decision.target:
                rows = work.execute("SELECT s.story, s.claims FROM stories s JOIN claims c USING (doc_id) WHERE c.claim_id = ?", (claim_id,))
                found |= {story for story, claims in rows if claim_id in json.loads(claims)}
    return found


def _event(work: Transaction, graph: StoredGraph, claim_ids: Sequence[str]) -> Event:
    claims = [stored_claim(record) for record, in work.execute(
        "SELECT record FROM records WHERE claim_id IN (SELECT value FROM json_each(?))", (json.dumps(list(claim_ids)),))]
    articles: dict[str, Article] = {}
    for doc_id in sorted({claim.doc_id for claim in claims}):
        articles[doc_id] = article_of(*work.execute(f"SELECT {WITHOUT_TEXT} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone())
    return event_of_claims(claims, articles, {doc_id: sketch for doc_id in articles if (sketch := graph.sketch(doc_id))})


def inputs(ledger: Ledger, doc_ids: Sequence[str]) -> tuple[list[Article], list[Claim]]:
    """These reports and those of their claims that count, as `link.why` reads them."""
    articles = [article_of(*row) for row in ledger.execute(
        f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id IN (SELECT value FROM json_each(?)) ORDER BY doc_id", (json.dumps(list(doc_ids)),))]
    return articles, [claim for doc_id in sorted(set(doc_ids)) for claim in _claims_that_count(ledger, doc_id)]
