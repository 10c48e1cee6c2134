"""Release numbers: press offices number their releases by year and month ("2011-07-S-064", "2010-09-CA-027").

Such a number settles the year of a dateline that has none; alone it says in which month the release appeared.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ..records import Time

# Year, month, letters of the desk, running number; the year may have lost its first figure in a copy, then it is no year.
NUMBER = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)\s?[-–]\s?(?P<month>0[1-9]|1[0-2])\s?[-–]\s?[A-Z]{1,3}\s?[-–]\s?\d{2,4}(?!\d)")

# The number stands in the head of a release, below its headlines.
HEAD_CHARACTERS = 600

# A release is numbered in the month of its date, or a few days before or after it.
DAYS_APART = 10


class ReleaseNumber(NamedTuple):
    """Year and month of a release's number, its words and their (start, end) in the text."""

    year: int
    month: int
    words: str
    span: tuple[int, int]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the month."""
        return date(self.year, self.month, 1), date(self.year, self.month, monthrange(self.year, self.month)[1])

    def is_near(self, day: date) -> bool:
        """True for a day of the month or close to it."""
        first, last = self.days
        return (first - day).days <= DAYS_APART and (day - last).days <= DAYS_APART


def release_number(text: str) -> ReleaseNumber | None:
    """The first release number in the head of a text."""
    match = NUMBER.search(text, 0, HEAD_CHARACTERS)
    return match and ReleaseNumber(int(match["year"]), int(match["month"]), match.group(), match.span())


def from_number(number: ReleaseNumber | None, today: date) -> Time | None:
    """The month that a release number names; None for one that has not come."""
    if number is None or number.days[0] > today:
        return None
    first, last = number.days
    return Time(first.isoformat(), min(last, today).isoformat(), number.words, number.span, "month", "the release number gives year and month")
