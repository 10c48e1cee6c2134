"""The events of the ledger, brought up to date for what changed: only what the changed reports can reach is linked anew.

The graph of stories, blocks and cores (link/growth.py) is kept beside the claims, so adding a report costs the same in a large ledger as in
a small one; when many reports came at once, all are linked anew in memory. What people said (split, merge) is applied over the groups before they become events.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from .. import __version__
from ..link import Story, add_stories, all_standings, block_keys, groups_of, rank, remove_stories, stories_of
from ..records import Article, Claim
from ..records_events import Decision
from ..review import in_force, regroup
from .decisions import all_decisions
from .events import claims_that_count, replace_all_events, replace_events
from .graph import StoredGraph
from .ledger import Ledger, Transaction
from .rows import ARTICLE_COLUMNS, article_of

# The row of the table `ledger` that names the version that made the graph: another one may compare in another way.
LINKED_WITH = "linked_with"

# Reports linked in one transaction: others get their turn to write in between, and what is held in memory stays small.
CHUNK = 100

# When more than this share of the reports waits to be linked, all are placed anew. In a ledger of 766 reports (15,000 claims) looking again at
# 21 took 1.2 s and placing all anew 2.5 s, so the two cost the same at some 5%; from nothing, reports that come all at once gain most.
ANEW_SHARE = 0.05


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
    """Within a transaction, make the events of the reports anew that are noted as changed; of `most` of them at least, -1 for all.

    Which of the two ways is taken changes nothing in the result.
    """
    if _other_version(work):
        _start_anew(work)
    waiting, = work.execute("SELECT count(*) FROM unlinked").fetchone()
    reports, = work.execute("SELECT count(*) FROM reports").fetchone()
    if waiting > ANEW_SHARE * reports:
        _link_all(work)
    else:
        _link_some(work, _waiting(work, most))


def _waiting(work: Transaction, most: int = -1) -> list[str]:
    return [doc_id for doc_id, in work.execute("SELECT doc_id FROM unlinked ORDER BY doc_id LIMIT ?", (most,)).fetchall()]


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


def _link_all(work: Transaction) -> None:
    """Place all stories at once, in memory, and write what differs."""
    graph, reports = StoredGraph(work), _waiting(work)
    for story in graph.of_reports(reports):
        graph.delete(story)
    for doc_id in reports:
        for story in stories_of(claims_that_count(work, doc_id)):
            graph.insert(story, block_keys(story.facets), rank(story))
    before = graph.all_standings()
    groups: dict[int, list[str]] = {}
    for story, standing in all_standings(graph.all_stories(), graph.sketch):
        groups.setdefault(standing.core, []).extend(story.claims)
        if before.get(story.story_id) != standing:
            graph.place(story.story_id, standing)
    replace_all_events(work, graph, regroup(list(groups.values()), _regroupings(work)))
    _linked(work, reports)


def _link_some(work: Transaction, reports: Sequence[str]) -> None:
    """Look again only at the stories that these reports can reach."""
    graph = StoredGraph(work)
    cores = remove_stories(graph, graph.of_reports(reports))
    cores |= add_stories(graph, (story for doc_id in reports for story in stories_of(claims_that_count(work, doc_id))))
    _write_groups(work, graph, cores)
    _linked(work, reports)


def _linked(work: Transaction, reports: Sequence[str]) -> None:
    for doc_id in reports:
        work.execute("DELETE FROM unlinked WHERE doc_id = ?", (doc_id,))
        work.touch("unlinked", doc_id)


def _regroupings(work: Transaction) -> list[Decision]:
    return [d for d in in_force(all_decisions(work)) if d.action in ("split", "merge")]


def _write_groups(work: Transaction, graph: StoredGraph, cores: set[int]) -> None:
    """Replace the events around these cores by what now is there."""
    decisions = _regroupings(work)
    groups = groups_of(graph, cores)
    while more := {standing.core for standing in graph.standings(_merged_with(work, groups, decisions)).values()} - cores:
        cores |= more
        groups = groups_of(graph, cores)
    replace_events(work, graph, regroup([[claim_id for story in group for claim_id in story.claims] for group in groups], decisions))


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


def inputs(ledger: Ledger, doc_ids: Sequence[str]) -> tuple[list[Article], list[Claim]]:
    """These reports and those of their claims that count, as `link.why` reads them."""
    articles = [article_of(*row) for row in ledger.execute(
        f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id IN (SELECT value FROM json_each(?)) ORDER BY doc_id", (json.dumps(list(doc_ids)),))]
    return articles, [claim for doc_id in sorted(set(doc_ids)) for claim in claims_that_count(ledger, doc_id)]
