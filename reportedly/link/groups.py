"""Which stories of all reports tell one event: each event gathers around its most telling story, the core.

Stories are taken in order of rank, the most telling first. One that scores above 0 with a core that it meets in a block joins the core it
scores highest with; any other becomes a core. So a story is compared with the events around it and not with their stories, a vague story
("attacks across the country") chains nothing, and the outcome depends on the set of stories alone, never on the order of arrival.
Leader clustering (Hartigan 1975), with a fixed order of the leaders as in Ailon, Charikar and Newman 2008 (KwikCluster).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from math import nextafter

from .blocks import block_keys
from .features import Context
from .scoring import score_above
from .stories import Story, packed, unpacked

# A story is compared with this many cores of a block, those of the highest rank. A block holds more distinct events only where one
# actor or area has hundreds within days; what is lost then is a story that meets its event in no other block.
MOST_CORES = 200

# The lower the earlier: how little a story tells, then its number.
Rank = tuple[int, int]


def rank(story: Story) -> Rank:
    """Where a story stands in the order of cores, the first being the most telling; it depends on the story alone."""
    return -story.telling, story.story_id


def all_groups(stories: Iterable[Story], context: Context) -> list[tuple[str, ...]]:
    """The events of a run as the claim ids of their stories, the core's first; each story is in exactly one. Time grows linearly with them."""
    groups: dict[int, list[str]] = {}
    for story, core, _ in all_places(stories, context):
        groups.setdefault((core or story).story_id, []).extend(story.claims)
    return [tuple(group) for group in groups.values()]


def all_places(stories: Iterable[Story], context: Context) -> Iterator[tuple[Story, Story | None, float]]:
    """Every story in the order of rank, with the core that it joins and its score with that; with None and 0 it becomes a core."""
    # Packed until their turn comes, which takes a fifth of the memory; only cores are kept.
    waiting = sorted((rank(story), story.claims, packed(story.facets)) for story in stories)
    blocks: dict[int, dict[int, Story]] = defaultdict(dict)
    for (telling, story_id), claims, held in waiting:
        story = Story(story_id, claims, unpacked(held), -telling)
        keys = block_keys(story.facets)
        core, score = best_core(story, (blocks[key] for key in keys if key in blocks), context)
        if core is None:
            for key in keys:
                if len(blocks[key]) < MOST_CORES:
                    blocks[key][story.story_id] = story
        yield story, core, score


def best_core(story: Story, blocks: Iterable[Mapping[int, Story]], context: Context) -> tuple[Story | None, float]:
    """The core that a story joins, of those listed in its blocks by id, and its score: the highest, of equals the first in rank; or None and 0."""
    listed = list(blocks)
    met: dict[int, Story] = {}
    for block in listed:
        met.update(block)
    best, highest = None, 0.0
    # Those met in most blocks first: one of them mostly is the core, and with its score to beat the rest are given up sooner.
    for core_id, _ in Counter(chain.from_iterable(listed)).most_common():
        core = met[core_id]
        value = score_above(nextafter(highest, 0.0), story.facets, core.facets, context)
        if value is not None and (best is None or value > highest or rank(core) < rank(best)):
            best, highest = core, value
    return best, highest
