"""Which event types may describe one event, and which actors belong to one another: both read from the lexicon."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ..lexicon import HERE, rows

STATE_ORGAN = re.compile(r"[A-Z]{3}-[A-Z-]+$")

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


@lru_cache(maxsize=1)
def _parents() -> dict[str, str]:
    # The register is optional here: linking works on claims of any coder, then no actor has a parent.
    if not (HERE / "actors.tsv").is_file():
        return {}
    return {row["id"]: row["parent"] for row in rows("actors.tsv") if row.get("id") and row.get("parent")}


@lru_cache(maxsize=None)
def ancestors(actor_id: str) -> frozenset[str]:
    """The actor and everybody above it in the register ("SYR-FORCES" → itself and "SYR-GOV")."""
    found = {actor_id}
    while above := _above(actor_id):
        if above in found:
            break
        found.add(above)
        actor_id = above
    return frozenset(found)


def _above(actor_id: str) -> str | None:
    # The organs of states are made by pattern and stand in no file: ISO 3166-1 alpha-3, a hyphen, the organ.
    if STATE_ORGAN.match(actor_id):
        return None if actor_id.endswith("-GOV") else actor_id[:4] + "GOV"
    return _parents().get(actor_id)


def related_actors(one: str, other: str) -> bool:
    """True when the two ids are one actor, one stands above the other in the register, or both serve one state.

    Reports say "the army", "government forces" and "the regime" for the same soldiers.
    """
    shared = ancestors(one) & ancestors(other)
    return one in shared or other in shared or any(STATE_ORGAN.match(a) for a in shared)
