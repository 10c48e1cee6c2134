"""Whom a pronoun names among the parties of an act: never the one who did it to "them"."""

from __future__ import annotations

import pytest

from reportedly.pipeline import claims_of, understand
from reportedly.records import Article
from reportedly.settings import Settings


@pytest.mark.parametrize(("text", "trigger", "wanted"), [
    ("Police detained six students in Gulu on Monday. Police released them on Tuesday.", "released", "six students"),
    ("Rebels attacked the town of Tarra on Monday. Council guards arrested two of them.", "arrested", "Rebels"),
])
def test_a_pronoun_is_another_party(text, trigger, wanted):
    (read,) = understand([Article("sha256:1", "parties.txt", text)])
    (claim,) = (c for c in claims_of(read, Settings()) if c.trigger.words == trigger)
    assert wanted in [p.name for p in claim.recipient]
    assert not {p.name for p in claim.actor} & {p.name for p in claim.recipient}
