"""Which actors belong to one another, by the register's `parent` column and by the pattern of the organs of states."""

from __future__ import annotations

import re
from functools import lru_cache

from ..lexicon import HERE, rows

# ISO 3166-1 alpha-3, a hyphen, the organ.
STATE_ORGAN = re.compile(r"[A-Z]{3}-[A-Z-]+$")


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
    # The organs of states are made by pattern and stand in no file.
    if STATE_ORGAN.match(actor_id):
        return None if actor_id.endswith("-GOV") else actor_id[:4] + "GOV"
    return _parents().get(actor_id)


def related_actors(one: str, other: str) -> bool:
    """True when the two ids are one actor, one stands above the other in the register, or both serve one state.

    Reports say "the army", "government forces" and "the regime" for the same soldiers.
    """
    shared = ancestors(one) & ancestors(other)
    return one in shared or other in shared or any(STATE_ORGAN.match(a) for a in shared)
