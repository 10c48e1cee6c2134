"""A graph of stories in memory, as plain as it can be, to check what a ledger must do."""

from __future__ import annotations

from reportedly.link import Sketch, Standing, Story


class MemoryGraph:
    """Dictionaries and sorted lists; every question is answered by looking at everything."""

    def __init__(self, sketches: dict[str, Sketch]) -> None:
        self.kept: dict[int, Story] = {}
        self.blocks: dict[int, list[tuple[int, int]]] = {}
        self.placed: dict[int, Standing] = {}
        self.sketch = sketches.get

    def stories(self, ids):
        return {n: self.kept[n] for n in ids}

    def standings(self, ids):
        return {n: self.placed[n] for n in ids if n in self.placed}

    def cores(self, key, most):
        return [n for _, n in self.blocks.get(key, []) if n in self.placed and self.placed[n].core == n][:most]

    def after(self, key, rank):
        return [n for at, n in self.blocks.get(key, []) if (at, n) > rank]

    def followers(self, core):
        return sorted(n for n, standing in self.placed.items() if standing.core == core != n)

    def insert(self, story, keys, rank):
        if story.story_id in self.kept:
            raise ValueError(story.story_id)
        self.kept[story.story_id] = story
        for key in keys:
            self.blocks[key] = sorted([*self.blocks.get(key, []), rank])

    def delete(self, story_id):
        del self.kept[story_id], self.placed[story_id]
        self.blocks = {key: [rank for rank in members if rank[1] != story_id] for key, members in self.blocks.items()}

    def place(self, story_id, standing):
        self.placed[story_id] = standing
