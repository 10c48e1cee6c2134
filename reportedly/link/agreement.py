"""How the claims of an event stand on each field: the sides, their claims, and how many independent origins each has."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..ground.actor_kinship import STATE_ORGAN, related_actors
from ..lexicon import rows
from ..records import Loss
from ..records_events import Agreement, FieldValue, OriginGroup
from .facets import Facets, best_supported, words_of
from .features import MUTUAL, POINT_ERROR_KM, distance_km
from .kinship import outcome_types, type_relation

# Statements that the act took place; the rest deny it, plan it or ask.
TOLD = frozenset({"asserted", "possible"})
NOT_SO = frozenset({"denied", "negated"})
# "Neither toll could be independently verified" says that nobody has looked, not that nobody died.
NOT_CHECKED = frozenset({"verify", "verified", "independently"})
# The width of a type that only tells the outcome ("kill"): a side is named after the act that led to it.
GENERAL = 1.0
# From this share of sureness on (facets.TAKEN_OVER) a time is the claim's own, and a place named and found well enough to contradict.
SURE = 0.5
SURE_PLACE = 0.75
# Types that name the means: a shell is no car bomb. All others ("attack", "clash", "kill") are wider words or other sides of an act.
MEANS_NAMED = frozenset({"bombing", "suicide_bombing", "airstrike", "shelling", "chemical_attack"})


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one field as one claim gives it; `width` is how imprecise it is, `level` how large, both in the field's own unit.

    Values of one `key` fit the same values. `sure` is False when the coder took the value over from elsewhere in the report: it may
    support a side, never open one against it.
    """

    facets: Facets
    value: object
    key: Hashable
    width: float = 0.0
    level: float = 0.0
    sure: bool = True


Compatible = Callable[[Said, Said], bool]


@dataclass(frozen=True, slots=True)
class Side:
    """Values that can all be true at once, best first: most precise, then first in the order of the text."""

    said: tuple[Said, ...]
    origins: frozenset[int]


def told(facets: Sequence[Facets]) -> Sequence[Facets]:
    """The claims that say the act took place; when none does (a plan, a denial alone), all of them."""
    return [f for f in facets if f.claim.status in TOLD] or facets


def sides(field: str, statements: Sequence[Facets], origin_of: dict[str, int]) -> tuple[Side, ...]:
    """The rival values of one field among statements (see `told`), the best supported first: most origins, then most precise, then first in the order of the text."""
    reader, compatible = _FIELDS[field]
    said = sorted((s for f in statements for s in reader(f)), key=lambda s: (not s.sure, s.width, s.facets.order))
    if not said:
        return ()
    groups: list[list[Said]] = []
    distinct: list[dict[Hashable, Said]] = []
    for one in said:
        if len(groups) == 1 and one.key in distinct[0]:
            groups[0].append(one)
            continue
        homes = [n for n, members in enumerate(distinct) if one.key in members or all(compatible(one, other) for other in members.values())]
        if not homes and (one.sure or not groups):
            homes = [len(groups)]
            groups.append([])
            distinct.append({})
        if homes:
            # "At least 15" goes with 15 rather than with 32, though both are possible.
            home = min(homes, key=lambda n: abs(groups[n][0].level - one.level) if groups[n] else 0.0)
            groups[home].append(one)
            distinct[home].setdefault(one.key, one)
    found = [Side(_best_first(g, field), frozenset(origin_of[s.facets.claim.claim_id] for s in g)) for g in groups]
    return tuple(sorted(found, key=lambda s: (-len(s.origins), s.said[0].width, s.said[0].facets.order)))


def _best_first(said: Sequence[Said], field: str) -> tuple[Said, ...]:
    """The values of a side with the one to show first: of times and places the best supported, else the most precise."""
    if len(said) == 1 or field not in ("time", "place"):
        return tuple(said)
    sure = {"time": lambda s: s.facets.when_sure, "place": lambda s: s.facets.where_sure}[field]
    best = best_supported([(s.key, sure(s), s.width) for s in said])
    return (said[best], *(s for n, s in enumerate(said) if n != best))


def sides_of(facets: Sequence[Facets], groups: Sequence[OriginGroup]) -> dict[str, tuple[Side, ...]]:
    """The rival values of every field that has sides, in the order of the contract (see `sides`)."""
    origin_of = _origin_of(groups)
    statements = told(facets)
    return {field: sides(field, statements, origin_of) for field in _FIELDS}


