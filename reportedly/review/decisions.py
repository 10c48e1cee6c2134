"""Decisions: how a new one is made, and which are in force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..records_events import Decision

ACTIONS = ("accept", "reject", "edit", "split", "merge", "undo")


def draft(at: str, who: str, action: str, target: Sequence[str], before: dict | None, after: dict | None, why: str) -> Decision:
    """A decision with the id that its content gives it."""
    content = json.dumps([at, who, action, list(target), before, after, why], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Decision(f"decision:{digest[:20]}", at, who, action, tuple(target), before, after, why)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count, oldest first: without the undone, and without the undos themselves. An undo can be undone."""
    ordered = sorted(decisions, key=lambda d: (d.at, d.decision_id))
    undos: dict[str, list[Decision]] = {}
    for decision in ordered:
        if decision.action == "undo":
            for target in decision.target:
                undos.setdefault(target, []).append(decision)

    @lru_cache(maxsize=None)
    def counts(decision_id: str) -> bool:
        # An undo names what it undoes by an id that already existed, so this ends.
        return not any(counts(undo.decision_id) for undo in undos.get(decision_id, ()) if undo.decision_id != decision_id)

    return [d for d in ordered if d.action != "undo" and counts(d.decision_id)]
