"""How two claims stand on a field: the table agreement.tsv; and the best supported values of an event."""

import csv
from dataclasses import replace

import pytest

from reportedly.link import link
from reportedly.link.agreement import agreements, sides_of
from reportedly.link.events import event_of
from reportedly.link.facets import facets_of
from reportedly.records import Span
from reportedly.records_events import LossRange
from tests.link.made import claim, lines, loss

TABLE = list(csv.DictReader((line for line in lines("agreement.tsv") if not line.startswith("#")), delimiter="\t"))


def claims_of(*cells):
    made = []
    for n, cell in enumerate(cells):
        fields = dict(f.strip().split("=", 1) for f in (cell or "").split("|") if f.strip())
        made.append(claim(f"c{n}", f"r{n}", fields.pop("type", "shelling"), "Shells [hit] the market", 0, fields))
    return made


def event(*cells):
    """The claims as one event, whether or not they would be linked."""
    return event_of(facets_of(claims_of(*cells)), {}, {})


def row_of(found, field):
    return next((row for row in found.agreement if row.field == field), None)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["what"])
def test_two_claims(row):
    for cells in ((row["first"], row["second"]), (row["second"], row["first"])):
        found = row_of(event(*cells), row["field"])
        assert (found.kind, len(found.values)) == (row["kind"], int(row["sides"]))


def test_rows_are_in_the_order_of_the_contract_and_empty_fields_have_none():
    fields = [row.field for row in event("killed=3 | actor=red-front | on=2020-03-01", "killed=3").agreement]
    assert fields == ["type", "actor", "time", "killed", "happened"]


def test_values_name_their_claims_and_count_their_origins():
    found = row_of(event("killed=31", "killed=44 | by=Mayor Lund", "killed=44 | by=Mayor Lund", "killed=40+ | by=Colonel Aran"), "killed")
    assert [(v.value.best, v.claims, v.origins) for v in found.values] == [(44, ("c1", "c2", "c3"), 2), (31, ("c0",), 1)]


def test_an_open_toll_goes_with_the_nearest():
    found = row_of(event("killed=15", "killed=32", "killed=30+"), "killed")
    assert sorted(v.claims for v in found.values) == [("c0",), ("c1", "c2")]


def test_negated_loss_does_not_deny_the_strike():
    found = row_of(event("type=airstrike", "type=kill | status=negated"), "happened")
    assert [v.value for v in found.values] == ["happened"]


def test_a_negated_loss_beside_an_act_with_dead_denies_nothing():
    attack, dead, none = "type=attack | killed=3", "type=kill | killed=3", "type=kill | status=negated"
    for cells in ((attack, none), (attack, dead, none), (none, dead, attack)):
        found = row_of(event(*cells), "happened")
        assert found.kind != "contradicts" and [v.value for v in found.values] == ["happened"]
    assert row_of(event(dead, none), "happened").kind == "contradicts"
    assert row_of(event(attack, dead, "type=attack | status=negated"), "happened").kind == "contradicts"


def test_what_nobody_could_check_is_not_denied():
    dead, doubt = claims_of("type=kill | killed=3", "type=kill | status=negated")
    words = "The number of dead could not be verified"
    doubt = replace(doubt, evidence=Span(0, len(words), words))
    assert row_of(event_of(facets_of((dead, doubt)), {}, {}), "happened").kind == "single"


def test_a_plan_alone_neither_happened_nor_not():
    assert row_of(event("status=future", "status=question"), "happened") is None


def test_best_values_are_those_of_most_origins_then_most_precise():
    found = event("actor=red-front | at=10.0,10.0,90", "actor=green-army | at=10.0,10.0,5", "actor=green-army")
    assert found.actor[0].actor_id == "green-army"
    assert found.place.radius_km == 5


def test_denied_content_supports_no_value():
    found = event("killed=3", "actor=red-front | killed=90 | status=denied")
    assert found.actor == () and found.losses == {"killed": LossRange(3, 3, 3)}


def test_range_of_losses():
    found = event("killed=17+", "killed=22", "killed=20-25", "injured=5+")
    assert found.losses == {"injured": LossRange(5, None, None), "killed": LossRange(17, 22, 25)}


def test_type_is_the_act_and_the_specific_word():
    assert event("type=kill", "type=attack", "type=airstrike", "type=attack").type == "airstrike"


def test_several_losses_of_a_kind_add_up():
    two = claims_of("killed=3", "killed=5")
    both = facets_of([replace(two[0], losses=two[0].losses + two[1].losses)])
    assert (both[0].losses["killed"].low, both[0].losses["killed"].high) == (8, 8)


def test_the_value_of_several_losses_is_their_sum_in_the_words_of_the_text():
    one, = claims_of("")
    words = "It killed 15 civilians and 27 guards"
    losses = tuple(replace(loss("killed", n), start=words.index(n), end=words.index(n) + 2, words=n, who=who) for n, who in (("15", "civilians"), ("27", "guards")))
    found = event_of(facets_of([replace(one, evidence=Span(0, len(words), words), losses=losses)]), {}, {})
    value = row_of(found, "killed").values[0].value
    assert (value.low, value.best, value.high, value.words) == (42, 42, 42, "15 civilians and 27")
    assert words[value.start : value.end] == value.words


def test_one_figure_given_twice_counts_once():
    one, = claims_of("killed=31")
    twice = facets_of([replace(one, losses=one.losses * 2)])
    assert twice[0].losses["killed"].low == 31


def test_a_place_taken_over_from_another_sentence_contradicts_nobody():
    first, second = claims_of("at=10.0,10.0,5", "at=20.0,20.0,5")
    taken = replace(second, place=replace(second.place, start=900, end=905))
    rows = {len(row.values): row.kind for row in event_of(facets_of([first, taken]), {}, {}).agreement if row.field == "place"}
    assert rows == {1: "single"}
    assert row_of(event_of(facets_of([first, second]), {}, {}), "place").kind == "contradicts"


def test_linked_rivals_end_in_one_event():
    found, = link((), claims_of("killed=31 | at=10.0,10.0,5 | on=2020-03-01", "killed=44 | at=10.0,10.0,5 | on=2020-03-01"))
    assert row_of(found, "killed").kind == "contradicts"
    facets = facets_of(claims_of("killed=3"))
    assert agreements(facets, found.origin_groups, sides_of(facets, found.origin_groups))[0].kind == "single"
