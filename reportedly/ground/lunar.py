"""The months of the Islamic calendar as days of the civil one.

The tabular (arithmetic) Islamic calendar, 30-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29, civil epoch
16 July 622 (Julian) = 19 July 622 (proleptic Gregorian); Reingold and Dershowitz, Calendrical Calculations, "The Islamic Calendar".
Observed months begin up to a day earlier or later, by country.
"""

from __future__ import annotations

from datetime import date, timedelta

EPOCH = date(622, 7, 19)

# How far the observed month may lie from the computed one, in days.
DAYS_UNSURE = 1


def month_begins(year: int, month: int) -> date:
    """The first day of a month of an Islamic year; months count from 1."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return EPOCH + timedelta(days=days)


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month of an Islamic year."""
    following = month_begins(year + 1, 1) if month == 12 else month_begins(year, month + 1)
    return month_begins(year, month), following - timedelta(days=1)


def last_year_of(month: int, day: int, anchor: date) -> int:
    """The latest Islamic year in which that day of the month is not after `anchor`."""
    year = int((anchor - EPOCH).days / 354.367) + 2
    while month_begins(year, month) + timedelta(days=day - 1) > anchor:
        year -= 1
    return year


def last_month_before(month: int, anchor: date) -> tuple[date, date]:
    """First and last day of the latest such month that began not after `anchor`."""
    return month_days(last_year_of(month, 1, anchor), month)
