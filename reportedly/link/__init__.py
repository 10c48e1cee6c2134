"""Which claims tell one event, which reports copy one another, who agrees with whom.

    claims → facets → stories (what one report says on one act) → groups of stories → events, with origins and agreement

READS the articles and grounded claims of a run; ADDS nothing to them, makes events. Pure: the same claims in any order give the same
events. The score of two stories depends on these two alone, so that nothing that is added later changes it.

What a ledger needs, so that adding a report does not link everything anew (all in terms of rows that a table can hold):

    stories_of(claims of one report) → Story…     to_row, from_row: a story as (story_id, doc_id, claim ids, facets), the last two JSON
    block_keys(story.facets) → 64-bit numbers     rank(story) → (number, story_id); both go into a table of blocks
    sketch_of(article) → Sketch                   (size, bytes): what is kept of a text to tell near copies; one row a report
    Graph                                         the few questions that growth asks of these tables (link/growth.py)
    add_stories(graph, stories) → cores           writes stories, blocks and standings through the graph; returns what changed
    remove_stories(graph, story_ids) → cores      the same when a report is coded again, redacted or rejected
    all_standings(stories, sketch) → standings    those of all stories at once, for when most of them are new
    groups_of(graph, cores) → groups              all events that changed, as groups of stories; every other is what it was
    event_of_claims(claims, articles, sketches)   one group's event, from its claims and their articles

An event's id is made from its first claim (in the order of doc_id, then of the text). It stays while the event grows, shrinks or takes
in others, as long as that claim is still its first; when a claim that sorts before it joins, or two events become one, the id is that of
the first of all; the other ids are gone. So the ids are those that linking everything anew would give.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ..records import Article, Claim
from ..records_events import Event
from .blocks import block_keys
from .copies import Copied, Copy, Sketch, copies_among, find_copies, same_texts, sketch_of
from .events import event_of
from .facets import Facets, facets_of, in_order, story_of
from .features import FEATURES, PRIOR, Context
from .groups import all_groups, rank
from .growth import Graph, Standing, add_stories, all_standings, groups_of, remove_stories
from .origins import report_roots
from .stories import Story, from_row, report_groups, stories_of, to_row

__all__ = [
    "Copy", "Graph", "Reason", "Sketch", "Standing", "Story", "add_stories", "all_standings", "block_keys", "event_of_claims", "find_copies", "from_row", "groups_of",
    "iter_events", "link", "rank", "remove_stories", "sketch_of", "stories_of", "to_row", "why",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature adds to the score of two claims, and the feature's own words for it."""

    feature: str
    points: float
    words: str


def link(articles: Sequence[Article], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """The events that the claims of a run tell; every claim is in exactly one, sorted by their first claim.

    `articles` are the reports of the claims; one that is missing only loses its outlet, credits and copies. Claim ids must differ.
    """
    order = {claim.claim_id: n for n, claim in enumerate(in_order(claims))}
    return tuple(sorted(iter_events(articles, claims), key=lambda event: order[event.claims[0]]))


def iter_events(articles: Iterable[Article], claims: Iterable[Claim]) -> Iterator[Event]:
    """The events of `link`, one at a time and in no particular order, for a run whose events do not fit into memory at once."""
    by_id = {a.doc_id: a for a in articles if a.doc_id}
    sketches = {doc_id: sketch_of(article) for doc_id, article in by_id.items()}
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.doc_id].append(claim)
    claims_of = {claim.claim_id: claim for told in reports.values() for claim in told}
    stories = (story for told in reports.values() for story in stories_of(told))
    context = Context(Copied(sketches.get, same_texts(by_id.values())))
    with _no_collector():
        groups = all_groups(stories, context)
    for group in groups:
        yield event_of_claims([claims_of[claim_id] for claim_id in group], by_id, sketches)


@contextmanager
def _no_collector() -> Iterator[None]:
    """The search for reference cycles rests: grouping makes none, and the search would walk through all claims of the run again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def event_of_claims(claims: Iterable[Claim], articles: Mapping[str, Article], sketches: Mapping[str, Sketch]) -> Event:
    """The event that these claims tell; `articles` and `sketches` by doc_id, those of other reports are not read."""
    facets = facets_of(claims, wording=False)
    reports = sorted({f.claim.doc_id for f in facets} & articles.keys())
    here = [articles[doc_id] for doc_id in reports]
    copies: tuple[Copy, ...] = ()
    if len(here) > 1:
        same = [pair for pair in same_texts(here) if pair[0] in articles and pair[1] in articles]
        copies = copies_among({doc_id: sketches[doc_id] for doc_id in reports if doc_id in sketches}, same)
    return event_of(facets, {a.doc_id: a for a in here}, report_roots(here, copies))


def why(one: Claim, other: Claim, articles: Sequence[Article], claims: Sequence[Claim]) -> tuple[Reason, ...]:
    """What speaks for and against two claims telling one event, in the order of the features; the points add up to the score.

    `articles` and `claims` are those of the two reports; others are not read. Claims of two reports are compared with all that their
    report says on the same act. Above 0 the two would be joined if they were alone.
    """
    context = Context(Copied({a.doc_id: sketch_of(a) for a in articles if a.doc_id in (one.doc_id, other.doc_id)}.get, same_texts(articles)))
    a, b = (_seen(claim, claims, alone=one.doc_id == other.doc_id) for claim in (one, other))
    reasons = [Reason("prior", PRIOR, "Most pairs of claims are of two events.")]
    for feature, weight in FEATURES:
        if value := feature(a, b, context):
            reasons.append(Reason(feature.__name__, round(weight * value, 3), (feature.__doc__ or "").strip().split("\n")[0]))
    return tuple(reasons)


def _seen(claim: Claim, claims: Sequence[Claim], alone: bool) -> Facets:
    facets = facets_of(c for c in claims if c.doc_id == claim.doc_id)
    here = next(n for n, f in enumerate(facets) if f.claim.claim_id == claim.claim_id)
    if alone:
        return facets[here]
    return story_of([facets[n] for n in next(group for group in report_groups(facets) if here in group)])
