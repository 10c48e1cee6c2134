"""Adding reports to what is linked, and taking them out, without linking everything anew.

The result is exactly that of linking all stories at once, whatever the order in which they came. Three things see to that: a story
depends on its own report alone; an edge on its two stories and their places in the blocks; an event on its component of the edges alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from .blocks import NEIGHBOURS, block_keys
from .clusters import Scored
from .copies import Copied, Sketch
from .features import Context
from .groups import component_groups, place_in_block
from .scoring import joinable
from .stories import Story

# Where a story sorts in a block: its position, then its number.
Place = tuple[int, int]


class Graph(Protocol):
    """The stories that are linked so far, the blocks they are in, and the edges between them; story ids throughout.

    An edge is a pair (smaller id, larger id, score) whose score is above 0. In SQLite: stories(story PRIMARY KEY, …),
    blocks(key, position, story, PRIMARY KEY (key, position, story)) WITHOUT ROWID, edges(one, other, score) with an index each way.
    """

    def around(self, key: int, place: Place, reach: int) -> tuple[Sequence[int], Sequence[int]]:
        """Up to `reach` members of a block before the place and up to `reach` after it, each nearest first; never the story there."""

    def between(self, key: int, one: Place, other: Place, most: int) -> int:
        """How many members of a block sort between two places (one < other), both excluded; counting may stop at `most`."""

    def stories(self, ids: Collection[int]) -> Mapping[int, Story]:
        """These stories; raises KeyError for one that is not there."""

    def sketch(self, doc_id: str) -> Sketch | None:
        """The sketch of a report; None when it has none."""

    def edges(self, ids: Collection[int]) -> Iterable[Scored]:
        """All edges that touch one of these stories, each at least once."""

    def insert(self, story: Story, keys: Sequence[int], position: int) -> None:
        """Keep a story and its blocks."""

    def delete(self, story_id: int) -> None:
        """Forget a story and its blocks."""

    def connect(self, edges: Iterable[Scored]) -> None:
        """Keep these edges, those that are there already as well."""

    def disconnect(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget these edges."""


def add_stories(graph: Graph, stories: Iterable[Story]) -> set[int]:
    """Add stories of new reports; returns the ids of the stories whose edges changed, the new ones among them.

    The sketches of the reports must be in the graph before. Raises ValueError when a story is there already.
    """
    touched: set[int] = set()
    for story in stories:
        keys, place = block_keys(story.facets), place_in_block(story)
        near, apart = _around(graph, keys, place)
        graph.insert(story, keys, place[0])
        edges = _edges(graph, [(story.story_id, other) for other in near])
        graph.connect(edges)
        gone = _pushed_apart(graph, apart)
        graph.disconnect(gone)
        touched |= {story.story_id, *(n for a, b, *_ in (*edges, *gone) for n in (a, b))}
    return touched


def remove_stories(graph: Graph, ids: Iterable[int]) -> set[int]:
    """Take stories out; returns the ids of those left whose edges changed."""
    touched: set[int] = set()
    for story_id, story in graph.stories(list(ids)).items():
        keys, place = block_keys(story.facets), place_in_block(story)
        _, brought_together = _around(graph, keys, place)
        lost = [(a, b) for a, b, _ in graph.edges([story_id])]
        graph.disconnect(lost)
        graph.delete(story_id)
        edges = _edges(graph, brought_together)
        graph.connect(edges)
        touched = (touched | {n for a, b, *_ in (*edges, *lost) for n in (a, b)}) - {story_id}
    return touched


def groups_around(graph: Graph, ids: Iterable[int]) -> list[tuple[Story, ...]]:
    """The events of every component that holds one of these stories, as groups of stories, sorted.

    After `add_stories` or `remove_stories` and with what they return, these are all events that may have changed: an event with a story
    of these groups is replaced by them, every other stays.
    """
    context = _context(graph)
    found: list[tuple[Story, ...]] = []
    seen: set[int] = set()
    for start in sorted(set(ids)):
        if start in seen:
            continue
        members, edges = _component(graph, start)
        seen |= members
        found += component_groups(list(graph.stories(sorted(members)).values()), sorted(edges), context)
    return sorted(found, key=lambda group: group[0].story_id)


def _component(graph: Graph, start: int) -> tuple[set[int], set[Scored]]:
    members, edges, fresh = {start}, set(), {start}
    while fresh:
        found = set(graph.edges(sorted(fresh)))
        edges |= found
        fresh = {n for a, b, _ in found for n in (a, b)} - members
        members |= fresh
    return members, edges


def _around(graph: Graph, keys: Sequence[int], place: Place) -> tuple[list[int], list[tuple[int, int]]]:
    """The stories at most NEIGHBOURS places from this one in a block, and the pairs that are as far apart with it, but not without it."""
    near: set[int] = set()
    straddling: set[tuple[int, int]] = set()
    for key in keys:
        before, after = graph.around(key, place, NEIGHBOURS)
        near.update(before, after)
        # Without this story, before[i] and after[j] are i + j + 1 places apart.
        for i, one in enumerate(before):
            if (j := NEIGHBOURS - 1 - i) < len(after):
                straddling.add((min(one, after[j]), max(one, after[j])))
    return sorted(near), sorted(straddling)


def _edges(graph: Graph, pairs: Sequence[tuple[int, int]]) -> list[Scored]:
    """Those of the pairs whose score is above 0."""
    stories = graph.stories(sorted({n for pair in pairs for n in pair}))
    numbers = {story_id: n for n, story_id in enumerate(stories)}
    facets = [story.facets for story in stories.values()]
    ids = list(stories)
    scored = joinable(facets, [(numbers[a], numbers[b]) for a, b in pairs], _context(graph))
    return [(min(ids[a], ids[b]), max(ids[a], ids[b]), value) for a, b, value in scored]


def _pushed_apart(graph: Graph, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the pairs that have an edge, but now are too far apart in every block that they share."""
    if not pairs:
        return []
    wanted = set(pairs)
    held = sorted({(a, b) for a, b, _ in graph.edges(sorted({a for a, _ in pairs})) if (a, b) in wanted})
    stories = graph.stories(sorted({n for pair in held for n in pair}))
    return [(a, b) for a, b in held if not _meet(graph, stories[a], stories[b])]


def _meet(graph: Graph, one: Story, other: Story) -> bool:
    first, last = sorted((place_in_block(one), place_in_block(other)))
    shared = sorted(set(block_keys(one.facets)) & set(block_keys(other.facets)))
    return any(graph.between(key, first, last, NEIGHBOURS) < NEIGHBOURS for key in shared)


def _context(graph: Graph) -> Context:
    return Context(Copied(graph.sketch))
