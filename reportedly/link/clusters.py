"""From scored pairs to events: average linkage, so that one vague claim cannot chain two events together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

# What a pair that met in no block counts for in an average: nothing speaks for it.
NOT_COMPARED = -0.8


def clusters(size: int, scored: Iterable[tuple[int, int, float]]) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers 0 … size-1, from pairs (a, b, score).

    Repeatedly joins the two groups whose claims, each with each, score highest on average, as long as that average is above 0.
    Ties go to the group with the lowest number, so the result depends on the scores alone. Time grows with the pairs, times a logarithm.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    # links[g][h] = (sum of scores, number of compared pairs) between the groups g and h, kept for both.
    links: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in range(size)}
    for a, b, value in scored:
        links[a][b] = links[b][a] = (value, 1)
    queue = [(-value, a, b) for a in links for b, (value, _) in links[a].items() if a < b and value > 0]
    heapq.heapify(queue)
    fresh = size
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
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


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
