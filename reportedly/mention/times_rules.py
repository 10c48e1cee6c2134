"""The grammar of time expressions: patterns over the tape, each with the function that reads its tokens into a Meaning.

Values and extents follow the TIMEX3 annotation guidelines (TimeML 1.2.1). Among the matches the leftmost wins, then the longest,
then the rule that stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..ground.times_meaning import Meaning
from .times_readers import (
    Parts, Reader, fixed, read_ago, read_bare_length, read_century, read_clock, read_date, read_dawn, read_day_of_month, read_days_of_month, read_decade, read_deictic,
    read_deictic_month, read_duration, read_edge_of_unit, read_fiscal_year, read_lunar_month, read_part_of_day, read_past_alone,
    read_past_length, read_quarter, read_quarter_before, read_reference, read_relative_day, read_season, read_set,
    read_small_hours, read_these_days, read_told_quarter, read_weekday, read_weekend, read_with_day, read_year,
)
from .times_tape import CODES, Tape


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern
    read: Reader


MACROS = {
    "COUNT": "((number|day|year) cont*)",
    "ABOUT": "((approx|mod){0,3})",
    "DAYNO": "((day|ordinal) cont*)",
    "YEAR": "(year cont*)",
    "UNIT": "(unit|units)",
    "WD": "((weekday|weekdays|wday) poss?)",
    "MON": "(month cont* (slash month cont*)?)",
    "CLOCKTIME": "(clock cont* ampm? ZONE?|day cont* ampm ZONE?|(day|number) cont* hours|fixedclock)",
    "ZONE": "(zone|local time)",
    "WHEN": "((weekday poss?|rel poss?|DATE))",
    "DATE": "(WD? comma? the? DAYNO of? MON ((comma|of)? YEAR)?|WD? comma? MON DAYNO (comma? YEAR)?|date cont*)",
}


def compiled(pattern: str) -> re.Pattern:
    """A pattern in class names → a regular expression over the tape; repetitions are bounded, so that no text costs its square."""
    while any(re.search(rf"\b{name}\b", pattern) for name in MACROS):
        for name, expansion in MACROS.items():
            pattern = re.sub(rf"\b{name}\b", lambda _: expansion, pattern)
    pattern = re.sub(r"[a-z]+", lambda word: re.escape(CODES[word[0]]), pattern)
    return re.compile(pattern.replace(" ", "").replace("(", "(?:"))


# ---------------------------------------------------------------- the table

RULES: tuple[Rule, ...] = tuple(Rule(name, compiled(pattern), read) for name, pattern, read in (
    ("clock and day", "approx? CLOCKTIME comma? (on|of)? comma? WHEN", read_with_day),
    ("day and clock", "WHEN comma? at? approx? CLOCKTIME", read_with_day),
    ("day and part", "WHEN (at|in the|on the|comma)? (mod)? part", read_with_day),
    ("part and day", "the? (mod (hours|hyphen))? (mod)? part (on|of)? WHEN", read_with_day),
    ("date", "((mod hyphen?) | (the? edge of))? DATE", read_date),
    ("date range", "WD? comma? MON day hyphen day (comma? YEAR)?", read_date),
    ("glued date", "MON glued", read_date),
    ("month of year", "((mod hyphen?) | (the? edge of))? MON (of|comma)? YEAR", read_date),
    ("month of that year", "((mod hyphen?) | (the? edge of))? MON DAYNO? of? comma? (this|last|past|next) unit", read_deictic_month),
    ("deictic month", "(last|past|this|next) MON DAYNO?", read_deictic_month),
    ("in month", "(mod hyphen? | the? edge of)? MON", read_date),
    ("year", "(the? fiscal | mod hyphen? | the? edge of | the unit)? YEAR", read_year),
    ("day of the month", "((mod? the? part) of)? the ordinal", read_day_of_month),
    ("days of a month", "DAYNO (to|and) DAYNO MON ((comma|of)? YEAR)?|MON DAYNO (to|and) DAYNO (comma? YEAR)?", read_days_of_month),
    ("weekday", "(the? (last|past|this|next|following){1,2} | (earlier|later|mod) on?)? (weekday|weekdays) poss? (mod? part)?", read_weekday),
    ("every weekday", "each (weekday|month) part?", read_set),
    ("relative day", "(earlier|later|mod)? rel poss? part?", read_relative_day),
    ("relative part", "relpart", read_relative_day),
    ("part of day", "(earlier|later|mod)? (this|last|each|the) part", read_part_of_day),
    ("dawn", "part", read_dawn),
    ("small hours and day", "the? (mod|small) units of WHEN", read_small_hours),
    ("clock", "(approx)? (clock cont* ampm? ZONE?|day cont* ampm ZONE?|day hours)", read_clock),
    ("ago", "ABOUT (COUNT of?|a|vague cont* ) (UNIT) (ago|earlier|later)", read_ago),
    ("ago, bare", "(units) (ago|earlier|later)", read_ago),
    ("past length", "the? (last|past|recent|next|following) (COUNT of?|vague cont*)? UNIT", read_past_length),
    ("deictic unit", "((earlier|later|mod|the? edge of){1,2})? (the? (last|past|this|next|following|same)) unit", read_deictic),
    ("weekend", "(the) unit", read_weekend),
    ("edge of unit", "(the? edge of the) unit", read_edge_of_unit),
    ("fiscal year", "the (current? fiscal|current) unit", read_fiscal_year),
    ("told quarter", "the (latest|fiscal)? (unit|period)|the same unit", read_told_quarter),
    ("quarter of the year before", "(the|a)? unit hyphen? (ago|earlier) (unit|period)?|the YEAR (unit|period)", read_quarter_before),
    ("quarter", "the? fiscal? ordinal hyphen? unit (of? YEAR)?", read_quarter),
    ("quarter of year", "the year ordinal hyphen? unit", read_quarter),
    ("season", "(the? (last|past|this|next|mod|edge of){0,3} the?)? season (of? YEAR)?", read_season),
    ("decade", "the? (mod hyphen?)? decade", read_decade),
    ("century", "the? (mod hyphen?)? ordinal hyphen? unit", read_century),
    ("duration", "ABOUT (COUNT (to|or|hyphen))? (COUNT of?|vague cont*) more? hyphen? UNIT", read_duration),
    ("bare duration", "ABOUT (a unit|units)", read_bare_length),
    ("set", "set", read_set),
    ("every", "each COUNT? UNIT", read_set),
    ("the past", "the past", read_past_alone),
    ("the future", "(the near?|in) future", fixed("FUTURE_REF")),
    ("these days", "these units", read_these_days),
    ("recent", "recent", fixed("PAST_REF")),
    ("current", "current", fixed("PRESENT_REF")),
    ("lunar date", "((the? DAYNO of?) | (the? ordinal unit of))? hijri cont* comma? number", read_lunar_month),
    ("lunar day", "((the? DAYNO of?) | (the? ordinal unit of)) hijri cont*", read_lunar_month),
    ("lunar month", "hijri cont*", read_lunar_month),
    ("reference", "ref", read_reference),
))


def find_meanings(tape: Tape) -> list[tuple[int, int, Meaning]]:
    """All expressions (first, last, meaning), in order, none overlapping."""
    found = []
    for order, rule in enumerate(RULES):
        for match in rule.pattern.finditer(tape.codes):
            found.append((match.start(), -match.end(), order))
    found.sort()
    chosen, reached = [], 0
    for first, minus_last, order in found:
        if first < reached:
            continue
        if (meaning := RULES[order].read(Parts(tape, first, -minus_last))) is not None:
            chosen.append((first, -minus_last, replace(meaning, rule=RULES[order].name)))
            reached = -minus_last
    return chosen
