"""What a time expression says before it is anchored: the record between recognising (mention) and dating (ground)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parts that the words name; None where they name nothing.

    `kind` says how the parts are to be read:
      calendar  year, month, day, weekday, quarter, season, decade or century, whatever is there
      shift     `count` × `unit` away, `direction` -1 or 1, from the publication or, with `from_text`, from the date told before
      deictic   the `unit` (or named month, weekday, season) that is last (-1), this (0) or next (1)
      length    `count` × `unit` as a duration; with `direction` it ends or begins at the publication
      fixed     `value` as it is (PAST_REF, a SET)
    """

    kind: Literal["calendar", "shift", "deictic", "length", "fixed"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None          # "April 5-7"
    other: tuple[int, int] | None = None     # "04/03/2018": (month, day) if the figures stand in the other order
    weekday: int | None = None           # 0 = Monday
    quarter: int | None = None
    season: str | None = None            # SP SU FA WI
    decade: int | None = None            # first year of it
    century: int | None = None           # first year of it
    unit: str | None = None              # S TM TH D W M Q Y E C L F WE
    count: float | None = None           # None = not said ("recent weeks")
    direction: int | None = None
    from_text: bool = False
    part: str | None = None              # MO AF EV NI
    clock: str | None = None             # "17:27"
    mod: Literal["START", "MID", "END", "EARLIER", "LATER"] | None = None
    since: bool = False                  # the words before it are "since": it lasts until the publication
    overnight: bool = False              # from the evening of the day to the morning of the next
    lunar_month: int | None = None       # 1 = Muharram … 12 = Dhu al-Hijja
    value: str | None = None
    set_of: bool = False                 # "every Friday"
    rule: str = ""
