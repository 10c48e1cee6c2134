"""Events taken apart and joined as people said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..records_events import Decision
from .decisions import in_force


def regroup(groups: Sequence[Sequence[str]], decisions: Iterable[Decision]) -> list[list[str]]:
    """Groups of claim ids as they are after the splits and merges in force, oldest first; claims keep the order they came in.

    A merge joins the groups of all its claims, whole. A split takes its claims out of every group that also holds others of the event that
    was split; what came to that group later stays with those others.
    """
    order = {claim_id: n for n, claim_id in enumerate(claim_id for group in groups for claim_id in group)}
    home = {claim_id: n for n, group in enumerate(groups) for claim_id in group}
    members = {n: set(group) for n, group in enumerate(groups)}
    fresh = len(members)
    for decision in in_force(decisions):
        here = [claim_id for claim_id in decision.target if claim_id in home]
        if decision.action == "merge":
            homes = sorted({home[claim_id] for claim_id in here})
            for other in homes[1:]:
                members[homes[0]] |= members.pop(other)
            for claim_id in members[homes[0]] if homes else ():
                home[claim_id] = homes[0]
        elif decision.action == "split":
            rest = set((decision.before or {}).get("claims", ())) - set(decision.target)
            for group in sorted({home[claim_id] for claim_id in here}):
                if members[group] & rest:
                    leaving = members[group] & set(here)
                    members[group] -= leaving
                    members[fresh] = leaving
                    home.update(dict.fromkeys(leaving, fresh))
                    fresh += 1
    return sorted((sorted(group, key=order.__getitem__) for group in members.values()), key=lambda group: order[group[0]])