def agreements(facets: Sequence[Facets], groups: Sequence[OriginGroup], rivals: Mapping[str, tuple[Side, ...]]) -> tuple[Agreement, ...]:
    """One row for each field that at least one claim of the event fills, in the order of the contract; `rivals` as of `sides_of`."""
    origin_of = _origin_of(groups)
    found = [_actors(facets, rivals[field], origin_of) if field == "actor" else _row(field, rivals[field]) for field in _FIELDS]
    return tuple(row for row in [*found, _happened(facets, origin_of)] if row is not None)


def _origin_of(groups: Sequence[OriginGroup]) -> dict[str, int]:
    return {claim_id: n for n, group in enumerate(groups) for claim_id in group.claims}


def _actors(facets: Sequence[Facets], rivals: Sequence[Side], origin_of: dict[str, int]) -> Agreement | None:
    """The row of the actor. Who denies having acted stands against those who name him, on a side of his own."""
    found = list(rivals)
    named = [s for side in found for s in side.said if s.facets.claim.status in TOLD]
    denials = [s for f in facets if f.claim.status == "denied" for s in _actor(f)]
    denials = [d for d in denials if any(_same_actor(d, s) and _same_act(d.facets, s.facets) for s in named)]
    if denials:
        found.append(Side(tuple(denials), frozenset(origin_of[d.facets.claim.claim_id] for d in denials)))
    return _row("actor", found)


def _row(field: str, found: Sequence[Side]) -> Agreement | None:
    if not found:
        return None
    values = tuple(FieldValue(side.said[0].value, _claims(side), len(side.origins)) for side in found)
    origins = frozenset().union(*(side.origins for side in found))
    # Two values of one origin are a correction ("the toll rose to 31"), not two witnesses who disagree.
    rivals = any(len(a.origins | b.origins) > 1 for n, a in enumerate(found) for b in found[n + 1 :])
    return Agreement(field, "contradicts" if rivals else "agrees" if len(origins) > 1 else "single", values)


def _claims(side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.facets.claim.claim_id for s in sorted(side.said, key=lambda s: s.facets.order)))


def _happened(facets: Sequence[Facets], origin_of: dict[str, int]) -> Agreement | None:
    asserted = [f for f in facets if f.claim.status in TOLD]
    # "No servicemen died" negates a loss, not the air strike in which others did: only the same act, or a word for it, is contradicted.
    acts = any(other.claim.type not in outcome_types() for other in asserted)
    opposed = [f for f in facets if f.claim.status in NOT_SO and not (f.claim.status == "negated" and _no_denial(f, acts))]
    opposed = [f for f in opposed if not asserted or any(_same_act(f, other) for other in asserted)]
    found = []
    for value, members in (("happened", asserted), ("did not happen", opposed)):
        if members:
            found.append(Side(tuple(Said(f, value, value) for f in members), frozenset(origin_of[f.claim.claim_id] for f in members)))
    return _row("happened", found)


def _no_denial(f: Facets, acts: bool) -> bool:
    """True when a negated claim leaves open whether it happened: it negates a loss of what others call an act, or was only not checked."""
    return acts and f.claim.type in outcome_types() or bool(words_of(f.claim.evidence.words) & NOT_CHECKED)


def rival_tolls(some: Sequence[Facets], others: Sequence[Facets]) -> bool:
    """True when none of the tolls that some claims give can be true beside any that the others give; claims that tell of no act give none."""
    for kind in ("killed", "injured"):
        read, fits = _toll(kind)
        one, other = ([said for f in facets if f.claim.status in TOLD for said in read(f)] for facets in (some, others))
        if one and other and not any(fits(a, b) for a in one for b in other):
            return True
    return False


def _same_act(one: Facets, other: Facets) -> bool:
    return type_relation(one.claim.type, other.claim.type) in ("equal", "same", "general")


# ---------------------------------------------------------------- what a claim says on a field, and when two values can both be true

def _type(f: Facets) -> list[Said]:
    return [Said(f, f.claim.type, f.claim.type, width=GENERAL if f.claim.type in outcome_types() else 0.0)]


def _type_fits(a: Said, b: Said) -> bool:
    one, other = str(a.value), str(b.value)
    return not {one, other} <= MEANS_NAMED or type_relation(one, other) is not None


def _actor(f: Facets) -> list[Said]:
    party = next((p for p in f.claim.actor if p.actor_id), f.claim.actor[0] if f.claim.actor else None)
    return [Said(f, party, _acting(f), 0.0 if party.actor_id else 1.0)] if party else []


