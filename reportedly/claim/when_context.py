"""When an act happened that has no date of its own: what its sentence, its scene, its speaker or the report's day give it.

In the order of trust:
1. the act it is part of ("freed the town on March 27 with support of X");
2. an act told "a day after" another;
3. the scene: the last day of the news that was named for an act;
4. in the lead, the day that the body names for the same kind of act ("Tuesday's attack");
5. the day on which the speaker said so; 6. the day of the report.
A date far before the report (background) sets no scene. What is planned or conditional has a day only when one is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..ground.times_calendar import UNIT_NAMES, Offset, moved
from ..records import Interval, Time
from .akin import akin
from .draft import Draft

# A named day so long before the report still belongs to its news; older ones are background.
NEWS_DAYS = 3

# How the basis of a day begins that an act has from its context.
INHERITED = "no date of its own"

# Statuses of acts that have not happened when they are told.
NOT_YET = frozenset(("future", "conditional"))

# Acts of words: they happen when the report tells them, not in the scene of the fighting.
TALK = frozenset(("accuse", "threaten", "reject", "demand", "agree", "negotiate", "cooperate", "sanction", "support", "surrender", "investigate"))


def set_times(drafts: Sequence[Draft], same: Sequence[int | None], published: Time | None) -> tuple[Draft, ...]:
    """The drafts, each with the day that its context gives it where it has none of its own.

    `same[i]` is the index of the draft that tells of the same act as draft i, None where there is none.
    """
    today = report_day(published)
    settled = {head: draft.time for draft in drafts for head in draft.group.heads() if draft.time is not None}
    scene: Time | None = None
    done: list[Draft] = []
    for i, draft in enumerate(drafts):
        told = None if same[i] is None or same[i] > i else done[same[i]].time
        planned = set(draft.statuses) <= NOT_YET
        if draft.time is not None:
            pass
        elif draft.apart is not None and (base := told_beside(draft, done) or scene or today) is not None:
            draft = settle(draft, shifted(base, draft.apart), settled)
        elif not planned and draft.part_of in settled:
            above = settled[draft.part_of]
            draft = settle(draft, replace(above, basis=f"the time of the act it belongs to ({above.words})"), settled)
        elif told is not None and told.span is not None and (is_news(told, published) or draft.sentence - drafts[same[i]].sentence <= 2):
            draft = replace(draft, time=told)
            done.append(draft)
            continue
        elif planned:
            pass                                       # what is planned or conditional has no day yet
        elif scene is not None and draft.type not in TALK and not draft.present:
            draft = replace(draft, time=replace(scene, basis=f"no date of its own; the day of the scene before it ({scene.words})"))
        else:
            told = told_below(i, drafts, published) if scene is None else None
            if told is not None:
                scene = told
            draft = replace(draft, time=told or today)
        if not draft.subordinate and draft.time is not None and set(draft.group.heads()) & settled.keys() and is_news(draft.time, published):
            scene = draft.time
        done.append(replace(draft, time=not_after(draft.time, spoken(draft))))
    return tuple(done)


def spoken(draft: Draft) -> Time | None:
    """The day on which all who tell of an act had told of it: the earliest that one of them names."""
    said = [link.said for chain in draft.chains for link in chain if link.said is not None and link.said.precision == "day" and link.said.end]
    return min(said, key=lambda time: time.end[:10], default=None)


def not_after(time: Time | None, said: Time | None) -> Time | None:
    """An inherited day, or that of the statement where it would lie after it: nobody tells on Friday what happens on Saturday."""
    if time is None or said is None or time.end is None or not time.basis.startswith(INHERITED) or time.end[:10] <= said.end[:10]:
        return time
    return replace(said, basis=f"no date of its own; not after the day on which it was told ({said.words})")


def settle(draft: Draft, time: Time | None, settled: dict[int, Time]) -> Draft:
    """The draft with a time that the acts of its clause may take over."""
    if time is not None:
        settled.update(dict.fromkeys(draft.group.heads(), time))
    return replace(draft, time=time)


def told_beside(draft: Draft, done: Sequence[Draft]) -> Time | None:
    """The time of the act told last before this one in its sentence."""
    return next((d.time for d in reversed(done) if d.sentence == draft.sentence and d.time is not None), None)


def told_below(at: int, drafts: Sequence[Draft], published: Time | None) -> Time | None:
    """The day of the news that the body names for the same kind of act as the lead tells without one ("Tuesday's attack")."""
    return next((d.time for d in drafts[at + 1:] if d.time is not None and akin(drafts[at], d) and is_news(d.time, published)), None)


def shifted(time: Time, offset: Offset) -> Time | None:
    """The same stretch so far away; None where it has no days."""
    if time.start is None or time.end is None:
        return None
    start, end = (moved(date.fromisoformat(day[:10]), offset) for day in (time.start, time.end))
    count, unit = offset
    length = f"{abs(count)} {UNIT_NAMES[unit]}{'s' if abs(count) != 1 else ''}"
    return Time(start.isoformat(), end.isoformat(), time.words, time.span, time.precision,
                f"{length} {'after' if count > 0 else 'before'} {time.words or 'the day of the report'}")


def is_news(time: Time | None, published: Time | None) -> bool:
    """True for a day close enough before the report to be the day of its news."""
    if time is None or time.start is None or published is None or published.start is None or time.precision not in ("day", "hour", "minute"):
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
