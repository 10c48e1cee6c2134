"""What the tokens of a match say: one reader for each kind of time expression, from its parts to a Meaning or None.

A reader returns None where the words only look like a time ("12 March people", "three-quarters"); a shorter rule may then match.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..lexicon import word_class
from ..ground.times_meaning import Meaning
from .times_tape import CODES, OTHER, Tape

NAMES = {code: name for name, code in CODES.items()}

# A figure before one of these is an hour.
HOUR_MARKS = (CODES["ampm"], CODES["hours"])


class Parts:
    """The tokens of one match by class, first value of each; `all` has every value of a class in order."""

    __slots__ = ("first", "last", "tape", "all")

    def __init__(self, tape: Tape, first: int, last: int):
        self.tape, self.first, self.last = tape, first, last
        self.all: dict[str, list] = {}
        for i in range(first, last):
            if (name := NAMES.get(tape.codes[i])) is None:
                continue
            value = tape.values[i]
            if name in ("day", "number") and tape.codes[i + 1:i + 2] in HOUR_MARKS:
                name = "hour"                                                              # "11 pm"
            if name in ("year", "month", "decade") and isinstance(value, tuple):           # "mid-1996" is one token
                self.all.setdefault("mod", []).append(value[0])
                value = value[1]
            self.all.setdefault(name, []).append(value)

    def get(self, name: str, default=None):
        return self.all[name][0] if name in self.all else default

    def has(self, *names: str) -> bool:
        return any(name in self.all for name in names)

    @property
    def before(self) -> str:
        return self.tape.words[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.tape.words[self.last] if self.last < len(self.tape.words) else ""

    @property
    def tag_after(self) -> str:
        return self.tape.tags[self.last] if self.last < len(self.tape.tags) else ""

    @property
    def follows_name(self) -> bool:
        """True when the word before is a name with a capital and no time."""
        i = self.first - 1
        return i >= 0 and self.tape.tags[i] in ("NNP", "NNPS") and self.tape.codes[i] == OTHER

    @property
    def words(self) -> tuple[str, ...]:
        return self.tape.words[self.first:self.last]

    def count(self) -> float | None:
        """The number said ("ten", "a" = 1); None for "several" and the like."""
        for name in ("number", "day", "year"):
            if name in self.all:
                return self.all[name][0]
        return None if self.has("vague") else 1 if self.has("a") else None


Reader = Callable[[Parts], Meaning | None]


def modifier(parts: Parts) -> str | None:
    return parts.get("mod") or parts.get("edge")


def read_date(parts: Parts) -> Meaning | None:
    """A named day, month or year, whatever of it is there."""
    if parts.has("date"):
        year, month, day, clock, other = parts.get("date")
        return Meaning("calendar", year=year, month=month, day=day, other=other, clock=clock or clock_of(parts), part=part_of(parts))
    month, year, mod = parts.get("month"), parts.get("year"), modifier(parts)
    if counts_something(parts) or is_surname(parts):
        return None
    days = parts.all.get("day", []) if not parts.has("ordinal") else parts.all["ordinal"]
    if parts.has("glued"):
        day, year = parts.get("glued")
        days = [day]
    weekday = next((parts.get(n) for n in ("weekday", "weekdays", "wday") if parts.has(n)), None)
    if days and not 1 <= days[0] <= 31:
        return None
    return Meaning("calendar", year=year, month=month, day=days[0] if days else None, last_day=days[1] if len(days) > 1 else None,
                   weekday=weekday, mod=mod, part=part_of(parts), clock=clock_of(parts))


def counts_something(parts: Parts) -> bool:
    """True in "in August 12 people died": copies that lost their commas put a count beside the month."""
    tape, last = parts.tape, parts.last
    return (parts.has("month") and tape.codes[last - 1] == CODES["day"] and parts.before != "on" and not parts.has("weekday", "wday")
            and parts.tag_after in ("NNS", "JJ") and not parts.has("year"))


def is_surname(parts: Parts) -> bool:
    """True for a bare month behind a name: "Theresa May", "Fayez Jan"."""
    return len(parts.words) == 1 and parts.has("month") and parts.follows_name


def read_year(parts: Parts) -> Meaning | None:
    """A bare number of four figures, where the words around it make it a year."""
    year, mod = parts.get("year"), modifier(parts)
    said = parts.has("fiscal", "unit")                                    # "the year 2500"
    if not mod and not said and not looks_like_year(parts):
        return None
    return Meaning("calendar", year=year, mod=mod)


YEAR_BEFORE = frozenset("in since of by from until till to during before after year years circa between and ( , the through for spring summer "
                        "autumn winter around mid early late than its his her their our 's a an that into both due".split())
POSSESSIVES = frozenset("its his her their our 's".split())
MEASURES = frozenset("people million billion percent % - feet pound kg km square ton".split())


def looks_like_year(parts: Parts) -> bool:
    counts = parts.tag_after in ("NNS", "NNPS") and parts.before not in POSSESSIVES or parts.after in MEASURES
    return parts.before in YEAR_BEFORE and not counts


def read_weekday(parts: Parts) -> Meaning | None:
    name = "weekday" if parts.has("weekday") else "weekdays"
    if name == "weekdays" and plural_weekday(parts):
        return Meaning("fixed", value=set_value(parts), set_of=True)
    direction = -1 if parts.has("last", "past") else 1 if parts.has("next", "following") else 0 if parts.has("this") else None
    mod = modifier(parts)
    if direction is not None:
        if parts.has("following"):
            return Meaning("deictic", weekday=parts.get(name), direction=1, from_text=True, part=part_of(parts), clock=clock_of(parts))
        return Meaning("deictic", weekday=parts.get(name), direction=direction, part=part_of(parts), clock=clock_of(parts))
    return Meaning("calendar", weekday=parts.get(name), part=part_of(parts), clock=clock_of(parts), mod=mod)


def plural_weekday(parts: Parts) -> bool:
    """"on Fridays" repeats; "Fridays attack" is a possessive that lost its mark."""
    return parts.before in ("on", "every", "most", "alternate") and parts.tag_after[:2] not in ("NN", "JJ", "CD", "VB")


def set_value(parts: Parts) -> str:
    day = next(parts.get(n) for n in ("weekday", "weekdays") if parts.has(n))
    return f"XXXX-WXX-{day + 1}" + (f"T{part_of(parts)}" if part_of(parts) else "")


def part_of(parts: Parts) -> str | None:
    found = parts.get("part")
    if found is None and parts.has("relpart"):
        found = parts.get("relpart").split(":")[1]
    return found


def clock_of(parts: Parts) -> str | None:
    """"17:27", "6 p.m." → "18:00", "midnight" → "24:00"."""
    if parts.has("fixedclock"):
        return parts.get("fixedclock")
    clock, half = parts.get("clock"), parts.get("ampm")
    if clock is None and (half or parts.has("hours")):
        hour = parts.get("hour")
        if not isinstance(hour, int) or hour > 12:
            return None
        clock = f"{hour:02}:00"
    if clock and half:
        hour, minute = int(clock[:2]), clock[3:]
        if hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        clock = f"{hour:02}:{minute}"
    return clock


def read_relative_day(parts: Parts) -> Meaning | None:
    if parts.has("relpart"):
        away, part = parts.get("relpart").split(":")
        return Meaning("shift", unit="D", count=abs(int(away)), direction=-1, part=part, overnight=part == "NI" and away == "-1")
    away = parts.get("rel")
    return Meaning("shift", unit="D", count=abs(away), direction=1 if away > 0 else -1, part=part_of(parts), clock=clock_of(parts))


def read_part_of_day(parts: Parts) -> Meaning | None:
    """"this morning", "last night", "at dawn": the day of publication or the one before, else the day told last."""
    if parts.has("last"):
        return Meaning("shift", unit="D", count=1, direction=-1, part=part_of(parts))
    if parts.has("this"):
        return Meaning("shift", unit="D", count=0, direction=-1, part=part_of(parts))
    if parts.has("each"):
        return Meaning("fixed", value=f"XXXX-XX-XXT{part_of(parts)}", set_of=True)
    return Meaning("shift", unit="D", count=0, direction=-1, from_text=True, part=part_of(parts), clock=clock_of(parts))


# Words after which "the 5th" is a day.
DAY_BEFORE = frozenset("on since until till by before after".split())

# Words after which a bare "dawn" is a time.
AT_PART = frozenset("at by before after around until since till".split())


def read_dawn(parts: Parts) -> Meaning | None:
    """"at dawn", "before sunset"."""
    return read_part_of_day(parts) if parts.before in AT_PART else None


def read_clock(parts: Parts) -> Meaning | None:
    clock = clock_of(parts)
    return clock and Meaning("shift", unit="D", count=0, direction=-1, from_text=True, clock=clock)


def unit_of(parts: Parts) -> str:
    return (parts.get("unit") or parts.get("units")).split(":")[0]


def read_ago(parts: Parts) -> Meaning | None:
    count = parts.count()
    if parts.words[-1] in ("before", "after") and parts.after.isalpha():
        return Meaning("length", unit=unit_of(parts), count=count)       # "a day after the raid": no day told yet
    if count is None:
        return Meaning("shift", unit=unit_of(parts), direction=1 if parts.has("later") else -1)
    return Meaning("shift", unit=unit_of(parts), count=count, direction=1 if parts.has("later") else -1,
                   from_text=parts.has("earlier", "later"))


def read_past_length(parts: Parts) -> Meaning | None:
    """"the past two weeks", "the next few days"."""
    unit = unit_of(parts)
    direction = 1 if parts.has("next", "following") else -1
    if parts.has("following") and not parts.has("next"):
        direction = None
    if not parts.has("number", "day", "year", "vague"):
        if not parts.has("units"):
            return None
        if not parts.has("the", "recent", "past", "following") and parts.tag_after[:2] in ("NN", "JJ", "VB"):
            return Meaning("deictic", unit=unit, direction=direction)     # "last weeks raid": a possessive that lost its mark
        if unit in ("D", "Y") and direction == -1:
            return Meaning("length", unit=unit, direction=-1, value="PAST_REF")
        if direction == 1:
            return Meaning("fixed", value="FUTURE_REF")
    return Meaning("length", unit=unit, count=parts.count(), direction=direction)


def read_deictic(parts: Parts) -> Meaning | None:
    """"last week", "earlier this month", "the following day"."""
    unit = unit_of(parts)
    if unit in ("S", "TM", "TH"):
        return None
    direction = -1 if parts.has("last", "past") else 1 if parts.has("next", "following") else 0
    if parts.has("recent"):
        return None
    mod = modifier(parts) or ("EARLIER" if parts.has("earlier") else "LATER" if parts.has("later") else None)
    from_text = parts.has("following") or (parts.has("past") and "the" in parts.words and "past" not in parts.words)
    if parts.has("same"):
        direction, from_text = 0, True
    if "past" in parts.words and unit in ("D", "W", "M", "Y") and mod is None:
        return Meaning("length", unit=unit, count=1, direction=-1)        # "over the past week": up to now, no calendar week
    return Meaning("deictic", unit=unit, direction=direction, from_text=from_text, mod=mod)


# Units that have a beginning and an end in the news.
EDGED = ("D", "W", "M", "Q", "Y", "E")


def read_weekend(parts: Parts) -> Meaning | None:
    if unit_of(parts) != "WE":
        return None
    return Meaning("deictic", unit="WE", direction=0)


def read_edge_of_unit(parts: Parts) -> Meaning | None:
    """"the end of the month"."""
    return Meaning("deictic", unit=unit_of(parts), direction=0, mod=modifier(parts)) if unit_of(parts) in EDGED else None


def read_deictic_month(parts: Parts) -> Meaning | None:
    """"last March", "March this year", "June last year", "March last"."""
    month = parts.get("month")
    direction = -1 if parts.has("last", "past") else 1 if parts.has("next") else 0
    day = parts.get("day") or parts.get("ordinal")
    if parts.has("unit"):
        return Meaning("deictic", unit="Y", direction=direction, month=month, day=day) if unit_of(parts) == "Y" else None
    return Meaning("deictic", month=month, day=day, direction=direction)


def read_duration(parts: Parts) -> Meaning | None:
    """"nearly two weeks", "for months"; ages and rates are no durations."""
    unit, count = unit_of(parts), parts.count()
    if unit == "WE" or parts.has("old") or parts.after in ("old", "olds", "yearold"):
        return None
    if parts.tape.codes[parts.last:parts.last + 2] == CODES["hyphen"] + CODES["old"]:
        return None
    if unit == "Q" and parts.has("hyphen"):
        return None                                                       # "three-quarters"
    lasting = parts.before in ("for", "lasted", "during") or parts.words[0] == "for"
    direction = -1 if parts.before in ("for", "in", "within", "over") and lasting else None
    return Meaning("length", unit=unit, count=count, direction=direction)


# Words after which "a week" and "months" are a length of time.
MEASURED = word_class("measured")


def read_bare_length(parts: Parts) -> Meaning | None:
    """"for months", "a week": only after a word that measures time."""
    if not parts.has("approx", "mod") and parts.before not in MEASURED:
        return None
    if unit_of(parts) == "S" or unit_of(parts) == "Q" and parts.after == "of":
        return None
    return Meaning("length", unit=unit_of(parts), count=parts.count(), direction=None)


def read_quarter(parts: Parts) -> Meaning | None:
    number = parts.get("ordinal")
    if unit_of(parts) != "Q" or not number or number > 4:
        return None
    year = parts.get("year")
    return Meaning("calendar", quarter=number, year=year)


def read_fiscal_year(parts: Parts) -> Meaning | None:
    """"the fiscal year", "the current week"."""
    return Meaning("deictic", unit=unit_of(parts), direction=0) if parts.has("current") or unit_of(parts) == "Y" else None


def read_told_quarter(parts: Parts) -> Meaning | None:
    """"the quarter", "the latest period": the quarter told before, or the one last completed (only in reports on earnings)."""
    if parts.has("period") and not parts.has("latest") or parts.has("unit") and unit_of(parts) != "Q":
        return None
    return Meaning("deictic", unit="Q", direction=-1, value="TOLD")


def read_quarter_before(parts: Parts) -> Meaning | None:
    """"the year-earlier quarter", "a year ago" after a quarter was told, "the 1988 period"."""
    if parts.has("year"):
        quarter = parts.has("period") or unit_of(parts) == "Q"
        return Meaning("deictic", unit="Q", direction=-1, year=parts.get("year"), value="TOLD") if quarter else None
    units = parts.all.get("unit", [])
    if units[0] != "Y":
        return None
    names_quarter = parts.has("period") or len(units) == 2 and units[1] == "Q" or len(units) == 1 and parts.has("hyphen")
    if not names_quarter:
        return None
    return Meaning("deictic", unit="Q", direction=-1, count=1, value="TOLD")


def read_season(parts: Parts) -> Meaning | None:
    season, year = parts.get("season"), parts.get("year")
    if season == "FA" and "fall" in parts.words and not (parts.has("last", "this", "next") or year):
        return None
    if season == "SP" and not (parts.has("last", "this", "next", "mod") or year) and parts.before not in ("in", "of", "since", "by"):
        return None
    if parts.has("last", "past"):
        return Meaning("deictic", season=season, direction=-1, mod=modifier(parts))
    if parts.has("next"):
        return Meaning("deictic", season=season, direction=1, mod=modifier(parts))
    if not parts.has("this", "the", "mod", "year") and parts.before not in ("in", "of", "since", "by", "during"):
        return None
    if parts.has("this"):
        return Meaning("deictic", season=season, direction=0, mod=modifier(parts))
    return Meaning("calendar", season=season, year=year, mod=modifier(parts))


def read_decade(parts: Parts) -> Meaning | None:
    return Meaning("calendar", decade=parts.get("decade"), mod=modifier(parts))


def read_century(parts: Parts) -> Meaning | None:
    if unit_of(parts) != "C" or not 1 <= parts.get("ordinal") <= 21:
        return None
    return Meaning("calendar", century=max((parts.get("ordinal") - 1) * 100, 1))


def read_set(parts: Parts) -> Meaning | None:
    if parts.has("weekday"):
        return Meaning("fixed", value=set_value(parts), set_of=True)
    if parts.has("set"):
        return Meaning("fixed", value=str(parts.get("set")), set_of=True)
    if parts.has("month"):
        return Meaning("fixed", value=f"XXXX-{parts.get('month'):02}", set_of=True)
    count = parts.count()
    unit = unit_of(parts)
    return Meaning("fixed", value=f"PT{count or 1:g}{unit[1]}" if unit[0] == "T" else f"P{count or 1:g}{unit}", set_of=True)


def read_reference(parts: Parts) -> Meaning | None:
    if parts.before == "as" and parts.after == "as":
        return None                                                       # "as soon as"
    return Meaning("fixed", value=parts.get("ref"))


def read_past_alone(parts: Parts) -> Meaning | None:
    """"in the past": nothing follows that it belongs to."""
    alone = parts.before in ("in", "of", "from") and not parts.after.isalpha() and "past" in parts.words
    return Meaning("fixed", value="PAST_REF") if alone else None


def read_these_days(parts: Parts) -> Meaning | None:
    return Meaning("fixed", value="PRESENT_REF") if unit_of(parts) == "D" else None


# Islamic years that a report of the last centuries can name.
FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR = 1200, 1500


def read_lunar_month(parts: Parts) -> Meaning | None:
    """"Ramadan", "10 Muharram 1440", "the first day of Shawwal"."""
    year, day = parts.get("number"), parts.get("day") or parts.get("ordinal")
    if year is not None and not FIRST_LUNAR_YEAR <= year <= LAST_LUNAR_YEAR or parts.has("unit") and unit_of(parts) != "D":
        return None
    return Meaning("calendar", lunar_month=parts.get("hijri"), day=day, year=year)


def read_day_of_month(parts: Parts) -> Meaning | None:
    """"on the 5th", "the night of the 5th": a day whose month is not said."""
    day = parts.get("ordinal")
    if parts.before not in DAY_BEFORE and not parts.has("part") or not parts.words[-1][0].isdigit() or not 1 <= day <= 31:
        return None
    if parts.tag_after[:2] in ("NN", "JJ", "CD"):
        return None                                                       # "on the 5th floor"
    return Meaning("calendar", day=day, part=part_of(parts))


def read_days_of_month(parts: Parts) -> Meaning | None:
    """"from 3 to 7 February", "between February 3 and 7"."""
    days = [*parts.all.get("day", []), *parts.all.get("ordinal", [])]
    if parts.before not in ("from", "between") or len(days) != 2 or not 1 <= days[0] <= days[1] <= 31:
        return None
    return Meaning("calendar", year=parts.get("year"), month=parts.get("month"), day=days[0], last_day=days[1])


def fixed(value: str) -> Reader:
    return lambda parts: Meaning("fixed", value=value)


def read_small_hours(parts: Parts) -> Meaning | None:
    """"the early hours of Thursday"."""
    return read_with_day(parts, "MO") if "hours" in parts.words else None


def read_with_day(parts: Parts, part: str | None = None) -> Meaning | None:
    """A day together with a clock time or a part of the day (`part` where no class of the tape names it)."""
    part, clock = part or part_of(parts), clock_of(parts)
    if parts.has("clock", "ampm", "hours", "fixedclock") and clock is None:
        return None
    if parts.has("rel"):
        day = read_relative_day(parts)
    elif parts.has("date", "month"):
        day = read_date(parts)
    else:
        day = read_weekday(parts)
    return day and replace(day, part=part, clock=clock)
