"""What the report's context adds to an act: the earlier mention that it takes up, the place and day of its scene.

Three steps, each a pure pass over the drafts of one report, in order:
1. `taken_up`: "the attack", "the strikes" speak of an act told before and share its place and time; a headline shares those of
   the first act of its kind in the body.
2. `set_times` (when_context): the day of an act without a date of its own.
3. `set_places`: an act without a place of its own happened where the scene is; talk and accusations happen nowhere in particular.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..records import Place, Time
from .akin import taken_up
from .draft import Draft
from .when_context import TALK, set_times

# Sentences over which a place carries on to acts without one.
SCENE_SENTENCES = 4

# Confidence kept by what was taken over from the context.
INHERITED = 0.6

def in_context(drafts: Sequence[Draft], frames: dict[int, Time], published: Time | None) -> tuple[Draft, ...]:
    """The drafts with what the context settles; `frames` holds the day that a whole sentence is told under, by its index."""
    same = taken_up(drafts)
    return set_places(set_times(with_places(drafts, same), same, frames, published))


def with_places(drafts: Sequence[Draft], same: Sequence[int | None]) -> tuple[Draft, ...]:
    """The drafts, those without a place with that of the act they take up."""
    done = list(drafts)
    for headings in (False, True):                     # a headline looks down, at what is settled by then
        for i, other in enumerate(same):
            if other is not None and done[i].place is None and (other > i) == headings:
                done[i] = replace(done[i], place=lessened(done[other].place))
    return tuple(done)


def lessened(place: Place | None) -> Place | None:
    return place and replace(place, confidence=round(place.confidence * INHERITED, 3))


def set_places(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    scene: tuple[int, Place] | None = None
    done = []
    for draft in drafts:
        if draft.place is not None:
            if draft.place.precision not in ("country", "region") and not draft.heading:
                scene = (draft.sentence, draft.place)
        elif scene is not None and draft.type not in TALK and draft.sentence - scene[0] <= SCENE_SENTENCES:
            draft = replace(draft, place=lessened(scene[1]))
        done.append(draft)
    return tuple(done)
