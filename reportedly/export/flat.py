"""One claim as one row of a spreadsheet. Lost: offsets, candidates, geometry, and all but the words of quantities.

Several parties, losses or links share a cell, separated by "; ", the chain by " > ".
"""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Claim, Loss

COLUMNS = (
    "claim_id", "file", "type", "subtype", "status", "actor", "actor_ids", "recipient", "recipient_ids", "means",
    "place", "place_id", "lat", "lon", "precision", "radius_km", "admin1", "country",
    "time_start", "time_end", "time_precision", "time_basis",
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high",
    "captured_low", "captured_best", "captured_high", "missing_low", "missing_best", "missing_high",
    "displaced_low", "displaced_best", "displaced_high", "losses", "quantities",
    "chain", "chain_anonymous", "evidence", "trigger", "confidence", "doc_id", "coder",
)

# A spreadsheet runs a cell that begins with one of these; an apostrophe in front makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def claim_row(claim: Claim) -> dict[str, str | int | float | None]:
    """The columns of one claim; None where the claim says nothing."""
    place, time = claim.place, claim.time
    row = {
        "claim_id": claim.claim_id, "file": claim.file, "type": claim.type, "subtype": claim.subtype, "status": claim.status,
        "actor": joined(p.name for p in claim.actor), "actor_ids": joined(p.actor_id or "" for p in claim.actor),
        "recipient": joined(p.name for p in claim.recipient), "recipient_ids": joined(p.actor_id or "" for p in claim.recipient),
        "means": joined(m.words for m in claim.means),
        "losses": joined(f"{loss.kind}: {loss.words}" for loss in claim.losses),
        "quantities": joined(q.words for q in claim.quantities),
        "chain": " > ".join(link.name for link in claim.chain),
        "chain_anonymous": "yes" if any(link.anonymous for link in claim.chain) else "no",
        "evidence": claim.evidence.words, "trigger": claim.trigger.words, "confidence": claim.confidence,
        "doc_id": claim.doc_id, "coder": f"{claim.coder.name} {claim.coder.version}",
    }
    if place:
        row |= {"place": place.name, "place_id": place.gazetteer_id, "lat": place.lat, "lon": place.lon, "precision": place.precision,
                "radius_km": place.radius_km, "admin1": place.admin1, "country": place.country}
    if time:
        row |= {"time_start": time.start, "time_end": time.end, "time_precision": time.precision, "time_basis": time.basis}
    return {column: inert((row | loss_columns(claim.losses)).get(column)) for column in COLUMNS}


def loss_columns(losses: Iterable[Loss]) -> dict[str, int | None]:
    """Low, best and high by kind; the first loss of a kind is given, since adding up could count people twice."""
    columns: dict[str, int | None] = {}
    for loss in losses:
        if f"{loss.kind}_low" not in columns:
            columns |= {f"{loss.kind}_low": loss.low, f"{loss.kind}_best": loss.best, f"{loss.kind}_high": loss.high}
    return columns


def joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def inert(value: str | int | float | None) -> str | int | float | None:
    """The value as a spreadsheet may open it: text that it would run as a formula is marked as text."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + value
    return value
