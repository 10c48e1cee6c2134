"""Which stories of all reports tell one event.

    stories → pairs that meet in a block → edges (pairs whose score is above 0) → components of the edges → average linkage in each

What a component becomes depends on its own stories alone. That is what makes linking incremental (link/growth.py): a new report changes
the components that its stories have edges to, and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .blocks import NEIGHBOURS, block_keys, neighbours, position
from .clusters import Pair, Scored, clusters, components, tightened
from .facets import Facets, story_of
from .features import Context
from .scoring import joinable, pair_scores
from .stories import Story


def all_groups(stories: Sequence[Story], context: Context) -> Iterator[tuple[Story, ...]]:
    """The events of a run as groups of its stories, each story in exactly one. Time grows about linearly with the stories."""
    ordered = sorted(stories, key=place_in_block)
    facets = [story.facets for story in ordered]
    edges = joinable(facets, neighbours(*_table(facets)).tolist(), context)
    parts = components(len(ordered), edges)
    part_of = np.empty(len(ordered), dtype=np.int64)
    for n, part in enumerate(parts):
        part_of[list(part)] = n
    inside: dict[int, list[tuple[int, int, float]]] = {}
    for edge in edges:
        inside.setdefault(int(part_of[edge[0]]), []).append(edge)
    for n, part in enumerate(parts):
        chosen = [ordered[i] for i in part]
        yield from component_groups(chosen, [(ordered[a].story_id, ordered[b].story_id, value) for a, b, value in inside.get(n, ())], context)


def place_in_block(story: Story) -> tuple[int, int]:
    """Where a story sorts in each of its blocks."""
    return position(story.facets), story.story_id


def component_groups(stories: Sequence[Story], edges: Sequence[Scored], context: Context) -> list[tuple[Story, ...]]:
    """The events of one component of the edges (story_id, story_id, score), whatever the order of both."""
    if len(stories) == 1:
        return [tuple(stories)]
    ordered = sorted(stories, key=lambda story: (story.facets.report, story.facets.start, story.claims))
    number = {story.story_id: n for n, story in enumerate(ordered)}
    likely = sorted((*sorted((number[a], number[b])), value) for a, b, value in edges)
    groups = []
    for part in tightened(len(ordered), likely):
        local = {n: i for i, n in enumerate(part)}
        known = [(local[a], local[b], value) for a, b, value in likely if a in local and b in local]
        groups += [tuple(ordered[part[i]] for i in group) for group in _linked([ordered[n].facets for n in part], known, context)]
    return groups


def _linked(facets: Sequence[Facets], known: Sequence[Scored], context: Context) -> list[tuple[int, ...]]:
    """Average linkage; again, as long as a block was too large to be compared in full, with what was joined as one."""
    if len(facets) == 1:
        return [(0,)]
    groups = [(n,) for n in range(len(facets))]
    while True:
        profiles = [story_of([facets[n] for n in group]) if len(group) > 1 else facets[group[0]] for group in groups]
        pairs, crowded = _candidates(profiles)
        scored = {(a, b) for a, b, _ in known}
        likely = [*known, *joinable(profiles, [pair for pair in pairs if pair not in scored], context)]
        joined = clusters(len(profiles), pairs, likely, lambda chosen: pair_scores(profiles, chosen, context))
        merged = sorted(tuple(sorted(n for group in join for n in groups[group])) for join in joined)
        if len(merged) == len(groups) or not crowded:
            return merged
        groups, known = merged, ()


def _candidates(profiles: Sequence[Facets]) -> tuple[list[Pair], bool]:
    """The pairs that meet in a block, and whether a block is too large for all its members to be compared."""
    keys = [frozenset(block_keys(f)) for f in profiles]
    if len(profiles) <= NEIGHBOURS + 1:
        return [(a, b) for a, one in enumerate(keys) for b in range(a + 1, len(keys)) if not one.isdisjoint(keys[b])], False
    order = sorted(range(len(profiles)), key=lambda n: (position(profiles[n]), n))
    table = _table([profiles[n] for n in order])
    pairs = sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in neighbours(*table).tolist())
    return pairs, int(np.unique(table[0], return_counts=True)[1].max()) > NEIGHBOURS + 1


def _table(facets: Sequence[Facets]) -> tuple[np.ndarray, np.ndarray]:
    """The table of blocks: which key (first array) holds which facets (second, their places)."""
    held = [block_keys(f) for f in facets]
    return np.fromiter((key for keys in held for key in keys), np.int64), np.repeat(np.arange(len(held)), [len(keys) for keys in held])
