"""The stories, blocks and edges of link/growth.py, kept in the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..link import Sketch, Story, from_row, to_row
from .ledger import Transaction, salt

# Stories that are kept as records while one transaction works on them: reading one anew costs more than all that is asked of it.
HELD = 20_000

Edge = tuple[int, int, float]
Place = tuple[int, int]


class StoredGraph:
    """`link.Graph` over the tables of a ledger, within one transaction."""

    def __init__(self, work: Transaction) -> None:
        self.work = work
        self._stories: dict[int, Story] = {}
        self._sketches: dict[str, Sketch | None] = {}

    def around(self, key: int, place: Place, reach: int) -> tuple[Sequence[int], Sequence[int]]:
        before = self.work.execute("SELECT story FROM blocks WHERE key = ? AND (position, story) < (?, ?) ORDER BY position DESC, story DESC LIMIT ?",
                                   (key, *place, reach))
        after = self.work.execute("SELECT story FROM blocks WHERE key = ? AND (position, story) > (?, ?) ORDER BY position, story LIMIT ?",
                                  (key, *place, reach))
        return [story for story, in before], [story for story, in after]

    def between(self, key: int, one: Place, other: Place, most: int) -> int:
        return self.work.execute(
            "SELECT count(*) FROM (SELECT 1 FROM blocks WHERE key = ? AND (position, story) > (?, ?) AND (position, story) < (?, ?) LIMIT ?)",
            (key, *one, *other, most)).fetchone()[0]

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

    def edges(self, ids: Collection[int]) -> Iterable[Edge]:
        wanted = json.dumps(list(ids))
        return self.work.execute("SELECT one, other, score FROM edges WHERE one IN (SELECT value FROM json_each(?)) UNION "
                                 "SELECT one, other, score FROM edges WHERE other IN (SELECT value FROM json_each(?))", (wanted, wanted)).fetchall()

    def insert(self, story: Story, keys: Sequence[int], position: int) -> None:
        number, doc_id, claims, facets = to_row(story)
        if self.work.execute("SELECT 1 FROM stories WHERE story = ?", (number,)).fetchone():
            raise ValueError(f"story {number} is there already")
        self.work.insert("stories", {"story": number, "doc_id": doc_id, "claims": claims, "facets": facets, "salt": salt()})
        for key in keys:
            self.work.insert("blocks", {"key": key, "position": position, "story": number})
        self.work.touch("story", number)
        self._stories[number] = story

    def delete(self, story_id: int) -> None:
        self.work.execute("DELETE FROM blocks WHERE story = ?", (story_id,))
        self.work.execute("DELETE FROM stories WHERE story = ?", (story_id,))
        self.work.touch("story", story_id)
        self._stories.pop(story_id, None)

    def connect(self, edges: Iterable[Edge]) -> None:
        for one, other, score in edges:
            self.work.execute("INSERT OR REPLACE INTO edges (one, other, score) VALUES (?, ?, ?)", (one, other, score))
            self.work.touch("edges", one)

    def disconnect(self, pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            self.work.execute("DELETE FROM edges WHERE one = ? AND other = ?", (one, other))
            self.work.touch("edges", one)
