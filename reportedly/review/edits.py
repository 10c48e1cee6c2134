"""Changing a field of a claim: which fields, what a person may write, and the claim that comes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import get_args, get_type_hints

from ..errors import UsageError
from ..export.contract import claim_json
from ..export.from_contract import claim_of
from ..lexicon import rows
from ..records import Claim, Loss, Status

# What a person may say better than the coder. The words that carry a claim, and the ids, are not a matter of opinion.
EDITABLE = ("type", "subtype", "status", "actor", "recipient", "means", "place", "time", "losses", "quantities", "chain")

LOSS_KINDS = get_args(get_type_hints(Loss)["kind"])
STATUSES = get_args(Status)

# Kinds of party, place and the like are checked by the record itself; a party that is only named is of no known kind.
UNKNOWN = "unknown"


def edited(claim: Claim, fields: Mapping[str, object]) -> Claim:
    """The claim with these fields, each in the contract's JSON. Raises UsageError for a field or value that cannot be."""
    if unknown := sorted(set(fields) - set(EDITABLE)):
        raise UsageError(f"{unknown[0]!r} cannot be edited. Can be: {', '.join(EDITABLE)}.")
    try:
        changed = claim_of({**claim_json(claim), **fields})
        claim_json(changed)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{', '.join(fields)}: not in the shape of the contract ({type(error).__name__}: {error}). See docs/contract.md.") from error
    if changed.type not in types():
        raise UsageError(f"type: {changed.type!r} is no event type. Types: {', '.join(sorted(types()))}.")
    if changed.status not in STATUSES:
        raise UsageError(f"status: {changed.status!r} is none of {', '.join(STATUSES)}.")
    # What the contract leaves out of a place's candidates stays, since only the named fields are taken over.
    return replace(claim, **{name: getattr(changed, name) for name in fields})


def types() -> frozenset[str]:
    """The event types of the contract."""
    return frozenset(row["type"] for row in rows("types.tsv") if not row["parent"])


def value_of(claim: Claim, name: str, text: str, who: str) -> tuple[str, object]:
    """(field, contract JSON) for what a person wrote: NAME=TEXT.

    TEXT is JSON in the contract's shape, or null; or, shorter: a word for type, subtype and status; a day or FIRST..LAST for time; 17, 15-17
    or 17+ for the name of a loss (killed, injured …); words of the claim's sentence for actor and recipient. Raises UsageError.
    """
    if name in LOSS_KINDS:
        others = [loss for loss in claim_json(claim)["losses"] if loss["kind"] != name]
        return "losses", others if text == "null" else [*others, toll(claim, name, text)]
    if name not in EDITABLE:
        raise UsageError(f"{name!r} cannot be edited. Can be: {', '.join((*EDITABLE, *LOSS_KINDS))}.")
    if text == "null":
        return name, [] if isinstance(getattr(claim, name), tuple) else None
    if name in ("type", "subtype", "status"):
        return name, text
    if text[:1] in "[{":
        try:
            return name, json.loads(text)
        except ValueError as error:
            raise UsageError(f"{name}: broken JSON ({error}).") from error
    if name == "time":
        return name, day(text, who)
    if name in ("actor", "recipient"):
        return name, [party(claim, words.strip()) for words in text.split(";") if words.strip()]
    raise UsageError(f"{name}: write it as JSON in the shape of the contract (docs/contract.md), or null.")


def day(text: str, who: str) -> dict:
    """2019-02-22 or 2019-02-20..2019-02-22 as a time of the contract."""
    first, _, last = text.partition("..")
    last = last or first
    try:
        if datetime.fromisoformat(last) < datetime.fromisoformat(first):
            raise ValueError("the last day is before the first")
    except (ValueError, TypeError) as error:
        raise UsageError(f"time: {text!r} is no day and no FIRST..LAST in ISO 8601 ({error}). Write 2019-02-22.") from None
    length = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    precision = "day" if length == 0 else "week" if length < 7 else "month" if length < 31 else "season" if length < 100 else "year"
    return {"start": first, "end": last, "words": "", "span": None, "precision": precision, "basis": f"set by {who}", "candidates": []}


def toll(claim: Claim, kind: str, text: str) -> dict:
    """17, 15-17 or 17+ as a loss of the contract, in the words of the loss that it replaces."""
    found = re.fullmatch(r"(\d{1,9})(?:(\+)|\s*[-–]\s*(\d{1,9}))?", text.strip())
    if not found or found[3] and int(found[3]) < int(found[1]):
        raise UsageError(f"{kind}: {text!r} is no number. Write 17, 15-17, 17+ for at least 17, or null for none.")
    low = int(found[1])
    high = None if found[2] else int(found[3] or low)
    old = next((loss for loss in claim.losses if loss.kind == kind), None)
    start, end, words, who = (old.start, old.end, old.words, old.who) if old else (claim.trigger.start, claim.trigger.end, claim.trigger.words, "")
    return {"kind": kind, "low": low, "best": low if high == low else None, "high": high, "words": words, "start": start, "end": end, "who": who}


def party(claim: Claim, words: str) -> dict:
    """A party in words of the claim's own sentence."""
    found = re.search(re.escape(words), claim.evidence.words, re.IGNORECASE)
    if not found:
        raise UsageError(f"{words!r} does not stand in the claim's sentence. Name the party in the report's words, or as JSON.")
    start, exact = claim.evidence.start + found.start(), found[0]
    return {"start": start, "end": start + len(exact), "words": exact, "actor_id": None, "name": exact, "named": exact[:1].isupper(), "kind": UNKNOWN,
            "labels": [], "confidence": 1.0}
