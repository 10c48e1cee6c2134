"""Which event types may describe one event, read from the lexicon."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ..lexicon import rows

Relation = Literal["equal", "same", "general", "part", "outcome", "outcomes"]


@lru_cache(maxsize=1)
def _relations() -> dict[tuple[str, str], Relation]:
    found: dict[tuple[str, str], Relation] = {}
    for row in rows("type_families.tsv"):
        found[row["type"], row["other"]] = found[row["other"], row["type"]] = row["relation"]
    return found


def type_relation(one: str, other: str) -> Relation | None:
    """How two event types stand to one another; None when they are two different acts. Source: lexicon/type_families.tsv."""
    return "equal" if one == other else _relations().get((one, other))


@lru_cache(maxsize=1)
def _wider() -> frozenset[tuple[str, str]]:
    return frozenset((row["type"], row["other"]) for row in rows("type_families.tsv") if row["relation"] in ("general", "outcome"))


def is_wider(one: str, than: str) -> bool:
    """True when `one` is a wider word for the act that `than` names, or its outcome ("attack" or "kill" beside "airstrike")."""
    return (than, one) in _wider()


@lru_cache(maxsize=1)
def outcome_types() -> frozenset[str]:
    """Types that are what an act did to somebody or something ("kill", "destroy"), and so never rival the act."""
    return frozenset(row["other"] for row in rows("type_families.tsv") if row["relation"] == "outcome")


@lru_cache(maxsize=None)
def type_family(event_type: str) -> str:
    """A name shared by all types that any row of type_families.tsv connects, so that claims of two families need no comparison."""
    seen, open_types = {event_type}, [event_type]
    while open_types:
        here = open_types.pop()
        for one, other in _relations():
            if one == here and other not in seen:
                seen.add(other)
                open_types.append(other)
    return min(seen)
