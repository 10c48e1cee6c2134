"""What a party says against its own interest is marked, what serves it is not."""

from dataclasses import replace

import pytest

from reportedly.link import link
from reportedly.link.interest import against_interest
from tests.link.made import claim


def told(type_, source, actor=(), recipient=(), killed=None, status="asserted"):
    """One claim; parties are (register id or None, kind)."""
    one = claim("c0", "r1", type_, "They [hit] Alba", 0, {"by": "Colonel Aran", "status": status, **({"killed": killed} if killed else {}),
                                                          "actor": "+".join("x" * (n + 1) for n in range(len(actor))),
                                                          "to": "+".join("y" * (n + 1) for n in range(len(recipient)))})
    parties = lambda made, given: tuple(replace(p, actor_id=id_, kind=kind) for p, (id_, kind) in zip(made, given))
    return replace(one, chain=(replace(one.chain[0], source_id=source),), actor=parties(one.actor, actor), recipient=parties(one.recipient, recipient))


ARMY, REBELS, VILLAGERS = ("SYR-FORCES", "state_forces"), ("islamic-state", "rebel"), (None, "civilians")


@pytest.mark.parametrize("one", [
    told("attack", "SYR-GOV", [REBELS], [ARMY], killed="12"),
    told("airstrike", "SYR-FORCES", [ARMY], [VILLAGERS]),
    told("withdraw", "SYR-GOV", [ARMY]),
    told("take_control", "islamic-state", [ARMY], [REBELS]),
    told("kill", "islamic-state", [REBELS], [VILLAGERS], killed="3+", status="possible"),
], ids=["own dead", "own bomb on civilians", "own retreat", "own defeat", "own killing of civilians"])
def test_against_interest(one):
    assert against_interest(one).endswith("says their own side")


@pytest.mark.parametrize("one", [
    told("attack", "SYR-GOV", [ARMY], [REBELS], killed="12"),
    told("attack", "islamic-state", [REBELS], [ARMY], killed="12"),
    told("attack", "SYR-GOV", [REBELS], [ARMY]),
    told("airstrike", "SYR-FORCES", [ARMY], [VILLAGERS], status="denied"),
    told("airstrike", None, [ARMY], [VILLAGERS]),
    told("airstrike", "sohr", [ARMY], [VILLAGERS], killed="9"),
], ids=["success", "claim of responsibility", "attacked without loss", "denied", "unknown source", "monitor"])
def test_not_against_interest(one):
    assert against_interest(one) is None


def test_the_event_names_the_claim_its_source_and_the_reason():
    event, = link((), [told("attack", "SYR-GOV", [REBELS], [ARMY], killed="12")])
    admission, = event.against_interest
    assert (admission.claim, admission.source, admission.reason) == ("c0", "Colonel Aran", "y had losses, says their own side")
