"""Reading and writing what people decided."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..errors import UsageError
from ..records import Claim
from ..records_events import Decision
from ..review import draft, edited, in_force, review
from .ledger import Ledger, Transaction, now, salt
from .rows import DECISION_COLUMNS, claim_text, decision_of, decision_row, stored_claim


def all_decisions(source: Ledger | Transaction) -> list[Decision]:
    """Every decision, the undone and the undoing too, oldest first."""
    return [decision_of(*row) for row in source.execute(f"SELECT {', '.join(DECISION_COLUMNS)} FROM decisions ORDER BY at, decision_id")]


def decisions_on(work: Transaction, doc_id: str) -> list[Decision]:
    """The decisions on claims of one report, and all undos."""
    if not work.execute("SELECT EXISTS (SELECT 1 FROM decisions)").fetchone()[0]:
        return []
    return [d for d in all_decisions(work) if d.action == "undo" or d.before and d.before.get("doc_id") == doc_id]


def decide(ledger: Ledger, action: str, targets: Sequence[str], *, who: str, why: str = "", fields: dict | None = None) -> list[Decision]:
    """Write decisions and apply them; what was written, in the order of `targets`.

    accept, reject and edit take claim ids and make one decision for each; `fields` are the new values of an edit. split takes claim ids
    of one event, merge claim ids of several, undo ids of decisions; each of these makes one decision. Raises UsageError when a target is
    not there or the decision would change nothing.
    """
    with ledger.transaction("decision") as work:
        make = {"split": split, "merge": merge, "undo": undo}.get(action)
        made = make(work, targets, who, why) if make else [on_claim(work, action, target, who, why, fields) for target in dict.fromkeys(targets)]
        for decision in made:
            write_decision(work, decision)
        apply(work, made)
    return made


def moved_since(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Decision → the fields in which the coder now reads its claim otherwise than it did then; ("gone",) when it reads none."""
    from .reports import machine_claims

    with ledger.snapshot():
        decisions = all_decisions(ledger)
        found: dict[str, tuple[str, ...]] = {}
        for doc_id in sorted({d.before["doc_id"] for d in decisions if d.before and "doc_id" in d.before}):
            on = [d for d in decisions if d.action == "undo" or d.before and d.before.get("doc_id") == doc_id]
            for reviewed in review(machine_claims(ledger, doc_id), on):
                found |= {decision_id: reviewed.moved for decision_id in reviewed.decisions if reviewed.moved}
    return found


def write_decision(work: Transaction, decision: Decision) -> None:
    work.insert("decisions", decision_row(decision, salt()))
    work.touch("decision", decision.decision_id)


def apply(work: Transaction, made: Sequence[Decision]) -> None:
    """Bring the claims to what the decisions now give, and mark the reports whose events have to be made anew."""
    from .reports import changed, machine_claims, settle_duplicates, write_claims

    reports: dict[str, None] = {}
    events: dict[str, None] = {}
    known = {d.decision_id: d for d in all_decisions(work)}
    for decision in made:
        while decision.action == "undo" and decision.target[0] in known:
            decision = known[decision.target[0]]
        (events if decision.action in ("split", "merge") else reports).update(dict.fromkeys(_reports_of(work, decision)))
    for doc_id in reports:
        write_claims(work, doc_id, machine_claims(work, doc_id))
        for text_hash, in work.execute("SELECT text_hash FROM reports WHERE doc_id = ?", (doc_id,)).fetchall():
            settle_duplicates(work, text_hash)
    for doc_id in events:
        changed(work, doc_id)


