"""When an act happened that has no date of its own: what its sentence, its scene, its speaker or the report's day give it.

In the order of trust:
1. an act told a length of time from another ("a day after X accused Y") is counted from it;
2. an act told within another has its time ("freed the town on March 27 with support of X");
3. "the attack" has the time of the attack that it takes up;
4. the scene: the last day of the news that was named for an act. An older day than the lead's is a flashback and passes soon;
5. before any scene, the day that the body names for the same kind of act ("Tuesday's attack");
6. the day of the report, for news and for all that is told in the present tense or is done with words.
An inherited day is never later than the day on which a speaker told of the act. A date far before the report (background) sets no
scene. What is planned or conditional has a day only when one is named.
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

# So many sentences on, the scene returns from a flashback to the lead's day.
FLASHBACK_SENTENCES = 1

# "The attack" so many sentences on takes up a background act with its date.
BACKGROUND_SENTENCES = 2

# Statuses of acts that have not happened when they are told.
NOT_YET = frozenset(("future", "conditional"))

# Statuses of acts that have happened.
DONE = frozenset(("asserted",))

# Acts of words: they happen when the report tells them, not in the scene of the fighting.
TALK = frozenset(("accuse", "threaten", "reject", "demand", "agree", "negotiate", "cooperate", "sanction", "support", "surrender", "investigate"))


def set_times(drafts: Sequence[Draft], same: Sequence[int | None], frames: dict[int, Time], published: Time | None) -> tuple[Draft, ...]:
    """The drafts, each with the time that its context gives it where it has none of its own.

    `same[i]` is the index of the draft that tells of the same act as draft i, None where there is none; `frames` holds the day that
    a whole sentence is told under, by the index of the sentence.
    """
    context = Context(drafts, same, frames, published)
    return tuple(context.dated(i) for i in range(len(drafts)))


class Context:
    """What is known of the times of a report while its drafts are read in order."""

    def __init__(self, drafts: Sequence[Draft], same: Sequence[int | None], frames: dict[int, Time], published: Time | None):
        self.drafts, self.same, self.published = drafts, same, published
        self.frames = {i: time for i, time in frames.items() if is_news(time, published)}
        self.today = report_day(published)
        self.named = {head: draft.time for draft in drafts for head in draft.group.heads()
                      if draft.time is not None and not self.lies_ahead(draft)}
        self.counted_from = {draft.apart_from[0] for draft in drafts if draft.apart_from is not None}
        self.done: list[Draft] = []
        self.lead: Time | None = None                  # the latest day of the news so far
        self.scene: Time | None = None
        self.scene_sentence = 0
        self.read = -1                                 # the last sentence whose frame has been opened

    def dated(self, i: int) -> Draft:
        """Draft `i` with its time; the drafts before it must have been dated."""
        draft = self.drafts[i]
        self.open_frames(draft.sentence)
        own = None if self.lies_ahead(draft) else draft.time
        time = own or self.counted(draft) or self.within(draft) or self.around(draft) or self.framed(draft)
        if time is not None:
            self.named.update(dict.fromkeys(draft.group.heads(), time))
            if not draft.subordinate and is_news(time, self.published):
                self.open_scene(draft.sentence, time)
        else:
            time = self.taken_up(i) or not_after(self.inherited(i), spoken(draft))
        self.done.append(replace(draft, time=time))
        return self.done[-1]

    def lies_ahead(self, draft: Draft) -> bool:
        """True for a day to come beside an act told as done: that of something else ("bombed a rally for the June 3 poll")."""
        done = set(draft.statuses) <= DONE and not draft.present
        end = self.published and (self.published.end or self.published.start)
        return bool(done and end and draft.time is not None and draft.time.start and draft.time.start[:10] > end[:10])

    def counted(self, draft: Draft) -> Time | None:
        """1. The time so far from that of the act told before it in its sentence, or of the act that the words name."""
        if draft.apart_from is not None:
            head, offset = draft.apart_from
            base = self.named.get(head)
        elif draft.apart is not None:
            offset = draft.apart
            base = next((d.time for d in reversed(self.done) if d.sentence == draft.sentence and d.time is not None), None)
        else:
            return None
        base = base or self.scene_at(draft.sentence) or self.today
        return base and shifted(base, offset)

    def within(self, draft: Draft) -> Time | None:
        """2. The time that is named for the act above it."""
        if draft.part_of not in self.named or is_planned(draft) or self.counted_from & set(draft.group.heads()):
            return None
        above = self.named[draft.part_of]
        return replace(above, basis=f"the time of the act it is told with ({above.words})")

    def around(self, draft: Draft) -> Time | None:
        """3. The day of the news that is named for what is told within it without a finite verb."""
        if is_planned(draft) or draft.type in TALK:
            return None
        inner = next((d for d in self.drafts if d.part_of in draft.group.heads() and not d.finite and is_news(d.time, self.published)), None)
        return inner and replace(inner.time, basis=f"the time of what is told with it ({inner.time.words})")

    def framed(self, draft: Draft) -> Time | None:
        """4. The day that the whole sentence is told under."""
        time = None if draft.subordinate or draft.type in TALK or is_planned(draft) else self.frames.get(draft.sentence)
        return time and replace(time, basis=f"the day that its sentence names ({time.words})")

    def taken_up(self, i: int) -> Time | None:
        """3. The time of the act that "the attack" takes up."""
        earlier = self.same[i]
        if earlier is None or earlier > i or (time := self.done[earlier].time) is None or time.span is None:
            return None
        near = self.drafts[i].sentence - self.drafts[earlier].sentence <= BACKGROUND_SENTENCES
        return time if near or is_news(time, self.published) else None

    def inherited(self, i: int) -> Time | None:
        """4. to 6. The day of the scene, of the same act in the body, or of the report; None for what has not happened."""
        draft = self.drafts[i]
        scene = self.scene_at(draft.sentence)
        if is_planned(draft):
            return None
        if scene is not None:
            of_now = draft.type in TALK or draft.present
            return self.today if of_now else replace(scene, basis=f"no date of its own; the day of the scene before it ({scene.words})")
        if (below := self.told_below(i)) is None:
            return self.today
        self.scene, self.scene_sentence = below, draft.sentence
        return replace(below, basis=f"no date of its own; the day that the report names below for the same ({below.words})")

    def told_below(self, i: int) -> Time | None:
        """5. The day of the news that a later act of the same kind has."""
        return next((d.time for d in self.drafts[i + 1:] if d.time is not None and akin(self.drafts[i], d) and is_news(d.time, self.published)), None)

    def open_frames(self, sentence: int) -> None:
        """The days of the sentences before this one, also of those that tell of no act of ours, are scenes."""
        for i in sorted(i for i in self.frames if self.read < i < sentence):
            self.open_scene(i, self.frames[i])
        self.read = max(self.read, sentence - 1)

    def open_scene(self, sentence: int, time: Time) -> None:
        """The time is the scene of what follows."""
        if self.lead is None or time.end >= self.lead.end:
            self.lead = time
        self.scene, self.scene_sentence = time, sentence

    def scene_at(self, sentence: int) -> Time | None:
        """The scene of a sentence: the last one opened, the lead's again once a flashback is over."""
        flashback = self.scene is not None and self.lead is not None and self.scene.end < self.lead.end
        if flashback and sentence - self.scene_sentence > FLASHBACK_SENTENCES:
            self.scene = self.lead
        return self.scene


def is_planned(draft: Draft) -> bool:
    """True for what has not happened by any of its tellers."""
    return set(draft.statuses) <= NOT_YET


def spoken(draft: Draft) -> Time | None:
    """The earliest day on which one of those who tell of an act told of it; None when the report names none."""
    said = [link.said for chain in draft.chains for link in chain if link.said is not None and link.said.precision == "day" and link.said.end]
    return min(said, key=lambda time: time.end[:10], default=None)


def not_after(time: Time | None, said: Time | None) -> Time | None:
    """An inherited day, or that of the statement where it would lie after it: nobody tells on Friday what happened on Saturday."""
    if time is None or said is None or time.end is None or time.end[:10] <= said.end[:10]:
        return time
    return replace(said, basis=f"no date of its own; not after the day on which it was told ({said.words})")


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
