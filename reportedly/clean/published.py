"""When a report was published: as its container says, as it prints itself, as its URL says, or derived from its words.

The order of trust: what the user gave; the masthead that the report prints (archives often file a report under the day of the
event); the container's metadata; the dateline, with the release number where it has no year; the URL; the release number; a weekday told together with day and
month, which fits few years.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..lexicon import word_class
from ..records import Cut, Interval, Time
from .published_numbers import HEAD_CHARACTERS, ReleaseNumber, from_number, release_number
from .published_patterns import DATE, DATELINE, DATELINE_WITHIN, HEAD_DAY, MASTHEAD, SENTENCE_END, URL_DATE, WEEKDAY_DATE, WEEKDAYS, WITH_CUE, Written, written
from .published_run import rerank
from .published_years import YEAR_REASON, order_years

__all__ = ["published_of", "rerank"]

# Before the web there are no pages to paste from; older reports come with metadata.
FIRST_PLAUSIBLE_YEAR = 1990

# A date printed with its year may be older: archives.
FIRST_PRINTED_YEAR = 1900

# A masthead, headline included, stands in so many characters at the start or end of the text.
MASTHEAD_CHARACTERS = 320
FOOT_CHARACTERS = 200

# A weekday without "last" is told within the week: the report appeared on that day or on one of the six after it.
DAYS_OF_A_WEEKDAY = 6

# A masthead may be printed a day ahead of the reader's clock (time zones).
DAYS_AHEAD = 1

# A container may know only the year or the month.
YEAR_OR_MONTH = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?")

# Words before a date that make it part of a sentence, not of a masthead.
SENTENCE_BEFORE = word_class("sentence_before")

# A line of more words that ends in a date is a sentence, not a byline.
BYLINE_WORDS = 9

# So much of what a container gives as its date is quoted.
BASIS_CHARACTERS = 40

# Words of a basis that mean that the user said so; nothing in the report overrules that.
USER_BASES = ("user", "--published")


def published_of(raw_published: str | None, raw_basis: str, url: str | None, text: str, cuts: Sequence[Cut] = (),
                 today: date | None = None) -> tuple[Time | None, int]:
    """(when the report was published, end of the date prefix of the text); None when nothing tells, 0 when there is no prefix.

    `raw_published` is ISO 8601 as the container or the user gave it, `raw_basis` says who. Where a year had to be derived, the
    best fit is `start`..`end` and all others are `candidates`, best first. No date after `today` (default: the clock's) is believed.
    """
    today = today or date.today()
    given = from_metadata(raw_published, raw_basis, today)
    if given is not None and any(word in raw_basis.lower() for word in USER_BASES):
        return given, prefix_end(text)
    printed, heading_end = from_masthead(text, today)
    if printed is not None and given is not None:
        return (reconciled(printed, given) if is_certain(printed, text) else given), heading_end
    number = release_number(text)
    found = printed or given or from_dateline(text, number, today) or from_url(url, today) or from_number(number, today) or from_words(text, cuts, today)
    if found is not None and found.span is not None and (head := HEAD_DAY.match(text)) and head.end() >= found.span[1] and found.span[0] <= head.start():
        heading_end = head.end()
    return (unbelieved(found, raw_published, raw_basis) if raw_published and given is None else found), heading_end


def unbelieved(found: Time | None, raw: str, basis: str) -> Time:
    """What was found instead of a container's date that is no date, or none that can be; the basis says so."""
    ignored = f"{basis or 'the metadata'} says {raw.strip()[:BASIS_CHARACTERS]!r}, which is no date that can be believed"
    if found is None:
        return Time(None, None, "", None, "unknown", ignored)
    return replace(found, basis=f"{ignored}; {found.basis}")


def is_certain(printed: Time, text: str) -> bool:
    """True for a date that can only be the masthead: it opens the text, has its cue ("Updated") or its weekday."""
    return not text[:printed.span[0]].strip() or WITH_CUE.match(printed.words) is not None or has_weekday(printed.words)


def has_weekday(words: str) -> bool:
    match = DATE.search(words)
    return match is not None and match["weekday"] is not None


def reconciled(printed: Time, given: Time) -> Time:
    """The printed date; the metadata's stays as a candidate where it differs."""
    if printed.start[:10] == given.start[:10]:
        return printed
    if any(other.start == given.start[:10] for other in printed.candidates):
        return replace(given, words=printed.words, span=printed.span, basis=f"{given.basis}; {printed.words} is the same with the month first")
    other = Interval(given.start, given.end, given.basis)
    return Time(printed.start, printed.end, printed.words, printed.span, printed.precision,
                f"{printed.basis}; {given.basis} {given.start[:10]} instead", (other,))


def day_time(day: date, words: str, span: tuple[int, int] | None, basis: str, candidates: tuple[Interval, ...] = ()) -> Time:
    return Time(day.isoformat(), day.isoformat(), words, span, "day", basis, candidates)


def believable(day: date, today: date) -> bool:
    return date(1000, 1, 1) <= day <= today + timedelta(days=DAYS_AHEAD)


def from_metadata(raw: str | None, basis: str, today: date) -> Time | None:
    """The container's date; a bare year or month becomes that interval."""
    if not raw:
        return None
    raw = raw.strip()
    who = basis or "the metadata"
    if match := YEAR_OR_MONTH.fullmatch(raw):
        year, month = int(match[1]), int(match[2] or 0)
        first, last = date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
        if not believable(first, today):
            return None
        return Time(first.isoformat(), min(last, today).isoformat(), "", None, "month" if month else "year", f"{who} says")
    try:
        day = date.fromisoformat(raw[:10])
    except ValueError:
        match = DATE.search(raw)
        found = written(match) if match else None
        if found is None or found.year is None:
            return None
        day = date(found.year, found.month, found.day)
    return day_time(day, "", None, f"{who} says") if believable(day, today) else None


def prefix_end(text: str) -> int:
    match = MASTHEAD.match(text)
    return match.end() if match else 0


def from_masthead(text: str, today: date) -> tuple[Time | None, int]:
    """The date printed in the head of the text, else in its foot, and where the head's date ends."""
    if (match := MASTHEAD.match(text)) and (day := day_of(match, today)):
        return printed_time(match, day, "the report prints at its head"), match.end()
    sentence = SENTENCE_END.search(text, 0, MASTHEAD_CHARACTERS)
    head = text[:sentence.start() if sentence else MASTHEAD_CHARACTERS]
    for match in DATE.finditer(head):
        if stands_alone(text, match) and (day := day_of(match, today)):
            whole = MASTHEAD.match(text, match.start())
            end = whole.end() if whole else match.end()
            return printed_time(match, day, "the report prints in its head"), end
    foot = max(0, len(text) - FOOT_CHARACTERS)
    for match in WITH_CUE.finditer(text, foot):
        if day := day_of(match, today):
            return printed_time(match, day, "the report prints at its foot"), 0
    return None, 0


def printed_time(match, day: date, basis: str) -> Time:
    words = match.group().strip()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    figures = match.groupdict().get("mark") is not None and day.day <= 12 and day.day != day.month
    other = date(day.year, day.day, day.month).isoformat() if figures else ""
    candidates = (Interval(other, other, "if the month stands before the day"),) if figures else ()
    return day_time(day, words, (start, start + len(words)), basis, candidates)


def day_of(match, today: date) -> date | None:
    """The day a match with a year names; None when it does not exist, is not believable or contradicts its weekday."""
    found = written(match)
    if found is None or found.year is None:
        return None
    day = found.in_year(found.year)
    if day is None or not believable(day, today) or found.year < FIRST_PRINTED_YEAR:
        return None
    return day if found.weekday in (None, day.weekday()) else None


def stands_alone(text: str, match) -> bool:
    """True for a date that is not part of a sentence: no preposition before it, a new start behind it."""
    before = text[:match.start()].rstrip()
    word = before.split()[-1].lower() if before.split() else ""
    if word in SENTENCE_BEFORE or "." in before[-2:]:
        return False
    if before.endswith(",") and not closes_byline(text, match):
        return False
    behind = text[match.end():].lstrip(" \t\r\n|-–—,;:.()\"“'")
    return not behind or not behind[0].islower()


def closes_byline(text: str, match) -> bool:
    """True for a date after a comma that ends a short line of its own: "Example Network, 9 June 2024"."""
    line = text[text.rfind("\n", 0, match.start()) + 1:].split("\n", 1)[0]
    return line.rstrip().endswith(match.group().strip()) and len(line.split()) <= BYLINE_WORDS and line != text


def from_dateline(text: str, number: ReleaseNumber | None, today: date) -> Time | None:
    """"DAMASCUS, April 5 (Reuters)", "May 11: …": with a year the day, without one the day in the year of the release number, else
    every year that is possible, latest first."""
    match = DATELINE.search(text[:MASTHEAD_CHARACTERS]) or DATELINE_WITHIN.search(text[:HEAD_CHARACTERS]) or HEAD_DAY.match(text)
    found = written(match) if match else None
    if found is None:
        return None
    words = match.group().strip()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    if found.year is not None:
        day = day_of(match, today)
        return day and day_time(day, words, (start, start + len(words)), "the dateline says")
    if number is not None and (day := day_near(found, number, today)) is not None:
        return day_time(day, words, (start, start + len(words)), f"the dateline gives day and month, the release number {number.words} the year")
    return from_years(found, 0, 0, words, (start, start + len(words)), text, today, "the dateline gives day and month")


def day_near(found: Written, number: ReleaseNumber, today: date) -> date | None:
    """The day without a year that lies in the month of a release number or close to it; None when none does."""
    for year in (number.year, number.year - 1, number.year + 1):
        day = found.in_year(year)
        if day is not None and number.is_near(day) and believable(day, today):
            return day
    return None


def from_url(url: str | None, today: date) -> Time | None:
    match = URL_DATE.search(url) if url else None
    day = day_of(match, today) if match else None
    return day and day_time(day, "", None, "the URL says")


def from_words(text: str, cuts: Sequence[Cut], today: date) -> Time | None:
    """"yesterday, Friday, February 22nd": the years in which the date falls on the weekday, best first."""
    for match in WEEKDAY_DATE.finditer(text):
        if any(cut.start <= match.start() < cut.end for cut in cuts):
            continue
        found = written(match)
        if found is None:
            continue
        relative = (match["relative"] or "").lower()
        first, last = (1, 1) if relative.startswith(("yesterday", "last")) else (0, 0) if relative else (0, DAYS_OF_A_WEEKDAY)
        how = f"derived from {match.group()!r}: {found.day:02}-{found.month:02} is a {WEEKDAYS[found.weekday].capitalize()}"
        derived = from_years(found, first, last, match.group(), match.span(), text, today, how)
        if derived is not None:
            return derived
    return None


def from_years(found: Written, first: int, last: int, words: str, span: tuple[int, int], text: str, today: date, how: str) -> Time | None:
    """The date with every year that fits it, the best as the time, the others as its candidates."""
    days = []
    for year in [found.year] if found.year else range(FIRST_PLAUSIBLE_YEAR, today.year + 1):
        day = found.in_year(year)
        if day is not None and found.weekday in (None, day.weekday()) and day <= today:
            days.append(day)
    if not days:
        return None
    intervals = [Interval((day + timedelta(days=first)).isoformat(), min(day + timedelta(days=last), max(today, day)).isoformat(),
                          f"{YEAR_REASON}{day.year}: {reason}") for day, reason in order_years(days, text)]
    best = intervals[0]
    precision = "day" if first == last else "week"
    basis = f"{how} in {', '.join(str(day.year) for day in days)}; {best.reason}" if found.weekday is not None else f"{how}; {best.reason}"
    return Time(best.start, best.end, words, span, precision, basis, tuple(intervals[1:]))
