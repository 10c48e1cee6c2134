"""From a group of claims to an event: no field without a claim behind it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

from ..records import Article
from ..records_events import Event, LossRange
from .agreement import Side, agreements, sides_of, told
from .facets import Facets
from .interest import admissions
from .kinship import is_wider
from .origins import origin_groups

# Hexadecimal digits of an event's id: 64 bits, so that two of a million events share one with a chance of one in ten million.
ID_DIGITS = 16


def event_of(facets: Sequence[Facets], articles: dict[str, Article], root_of: dict[str, str]) -> Event:
    """The event that these claims (in canonical order) tell: the best supported value of each field, the range of each loss."""
    groups = origin_groups(facets, articles, root_of)
    origin_of = {claim_id: n for n, group in enumerate(groups) for claim_id in group.claims}
    best = sides_of(facets, groups)
    claims = tuple(f.claim.claim_id for f in facets)
    return Event(
        event_id=event_id(claims[0]),
        type=_type(facets, origin_of),
        claims=claims,
        reports=len({f.claim.doc_id for f in facets}),
        origins=len({origin_of[f.claim.claim_id] for f in told(facets)}),
        origin_groups=groups,
        actor=_first(best["actor"], "actor", ()),
        recipient=_first(best["recipient"], "recipient", ()),
        place=_first(best["place"], "place", None),
        time=_first(best["time"], "time", None),
        losses=_losses(facets, origin_of),
        agreement=agreements(facets, groups, best),
        against_interest=admissions([f.claim for f in facets]),
    )


def event_id(first_claim: str) -> str:
    """An event is named after the first of its claims, which is in no other event: it keeps its id while later claims come and go."""
    return "event:" + hashlib.sha256(first_claim.encode()).hexdigest()[:ID_DIGITS]


def _first(found: Sequence[Side], field: str, otherwise: object) -> object:
    return getattr(found[0].said[0].facets.claim, field) if found else otherwise


def _type(facets: Sequence[Facets], origin_of: dict[str, int]) -> str:
    """The act before its outcomes, the specific word before the wider one, then the type with most origins, then the first."""
    types = [f.claim.type for f in told(facets)]
    distinct = list(dict.fromkeys(types))
    narrow = [t for t in distinct if not any(is_wider(t, other) for other in distinct)] or distinct
    origins = {t: len({origin_of[f.claim.claim_id] for f in told(facets) if f.claim.type == t}) for t in narrow}
    return min(origins, key=lambda t: (-origins[t], narrow.index(t)))


def _losses(facets: Sequence[Facets], origin_of: dict[str, int]) -> dict[str, LossRange]:
    found = {}
    for kind in sorted({kind for f in told(facets) for kind in f.losses}):
        claims = [f for f in told(facets) if kind in f.losses]
        bounds = [f.losses[kind] for f in claims]
        finite = [b.high for b in bounds if math.isfinite(b.high)]
        best = _best_toll(kind, claims, origin_of)
        found[kind] = LossRange(int(min(b.low for b in bounds)), best, int(max(finite)) if finite else None)
    return found


def _best_toll(kind: str, claims: Sequence[Facets], origin_of: dict[str, int]) -> int | None:
    """The exact figure that most origins give, the first of equals; None when every claim gives only a bound."""
    origins: dict[int, set[int]] = {}
    for f in claims:
        if f.losses[kind].low == f.losses[kind].high:
            origins.setdefault(int(f.losses[kind].low), set()).add(origin_of[f.claim.claim_id])
    return min(origins, key=lambda n: (-len(origins[n]), list(origins).index(n))) if origins else None
