"""Properties of the calendar arithmetic: what is found has the weekday, month and side of the publication that the words ask for."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportedly.clean.published import published_of
from reportedly.ground.lunar import last_year_of, month_begins, month_days
from reportedly.ground.times_calendar import (
    FIRST_LUNAR_YEAR, HALF_A_YEAR, Stretch, is_weekday, month_of, moved, precision_of_days, season_days, shift_months, stretch_of, week_of,
)
from reportedly.ground.times_meaning import Meaning

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LEANS = st.sampled_from([None, "past", "future"])
UNITS = st.sampled_from(["D", "W", "M", "Y"])


@given(DAYS, st.integers(-2000, 2000))
def test_months_there_and_back_end_in_the_same_month(day, months):
    there = shift_months(day, months)
    back = shift_months(there, -months)
    assert (back.year, back.month) == (day.year, day.month) and back <= day
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months


@given(st.dates(), st.integers(-10**6, 10**6), UNITS)
def test_no_offset_leaves_the_calendar(day, count, unit):
    there = moved(day, (count, unit))
    assert date.min <= there <= date.max
    assert (there >= day) == (count >= 0) or there == day


@given(DAYS, st.integers(0, 6), LEANS)
def test_a_weekday_is_the_nearest_on_the_side_that_tense_asks_for(anchor, weekday, lean):
    found = stretch_of(Meaning("calendar", weekday=weekday), anchor, lean)
    assert found.start == found.end and found.start.weekday() == weekday
    away = (anchor - found.start).days
    assert 0 <= (-away if lean == "future" else away) <= 6


@given(DAYS, st.integers(1, 12), st.integers(1, 31), LEANS)
def test_a_day_without_a_year_is_that_day_near_the_publication_or_none(anchor, month, day, lean):
    found = stretch_of(Meaning("calendar", month=month, day=day), anchor, lean)
    if found.start is None:
        assert day > 28                                       # 31 June, or 29 February of a common year
        return
    assert (found.start.month, found.start.day) == (month, day)
    assert abs((anchor - found.start).days) <= (366 if (month, day) != (2, 29) else 8 * 366)
    if lean == "past":
        assert found.start <= anchor + timedelta(days=1)
    if lean == "future":
        assert (anchor - found.start).days < HALF_A_YEAR


@given(DAYS, st.integers(1, 12))
def test_a_month_of_the_past_begins_not_after_the_publication(anchor, month):
    found = stretch_of(Meaning("calendar", month=month), anchor, "past")
    assert found.start <= anchor and found.end <= max(anchor, found.start) and found.start.month == month


@given(DAYS, st.integers(1, 60), UNITS, st.sampled_from([-1, 1]))
def test_what_is_counted_holds_the_day_so_far_away(anchor, count, unit, direction):
    found = stretch_of(Meaning("shift", unit=unit, count=count, direction=direction), anchor, "future")
    assert found.start <= moved(anchor, (direction * count, unit)) <= found.end


@given(DAYS, st.integers(1, 400), UNITS)
def test_a_length_ends_at_the_publication(anchor, count, unit):
    found = stretch_of(Meaning("length", unit=unit, count=count, direction=-1), anchor)
    assert found.end == anchor and found.start == moved(anchor, (-count, unit))
    assert found.precision == precision_of_days((found.end - found.start).days)


@given(DAYS, st.sampled_from(["START", "MID", "END"]), st.integers(1950, 2050))
def test_early_mid_and_late_lie_within_their_year(anchor, mod, year):
    found = stretch_of(Meaning("calendar", year=year, mod=mod), anchor, "future")
    assert date(year, 1, 1) <= found.start <= found.end <= date(year, 12, 31)


@given(DAYS)
def test_weeks_months_and_seasons_hold_their_days(day):
    monday, sunday = week_of(day)
    assert monday.weekday() == 0 and (sunday - monday).days == 6 and monday <= day <= sunday
    first, last = month_of(day.year, day.month)
    assert first <= day <= last and (last + timedelta(days=1)).day == 1
    seasons = [season_days(day.year, name) for name in ("SP", "SU", "FA", "WI")]
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in zip(seasons, seasons[1:]))


@given(st.integers(1300, 1500), st.integers(1, 12))
def test_islamic_months_follow_on_one_another(year, month):
    first, last = month_days(year, month)
    assert (last - first).days + 1 in (29, 30)
    assert last + timedelta(days=1) == (month_begins(year + 1, 1) if month == 12 else month_begins(year, month + 1))


@given(DAYS, st.integers(1, 12), st.integers(1, 29))
def test_the_last_islamic_day_is_not_after_the_anchor_and_the_next_is(anchor, month, day):
    assert anchor.year > FIRST_LUNAR_YEAR
    year = last_year_of(month, day, anchor)
    assert month_begins(year, month) + timedelta(days=day - 1) <= anchor < month_begins(year + 1, month) + timedelta(days=day - 1)


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)))
def test_a_weekday_told_with_its_date_keeps_its_year_and_only_years_that_fit(day):
    text = f"The bridge was closed yesterday, {day:%A, %B} {day.day}, by guards."
    published, _ = published_of(None, "", None, text, (), date(2026, 11, 21))
    days = [date.fromisoformat(start) - timedelta(days=1) for start in (published.start, *(c.start for c in published.candidates))]
    assert day in days and len(set(days)) == len(days)
    assert all(is_weekday(d.year, day.month, day.day, day.weekday()) and (d.month, d.day) == (day.month, day.day) for d in days)


@given(DAYS, st.integers(1, 31), LEANS)
def test_a_day_whose_month_is_not_said_is_no_day(anchor, day, lean):
    assert stretch_of(Meaning("calendar", day=day), anchor, lean) == Stretch(f"XXXX-XX-{day:02}", None, None, "day", "a day whose month is not said")
