"""The stories of link/growth.py, their blocks and the core of each, kept in the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..link import Sketch, Standing, Story, from_row, to_row
from .ledger import Transaction, salt

# Stories that are kept as records while one transaction works on them: reading one anew costs more than all that is asked of it.
HELD = 20_000

Rank = tuple[int, int]


class StoredGraph:
    """`link.Graph` over the tables of a ledger, within one transaction."""

    def __init__(self, work: Transaction) -> None:
        self.work = work
        self._stories: dict[int, Story] = {}
        self._sketches: dict[str, Sketch | None] = {}

    def stories(self, ids: Collection[int]) -> Mapping[int, Story]:
        missing = [story for story in ids if story not in self._stories]
        if missing:
            if len(self._stories) > HELD:
                self._stories = {story: self._stories[story] for story in ids if story in self._stories}
            for row in self.work.execute("SELECT story, doc_id, claims, facets FROM stories WHERE story IN (SELECT value FROM json_each(?))", (json.dumps(missing),)):
                self._stories[row[0]] = from_row(row)
        return {story: self._stories[story] for story in ids}

    def sketch(self, doc_id: str) -> Sketch | None:
        if doc_id not in self._sketches:
            row = self.work.execute("SELECT size, checksums FROM sketches WHERE doc_id = ?", (doc_id,)).fetchone()
            self._sketches[doc_id] = Sketch(*row) if row else None
        return self._sketches[doc_id]

    def standings(self, ids: Collection[int]) -> Mapping[int, Standing]:
        rows = self.work.execute("SELECT story, core, score FROM stories WHERE core IS NOT NULL AND story IN (SELECT value FROM json_each(?))",
                                 (json.dumps(list(ids)),))
        return {story: Standing(core, score) for story, core, score in rows}

    def cores(self, key: int, most: int) -> Sequence[int]:
        return [story for story, in self.work.execute("SELECT story FROM blocks WHERE key = ? AND core = 1 ORDER BY rank, story LIMIT ?", (key, most))]

    def after(self, key: int, rank: Rank) -> Sequence[int]:
        return [story for core in (0, 1) for story, in self.work.execute(
            "SELECT story FROM blocks WHERE key = ? AND core = ? AND (rank, story) > (?, ?)", (key, core, *rank))]

    def followers(self, core: int) -> Sequence[int]:
        return [story for story, in self.work.execute("SELECT story FROM stories WHERE core = ? AND story <> core ORDER BY story", (core,))]

    def of_reports(self, doc_ids: Iterable[str]) -> list[int]:
        """The stories that these reports have in the graph."""
        return [story for doc_id in doc_ids for story, in self.work.execute("SELECT story FROM stories WHERE doc_id = ? ORDER BY story", (doc_id,))]

    def all_stories(self) -> Iterator[Story]:
        """Every story, one at a time."""
        return map(from_row, self.work.execute("SELECT story, doc_id, claims, facets FROM stories"))

    def all_standings(self) -> dict[int, Standing]:
        """What every story belongs to that has been placed."""
        return {story: Standing(core, score) for story, core, score in self.work.execute("SELECT story, core, score FROM stories WHERE core IS NOT NULL")}

    def insert(self, story: Story, keys: Sequence[int], rank: Rank) -> None:
        number, doc_id, claims, facets = to_row(story)
        if self.work.execute("SELECT 1 FROM stories WHERE story = ?", (number,)).fetchone():
            raise ValueError(f"story {number} is there already")
        self.work.insert("stories", {"story": number, "doc_id": doc_id, "claims": claims, "facets": facets, "salt": salt()})
        for key in keys:
            self.work.insert("blocks", {"key": key, "core": 0, "rank": rank[0], "story": number})
        self.work.touch("story", number)
        self._stories[number] = story

    def delete(self, story_id: int) -> None:
        self.work.execute("DELETE FROM blocks WHERE story = ?", (story_id,))
        self.work.execute("DELETE FROM stories WHERE story = ?", (story_id,))
        self.work.touch("story", story_id)
        self._stories.pop(story_id, None)

    def place(self, story_id: int, standing: Standing) -> None:
        self.work.execute("UPDATE stories SET core = ?, score = ? WHERE story = ?", (standing.core, standing.score, story_id))
        self.work.execute("UPDATE blocks SET core = ? WHERE story = ? AND core <> ?", (core := int(standing.core == story_id), story_id, core))
        self.work.touch("story", story_id)
