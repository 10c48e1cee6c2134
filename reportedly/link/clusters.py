"""From scored pairs to groups: average linkage, so that one vague claim cannot chain two stories of a report together."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

Pair = tuple[int, int]
Scored = tuple[int, int, float]

# What a pair that met in no block counts for in an average: nothing speaks for it.
NOT_COMPARED = -0.8


def clusters(size: int, pairs: Sequence[Pair], likely: Iterable[Scored], scores: Callable[[list[Pair]], Iterable[Scored]]) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers 0 … size-1 by average linkage over `pairs`; `likely` are those above 0, `scores` gives any pair's.

    Groups can only join along a pair above 0, so linkage is done for each component of such pairs alone, and the scores of pairs between
    two components are never asked.
    """
    likely = list(likely)
    found = []
    part_of: dict[int, int] = {}
    parts = components(size, likely)
    for n, part in enumerate(parts):
        if len(part) > 1:
            part_of.update(dict.fromkeys(part, n))
    known: dict[int, list[Scored]] = {n: [] for n in part_of.values()}
    above = set()
    for a, b, value in likely:
        known[part_of[a]].append((a, b, value))
        above.add((a, b))
    rest = [(a, b) for a, b in pairs if part_of.get(a, -1) == part_of.get(b, -2) and (a, b) not in above]
    for a, b, value in scores(rest):
        known[part_of[a]].append((a, b, value))
    for n, part in enumerate(parts):
        found += linked(part, known[n]) if len(part) > 1 else [part]
    return tuple(sorted(found))


def components(size: int, likely: Iterable[Scored]) -> list[tuple[int, ...]]:
    """The groups of the numbers 0 … size-1 that pairs connect, directly or through others, sorted."""
    above = list(range(size))

    def root(n: int) -> int:
        while above[n] != n:
            above[n] = n = above[above[n]]
        return n

    for a, b, _ in likely:
        one, other = root(a), root(b)
        if one != other:
            above[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for n in range(size):
        groups.setdefault(root(n), []).append(n)
    return [tuple(group) for group in groups.values()]


def linked(part: Sequence[int], scored: Iterable[Scored]) -> list[tuple[int, ...]]:
    """Groups of the numbers in `part`, from pairs (a, b, score).

    Repeatedly joins the two groups whose members, each with each, score highest on average, as long as that average is above 0.
    Ties go to the group with the lowest number, so the result depends on the scores alone. Time grows with the pairs, times a logarithm.
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in part}
    # links[g][h] = (sum of scores, number of compared pairs) between the groups g and h, kept for both.
    links: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in part}
    # In order, so that sums are rounded alike whatever the order of the pairs.
    for a, b, value in sorted(scored):
        links[a][b] = links[b][a] = (value, 1)
    queue = [(-value, a, b) for a in links for b, (value, _) in links[a].items() if a < b and value > 0]
    heapq.heapify(queue)
    fresh = max(part) + 1
    while queue:
        _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        merged = _merge(links.pop(a), links.pop(b), a, b)
        members[fresh] = members.pop(a) + members.pop(b)
        links[fresh] = merged
        for other, link in merged.items():
            near = links[other]
            near.pop(a, None)
            near.pop(b, None)
            near[fresh] = link
            average = _average(link, len(members[fresh]) * len(members[other]))
            if average > 0:
                heapq.heappush(queue, (-average, other, fresh))
        fresh += 1
    return sorted(tuple(sorted(group)) for group in members.values())


def _merge(one: dict, two: dict, a: int, b: int) -> dict[int, tuple[float, int]]:
    large, small = (one, two) if len(one) >= len(two) else (two, one)
    for other, (total, pairs) in small.items():
        t, p = large.get(other, (0.0, 0))
        large[other] = (t + total, p + pairs)
    large.pop(a, None)
    large.pop(b, None)
    return large


def _average(link: tuple[float, int], pairs: int) -> float:
    total, compared = link
    return (total + (pairs - compared) * NOT_COMPARED) / pairs
