"""Which year: hints from the years that a text mentions and from the years in which the actors it names were active."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..errors import LexiconError
from ..lexicon import HERE, rows
from .published_patterns import MONTH, MONTHS

class Mentioned(NamedTuple):
    """A date that the text mentions: its first day and its words."""

    day: date
    words: str


# The month, with or without a day, before a year: "June 2011", "June 3, 2011".
MONTH_BEFORE = re.compile(MONTH.format(n="") + r"(?:\s{1,3}[0-3]?\d(?:st|nd|rd|th)?)?,?\s{1,3}\Z", re.IGNORECASE)
MONTH_CHARACTERS = 24

YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w%]|,\d)")

# How the reason of a year that had to be chosen begins.
YEAR_REASON = "published in "

# What is said of a year before a named actor existed: such a year is all but impossible. The reverse is not: the press goes on
# naming groups after their end, so that an ended actor only breaks ties.
TOO_EARLY = "before there was"

WORD = re.compile(r"\w+")

# So many actors are named in a reason; the point is made with the first.
NAMES_TOLD = 3

# Names shorter than this are too often something else.
NAME_LETTERS = 3


def order_years(days: list[date], text: str) -> list[tuple[date, str]]:
    """The same day and month of several years, best first, each with its reason.

    A report names actors of its own time or of the past and looks back to dates before it. Years before a named actor existed go
    to the end; then come those after an actor's end; then the day next after the latest date that the text mentions; else the
    most recent.
    """
    spans = active_years(text)
    mentioned = latest_mentioned(text, max(days, default=date.min))
    return sorted(((day, reason_for(day.year, spans, mentioned)) for day in days),
                  key=lambda pair: rank(pair[0], spans, mentioned))


def rank(day: date, spans: tuple[tuple[str, int, int], ...], mentioned: Mentioned | None) -> tuple:
    """Smaller is better."""
    early, ended = sum(day.year < first for _, first, _ in spans), sum(day.year > last for _, _, last in spans)
    if mentioned is None:
        return early, ended, 0, 0, -day.year
    return early, ended, day < mentioned.day, abs((day - mentioned.day).days), -day.year


def reason_for(year: int, spans: tuple[tuple[str, int, int], ...], mentioned: Mentioned | None) -> str:
    """One line for or against a year; begins with TOO_EARLY for one that is all but impossible."""
    if early := [f"{name} ({first})" for name, first, _ in spans if year < first]:
        return f"{TOO_EARLY} {', '.join(early[:NAMES_TOLD])}"
    reasons = []
    if spans:
        name, first, _ = max(spans, key=lambda span: (span[1], span[0]))
        reasons.append(f"{name} is named, known since {first}")
    if ended := [f"{name} ({last})" for name, _, last in spans if year > last]:
        reasons.append(f"after the end of {', '.join(ended[:NAMES_TOLD])}")
    if mentioned is not None:
        reasons.append(f"{mentioned.words} is the latest date mentioned" if mentioned.words != str(mentioned.day.year)
                       else f"{mentioned.words} is the latest year mentioned")
    return "; ".join(reasons) or "the more recent year comes first"


def latest_mentioned(text: str, bound: date) -> Mentioned | None:
    """The latest year, or month of a year, that the text mentions, not after `bound`."""
    found = []
    for match in YEAR.finditer(text):
        month = MONTH_BEFORE.search(text, max(0, match.start() - MONTH_CHARACTERS), match.start())
        number = MONTHS.index(month["month"][:3].lower()) + 1 if month else 1
        day = date(int(match.group()), number, 1)
        if day <= bound:
            found.append(Mentioned(day, f"{month['month']} {day.year}" if month else str(day.year)))
    return max(found, default=None)


@lru_cache(maxsize=1)
def dated_actors() -> tuple[tuple[str, str, int, int], ...]:
    """(alias, name, first year, last year) of the actors whose active years the register knows; empty without a register."""
    if not (HERE / "actors.tsv").is_file():
        return ()
    try:
        register = rows("actors.tsv")
    except LexiconError:
        return ()                                  # the register's own reader reports it
    found = []
    for row in register:
        first, last = year_in(row.get("from")), year_in(row.get("to"))
        if first is None and last is None:
            continue
        aliases = [row.get("name", "")] + row.get("aliases", "").split("|")
        found += [(alias.strip(), row.get("name", ""), first or 0, last or 9999) for alias in aliases if len(alias.strip()) >= NAME_LETTERS]
    return tuple(sorted(set(found)))


def year_in(value: str | None) -> int | None:
    match = re.search(r"\d{4}", value or "")
    return int(match.group()) if match else None


@lru_cache(maxsize=1)
def spans_by_word() -> dict[str, tuple[tuple[str, tuple[str, int, int]], ...]]:
    """First word → (alias, (name, first year, last year)) of the aliases that belong to one actor only."""
    owners: dict[str, set[tuple[str, int, int]]] = {}
    for alias, *span in dated_actors():
        owners.setdefault(alias, set()).add(tuple(span))
    found: dict[str, list] = {}
    for alias, spans in sorted(owners.items()):
        if len(spans) == 1 and (word := WORD.search(alias)):
            found.setdefault(word.group(), []).append((alias, next(iter(spans))))
    return {word: tuple(entries) for word, entries in found.items()}


def active_years(text: str) -> tuple[tuple[str, int, int], ...]:
    """(name, first year, last year) of the dated actors that a text names, by name; case counts ("SDF", not "sdf")."""
    known, found = spans_by_word(), set()
    for word in sorted(set(WORD.findall(text)) & known.keys()):
        for alias, span in known[word]:
            if span not in found and re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
                found.add(span)
    return tuple(sorted(found))
