"""Times to intervals: the Time record of an expression in a report that was published then.

The days come from times_calendar; here the publication date may itself be an interval, or hold candidates.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .times_meaning import Meaning
from ..records import Interval, Time
from .times_calendar import DAY, PRECISIONS, Lean, Stretch, day_exists, precision_of_days, stretch_of


# Outside these years nothing is counted from a publication date: it is a slip, and years before 1 or after 9999 have no ISO date.
FIRST_YEAR, LAST_YEAR = 1500, 2500


# A dateline without a year leaves dozens of years open; so many are told of each time, the document record keeps them all.
CANDIDATES = 8


def time_of(meaning: Meaning, words: str, span: tuple[int, int], published: Time | None, lean: Lean,
            told: Stretch | None) -> tuple[str, Time | None, Stretch]:
    """(TIMEX3 value, interval or None, the stretch) of an expression in a report published then.

    Where `published` keeps candidates, the interval keeps one for each, in the same order. Where it is an interval, the
    result covers what the words mean at both of its ends.
    """
    if published is None or published.start is None or not FIRST_YEAR <= int(published.start[:4]) <= LAST_YEAR:
        found = stretch_of(meaning, None, lean, told)
        alternatives = ()
    else:
        found = at_interval(meaning, published.start, published.end or published.start, lean, told)
        alternatives = tuple(candidate for other in published.candidates[:CANDIDATES]
                             if (candidate := as_candidate(at_interval(meaning, other.start, other.end, lean, None), other.reason)))
    if found.start is None:
        return found.value, None, found
    start, end = iso_ends(found, meaning)
    precision = "minute" if meaning.clock and start and "T" in start else found.precision
    if meaning.other is not None and meaning.year is not None and day_exists(meaning.year, *meaning.other):
        day = date(meaning.year, *meaning.other).isoformat()
        alternatives = (Interval(day, day, "if the two figures stand for day and month in the other order"), *alternatives)
    alternatives = tuple(c for c in dict.fromkeys(alternatives) if (c.start, c.end) != (start, end))
    return found.value, Time(start, end, words, span, precision, found.basis, alternatives), found


def iso_ends(found: Stretch, meaning: Meaning) -> tuple[str | None, str | None]:
    if found.start is None:
        return None, None
    if meaning.clock and found.start == found.end and not meaning.since:
        if meaning.clock.startswith("24"):
            moment = f"{found.end + DAY}T00:00"
        else:
            moment = f"{found.start}T{meaning.clock if ':' in meaning.clock else meaning.clock + ':00'}"
        return moment, moment
    return found.start.isoformat(), found.end.isoformat()


def at_interval(meaning: Meaning, start: str, end: str, lean: Lean, told: Stretch | None) -> Stretch:
    """The stretch for a publication that lies anywhere in an interval: exact when both ends agree, else what covers both."""
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    found = stretch_of(meaning, last, lean, told)
    if first == last or found.start is None:
        return found
    other = stretch_of(meaning, first, lean, told)
    if other.start is None or (other.start, other.end) == (found.start, found.end):
        return found
    wide_start, wide_end = min(found.start, other.start), max(found.end, other.end)
    return replace(found, start=wide_start, end=wide_end, precision=coarser(found.precision, (wide_end - wide_start).days),
                   basis=f"{found.basis}; the publication is only known to lie between {first} and {last}")


def coarser(precision: str, days: int) -> str:
    return max(precision, precision_of_days(days), key=PRECISIONS.index)


def as_candidate(found: Stretch, reason: str) -> Interval | None:
    return None if found.start is None else Interval(found.start.isoformat(), found.end.isoformat(), f"if {reason}" if reason else found.basis)