def _reports_of(work: Transaction, decision: Decision) -> list[str]:
    if decision.before and "doc_id" in decision.before:
        found = [decision.before["doc_id"]]
    else:
        found = [doc_id for target in decision.target for doc_id, in work.execute("SELECT doc_id FROM claims WHERE claim_id = ?", (target,))]
    return [doc_id for doc_id in found if work.execute("SELECT 1 FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()]


def on_claim(work: Transaction, action: str, claim_id: str, who: str, why: str, fields: dict | None) -> Decision:
    """An accept, reject or edit of one claim."""
    claim, state = counted(work, claim_id)
    if action == "edit":
        if not fields:
            raise UsageError("an edit needs at least one FIELD=VALUE.")
        after = edited(claim, fields)
        if after == claim:
            raise UsageError(f"{claim_id}: has these values already; nothing was written.")
        check_spans(work, after)
    elif (action, state) in (("accept", "accepted"), ("reject", "rejected")):
        raise UsageError(f"{claim_id}: is {state} already; nothing was written.")
    return draft(now(), who, action, [claim_id], json.loads(claim_text(claim)), fields if action == "edit" else None, why)


def counted(work: Transaction, claim_id: str) -> tuple[Claim, str]:
    """A claim as it counts, and its state."""
    row = work.execute("SELECT e.record, c.review FROM claims c JOIN records e USING (claim_id) WHERE c.claim_id = ?", (claim_id,)).fetchone()
    if row is None:
        raise UsageError(f"{claim_id!r} is no claim of this ledger.")
    return stored_claim(row[0]), row[1]


def check_spans(work: Transaction, claim: Claim) -> None:
    """Raises UsageError when an edited claim quotes what its report does not say there."""
    from .verify import spans

    text, = work.execute("SELECT text FROM reports WHERE doc_id = ?", (claim.doc_id,)).fetchone()
    for start, end, words in spans(json.loads(claim_text(claim))):
        if words and text[start:end] != words:
            raise UsageError(f"{words!r} does not stand at {start}–{end} of the report, where {text[start:end]!r} stands.")


def split(work: Transaction, targets: Sequence[str], who: str, why: str) -> list[Decision]:
    """The targets leave their event and are one of their own."""
    homes = {target: _event_of(work, target) for target in targets}
    if len(set(homes.values())) != 1 or None in homes.values():
        raise UsageError("a split takes claims of one event; these are of several, or of none yet (`reportedly link` brings the events up to date).")
    members = [claim_id for claim_id, in work.execute("SELECT claim_id FROM members WHERE event_id = ? ORDER BY claim_id", (homes[targets[0]],))]
    if set(members) == set(targets):
        raise UsageError("these are all claims of their event; name those that are to leave it.")
    return [draft(now(), who, "split", sorted(set(targets)), {"claims": members}, None, why)]


def merge(work: Transaction, targets: Sequence[str], who: str, why: str) -> list[Decision]:
    """The events of the targets are one."""
    homes = {_event_of(work, target) for target in targets} - {None}
    if len(homes) < 2:
        raise UsageError("a merge takes claims of two events or more; these are of one.")
    members = [claim_id for home in sorted(homes) for claim_id, in work.execute("SELECT claim_id FROM members WHERE event_id = ? ORDER BY claim_id", (home,))]
    return [draft(now(), who, "merge", sorted(members), None, None, why)]


def undo(work: Transaction, targets: Sequence[str], who: str, why: str) -> list[Decision]:
    """The targets no longer count; undoing an undo brings back what it undid."""
    decisions = all_decisions(work)
    known = {d.decision_id: d for d in decisions}
    force = {d.decision_id for d in in_force(decisions)}
    for target in targets:
        if target not in known:
            raise UsageError(f"{target!r} is no decision of this ledger. `reportedly decide list` prints them.")
        if known[target].action != "undo" and target not in force:
            raise UsageError(f"{target}: is undone already; nothing was written.")
    return [draft(now(), who, "undo", [target], None, None, why) for target in dict.fromkeys(targets)]


def _event_of(work: Transaction, claim_id: str) -> str | None:
    row = work.execute("SELECT event_id FROM members WHERE claim_id = ?", (claim_id,)).fetchone()
    return row[0] if row else None