def _actor_fits(a: Said, b: Said) -> bool:
    one, other = a.key, b.key
    return not one or not other or any(related_actors(x, y) for x in one for y in other)


def _same_actor(a: Said, b: Said) -> bool:
    if a.key and b.key and _actor_fits(a, b):
        return True
    return bool(a.facets.actor_words & b.facets.actor_words or _states(a) & _states(b))


def _states(said: Said) -> frozenset[str]:
    """The states (ISO 3166-1 alpha-3) whose organs or people a value names: Moscow denies what "Russian or Syrian jets" did."""
    ids = {actor[:3] for actor in said.facets.actors if STATE_ORGAN.match(actor)}
    return frozenset(ids | {_nationals()[w] for w in said.facets.actor_words if w in _nationals()})


@lru_cache(maxsize=1)
def _nationals() -> dict[str, str]:
    return {word: row["country"] for row in rows("demonyms.tsv") for adjective in row["adjectives"].split("|") for word in words_of(adjective)}


def _acting(f: Facets) -> frozenset[str]:
    return f.actors | f.recipients if f.claim.type in MUTUAL and f.actors else f.actors


def _recipient(f: Facets) -> list[Said]:
    party = next((p for p in f.claim.recipient if p.actor_id), f.claim.recipient[0] if f.claim.recipient else None)
    return [Said(f, party, f.recipients, 0.0 if party.actor_id else 1.0)] if party else []


def _recipient_fits(a: Said, b: Said) -> bool:
    # One act hits many: different victims are no contradiction.
    return True


def _place(f: Facets) -> list[Said]:
    return [Said(f, f.claim.place, f.where, f.where[2], sure=f.where_sure >= SURE_PLACE)] if f.where else []


def _place_fits(a: Said, b: Said) -> bool:
    one, other = a.facets.where, b.facets.where
    return distance_km(one, other) <= one[2] + other[2] + POINT_ERROR_KM


def _time(f: Facets) -> list[Said]:
    return [Said(f, f.claim.time, f.when, f.when.high - f.when.low, sure=f.when_sure >= SURE)] if f.when else []


def _time_fits(a: Said, b: Said) -> bool:
    one, other = a.facets.when, b.facets.when
    return one.low < other.high and other.low < one.high


def _toll(kind: str) -> tuple[Callable[[Facets], list[Said]], Compatible]:
    def read(f: Facets) -> list[Said]:
        if kind not in f.losses:
            return []
        bounds = f.losses[kind]
        return [Said(f, _whole(f, kind), (bounds, _group(f, kind)), bounds.high - bounds.low, bounds.low)]

    def fits(a: Said, b: Said) -> bool:
        if a.key[0].meets(b.key[0]):
            return True
        fewer, more = sorted((a.key, b.key), key=lambda key: key[0].high)
        return bool(fewer[1] - more[1])

    return read, fits


def _whole(f: Facets, kind: str) -> Loss:
    """The claim's loss of this kind; of several ("15 civilians and 27 fighters") their sum, in the words from the first to the last."""
    losses = sorted((x for x in f.claim.losses if x.kind == kind), key=lambda x: (x.start, x.end))
    bounds, evidence = f.losses[kind], f.claim.evidence
    if len({(x.start, x.end) for x in losses}) == 1 or not evidence.start <= losses[0].start <= losses[-1].end <= evidence.end:
        return losses[0]
    low, high = int(bounds.low), int(bounds.high) if math.isfinite(bounds.high) else None
    words = evidence.words[losses[0].start - evidence.start : losses[-1].end - evidence.start]
    return replace(losses[0], low=low, best=low if low == high else None, high=high, words=words, end=losses[-1].end, who="")


def _group(f: Facets, kind: str) -> frozenset[str]:
    """The words that narrow a toll to one group of victims ("children"); empty when it counts everybody or lists several groups."""
    named = {frozenset(w for w in words_of(x.who) if w not in _anybody() and not w.isdigit()) for x in f.claim.losses if x.kind == kind}
    return named.pop() if len(named) == 1 else frozenset()


@lru_cache(maxsize=1)
def _anybody() -> frozenset[str]:
    return frozenset(w for row in rows("victim_words.tsv") for w in words_of(row["word"]))


_FIELDS: dict[str, tuple[Callable[[Facets], list[Said]], Compatible]] = {
    "type": (_type, _type_fits),
    "actor": (_actor, _actor_fits),
    "recipient": (_recipient, _recipient_fits),
    "place": (_place, _place_fits),
    "time": (_time, _time_fits),
    "killed": _toll("killed"),
    "injured": _toll("injured"),
}
