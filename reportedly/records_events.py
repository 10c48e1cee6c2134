"""The records after the claim: events that link claims, and what people decided about claims.

The field names of Event are those of docs/contract.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .records import Claim, Loss, Party, Place, Time


# ---------------------------------------------------------------- link

@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Claims that go back to one independent root, and the reason they count as one."""

    root: str
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossRange:
    """The range of one kind of loss over an event's claims; None where no claim gives that bound."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value that claims give a field (Party, Place, Time, Loss, an event type, "happened" or "did not happen")."""

    value: object
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the claims of an event stand on one field."""

    field: Literal["type", "actor", "recipient", "place", "time", "killed", "injured", "happened"]
    kind: Literal["agrees", "contradicts", "single"]
    values: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """A claim whose source is a party to the conflict and speaks against its own interest: who, and why in words."""

    claim: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that speak of one event; no field without a claim behind it."""

    event_id: str
    type: str
    claims: tuple[str, ...]
    reports: int
    origins: int
    origin_groups: tuple[OriginGroup, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    place: Place | None
    time: Time | None
    losses: dict[str, LossRange]
    agreement: tuple[Agreement, ...]
    against_interest: tuple[Admission, ...] = ()


# ---------------------------------------------------------------- review

@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided, when and why. Never changed: it is taken back by another one, an "undo".

    `target` holds claim ids: the one that was accepted, rejected or edited; those that leave their event (split); those that are one event
    (merge); for an undo the id of the decision. `before` and `after` are the contract's JSON: `before` the claim as it counted, for a split
    {"claims": all claim ids of the event}; `after` the new values of the edited fields. `at` is ISO 8601, UTC.
    """

    decision_id: str
    at: str
    who: str
    action: Literal["accept", "reject", "edit", "split", "merge", "undo"]
    target: tuple[str, ...]
    before: dict | None
    after: dict | None
    why: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as it counts after all decisions.

    `machine` is the coder's own reading: None when it does not read this claim (any more), which a person keeps. `decisions` are those in
    force, oldest first. `moved` names the fields that the coder now reads otherwise than when a person decided on the claim.
    """

    claim: Claim
    state: Literal["machine", "accepted", "edited", "rejected"]
    machine: Claim | None
    decisions: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
