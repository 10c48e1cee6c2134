"""What one report says on each act: the unit that linking joins across reports, and that a ledger keeps.

A story depends on its own report alone, so it is made once, when the report is coded, and never changes while others come and go.
"""

from __future__ import annotations

import hashlib
import json
import math
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from sys import intern

from ..records import Claim
from .clusters import clusters
from .facets import NEWS_DAYS, Bounds, Facets, facets_of, story_of
from .features import REGION_KM, Context, score
from .scoring import score_above

# How many of the claims that follow it in a report, of one family of types, a claim is compared with: a long chronicle is not one story.
NEIGHBOURS = 60

# What each value tells of an event, in the points of its feature (features.py). A place or time counts as far as the coder is sure of it.
TIME, PLACE, ACTOR, ACTOR_WORDS, RECIPIENT, TOLL = 3.0, 2.0, 1.5, 0.5, 1.0, 1.8
# A province places an event far less than a town, and a story of several acts ("raids, clashes and arrests") is no good core.
REGION_SHARE, EACH_TYPE = 0.4, -0.7


@dataclass(frozen=True, slots=True)
class Story:
    """The claims of one report that tell one act, as linking compares them.

    `story_id` is a positive 63-bit number made from the first claim's id; `claims` are the ids in the order of the text. `facets` holds
    no claims, so that a million stories fit into memory. `telling` is how precisely it tells what happened, in thousandths of a point of score.
    """

    story_id: int
    claims: tuple[str, ...]
    facets: Facets
    telling: int


def stories_of(claims: Iterable[Claim]) -> tuple[Story, ...]:
    """The stories of claims that all come from one report, in the order of the text. Raises ValueError when they come from several."""
    facets = facets_of(claims)
    if len({f.report for f in facets}) > 1:
        raise ValueError("stories_of() takes the claims of one report: a story depends on its own report alone. Call it once for each report.")
    return tuple(_story([facets[n] for n in group]) for group in report_groups(facets))


def report_groups(facets: Sequence[Facets]) -> tuple[tuple[int, ...], ...]:
    """Which facets of one report tell one act, as groups of their places in `facets`."""
    context = Context()
    pairs = sorted(_report_pairs(facets))
    likely = [(a, b, value) for a, b in pairs if (value := score_above(0.0, facets[a], facets[b], context)) is not None]
    return clusters(len(facets), pairs, likely, lambda chosen: [(a, b, score(facets[a], facets[b], context)) for a, b in chosen])


def story_id(claim_id: str) -> int:
    """The number of the story that begins with this claim."""
    return int.from_bytes(hashlib.blake2b(claim_id.encode(), digest_size=8).digest(), "big") >> 1


def telling(f: Facets) -> int:
    """How precisely a story tells what happened, in thousandths of a point of score."""
    points = EACH_TYPE * len(f.types) + RECIPIENT * bool(f.recipients) + TOLL * bool(f.losses)
    points += ACTOR * bool(f.actors) + ACTOR_WORDS * bool(f.actor_words)
    if f.when:
        points += TIME * f.when_sure / (1 + max(0.0, f.when.high - f.when.low - 2) / NEWS_DAYS)
    if f.where:
        points += PLACE * f.where_sure * (1.0 if f.where[2] < REGION_KM / 2 else REGION_SHARE)
    return round(1000 * points)


def to_row(story: Story) -> tuple[int, str, str, str]:
    """A story as a row of a table: its number, the doc_id of its report, the ids of its claims and its facets, both as JSON."""
    held = {name: write(getattr(story.facets, name)) for name, (write, _) in _COLUMNS.items()}
    return story.story_id, story.facets.report or "", _json(story.claims), _json(held)


def from_row(row: tuple[int, str, str, str]) -> Story:
    """The story that `to_row` wrote."""
    held = json.loads(row[3])
    facets = Facets(claims=(), order=0, report=row[1], **{name: read(held[name]) for name, (_, read) in _COLUMNS.items()})
    return Story(row[0], tuple(json.loads(row[2])), facets, telling(facets))


def packed(facets: Facets) -> bytes:
    """The facets of a story in few bytes, for this process alone; `unpacked` gives them back, twice as fast as from a row."""
    return pickle.dumps(_values(facets), pickle.HIGHEST_PROTOCOL)


def unpacked(held: bytes) -> Facets:
    """The facets that `packed` wrote."""
    values = pickle.loads(held)
    # One string for each word of the language, not one for each story that holds it.
    return Facets(*values[:_WORDS], frozenset(map(intern, values[_WORDS])), *values[_WORDS + 1 :])


_values = attrgetter(*(field.name for field in fields(Facets)))
_WORDS = [field.name for field in fields(Facets)].index("words")


def _story(members: Sequence[Facets]) -> Story:
    claims = tuple(f.claim.claim_id for f in members)
    facets = story_of(members)
    return Story(story_id(claims[0]), claims, facets, telling(facets))


def _report_pairs(facets: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    """The pairs of claims of one report and one family of types that are at most NEIGHBOURS apart in the text."""
    families: dict[str, list[int]] = defaultdict(list)
    for n, f in enumerate(facets):
        families[f.family].append(n)
    for members in families.values():
        for n, a in enumerate(members):
            yield from ((a, b) for b in members[n + 1 : n + 1 + NEIGHBOURS])


# ---------------------------------------------------------------- facets as JSON

def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _bounds(bounds: Bounds) -> list[float | None]:
    # JSON has no infinity.
    return [bounds.low, None if math.isinf(bounds.high) else bounds.high]


def _read_bounds(held: list[float | None]) -> Bounds:
    return Bounds(held[0], math.inf if held[1] is None else held[1])


def _same(value: object) -> object:
    return value


# How a field of this type is written and read; a type that is not listed fails when the module is loaded, not when a ledger is read.
_WAYS: dict[str, tuple[Callable, Callable]] = {
    "str": (_same, _same),
    "int": (_same, _same),
    "float": (_same, _same),
    "bool": (_same, _same),
    # One string for each word of the language, not one for each story that holds it: half the memory of a story.
    "frozenset[str]": (sorted, lambda held: frozenset(map(intern, held))),
    "tuple[float, float, float] | None": (_same, lambda held: held and tuple(held)),
    "Bounds | None": (lambda bounds: bounds and _bounds(bounds), lambda held: held and _read_bounds(held)),
    "dict[str, Bounds]": (
        lambda losses: {kind: _bounds(bounds) for kind, bounds in losses.items()},
        lambda held: {kind: _read_bounds(bounds) for kind, bounds in held.items()},
    ),
}
_COLUMNS = {field.name: _WAYS[field.type] for field in fields(Facets) if field.name not in ("claims", "order", "report")}
