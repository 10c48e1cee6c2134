"""Decisions over claims, without a file: pure, in any order, nothing lost."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.contract import claim_json
from reportedly.export.from_contract import claim_of
from reportedly.review import draft, in_force, regroup, review

from ..cli.fake import CLAIMS

# As the contract has them: what is left out of a place's candidates is not compared.
FIRST, SECOND, THIRD = READ = tuple(claim_of(claim_json(claim)) for claim in CLAIMS)


def decision(second: int, action: str, claim, after=None, who: str = "Ada"):
    return draft(f"2026-01-01T00:00:{second:02}Z", who, action, [claim.claim_id], claim_json(claim), after, "")


def undo(second: int, other):
    return draft(f"2026-01-01T00:00:{second:02}Z", "Ada", "undo", [other.decision_id], None, None, "")


def by_id(reviewed):
    return {one.claim.claim_id: one for one in reviewed}


def test_without_decisions_the_coder_counts():
    assert [(one.claim, one.state, one.machine) for one in review(READ, [])] == [(claim, "machine", claim) for claim in READ]


def test_the_order_of_arrival_changes_nothing():
    made = [decision(1, "accept", FIRST), decision(2, "edit", SECOND, {"status": "denied"}), decision(3, "reject", THIRD)]
    made.append(undo(4, made[2]))
    results = {review(READ, order) for order in itertools.permutations(made)}
    assert len(results) == 1
    assert [one.state for one in results.pop()] == ["accepted", "edited", "machine"]


def test_edits_add_up_and_the_last_one_of_a_field_counts():
    made = [decision(1, "edit", SECOND, {"status": "denied"}), decision(2, "edit", replace(SECOND, status="denied"), {"type": "airstrike"}),
            decision(3, "edit", replace(SECOND, status="denied", type="airstrike"), {"status": "asserted"})]
    one = by_id(review(READ, made))[SECOND.claim_id]
    assert (one.claim.status, one.claim.type, one.state, one.machine, one.moved) == ("asserted", "airstrike", "edited", SECOND, ())


def test_accept_after_reject_brings_a_claim_back():
    assert by_id(review(READ, [decision(1, "reject", FIRST), decision(2, "accept", FIRST)]))[FIRST.claim_id].state == "accepted"


def test_an_accepted_claim_is_frozen_and_an_edited_one_follows_the_coder_elsewhere():
    newer = [replace(FIRST, status="possible"), replace(SECOND, actor=()), THIRD]
    found = by_id(review(newer, [decision(1, "accept", FIRST), decision(2, "edit", SECOND, {"status": "denied"})]))
    assert (found[FIRST.claim_id].claim, found[FIRST.claim_id].moved) == (FIRST, ("status",))
    assert (found[SECOND.claim_id].claim, found[SECOND.claim_id].moved) == (replace(SECOND, actor=(), status="denied"), ("actor",))


def test_a_claim_that_got_another_id_is_known_by_its_words_and_speaker():
    renamed = replace(FIRST, claim_id="claim:new", type="attack")
    (one,) = review([renamed], [decision(1, "accept", FIRST)])
    assert (one.claim, one.machine, one.moved) == (FIRST, renamed, ("type",))
    other_speaker = replace(renamed, chain=FIRST.chain[:1])
    assert {r.claim.claim_id for r in review([other_speaker], [decision(1, "accept", FIRST)])} == {FIRST.claim_id, "claim:new"}


def test_undoing_an_undo():
    first = decision(1, "reject", FIRST)
    second, = undos = [undo(2, first)]
    third = undo(3, second)
    assert in_force([first]) == [first] and in_force([first, *undos]) == [] and in_force([third, second, first]) == [first]


IDS = tuple("abcdefgh")


@given(st.lists(st.tuples(st.sampled_from(["split", "merge"]), st.sets(st.sampled_from(IDS), min_size=1, max_size=4), st.sets(st.sampled_from(IDS))), max_size=6))
def test_regrouping_keeps_every_claim_once(drawn):
    groups = [["a", "b", "c"], ["d", "e"], ["f"], ["g", "h"]]
    decisions = [draft(f"2026-01-01T00:00:{n:02}Z", "Ada", action, sorted(target), {"claims": sorted(rest | target)} if action == "split" else None, None, "")
                 for n, (action, target, rest) in enumerate(drawn)]
    found = regroup(groups, decisions)
    assert sorted(claim for group in found for claim in group) == list(IDS)
    assert found == regroup(groups, decisions[::-1])
    if decisions and decisions[-1].action == "merge":
        assert any(set(decisions[-1].target) <= set(group) for group in found)


def test_split_and_merge():
    groups = [["a", "b", "c"], ["d"]]
    split = draft("2026-01-01T00:00:01Z", "Ada", "split", ["c"], {"claims": ["a", "b", "c"]}, None, "")
    merge = draft("2026-01-01T00:00:02Z", "Ada", "merge", ["c", "d"], None, None, "")
    assert regroup(groups, [split]) == [["a", "b"], ["c"], ["d"]]
    assert regroup(groups, [split, merge]) == [["a", "b"], ["c", "d"]]
    # What came later stays with those that were not split off.
    assert regroup([["a", "b", "c", "new"], ["d"]], [split]) == [["a", "b", "new"], ["c"], ["d"]]
