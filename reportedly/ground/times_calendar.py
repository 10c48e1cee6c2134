"""What a time expression denotes in days, given the day of publication.

Reports look back: a weekday, a month or a day without a year is the nearest one not after the publication, unless tense or the
words ("next", "will") point forward. ISO 8601 weeks, Monday first. Every interval comes with the line that says how it was derived.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from .times_meaning import Meaning
from .lunar import DAYS_UNSURE, last_year_of, month_days as month_of_lunar

# What tense says of a day or month without a year; None = nothing, then reports look back.
Lean = Literal["past", "future"] | None

DAY = timedelta(days=1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Meteorological seasons of the northern hemisphere, first month and number of months; winter begins in the year before.
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}

# Days in a unit, for durations that end or begin at the publication.
DAYS = {"S": 0, "TM": 0, "TH": 1 / 24, "D": 1, "F": 14, "W": 7, "WE": 7}
# A day and month without a year lies near the publication, or the writer would name the year: up to a quarter ahead where tense says
# nothing, and less than half a year back where it points ahead. A report may carry yesterday's date: one day ahead is no year back.
QUARTER_OF_A_YEAR, HALF_A_YEAR, DAYS_AHEAD = 92, 183, 1

# Between two leap days lie at most so many years.
LEAP_GAP = 8

# The Islamic calendar begins in 622.
FIRST_LUNAR_YEAR = 640

# Nothing in the news is counted over more years than this; larger numbers are misread.
FAR_YEARS = 1000

# What a basis line calls the day that is counted from.
PUBLICATION = "the publication"

# How far "recent days" and "for several months" reach back, in days: up to the next larger unit, for months three ("several").
VAGUE_LENGTHS = {"TH": 1, "D": 7, "W": 31, "M": 92}

MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
UNIT_NAMES = {"S": "second", "TM": "minute", "TH": "hour", "D": "day", "W": "week", "F": "fortnight", "WE": "weekend", "M": "month",
              "Q": "quarter", "Y": "year", "E": "decade", "C": "century", "L": "millennium"}

# So many units (D W M Y) from a day, before it when negative.
Offset = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days [start, end] with the TIMEX3 value that names them."""

    value: str
    start: date | None
    end: date | None
    precision: str
    basis: str


