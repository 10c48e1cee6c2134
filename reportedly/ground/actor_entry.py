"""One actor of the register, its spellings, and what of it changed with the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# How ids of names begin that the register does not know (mention/actor_unlisted.py).
PROVISIONAL = "new:"


@dataclass(frozen=True, slots=True)
class Dated:
    """What held in some years: a member of `value` (an id), called `value` (a name), grown from `value` (an id).

    `since`/`until`: first and last year, both included; None = since it exists, to this day.
    """

    what: Literal["member_of", "called", "grew_from"]
    value: str
    since: int | None
    until: int | None
    source: str

    def holds(self, year: int) -> bool:
        """True in a year of the span."""
        return (self.since or 0) <= year <= (self.until or 9999)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the register.

    `since`/`until`: first and last year of activity, None where unknown or still active. `parent`: id of the body that it
    is part of or serves, whatever the year; `history` says in which years. `country`: ISO 3166-1 alpha-3 or None.
    """

    id: str
    name: str
    kind: str
    parent: str | None
    country: str | None
    since: int | None
    until: int | None
    aliases: tuple[str, ...]
    source: str
    weak_names: frozenset[str] = frozenset()
    history: tuple[Dated, ...] = ()

    def parents(self, year: int | None = None) -> tuple[str, ...]:
        """The ids of the bodies it belongs to in a year; without a year, and where no membership is dated, its one `parent`."""
        dated = tuple(d for d in self.history if d.what == "member_of")
        if year is None or not dated:
            return (self.parent,) if self.parent else ()
        found = tuple(dict.fromkeys(d.value for d in dated if d.holds(year)))
        outside = self.parent and all(d.value != self.parent for d in dated)       # an undated parent holds in every year
        return (*found, self.parent) if outside else found

    def called(self, year: int | None = None) -> str:
        """The name it goes by in a year; its preferred name where no other is dated."""
        return next((d.value for d in reversed(self.history) if d.what == "called" and year is not None and d.holds(year)), self.name)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one entry, as written in the list: its letter case says whether capitals are required in a text.

    `weak`: others are called so elsewhere ("Federal Police"); it counts only in a report that speaks of the entry's country.
    """

    entry: Entry
    written: str
    weak: bool = False


def years(since: int | None, until: int | None) -> str:
    """A span of years in words: "2012–2025", "since 2014", "to 1989", "years unknown"."""
    if since and until:
        return f"{since}–{until}" if since != until else str(since)
    return f"since {since}" if since else f"to {until}" if until else "years unknown"
