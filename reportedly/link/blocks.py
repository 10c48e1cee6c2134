"""Which stories are compared: those that meet in a block of time, place, family of types, actor, toll or wording; never all pairs.

A block is a number (a hash of what its members share), so that a ledger can keep the blocks of its stories in an indexed table. Within a
block the members are sorted so that likely partners stand next to one another, and each is compared with the NEIGHBOURS after it: all with
all in a small block, a band in a large one. What that loses is a pair that only meets in blocks where more than NEIGHBOURS others sort
between the two; such a pair still ends up in one event when those between link it.
"""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from .facets import NEWS_DAYS, Facets

# Days of one time block. Claims are put into every block their interval, widened by a day on both sides, touches.
BLOCK_DAYS = 3
# Degrees of one place cell, about 110 km; a point is put into every cell that its circle touches.
CELL_DEGREES = 1.0
# A circle that touches more cells than this is a country: it is compared by report, actor and name only.
MOST_CELLS = 9
# How many members of a block that sort after it a story is compared with.
NEIGHBOURS = 60

# A position packs, from the left: the start in half days, latitude and longitude in tenths of a degree, and checksums of type and actor.
HALF_DAYS, TENTHS, CHECKSUM = 18, 12, 8
# Half days before 1970 that still have a place of their own: the year 1790.
EPOCH = 1 << 17


def block_keys(f: Facets) -> tuple[int, ...]:
    """The blocks of a story: signed 64-bit numbers, ascending, each once. They depend on the story alone."""
    return tuple(sorted({_number(key) for key in _blocks(f)}))


def position(f: Facets) -> int:
    """Where a story sorts within its blocks (63 bits): by time, then place, type and actor, so that neighbours are likely partners."""
    fields = (
        (_bounded(f.when.low * 2 + EPOCH, HALF_DAYS) if f.when else -1, HALF_DAYS),
        (_bounded((f.where[0] + 90) * 10, TENTHS) if f.where else -1, TENTHS),
        (_bounded((f.where[1] + 180) * 10, TENTHS) if f.where else -1, TENTHS),
        (zlib.crc32(min(f.types).encode()), CHECKSUM),
        (zlib.crc32(min(f.actors, default="").encode()), CHECKSUM),
    )
    found = 0
    for value, bits in fields:
        found = found << bits | value & (1 << bits) - 1
    return found


def neighbours(keys: Sequence[int] | np.ndarray, members: Sequence[int] | np.ndarray, reach: int | None = None) -> np.ndarray:
    """The pairs (a, b), a < b, to compare, as rows sorted without repetition: members of one block at most `reach` places apart.

    `keys` and `members` are the rows of the table of blocks: that story `members[i]` is in block `keys[i]`. Stories are numbered by
    their position in a block, so that sorting them needs nothing else. `reach` is NEIGHBOURS when it is not given.
    """
    keys, members = np.asarray(keys, dtype=np.int64), np.asarray(members, dtype=np.int64)
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    pairs = [np.empty(0, dtype=np.int64)]
    for apart in range(1, (NEIGHBOURS if reach is None else reach) + 1):
        met = np.flatnonzero(keys[apart:] == keys[:-apart])
        if not len(met):
            break
        # A pair is one number until repetitions are gone: sorting numbers is far faster than sorting rows.
        pairs.append(np.unique(members[met] << 32 | members[met + apart]))
    found = np.unique(np.concatenate(pairs))
    return np.column_stack((found >> 32, found & 0xFFFFFFFF))


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _blocks(f: Facets) -> Iterator[str]:
    whens, cells = list(_time_blocks(f)), list(_cells(f))
    names = sorted(f.actors) or sorted(f.actor_words)
    for when in whens:
        yield from (f"time and place|{f.family}|{when}|{cell}" for cell in cells)
        yield from (f"time and actor|{f.family}|{when}|{name}" for name in names)
        if not cells and not names:
            yield f"time only|{f.family}|{when}"
        yield from (f"time and toll|{f.family}|{when}|{kind}|{bounds.low}" for kind, bounds in sorted(f.losses.items()))
    if not f.when:
        yield from (f"place, no time|{f.family}|{cell}" for cell in cells)
        yield from (f"actor, no time|{f.family}|{name}" for name in names)
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


def _bounded(value: float, bits: int) -> int:
    return min((1 << bits) - 2, max(0, math.floor(value)))
