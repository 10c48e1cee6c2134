"""Decisions over the coder's claims: what counts, and what the coder now reads otherwise than when people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..export.from_contract import claim_of
from ..records import Claim
from ..records_events import Decision, Reviewed
from .decisions import in_force
from .edits import EDITABLE, edited

ON_CLAIMS = ("accept", "reject", "edit")


def review(claims: Sequence[Claim], decisions: Iterable[Decision]) -> tuple[Reviewed, ...]:
    """The claims of one report as they count, in the order of the text. `claims` are the coder's, `decisions` those on this report.

    An accepted claim counts as it was when it was accepted; an edited one has the person's values in the edited fields and the coder's in
    the others. Both outlive a coder that no longer reads them, or that gives them another id because it reads another type; such a reading
    is then the same claim if its trigger and its speaker are. A rejected claim stays, rejected.
    """
    on: dict[str, list[Decision]] = {}
    for decision in in_force(decisions):
        if decision.action in ON_CLAIMS and decision.before is not None:
            on.setdefault(decision.target[0], []).append(decision)
    read = {claim.claim_id: claim for claim in claims}
    heirs = _heirs(on, read)
    found = [_reviewed(read.get(claim_id) or heirs.get(claim_id), mine) for claim_id, mine in on.items()]
    taken = {*on, *(claim.claim_id for claim in heirs.values())}
    found += [Reviewed(claim, "machine", claim) for claim in claims if claim.claim_id not in taken]
    return tuple(sorted(found, key=lambda r: (r.claim.trigger.start, r.claim.trigger.end, _place(read, r))))


def _place(read: dict[str, Claim], reviewed: Reviewed) -> tuple:
    """Within one trigger the coder's own order, then what people keep."""
    order = {claim_id: n for n, claim_id in enumerate(read)}
    return (order.get(reviewed.claim.claim_id, len(order)), reviewed.claim.claim_id)


def _heirs(on: dict[str, list[Decision]], read: dict[str, Claim]) -> dict[str, Claim]:
    """Decided claim that the coder no longer gives under its id → the reading of the same words by the same speaker, if there is one."""
    free = {_words_of(claim): claim for claim_id, claim in reversed(read.items()) if claim_id not in on}
    heirs: dict[str, Claim] = {}
    for claim_id, decisions in sorted(on.items()):
        if claim_id not in read and decisions[-1].action != "reject":
            if (heir := free.pop(_words_of(claim_of(decisions[0].before)), None)) is not None:
                heirs[claim_id] = heir
    return heirs


def _words_of(claim: Claim) -> tuple:
    """What makes a claim the same for a person: the words for the act, and who says so."""
    speaker = (claim.chain[-1].start, claim.chain[-1].end) if claim.chain else None
    return claim.trigger.start, claim.trigger.end, speaker


def _reviewed(machine: Claim | None, decisions: Sequence[Decision]) -> Reviewed:
    """One claim after its decisions, oldest first; `machine` is None when the coder does not read it."""
    # Of a claim that the coder gave up, or calls otherwise, the person's picture of it is what there is.
    kept = machine is None or machine.claim_id != decisions[0].target[0]
    claim: Claim = claim_of(decisions[0].before) if kept else machine
    state, changed, moved = "machine", set(), set()
    for decision in decisions:
        seen = claim_of(decision.before)
        if machine is not None:
            moved |= {name for name in EDITABLE if name not in changed and getattr(machine, name) != getattr(seen, name)}
        if decision.action == "accept":
            claim, state = seen, "edited" if changed else "accepted"
        elif decision.action == "edit":
            claim, changed = edited(claim, decision.after or {}), changed | set(decision.after or {})
            state = "edited"
        else:
            state = "rejected"
    if machine is None:
        moved = {"gone"}
    return Reviewed(claim, state, machine, tuple(d.decision_id for d in decisions), tuple(sorted(moved)))
