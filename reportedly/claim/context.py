"""What the report's context adds to an act: the earlier mention that it takes up, the place and day of its scene.

Three steps, each a pure pass over the drafts of one report, in order:
1. `take_up`: "the attack", "the strikes" speak of an act told before and share its parties, place and time; a headline shares
   those of the first act of its kind in the body.
2. `set_times`: an act of the news without a date of its own happened in its scene: on the last day named for an act, else on
   the day of the report. A date far before the report (background) sets no scene.
3. `set_places`: an act without a place of its own happened where the scene is; talk and accusations happen nowhere in particular.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..records import Interval, Place, Time
from .acts import HARM
from .draft import Draft

# A named day so long before the report still belongs to its news; older ones are background.
NEWS_DAYS = 3

# Sentences back in which the act that "the attack" takes up is looked for.
TAKE_UP_SENTENCES = 6

# Sentences over which a place carries on to acts without one.
SCENE_SENTENCES = 4

# Confidence kept by what was taken over from the context.
INHERITED = 0.6

# Statuses of acts that have not happened when they are told.
NOT_YET = frozenset(("future", "conditional"))

TALK = frozenset(("accuse", "threaten", "reject", "demand", "agree", "negotiate", "cooperate", "sanction", "support", "surrender", "investigate"))
STRIKES = frozenset(("attack", "bombing", "suicide_bombing", "airstrike", "shelling", "chemical_attack"))
GROUND = frozenset(("clash", "operation", "advance", "take_control", "attack", "surround"))
HARMS = STRIKES | HARM


def in_context(drafts: Sequence[Draft], published: Time | None, openings: Mapping[int, Place] | None = None) -> tuple[Draft, ...]:
    """The drafts with what the context settles; `openings` are the places of sentences by their number, for those that tell no act."""
    return set_places(set_times(take_up(drafts), published), openings or {})


def take_up(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    done: list[Draft] = []
    for draft in drafts:
        if draft.definite and (earlier := antecedent(draft, done)) is not None:
            draft = share(draft, earlier)
        done.append(draft)
    for i, draft in enumerate(done):
        if draft.heading and (body := next((d for d in done[i + 1:] if not d.heading and akin(draft, d)), None)) is not None:
            done[i] = share(draft, body)
    return tuple(done)


def antecedent(draft: Draft, done: Sequence[Draft]) -> Draft | None:
    """The nearest earlier act that a definite act noun can speak of, one of the very same type first."""
    near = [d for d in reversed(done) if 0 <= draft.sentence - d.sentence <= TAKE_UP_SENTENCES and akin(draft, d)]
    same = [d for d in near if d.type == draft.type]
    return next(iter(same or near), None)


def akin(one: Draft, other: Draft) -> bool:
    if one.type == other.type:
        return True
    return (one.type in STRIKES and other.type in STRIKES) and ("attack" in (one.type, other.type) or {one.type, other.type} <= {"bombing", "suicide_bombing"}) \
        or (one.type in GROUND and other.type in GROUND and "operation" in (one.type, other.type)) \
        or (one.heading and one.type in HARMS and other.type in HARMS)


def share(draft: Draft, other: Draft) -> Draft:
    return replace(draft, place=draft.place or taken_over(other.place, f"no place of its own; that of the same act told elsewhere ({other.group.act.span.words})"),
                   time=draft.time or other.time)


def taken_over(place: Place | None, basis: str) -> Place | None:
    """The place of another act, with the reason it is taken over; one that was itself taken over keeps the first reason."""
    return place and replace(place, confidence=round(place.confidence * INHERITED, 3), basis=place.basis or basis)


def set_times(drafts: Sequence[Draft], published: Time | None) -> tuple[Draft, ...]:
    today = report_day(published)
    scene: Time | None = None
    done = []
    for draft in drafts:
        if draft.time is not None:
            if is_news(draft.time, published) and not draft.subordinate:
                scene = draft.time
        elif set(draft.statuses) <= NOT_YET:
            pass                                       # what is planned or conditional has no day yet
        elif scene is not None and draft.type not in TALK:
            draft = replace(draft, time=replace(scene, basis=f"no date of its own; the day of the scene before it ({scene.words})"))
        else:
            draft = replace(draft, time=today)
        done.append(draft)
    return tuple(done)


def is_news(time: Time, published: Time | None) -> bool:
    """True for a day close enough before the report to be the day of its news."""
    if time.start is None or published is None or published.start is None or time.precision not in ("day", "hour", "minute"):
        return False
    days = (date.fromisoformat(published.start[:10]) - date.fromisoformat(time.start[:10])).days
    return 0 <= days <= NEWS_DAYS


def report_day(published: Time | None) -> Time | None:
    """The day of the report as the time of an act that it tells as news, without a date of its own."""
    if published is None or published.start is None:
        return None
    candidates = tuple(Interval(c.start, c.end, c.reason) for c in published.candidates)
    return Time(published.start[:10], (published.end or published.start)[:10], "", None, published.precision,
                "no date of its own; told as news on the day of the report", candidates)


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
