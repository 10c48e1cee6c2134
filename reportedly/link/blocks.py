"""Which stories are compared: those that meet in a block of time, place, family of types, actor, toll or wording; never all pairs.

A block is a number (a hash of what its members share), so that a ledger can keep the blocks of its stories in an indexed table. Blocks are
made so that they do not fill up as a war goes on: all but those of the wording are of one place or actor within a few days, or, for
stories without a date, of one actor in one area.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator

from .facets import NEWS_DAYS, Facets

# Days of one time block. Claims are put into every block their interval, widened by a day on both sides, touches.
BLOCK_DAYS = 3
# Degrees of one place cell, about 110 km; a point is put into every cell that its circle touches.
CELL_DEGREES = 1.0
# A circle that touches more cells than this is a country: it is compared by report, actor and name only.
MOST_CELLS = 9


def block_keys(f: Facets) -> tuple[int, ...]:
    """The blocks of a story: signed 64-bit numbers, ascending, each once. They depend on the story alone."""
    return tuple(sorted({_number(key) for key in _blocks(f)}))


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _blocks(f: Facets) -> Iterator[str]:
    whens, cells = list(_time_blocks(f)), list(_cells(f))
    names = sorted(f.actors) or sorted(f.actor_words)
    for when in whens:
        yield from (f"time and place|{f.family}|{when}|{cell}" for cell in cells)
        yield from (f"time and actor|{f.family}|{when}|{name}" for name in names)
        yield from (f"time and source|{f.family}|{when}|{name}" for name in sorted(f.sources))
        if not cells and not names:
            yield f"time only|{f.family}|{when}"
        yield from (f"time and toll|{f.family}|{when}|{kind}|{bounds.low}" for kind, bounds in sorted(f.losses.items()))
    if not f.when:
        yield from (f"place and actor, no time|{f.family}|{cell}|{name}" for cell in cells for name in names)
    yield from (f"wording|{opening}" for opening in f.openings)


def _time_blocks(f: Facets) -> Iterator[str]:
    if f.when is None:
        return
    if f.when.high - f.when.low > 2 * NEWS_DAYS:
        # A month or a war is compared with intervals that begin alike, not with each of its days.
        yield f"from {int(f.when.low // 30)}"
        return
    for n in range(math.floor((f.when.low - 1) / BLOCK_DAYS), math.floor((f.when.high + 1) / BLOCK_DAYS) + 1):
        yield f"on {n}"


def _cells(f: Facets) -> Iterator[str]:
    if f.where is None:
        return
    lat, lon, radius = f.where
    high = radius / 111.0
    # Meridians draw together towards the poles.
    wide = high / max(0.1, math.cos(math.radians(lat)))
    rows = range(math.floor((lat - high) / CELL_DEGREES), math.floor((lat + high) / CELL_DEGREES) + 1)
    columns = range(math.floor((lon - wide) / CELL_DEGREES), math.floor((lon + wide) / CELL_DEGREES) + 1)
    if len(rows) * len(columns) <= MOST_CELLS:
        yield from (f"{row} {column % 360}" for row in rows for column in columns)
