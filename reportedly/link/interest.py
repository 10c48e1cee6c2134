"""Statements of a party to the conflict against its own interest: an army that admits its dead, a government that admits its bomb.

Such a statement weighs more than one that serves its speaker, and more than its mere number as one origin says. What counts as against
the interest follows the source criticism of the law of evidence ("declaration against interest", US Federal Rules of Evidence 804(b)(3)).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ground.actor_kinship import related_actors
from ..records import Claim, Party
from ..records_events import Admission

# Kinds of party that fight or govern; what a monitor, an agency or a witness says of others serves or harms nobody of his own.
PARTIES = frozenset({"state_forces", "rebel", "militia", "police", "government"})
# Losses that a party would rather hide when they are its own.
OWN_LOSSES = frozenset({"killed", "injured", "captured"})
# Acts that are a defeat for the one who does them.
RETREATS = frozenset({"withdraw", "surrender"})
# Acts that are a defeat for the one they are done to.
DEFEATS = frozenset({"take_control", "repel", "surround"})
# Acts that nobody likes to have done to civilians.
HARMS = frozenset("""attack bombing suicide_bombing airstrike shelling chemical_attack kill execute injure abduct abuse destroy loot
displace""".split())


def admissions(claims: Sequence[Claim]) -> tuple[Admission, ...]:
    """The claims of an event whose innermost source speaks against its own interest, in the order of the claims.

    The source must be known to the register and related to a party of the claim. A claim of responsibility for an attack on fighters is
    none, since it boasts; one for harm to civilians is.
    """
    found = []
    for claim in claims:
        reason = against_interest(claim)
        if reason:
            link = claim.chain[-1]
            found.append(Admission(claim.claim_id, link.name or link.words, reason))
    return tuple(found)


def against_interest(claim: Claim) -> str | None:
    """Why the claim harms the one who makes it; None when it does not, or when nobody knows."""
    source = claim.chain[-1].source_id if claim.chain else None
    if source is None or claim.status not in ("asserted", "possible"):
        return None
    did, suffered = _of_side(claim.actor, source), _of_side(claim.recipient, source)
    if did and claim.type in RETREATS:
        return f"{did.words} gave way, says their own side"
    if suffered and claim.type in DEFEATS:
        return f"{suffered.words} were beaten, says their own side"
    if suffered and any(loss.kind in OWN_LOSSES and (loss.low or loss.best) for loss in claim.losses):
        return f"{suffered.words} had losses, says their own side"
    hurt = next((p for p in claim.recipient if p.kind == "civilians"), None)
    if did and hurt and claim.type in HARMS:
        return f"{did.words} harmed {hurt.words}, says their own side"
    return None


def _of_side(parties: Sequence[Party], source: str) -> Party | None:
    return next((p for p in parties if p.actor_id and p.kind in PARTIES and related_actors(p.actor_id, source)), None)
