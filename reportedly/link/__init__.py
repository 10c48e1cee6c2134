"""Which claims tell one event, which reports copy one another, who agrees with whom.

    claims → facets → stories (what one report says on one act) → events (the stories of all reports), with origins and agreement

Both steps are the same: candidate pairs, the score of their features, average-linkage clusters. READS the articles and grounded
claims of a run; ADDS nothing to them, makes events. Pure: the same claims in any order give the same events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..records import Article, Claim, Event
from .blocks import candidate_pairs, crowded, report_pairs
from .clusters import clusters
from .copies import Copy, find_copies
from .events import event_of
from .facets import Facets, facets_of, story_of
from .features import FEATURES, PRIOR, Context, score
from .origins import report_roots

__all__ = ["Copy", "Reason", "find_copies", "link", "why"]


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
    copies = find_copies(articles)
    facets = facets_of(claims)
    context = _context(articles, facets, copies)
    by_id = {a.doc_id: a for a in articles if a.doc_id}
    roots = report_roots(articles, copies)
    return tuple(event_of(members, by_id, roots) for members in _events(_stories(facets, context), context))


def why(one: Claim, other: Claim, articles: Sequence[Article], claims: Sequence[Claim]) -> tuple[Reason, ...]:
    """What speaks for and against two claims telling one event, in the order of the features; the points add up to the score.

    `articles` and `claims` are those of the run. Claims of two reports are compared with all that their
    report says on the same act. Above 0 the two would be joined if they were alone.
    """
    facets = facets_of(claims)
    context = _context(articles, facets, find_copies(articles))
    a, b = (next(f for f in facets if f.claim.claim_id == c.claim_id) for c in (one, other))
    if one.doc_id != other.doc_id:
        stories = _stories(facets, context)
        a, b = (story_of(next(members for members in stories if f in members)) for f in (a, b))
    reasons = [Reason("prior", PRIOR, "Most pairs of claims are of two events.")]
    for feature, weight in FEATURES:
        if value := feature(a, b, context):
            reasons.append(Reason(feature.__name__, round(weight * value, 3), (feature.__doc__ or "").strip().split("\n")[0]))
    return tuple(reasons)


def _stories(facets: Sequence[Facets], context: Context) -> list[list[Facets]]:
    return [[facets[i] for i in group] for group in _joined(facets, report_pairs, context)]


def _events(groups: list[list[Facets]], context: Context) -> list[list[Facets]]:
    """The stories joined; again, as long as a block was too large to be compared in full, with what was joined as one."""
    while True:
        profiles = [story_of(members) for members in groups]
        joined = _joined(profiles, candidate_pairs, context)
        merged = [sorted((f for n in group for f in groups[n]), key=lambda f: f.order) for group in joined]
        merged.sort(key=lambda members: members[0].order)
        if len(merged) == len(groups) or not crowded(profiles):
            return merged
        groups = merged


def _joined(facets: Sequence[Facets], pairs, context: Context) -> tuple[tuple[int, ...], ...]:
    return clusters(len(facets), ((a, b, score(facets[a], facets[b], context)) for a, b in pairs(facets)))


def _context(articles: Sequence[Article], facets: Sequence[Facets], copies: Iterable[Copy]) -> Context:
    return Context(frozenset((c.doc_id, c.of) for c in copies))
