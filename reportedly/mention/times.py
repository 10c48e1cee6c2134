"""ParsedArticle → TimeMentions: TIMEX3 expressions with value and, where the publication date allows, the days they denote.

tokens → tape (times_tape) → meanings (times_rules) → past or future (times_lean) → intervals (ground.times)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..ground.times import Stretch, time_of
from ..records import ParsedArticle, TimeMention
from .numerals import read_numerals
from .times_lean import lean_of
from ..ground.times_meaning import Meaning
from .times_rules import find_meanings
from .times_tape import lower_words, write_tape

SINCE = ("since",)

# "Two days later" and "at 6 a.m." count from a day told at most so many sentences before.
TOLD_SENTENCES = 4

# So many of the dates told last are kept to count from.
TOLD_DATES = 6

# "The following month" can be counted from a month or a day, "the following day" only from a day.
FINE_ENOUGH = {"W": ("day", "week"), "M": ("day", "week", "month"), "Q": ("day", "week", "month", "season"),
               "Y": ("day", "week", "month", "season", "year")}


def find_times(parsed: ParsedArticle) -> tuple[TimeMention, ...]:
    """All time expressions of an article in the order of the text, none overlapping.

    `value` is the TIMEX3 value (TimeML 1.2.1; X where a figure is not known). `interval` is None when no day can be computed:
    without a publication date ("on Friday"), for lengths that nothing ties to a day, for PAST_REF and FUTURE_REF.
    """
    words = lower_words(parsed)
    tape = write_tape(parsed, words, read_numerals(words))
    found: list[TimeMention] = []
    told: list[tuple[int, Stretch]] = []                  # (sentence, date), the latest first
    quarter: Meaning | None = None
    for first, last, meaning in find_meanings(tape):
        meaning = with_quarter(meaning, quarter, parsed)
        if meaning.quarter is not None and meaning.kind == "calendar" and meaning.value is None:
            quarter = meaning
        sentence = parsed.sentence_of[first]
        mention, stretch = mention_of(parsed, words, first, last, meaning, told_date(meaning, told, sentence))
        found.append(mention)
        if stretch.start is not None and meaning.kind not in ("length", "fixed"):
            told.insert(0, (sentence, stretch))
            del told[TOLD_DATES:]
    return tuple(found)


def told_date(meaning: Meaning, told: list[tuple[int, Stretch]], sentence: int) -> Stretch | None:
    """The date that the expression counts from: the last one told that is as fine as what is counted."""
    if not meaning.from_text:
        return None
    fine = FINE_ENOUGH.get(meaning.unit, ("day",))
    return next((stretch for where, stretch in told if sentence - where <= TOLD_SENTENCES and stretch.precision in fine), None)


def mention_of(parsed: ParsedArticle, words: tuple[str, ...], first: int, last: int, meaning: Meaning,
               told: Stretch | None) -> tuple[TimeMention, Stretch]:
    """One mention, anchored."""
    span = parsed.span(first, last)
    if first and words[first - 1] in SINCE and meaning.kind != "length" and "when" not in words[last:last + 2]:
        meaning = replace(meaning, since=True)
    lean = lean_of(parsed.doc, first, last) if needs_lean(meaning, told) else None
    value, interval, stretch = time_of(meaning, span.words, (span.start, span.end), parsed.article.published, lean, told)
    return TimeMention(span, first, last, type_of(meaning), value, interval), stretch


def with_quarter(meaning: Meaning, quarter: Meaning | None, parsed: ParsedArticle) -> Meaning:
    """Reports on earnings name a quarter once; "the quarter" and "a year ago" then mean it and the same one of the year before."""
    a_year_back = meaning.kind == "shift" and meaning.unit == "Y" and meaning.count == 1 and meaning.direction == -1
    if meaning.value == "TOLD":
        if quarter is None:
            return replace(meaning, value=None, kind="shift", from_text=False, count=5 if meaning.count else 1, direction=-1)
    elif not a_year_back or quarter is None:
        return meaning
    published = parsed.article.published
    year = meaning.year or quarter.year
    if year is None and published is not None and published.end:
        anchor = date.fromisoformat(published.end[:10])
        year = anchor.year - (quarter.quarter * 3 - 2 > anchor.month)
    if year is not None and (meaning.count or a_year_back):
        year -= 1
    return Meaning("calendar", quarter=quarter.quarter, year=year, value="", rule=meaning.rule)


def needs_lean(meaning: Meaning, told: Stretch | None) -> bool:
    """Tense decides only where the words leave the side open."""
    if meaning.since:
        return False
    clock_alone = meaning.kind == "shift" and meaning.from_text and told is None and not meaning.count       # "at 1900 GMT"
    return clock_alone or meaning.kind == "calendar" and meaning.year is None or meaning.kind == "deictic" and meaning.direction == 0


def type_of(meaning: Meaning) -> str:
    if meaning.set_of:
        return "SET"
    if meaning.part or meaning.clock:
        return "TIME"
    return "DURATION" if meaning.kind == "length" and not meaning.value else "DATE"
