"""Which acts of one report tell of the same thing: "the attack" and the bombing before it, a headline and the body.

All take the drafts of one report in the order of the text and give indices into them.
"""

from __future__ import annotations

from collections.abc import Sequence

from .acts import HARM
from .draft import Draft

# Sentences back in which the act that "the attack" takes up is looked for.
TAKE_UP_SENTENCES = 6

STRIKES = frozenset(("attack", "bombing", "suicide_bombing", "airstrike", "shelling", "chemical_attack"))
GROUND = frozenset(("clash", "operation", "advance", "take_control", "attack", "surround"))
HARMS = STRIKES | HARM


def taken_up(drafts: Sequence[Draft]) -> tuple[int | None, ...]:
    """For each draft the index of the one that tells of the same act: what "the attack" takes up, for a headline the act of the body."""
    return tuple(antecedent(i, drafts) if not draft.heading or draft.definite else body_act(i, drafts) for i, draft in enumerate(drafts))


def antecedent(at: int, drafts: Sequence[Draft]) -> int | None:
    """The nearest earlier act that a definite act noun can speak of, one of the very same type first."""
    if not drafts[at].definite:
        return None
    near = [i for i in range(at - 1, -1, -1) if 0 <= drafts[at].sentence - drafts[i].sentence <= TAKE_UP_SENTENCES and akin(drafts[at], drafts[i])]
    same = [i for i in near if drafts[i].type == drafts[at].type]
    return next(iter(same or near), None)


def body_act(at: int, drafts: Sequence[Draft]) -> int | None:
    """The first act of the body that a headline's act can be."""
    return next((i for i in range(at + 1, len(drafts)) if not drafts[i].heading and akin(drafts[at], drafts[i])), None)


def akin(one: Draft, other: Draft) -> bool:
    if one.type == other.type:
        return True
    return (one.type in STRIKES and other.type in STRIKES) and ("attack" in (one.type, other.type) or {one.type, other.type} <= {"bombing", "suicide_bombing"}) \
        or (one.type in GROUND and other.type in GROUND and "operation" in (one.type, other.type)) \
        or (one.heading and one.type in HARMS and other.type in HARMS)