def shift_months(day: date, months: int) -> date:
    """The same day so many months away; the last of the month where there is none. Years outside 1..9999 are cut to that range."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def moved(day: date, offset: Offset) -> date:
    """The day so far away; cut to the years 1..9999."""
    count, unit = offset
    if unit in MONTHS:
        return shift_months(day, count * MONTHS[unit])
    return date.fromordinal(min(max(day.toordinal() + count * DAYS[unit], date.min.toordinal()), date.max.toordinal()))


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def stretch_of(meaning: Meaning, anchor: date | None, lean: Lean = None, told: Stretch | None = None) -> Stretch:
    """What the expression denotes when the report appeared on `anchor`; `told` is the date that the text named before.

    `start` and `end` are None when the words and the anchor do not fix any day.
    """
    if meaning.from_text and told is not None and told.start is not None:
        from_anchor = told.end if (meaning.direction or 0) > 0 else told.start
        found = READERS[meaning.kind](meaning, from_anchor, lean)
        found = replace(found, basis=found.basis.replace(PUBLICATION, "the date told before it"))
    elif meaning.from_text and meaning.kind in ("deictic", "shift") and (meaning.direction or 0) > 0:
        found = Stretch(unanchored(meaning), None, None, "unknown", "")      # "the following day" after no day told
    else:
        found = READERS[meaning.kind](meaning, anchor, lean)
    found = narrowed(found, meaning, anchor, lean, told)
    return with_clock(found, meaning)


# ---------------------------------------------------------------- calendar

def read_calendar(meaning: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    """Named days, months, quarters, seasons, years."""
    m = meaning
    if m.lunar_month is not None:
        return read_lunar(m, anchor)
    if m.month is None and m.day is not None:
        return Stretch(f"XXXX-XX-{m.day:02}", None, None, "day", "a day whose month is not said")
    if m.decade is not None:
        return years(m.decade, m.decade + 9, str(m.decade)[:3], "the decade as written")
    if m.century is not None:
        return years(m.century, m.century + 99, f"{m.century // 100:02}", "the century as written")
    if m.quarter is not None:
        return read_quarter(m, anchor, lean)
    if m.season is not None:
        return read_season(m, anchor, lean)
    if m.month is not None:
        return read_month_or_day(m, anchor, lean)
    if m.year is not None:
        return years(m.year, m.year, f"{m.year:04}", "the year as written")
    if m.weekday is not None:
        return read_weekday(m, anchor, lean)
    return Stretch("", None, None, "unknown", "")


def read_lunar(m: Meaning, anchor: date | None) -> Stretch:
    """A month of the Islamic calendar, or a day of it, in the year named or else the last one before the publication."""
    year, how = m.year, "as written"
    if year is None:
        if anchor is None or anchor.year <= FIRST_LUNAR_YEAR:
            return Stretch("XXXX-XX" if m.day is None else "XXXX-XX-XX", None, None, "unknown", "")
        year, how = last_year_of(m.lunar_month, m.day or 1, anchor), f"the last not after the publication ({anchor})"
    first, last = month_of_lunar(year, m.lunar_month)
    if m.day is None:
        how = how.replace("the last not", "the last such lunar month not") if m.year is None else "the lunar month as written"
        return Stretch(f"{first:%Y-%m}", first, last, "month", f"{how}, ± {DAYS_UNSURE} day")
    day = first + (m.day - 1) * DAY
    if day > last + DAYS_UNSURE * DAY:
        return Stretch("XXXX-XX-XX", None, None, "day", "")
    start, end = day - DAYS_UNSURE * DAY, day + DAYS_UNSURE * DAY
    return Stretch(day.isoformat(), start, end, precision_of_days((end - start).days), f"the day of the Islamic calendar, {how}, ± {DAYS_UNSURE} day")


def years(first: int, last: int, value: str, basis: str) -> Stretch:
    if not 1 <= first <= last <= 9999:
        return Stretch(value, None, None, "unknown", basis)
    return Stretch(value, date(first, 1, 1), date(last, 12, 31), "year" if first == last else "unknown", basis)


def read_month_or_day(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    year, how = m.year, "as written"
    if year is None and anchor is not None:
        year, how = nearest_year(m, anchor, lean)
    if m.day is None:
        if year is None:
            return Stretch(f"XXXX-{m.month:02}", None, None, "month", "")
        first, last = month_of(year, m.month)
        return Stretch(f"{year:04}-{m.month:02}", first, last, "month", f"the month {how}")
    if year is None:
        return Stretch(f"XXXX-{m.month:02}-{m.day:02}", None, None, "day", "")
    if not 1 <= m.day <= monthrange(year, m.month)[1]:
        return Stretch(f"{year:04}-{m.month:02}-{m.day:02}", None, None, "day", "")
    day = date(year, m.month, m.day)
    end = day if m.last_day is None else date(year, m.month, min(m.last_day, monthrange(year, m.month)[1]))
    return Stretch(day.isoformat(), day, end, "day", f"the date {how}")


def nearest_year(m: Meaning, anchor: date, lean: Lean) -> tuple[int, str]:
    """The year in which a month or day without one falls, and the reason."""
    if m.day is None:
        later, year = m.month > anchor.month, anchor.year
        if m.month != anchor.month and later == (lean != "future"):
            year += 1 if lean == "future" else -1
        return year, f"with the nearest year {'not before' if lean == 'future' else 'not after'} the publication ({anchor})"
    years_near = range(anchor.year - LEAP_GAP, anchor.year + LEAP_GAP + 1)
    days = [date(year, m.month, m.day) for year in years_near if day_exists(year, m.month, m.day)]
    if not days:
        return anchor.year, "as written"
    if m.weekday is not None:
        fitting = [year for year in range(anchor.year - 6, anchor.year + 2) if is_weekday(year, m.month, m.day, m.weekday)]
        if fitting:
            year = min(fitting, key=lambda y: (abs((date(y, m.month, m.day) - anchor).days), y))
            return year, f"with the year nearest to the publication in which it is a {WEEKDAYS[m.weekday]}"
    past = max((day for day in days if day <= anchor), default=days[0])
    ahead = min((day for day in days if day > anchor), default=days[-1])
    if lean == "future":
        day = past if (anchor - past).days < HALF_A_YEAR else ahead
    elif lean == "past":
        day = ahead if (ahead - anchor).days <= DAYS_AHEAD else past
    else:
        day = ahead if (ahead - anchor).days <= QUARTER_OF_A_YEAR else past
    return day.year, f"with the year nearest to the publication ({anchor})"


def day_exists(year: int, month: int, day: int) -> bool:
    """True when the calendar has that day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    """True when that date exists and falls on that weekday (0 = Monday)."""
    return day_exists(year, month, day) and date(year, month, day).weekday() == weekday


