"""Which claims are compared: those that meet in a small block of time, place, family of types, actor or report; never all pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from .facets import NEWS_DAYS, Facets

# Days of one time block. Claims are put into every block their interval, widened by a day on both sides, touches.
BLOCK_DAYS = 3
# Degrees of one place cell, about 110 km; a point is put into every cell that its circle touches.
CELL_DEGREES = 1.0
# A circle that touches more cells than this is a country: it is compared by report, actor and name only.
MOST_CELLS = 9
# Claims of one block that are all compared with one another; in a larger one each is compared with as many that sort next to it.
BLOCK_SIZE = 60
NEIGHBOURS = 24

# Words at the beginning of a sentence that two printings of it share.
WORDING = 6

Key = tuple[object, ...]


def report_pairs(facets: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    """The pairs of claims of one report and one family of types."""
    return _pairs(_blocks(facets, lambda f: [(f.report, f.family)]), facets)


def candidate_pairs(facets: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    """The pairs (a, b), a < b, of positions in `facets` that are worth comparing, each once, in a fixed order.

    The number of pairs grows linearly with the number of claims: a claim has a bounded number of keys, a block bounded neighbours.
    """
    return _pairs(_blocks(facets, keys_of), facets)


def crowded(facets: Sequence[Facets]) -> bool:
    """True when a block is too large for all its members to be compared."""
    return any(len(members) > BLOCK_SIZE for members in _blocks(facets, keys_of).values())


def _blocks(facets: Sequence[Facets], keys: Callable[[Facets], Iterable[Key]]) -> dict[Key, list[int]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    for i, f in enumerate(facets):
        for key in keys(f):
            blocks[key].append(i)
    return blocks


def _pairs(blocks: dict[Key, list[int]], facets: Sequence[Facets]) -> Iterator[tuple[int, int]]:
    pairs = set()
    for members in blocks.values():
        reach = len(members) if len(members) <= BLOCK_SIZE else NEIGHBOURS
        if reach < len(members):
            members = sorted(members, key=lambda i: _nearness(facets[i]))
        for n, a in enumerate(members):
            pairs.update((min(a, b), max(a, b)) for b in members[n + 1 : n + 1 + reach])
    return iter(sorted(pairs))


def keys_of(f: Facets) -> list[Key]:
    """The blocks of a claim."""
    keys: list[Key] = []
    whens, cells = list(_time_blocks(f)), list(_cells(f))
    names = sorted(f.actors) or sorted(f.actor_words)
    for when in whens:
        keys += [("time and place", f.family, when, cell) for cell in cells]
        keys += [("time and actor", f.family, when, name) for name in names]
        if not cells and not names:
            keys.append(("time only", f.family, when))
        keys += [("time and toll", f.family, when, kind, bounds.low) for kind, bounds in sorted(f.losses.items())]
    if not f.when:
        keys += [("place, no time", f.family, cell) for cell in cells]
        keys += [("actor, no time", f.family, name) for name in names]
    keys += [("wording", claim.type, " ".join(claim.evidence.words.lower().split()[:WORDING])) for claim in f.claims]
    return keys


def _time_blocks(f: Facets) -> Iterator[Key]:
    if f.when is None:
        return
    if f.when.high - f.when.low > 2 * NEWS_DAYS:
        # A month or a war is compared with intervals that begin alike, not with each of its days.
        yield ("from", int(f.when.low // 30))
        return
    for n in range(math.floor((f.when.low - 1) / BLOCK_DAYS), math.floor((f.when.high + 1) / BLOCK_DAYS) + 1):
        yield ("on", n)


def _cells(f: Facets) -> Iterator[tuple[int, int]]:
    if f.where is None:
        return
    lat, lon, radius = f.where
    high = radius / 111.0
    # Meridians draw together towards the poles.
    wide = high / max(0.1, math.cos(math.radians(lat)))
    rows = range(math.floor((lat - high) / CELL_DEGREES), math.floor((lat + high) / CELL_DEGREES) + 1)
    columns = range(math.floor((lon - wide) / CELL_DEGREES), math.floor((lon + wide) / CELL_DEGREES) + 1)
    if len(rows) * len(columns) <= MOST_CELLS:
        yield from ((row, column % 360) for row in rows for column in columns)


def _nearness(f: Facets) -> tuple:
    """Sorts likely partners next to one another within a block that is too large to compare in full."""
    return (
        f.when.low if f.when else math.inf,
        (round(f.where[0], 1), round(f.where[1], 1)) if f.where else (math.inf, math.inf),
        f.claim.type,
        tuple(sorted(f.actors)),
        f.order,
    )
