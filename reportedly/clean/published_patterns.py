"""How reports print their date: mastheads, datelines, URLs, as character patterns.

Copies may have lost commas and colons ("Last updated at Apr 092017", "Wed 05 Apr 2017 at 0914"). Figures are read day first.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# White space is bounded everywhere: two open-ended runs side by side would cost the square of their length.
MONTH = (r"(?P<month{n}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
         r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?")
WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year{n}>(?:19|20)\d\d)(?!\d)"
CLOCK = (r"(?:,?\s{0,5}(?:-|\||at)?\s{0,5}(?:(?:KSA|GMT|UTC|EST|EDT)\s{0,5})?(?:[01]?\d|2[0-3])[:.]?[0-5]\d(?::\d\d)?(?!\d)\s{0,5}(?:[ap]\.?m\b\.?)?"
         r"\s{0,5}(?:(?:GMT|UTC|KSA|EST|EDT|EET)\b(?:[+-]\d{1,2})?)?(?:\s{0,5}-\s{0,5}GMT\s{0,5}\d\d:\d\d)?)?")

FULL_DATE = (
    r"(?<![\w.])(?:" + WEEKDAY + r",?\s{1,5})?(?:"
    + DAY.format(n=1) + r"\s{1,5}(?:of\s{1,5})?" + MONTH.format(n=1) + r",?\s{0,5}" + YEAR.format(n=1)
    + r"|" + MONTH.format(n=2) + r"\s{0,5}" + DAY.format(n=2) + r"[,.]?\s{0,5}" + YEAR.format(n=2)
    + r"|" + YEAR.format(n=3) + r"(?P<dash>[-/.])(?P<month3>\d\d)(?P=dash)" + DAY.format(n=3) + r"(?!\d)"
    + r"|" + DAY.format(n=4) + r"(?P<mark>[./-])(?P<month4>\d{1,2})(?P=mark)" + YEAR.format(n=4)
    + r")"
)
CUE = (r"(?:(?:first\s{1,5})?(?:last\s{1,5})?(?:updated?|modified|published|posted|created"
       r"|date\s{1,5}of\s{1,5}publication|publication\s{1,5}date|date|issued|released)"
       r"(?:\s{1,5}by\s{1,5}[^\n,]{1,40}?)?(?:\s{1,5}(?:at|on))?\s{0,5}:?\s{0,5})")
LEADING_CLOCK = r"(?:(?:[01]?\d|2[0-3]):[0-5]\d\s{0,5}(?:[ap]\.?m\b\.?)?,?\s{1,5})?"
DATE = re.compile(FULL_DATE, re.IGNORECASE)
MASTHEAD = re.compile(r"\s*" + CUE + r"?" + LEADING_CLOCK + FULL_DATE + CLOCK + r"(?:\s{0,5}\(?updated?:?[^()\n]{0,30}\))?", re.IGNORECASE)
WITH_CUE = re.compile(CUE + FULL_DATE + CLOCK, re.IGNORECASE)
SHORT_YEAR = r"(?P<short>\d\d)(?!\d)"
DATELINE = re.compile(
    r"(?:^|\n|\u2028)\s{0,5}(?:[A-Z][A-Z'’\-]{1,20}(?:[ /][A-Z][A-Z'’\-]{1,20}){0,3})"
    r"(?:\s\([A-Z][A-Za-z ]{2,30}\)|,\s{1,5}[A-Z][A-Za-z]{2,20})?,?\s{1,5}(?P<open>\()?(?i:"
    + MONTH.format(n=2) + r"\s{0,5}" + DAY.format(n=2) + r"(?:,?\s{1,5}" + YEAR.format(n=2) + r")?"
    + r"|" + DAY.format(n=1) + r"\s{1,5}" + MONTH.format(n=1) + r"(?:,?\s{1,5}(?:" + YEAR.format(n=1) + r"|" + SHORT_YEAR + r"))?"
    + r")\s{0,5}(?(open)\)|(?:\([A-Z][A-Za-z0-9 .\-]{1,60}\)|[-–—]{1,2}|:))")
# "… Download KABUL, Afghanistan (Sept. 1) -": a dateline behind other words, known by the town with its country and the date in brackets.
BRACKETED_DATELINE = (
    r"[A-Z][A-Za-z'’\-]{1,20}(?: [A-Z][A-Za-z'’\-]{1,20}){0,2},\s{1,5}[A-Z][A-Za-z]{2,20}\s{1,5}\((?i:"
    + MONTH.format(n=2) + r"\s{0,5}" + DAY.format(n=2) + r"(?:[,.]?\s{1,5}" + YEAR.format(n=2) + r")?"
    + r"|" + DAY.format(n=1) + r"\s{1,5}" + MONTH.format(n=1) + r"(?:[,.]?\s{1,5}" + YEAR.format(n=1) + r")?)\)")
DATELINE_WITHIN = re.compile(r"(?<=\s)" + BRACKETED_DATELINE)

# "May 11: Forces search compounds": a bulletin headed by its day.
HEAD_DAY = re.compile(
    r"\s{0,5}(?i:" + MONTH.format(n=2) + r"\s{1,5}" + DAY.format(n=2) + r"|" + DAY.format(n=1) + r"\s{1,5}" + MONTH.format(n=1) + r")\s{0,2}:(?=\s)")
URL_DATE = re.compile(r"[/_-](?P<year1>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month1>0?[1-9]|1[0-2])(?P=mark)(?P<day1>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")

# The end of a sentence: what follows it is no masthead.
SENTENCE_END = re.compile(r"[a-z]{2,}[.!?][\"”'’]?\s")

# A weekday told with day and month; without a year it fits few years.
WEEKDAY_DATE = re.compile(
    r"(?:(?P<relative>yesterday|today|last\s{1,5}night)\s{0,5},?\s{0,5}(?:on\s{1,5})?)?\b" + WEEKDAY + r"\s{0,5},?\s{1,5}(?:the\s{1,5})?(?:"
    + MONTH.format(n=2) + r"\s{1,5}" + DAY.format(n=2)
    + r"|" + DAY.format(n=1) + r"\s{1,5}(?:of\s{1,5})?" + MONTH.format(n=1) + r")\b(?:,?\s{0,5}" + YEAR.format(n=5) + r")?",
    re.IGNORECASE)


# "3 JAN 90": two figures from here on are of the last century.
FIRST_SHORT_YEAR = 70


class Written(NamedTuple):
    """A date as written; `year` None when only day and month are, `weekday` 0 = Monday."""

    year: int | None
    month: int
    day: int
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """The day in a year; None when that year has none (29 February)."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def written(match: re.Match) -> Written | None:
    """The date that a match of one of the patterns holds; None when there is no such day."""
    groups = match.groupdict()
    month = next((v for k, v in groups.items() if k.startswith("month") and v), None)
    day = next((v for k, v in groups.items() if k.startswith("day") and v), None)
    year = next((int(v) for k, v in groups.items() if k.startswith("year") and v), None)
    if month is None or day is None:
        return None
    if short := groups.get("short"):
        year = int(short) + (1900 if int(short) >= FIRST_SHORT_YEAR else 2000)
    number, day = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1, int(day)
    if number > 12 >= day and month.isdigit():
        number, day = day, number
    weekday = groups.get("weekday")
    try:
        date(year or 2000, number, day)            # 2000: a leap year, so that 29 February passes
    except ValueError:
        return None
    return Written(year, number, day, WEEKDAYS.index(weekday[:3].lower()) if weekday else None)