def read_weekday(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    if anchor is None:
        return Stretch(f"XXXX-WXX-{m.weekday + 1}", None, None, "day", "")
    if lean != "future":
        day = anchor - ((anchor.weekday() - m.weekday) % 7) * DAY
        side = "not after"
    else:
        day = anchor + ((m.weekday - anchor.weekday()) % 7) * DAY
        side = "not before"
    return Stretch(day.isoformat(), day, day, "day", f"the nearest {WEEKDAYS[m.weekday]} {side} the publication ({anchor})")


def read_quarter(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    year, how = m.year, "as written"
    if year is None:
        if anchor is None:
            return Stretch(f"XXXX-Q{m.quarter}", None, None, "season", "")
        year, how = anchor.year, f"nearest to the publication ({anchor})"
        if lean != "future" and date(year, m.quarter * 3 - 2, 1) > anchor:
            year -= 1
    first, last = date(year, m.quarter * 3 - 2, 1), month_of(year, m.quarter * 3)[1]
    return Stretch(f"{year:04}-Q{m.quarter}", first, last, "season", f"the quarter {how}")


def read_season(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    year, how = m.year, "as written"
    if year is None:
        if anchor is None:
            return Stretch(f"XXXX-{m.season}", None, None, "season", "")
        year, how = anchor.year, f"nearest to the publication ({anchor})"
        if lean != "future" and season_days(year, m.season)[0] > anchor:
            year -= 1
        elif lean == "future" and season_days(year, m.season)[1] < anchor:
            year += 1
    first, last = season_days(year, m.season)
    return Stretch(f"{year:04}-{m.season}", first, last, "season", f"the season {how} (northern hemisphere)")


def season_days(year: int, season: str) -> tuple[date, date]:
    """First and last day of a season; the winter of a year is the one that begins in its December."""
    month, length = SEASONS[season]
    first = date(year, month, 1)
    return first, shift_months(first, length) - DAY


# ---------------------------------------------------------------- relative

def read_shift(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    """"ten days ago", "two months later": as fine as the unit that is counted."""
    if anchor is None or m.count is None:
        return Stretch(unanchored(m), None, None, "unknown", "")
    away, word = m.count * m.direction, "before" if m.direction < 0 else "after"
    basis = counted(m.count, m.unit, f"{word} the publication ({anchor})") if m.count else f"the same day as the publication ({anchor})"
    if abs(away) * max(MONTHS.get(m.unit, 0) / 12, DAYS.get(m.unit, 0) / 365) > FAR_YEARS:
        return Stretch(unanchored(m), None, None, "unknown", "")
    if m.unit in MONTHS:
        day = shift_months(anchor, round(away * MONTHS[m.unit]))
        return unit_around(day, m.unit, basis)
    day = anchor + timedelta(days=round(away * DAYS[m.unit]))
    if m.unit in ("W", "F", "WE"):
        return unit_around(day, "W", basis) if m.unit != "F" else Stretch(day.isoformat(), day, day, "day", basis)
    return Stretch(day.isoformat(), day, day, "day", basis)


def counted(count: float, unit: str, where: str) -> str:
    """"10 days before …" for the basis line."""
    return f"{count:g} {UNIT_NAMES[unit]}{'s' if count != 1 else ''} {where}"


def unit_around(day: date, unit: str, basis: str) -> Stretch:
    """The calendar unit that holds a day."""
    if unit == "D":
        return Stretch(day.isoformat(), day, day, "day", basis)
    if unit == "W":
        return Stretch(iso_week(day), *week_of(day), "week", basis)
    if unit == "WE":
        monday, sunday = week_of(day)
        return Stretch(f"{iso_week(day)}-WE", sunday - DAY, sunday, "week", basis)
    if unit == "M":
        return Stretch(f"{day:%Y-%m}", *month_of(day.year, day.month), "month", basis)
    if unit == "Q":
        quarter = (day.month + 2) // 3
        return Stretch(f"{day.year:04}-Q{quarter}", date(day.year, quarter * 3 - 2, 1), month_of(day.year, quarter * 3)[1], "season", basis)
    if unit == "E":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9, f"{day.year:04}"[:3], basis)
    if unit == "C":
        return years(max(day.year // 100 * 100, 1), day.year // 100 * 100 + 99, f"{day.year:04}"[:2], basis)
    if unit == "Y":
        return years(day.year, day.year, f"{day.year:04}", basis)
    return Stretch(day.isoformat(), day, day, "day", basis)


def read_deictic(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    """"last week", "this month", "next year", "last March", "next Friday"."""
    if anchor is None:
        return Stretch(unanchored(m), None, None, "unknown", "")
    word = {-1: "before", 0: "of", 1: "after"}[m.direction]
    if m.weekday is not None:
        if m.direction == 0:
            return read_weekday(m, anchor, lean)
        day = anchor + m.direction * (((m.direction * (m.weekday - anchor.weekday())) % 7) or 7) * DAY
        return Stretch(day.isoformat(), day, day, "day", f"the {WEEKDAYS[m.weekday]} {word} the publication ({anchor})")
    if m.month is not None and m.unit == "Y":                       # "June last year"
        return read_month_or_day(replace(m, year=anchor.year + m.direction), anchor, lean)
    if m.month is not None:
        year = anchor.year
        if m.direction < 0 and m.month >= anchor.month:
            year -= 1
        elif m.direction > 0 and m.month <= anchor.month:
            year += 1
        return read_month_or_day(replace(m, year=year), anchor, lean)
    if m.season is not None:
        year = anchor.year
        if m.direction < 0 and season_days(year, m.season)[1] >= anchor:
            year -= 1
        elif m.direction > 0 and season_days(year, m.season)[0] <= anchor:
            year += 1
        return read_season(replace(m, year=year), anchor, lean)
    basis = f"the {UNIT_NAMES[m.unit]} {word} the publication ({anchor})"
    if m.unit in MONTHS:
        return unit_around(shift_months(anchor, m.direction * MONTHS[m.unit]), m.unit, basis)
    step = 7 if m.unit in ("W", "WE", "F") else 1
    day = anchor + m.direction * step * DAY
    if m.unit == "WE" and m.direction == 0 and lean != "future" and anchor.weekday() < 5:
        day -= 7 * DAY                                # "the weekend" told on a working day is the one that is over
    return unit_around(day, "W" if m.unit == "F" else m.unit, basis)


def read_length(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    """"in the past 24 hours", "for two weeks": days only when the words or the tense tie it to the publication."""
    value = length_value(m)
    count = VAGUE_LENGTHS.get(m.unit) if m.count is None and m.direction == -1 else m.count
    if anchor is None or m.direction is None or count is None:
        return Stretch(value, None, None, "unknown", "")
    if m.count is None:
        return Stretch(value, anchor - count * DAY, anchor, precision_of_days(count), f"about {count} days before the publication ({anchor})")
    if m.unit in MONTHS:
        if m.count * MONTHS[m.unit] > 12 * FAR_YEARS:
            return Stretch(value, None, None, "unknown", "")
        other = shift_months(anchor, round(m.direction * m.count * MONTHS[m.unit]))
    else:
        if m.count * DAYS[m.unit] > 365 * FAR_YEARS:
            return Stretch(value, None, None, "unknown", "")
        other = anchor + timedelta(days=round(m.direction * m.count * DAYS[m.unit]))
    start, end = min(anchor, other), max(anchor, other)
    side = "ending" if m.direction < 0 else "beginning"
    return Stretch(value, start, end, precision_of_days((end - start).days), counted(m.count, m.unit, f"{side} at the publication ({anchor})"))


# From the finest to the coarsest.
PRECISIONS = ("minute", "hour", "day", "week", "month", "season", "year", "unknown")

# (precision, the most days between the ends of a stretch that still has it); a week and its margins count as a week.
PRECISION_DAYS = (("day", 1), ("week", 10), ("month", 31), ("season", 92), ("year", 366))


def precision_of_days(days: int) -> str:
    """The finest named precision that a stretch of so many days has."""
    return next((name for name, most in PRECISION_DAYS if days <= most), "unknown")


def decades_as_years(count: float | None, unit: str) -> tuple[float | None, str]:
    """TIMEX3 counts several decades in years ("two decades" P20Y), one as P1E."""
    return (count * 10, "Y") if unit == "E" and count is not None and count > 1 else (count, unit)


def length_value(m: Meaning) -> str:
    """TIMEX3 duration: "P2W", "PT24H", "PXD" when no number is said."""
    if m.value:
        return m.value
    unit = {"S": "TS", "F": "W", "WE": "WE"}.get(m.unit, m.unit)
    count, unit = decades_as_years(m.count, unit)
    if count is not None and m.unit == "F":
        count *= 2
    if unit == "TH" and count is not None and count >= 24 and count % 24 == 0:
        unit, count = "D", count / 24
    if unit == "E" and count is None:
        return "PXE"
    number = "X" if count is None else f"{count:g}" if count == int(count) else str(count)
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def read_fixed(m: Meaning, anchor: date | None, lean: Lean) -> Stretch:
    if m.value == "PRESENT_REF" and anchor is not None:
        return Stretch(m.value, anchor, anchor, "unknown", f"about the time of publication ({anchor})")
    return Stretch(m.value or "", None, None, "unknown", "")


READERS = {"calendar": read_calendar, "shift": read_shift, "deictic": read_deictic, "length": read_length, "fixed": read_fixed}


def unanchored(m: Meaning) -> str:
    """The TIMEX3 value of a relative expression when nothing is known to count from."""
    if m.unit is None:
        return read_calendar(replace(m, kind="calendar"), None, None).value
    if m.kind == "shift" and m.count is None:
        return "PAST_REF" if m.direction < 0 else "FUTURE_REF"
    return {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "F": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX",
            "L": "X"}.get(m.unit, "XXXX-XX-XX")


# ---------------------------------------------------------------- finer

THIRDS = {"START": ", its beginning", "MID": ", its middle", "END": ", its end"}


def third_of(start: date, end: date, mod: str, precision: str) -> tuple[date, date]:
    """"early", "mid" and "late": the first and last quarter of a year and what is between, of all else a third each."""
    if precision == "year":
        first, last = date(start.year, 3, 31), date(start.year, 10, 1)
        return {"START": (start, first), "MID": (first + DAY, last - DAY), "END": (last, end)}[mod]
    third = timedelta(days=((end - start).days + 1) // 3)
    if not third:
        return start, end
    return {"START": (start, start + third - DAY), "MID": (start + third, end - third), "END": (end - third + DAY, end)}[mod]


def narrowed(found: Stretch, m: Meaning, anchor: date | None, lean: Lean, told: Stretch | None) -> Stretch:
    """"early", "late", "end of" cut a third off; "since" runs to the publication; what is told lies not after it."""
    if found.start is None or m.kind == "length":
        return found
    start, end, basis, precision = found.start, found.end, found.basis, found.precision
    if m.mod in THIRDS:
        start, end = third_of(start, end, m.mod, precision)
        if (start, end) != (found.start, found.end):
            basis, precision = basis + THIRDS[m.mod], precision_of_days((end - start).days)
    if m.overnight and (anchor is None or end < anchor):
        end, basis = end + DAY, basis + ", into the morning after"
    if m.from_text and (m.clock or m.part) and not m.count and told is None and anchor is not None:
        if lean == "future":
            basis = "no day is told before it, and it lies ahead: the day of publication"
        else:
            start, basis = start - DAY, "no day is told before it: the day of publication or the one before"
    if m.since and anchor is not None and start <= anchor:
        return replace(found, start=start, end=anchor, basis=basis + ", from then to the publication")
    if anchor is not None and lean != "future" and start <= anchor < end and m.value != "PRESENT_REF":
        end = anchor - DAY if m.mod == "EARLIER" and start < anchor else anchor
        basis += ", before the publication" if m.mod == "EARLIER" else ", not after the publication"
    elif anchor is not None and m.mod == "LATER" and start <= anchor <= end:
        start = anchor
        basis += ", from the publication on"
    return replace(found, start=start, end=end, basis=basis, precision=precision)


def with_clock(found: Stretch, m: Meaning) -> Stretch:
    """Add the part of the day or the clock time to the value."""
    if not (m.part or m.clock) or m.set_of:
        return found
    base = found.value if len(found.value) >= 8 else "XXXX-XX-XX"
    return replace(found, value=f"{base}T{m.clock or m.part}")
