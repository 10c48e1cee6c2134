"""What the report's context adds to an act: the earlier mention that it takes up, the place and day of its scene.

Three steps, each a pure pass over the drafts of one report, in order:
1. `taken_up`: "the attack", "the strikes" speak of an act told before and share its place and time; a headline shares those of
   the first act of its kind in the body.
2. `set_times` (when_context): the day of an act without a date of its own.
3. `set_places`: an act without a place of its own happened where the scene is; talk and accusations happen nowhere in particular.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..records import Place, Time
from .akin import taken_up
from .draft import Draft
from .when_context import TALK, set_times

# Sentences over which a place carries on to acts without one.
SCENE_SENTENCES = 4

# Confidence kept by what was taken over from the context.
INHERITED = 0.6


def in_context(drafts: Sequence[Draft], frames: dict[int, Time], openings: Mapping[int, Place], published: Time | None) -> tuple[Draft, ...]:
    """The drafts with what the context settles.

    By the index of a sentence, `frames` holds the day that the whole of it is told under, `openings` the place of its main verb.
    """
    same = taken_up(drafts)
    return set_places(set_times(with_places(drafts, same), same, frames, published), openings)


def with_places(drafts: Sequence[Draft], same: Sequence[int | None]) -> tuple[Draft, ...]:
    """The drafts, those without a place with that of the act they take up."""
    done = list(drafts)
    for headings in (False, True):                     # a headline looks down, at what is settled by then
        for i, other in enumerate(same):
            if other is not None and done[i].place is None and (other > i) == headings:
                told = f"no place of its own; that of the same act told elsewhere ({done[other].group.act.span.words})"
                done[i] = replace(done[i], place=taken_over(done[other].place, told))
    return tuple(done)


def taken_over(place: Place | None, basis: str) -> Place | None:
    """The place of another act, with the reason it is taken over; one that was itself taken over keeps the first reason."""
    return place and replace(place, confidence=round(place.confidence * INHERITED, 3), basis=place.basis or basis)


def set_places(drafts: Sequence[Draft], openings: Mapping[int, Place]) -> tuple[Draft, ...]:
    scenes = {index: place for index, place in openings.items() if index not in {d.sentence for d in drafts} and is_scene(place)}
    done = []
    for draft in drafts:
        if draft.place is not None:
            if is_scene(draft.place) and tells_story(draft):
                scenes[draft.sentence] = draft.place
        elif draft.type not in TALK and (place := scene_before(draft.sentence, scenes)) is not None:
            draft = replace(draft, place=taken_over(place, f"no place of its own; that of the scene before it ({place.words})"))
        done.append(draft)
    return tuple(done)


def scene_before(sentence: int, scenes: Mapping[int, Place]) -> Place | None:
    """The place of the scene at a sentence: its own or that of the nearest of the SCENE_SENTENCES before it."""
    return next((scenes[i] for i in range(sentence, sentence - SCENE_SENTENCES - 1, -1) if i in scenes), None)


def is_scene(place: Place) -> bool:
    """True for a place small enough to be a scene and named with what happened there, not only by the dateline."""
    return place.precision not in ("country", "region") and not place.basis.startswith("only the dateline")


def tells_story(draft: Draft) -> bool:
    """True for an act of the report's own story: no headline, nothing told on the way ("who plotted attacks in Kabul"), planned or only possible."""
    return not draft.heading and not draft.subordinate and "asserted" in draft.statuses
