"""A claim in the making: what the syntax alone gives an act, before the report's context fills what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from ..ground.times_calendar import Offset
from ..records import Link, Loss, Means, Party, Place, Status, Time
from .acts import ActGroup


@dataclass(frozen=True, slots=True)
class Draft:
    """One act group with the fields found for it; `sentence` is its index, `chains` one chain for each speaker, `statuses` one for each chain."""

    group: ActGroup
    type: str
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    means: tuple[Means, ...]
    losses: tuple[Loss, ...]
    place: Place | None
    time: Time | None
    chains: tuple[tuple[Link, ...], ...]
    statuses: tuple[Status, ...]
    sentence: int
    paragraph: int
    heading: bool
    subordinate: bool               # told in a clause that only adds to another: it sets no scene
    definite: bool                  # "the attack", "these strikes": an act already spoken of
    part_of: int | None = None      # head of the nearest act above it in its sentence
    finite: bool = True             # told by a finite verb: "which shelled", not "shelling"
    apart: Offset | None = None     # how far it lies from the act told before it: "a day after X accused Y"
    present: bool = False           # told in the present tense, outside of headlines
    apart_from: tuple[int, Offset] | None = None    # (head of an act noun, how far it lies from that act): "three days before the attack"
