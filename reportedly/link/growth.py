"""Adding reports to what is linked, and taking them out, without linking everything anew.

The result is exactly that of linking all stories at once, whatever the order in which they came. A story's core depends on the cores that
rank before it alone, so a change is followed downwards in rank: only stories that a change can reach are looked at again, each once.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .blocks import block_keys
from .copies import Copied, Sketch
from .features import Context
from .groups import MOST_CORES, Rank, all_places, best_core, rank
from .scoring import ROUNDING, score_above
from .stories import Story


@dataclass(frozen=True, slots=True)
class Standing:
    """Which core a story belongs to (its own id: it is a core), and its score with it (0 for a core)."""

    core: int
    score: float


class Graph(Protocol):
    """The stories that are linked so far, the blocks they are in, and the core of each; stories are named by their story_id.

    In SQLite: stories(story PRIMARY KEY, …, core, score) with an index on core, and blocks(key, core 0|1, rank, story) with that key, where
    `rank` is the first number of the story's rank; the second is its id.
    """

    def stories(self, ids: Collection[int]) -> Mapping[int, Story]:
        """These stories; raises KeyError for one that is not there."""

    def standings(self, ids: Collection[int]) -> Mapping[int, Standing]:
        """What these stories belong to; one that has not been placed yet is left out."""

    def sketch(self, doc_id: str) -> Sketch | None:
        """The sketch of a report; None when it has none."""

    def cores(self, key: int, most: int) -> Sequence[int]:
        """The first `most` cores of a block in the order of rank."""

    def after(self, key: int, rank: Rank) -> Sequence[int]:
        """All members of a block that rank after this, cores or not."""

    def followers(self, core: int) -> Sequence[int]:
        """The stories that belong to a core, without itself."""

    def insert(self, story: Story, keys: Sequence[int], rank: Rank) -> None:
        """Keep a story and its blocks; raises ValueError when it is there already."""

    def delete(self, story_id: int) -> None:
        """Forget a story and its blocks."""

    def place(self, story_id: int, standing: Standing) -> None:
        """Keep what a story belongs to."""


def add_stories(graph: Graph, stories: Iterable[Story]) -> set[int]:
    """Add stories of new reports; returns the ids of all cores whose event changed, also of those that are none any more.

    The sketches of the reports must be in the graph before.
    """
    new = list(stories)
    for story in new:
        graph.insert(story, block_keys(story.facets), rank(story))
    return _Settling(graph).settle(story.story_id for story in new)


def remove_stories(graph: Graph, ids: Iterable[int]) -> set[int]:
    """Take stories out; returns the ids of all cores whose event changed, also of those that are none any more."""
    gone = sorted(ids)
    settling = _Settling(graph)
    reached: set[int] = set()
    for story_id in gone:
        story, core = settling.story(story_id), graph.standings([story_id])[story_id].core
        settling.changed.add(core)
        if core == story_id:
            reached |= {*graph.followers(story_id)}
            full = [key for key in block_keys(story.facets) if story_id in graph.cores(key, MOST_CORES)]
            graph.delete(story_id)
            reached |= settling.moved_up(full)
        else:
            graph.delete(story_id)
    return settling.settle(reached - set(gone))


def all_standings(stories: Iterable[Story], sketch: Callable[[str], Sketch | None]) -> Iterator[tuple[Story, Standing]]:
    """What every story belongs to, in the order of rank: what `add_stories` leaves in a graph of these stories, made at once in memory.

    `sketch` gives the sketch of a report by its doc_id.
    """
    for story, core, score in all_places(stories, Context(Copied(sketch))):
        yield story, Standing((core or story).story_id, score)


def groups_of(graph: Graph, cores: Iterable[int]) -> list[tuple[Story, ...]]:
    """The events of these cores as groups of stories, the core first; ids that are no core are left out.

    With what `add_stories` or `remove_stories` return, these are all events that changed: an event that held a story of these groups, or
    one that was removed, is replaced by them; every other stays as it is.
    """
    standings = graph.standings(sorted(set(cores)))
    found = []
    for core in sorted(n for n, standing in standings.items() if standing.core == n):
        stories = graph.stories([core, *graph.followers(core)])
        found.append(tuple(sorted(stories.values(), key=rank)))
    return found


class _Settling:
    """One round of looking again at stories, from the first in rank to the last that a change reaches."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.context = Context(Copied(graph.sketch))
        self.changed: set[int] = set()
        self._known: dict[int, Story] = {}
        self._queue: list[tuple[Rank, int]] = []
        self._queued: set[int] = set()

    def settle(self, ids: Iterable[int]) -> set[int]:
        self._look_again(ids)
        while self._queue:
            _, story_id = heapq.heappop(self._queue)
            self._place(self.story(story_id))
        return self.changed

    def story(self, story_id: int) -> Story:
        return self.stories([story_id])[0]

    def stories(self, ids: Iterable[int]) -> list[Story]:
        ids = list(ids)
        if missing := sorted({n for n in ids if n not in self._known}):
            self._known.update(self.graph.stories(missing))
        return [self._known[n] for n in ids]

    def moved_up(self, keys: Iterable[int]) -> set[int]:
        """The stories that a core reaches which a block now lists, since one before it is gone."""
        found: set[int] = set()
        for key in keys:
            listed = self.graph.cores(key, MOST_CORES)
            if len(listed) == MOST_CORES:
                found |= self._reached(self.story(listed[-1]), key)
        return found

    def _look_again(self, ids: Iterable[int]) -> None:
        for story in self.stories(n for n in ids if n not in self._queued):
            self._queued.add(story.story_id)
            heapq.heappush(self._queue, (rank(story), story.story_id))

    def _place(self, story: Story) -> None:
        here, keys = rank(story), block_keys(story.facets)
        listed = [{core.story_id: core for core in self.stories(self.graph.cores(key, MOST_CORES)) if rank(core) < here} for key in keys]
        core, score = best_core(story, listed, self.context)
        before = self.graph.standings([story.story_id]).get(story.story_id)
        now = Standing(core.story_id if core else story.story_id, score)
        if now == before:
            return
        self.changed |= {now.core} | ({before.core} if before else set())
        was, stays = before is not None and before.core == story.story_id, core is None
        listing = [key for key in keys if was and story.story_id in self.graph.cores(key, MOST_CORES)]
        followers = self.graph.followers(story.story_id) if was else ()
        self.graph.place(story.story_id, now)
        if was:
            self._look_again({*followers} | self.moved_up(listing))
        elif stays:
            self._look_again({n for key in keys for n in self._listed_anew(story, key)})

    def _listed_anew(self, core: Story, key: int) -> set[int]:
        """The stories that a new core may win in a block, and those of the core that it crowds out of the block's list."""
        listed = self.graph.cores(key, MOST_CORES + 1)
        if core.story_id not in listed[:MOST_CORES]:
            return set()
        crowded_out = self.graph.followers(listed[MOST_CORES]) if len(listed) > MOST_CORES else ()
        return {*crowded_out} | self._reached(core, key)

    def _reached(self, core: Story, key: int) -> set[int]:
        """The members of a block after a core in rank that may score higher with it than with the core they have."""
        members = self.stories(self.graph.after(key, rank(core)))
        standings = self.graph.standings([story.story_id for story in members])
        found = set()
        for story in members:
            standing = standings.get(story.story_id)
            if standing and score_above(max(0.0, standing.score - ROUNDING), story.facets, core.facets, self.context) is not None:
                found.add(story.story_id)
        return found
