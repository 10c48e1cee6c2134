"""A graph of stories in memory, as plain as it can be, to check what a ledger must do."""

from __future__ import annotations

from reportedly.link import Sketch, Story


class MemoryGraph:
    """Dictionaries and sorted lists; every question is answered by looking at everything."""

    def __init__(self) -> None:
        self.kept: dict[int, Story] = {}
        self.blocks: dict[int, list[tuple[int, int]]] = {}
        self.scores: dict[tuple[int, int], float] = {}
        self.sketches: dict[str, Sketch] = {}

    def around(self, key, place, reach):
        members = self.blocks.get(key, [])
        before = [story for at, story in members if (at, story) < place]
        after = [story for at, story in members if (at, story) > place]
        return before[::-1][:reach], after[:reach]

    def between(self, key, one, other, most):
        return min(most, sum(one < place < other for place in self.blocks.get(key, [])))

    def stories(self, ids):
        return {n: self.kept[n] for n in ids}

    def sketch(self, doc_id):
        return self.sketches.get(doc_id)

    def edges(self, ids):
        return [(a, b, value) for (a, b), value in self.scores.items() if a in ids or b in ids]

    def insert(self, story, keys, position):
        if story.story_id in self.kept:
            raise ValueError(story.story_id)
        self.kept[story.story_id] = story
        for key in keys:
            self.blocks[key] = sorted([*self.blocks.get(key, []), (position, story.story_id)])

    def delete(self, story_id):
        del self.kept[story_id]
        self.blocks = {key: [place for place in members if place[1] != story_id] for key, members in self.blocks.items()}

    def connect(self, edges):
        for a, b, value in edges:
            assert a < b and value > 0 and {a, b} <= self.kept.keys()
            self.scores[a, b] = value

    def disconnect(self, pairs):
        for pair in pairs:
            self.scores.pop(pair, None)
