"""The list of features is in order: named, explained, bounded, symmetric; and missing values are neutral."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from reportedly.lexicon import rows
from reportedly.link.facets import facets_of
from reportedly.link.features import FEATURES, Context
from reportedly.ground.actor_kinship import related_actors
from reportedly.link.kinship import type_family, type_relation
from tests.link.made import claim, lines, scenario

RUN = Context(frozenset({("r1", "r2")}))
FACETS = facets_of(scenario("all", [line for line in lines("stories.txt") if not line.startswith("#")]).claims)


@pytest.mark.parametrize("feature, weight", FEATURES, ids=lambda x: getattr(x, "__name__", ""))
def test_feature_is_bounded_symmetric_and_explained(feature, weight):
    assert weight > 0 and feature.__doc__.strip().split("\n")[0].endswith(".")
    for a, b in combinations(FACETS, 2):
        value = feature(a, b, RUN)
        assert -1 <= value <= 1 and value == feature(b, a, RUN)


@pytest.mark.parametrize("feature", [f for f, _ in FEATURES if f.__name__ in "time place place_name two_places actor roles recipient losses rare_words habit planned source".split()])
def test_missing_values_are_neutral(feature):
    full = claim("c0", "r1", "shelling", "Shells [hit] the market of Alba", 0, {"actor": "red-front", "to": "town-school", "at": "1,1,5", "on": "2020-03-01", "killed": "4"})
    bare = claim("c1", "r2", "shelling", "[Gunfire]", 0, {})
    assert feature(*facets_of([full, bare]), RUN) == 0


@pytest.mark.parametrize("first, second, least", [
    ("2020-03-01", "2020-03-01", 0.99), ("2019-12-01..2019-12-31", "2019-12-01..2019-12-31", 0.5),
    ("2020-03-01..2020-03-02", "2020-03-01", 0.9),
])
def test_times_that_match(first, second, least):
    assert _feature("time", {"on": first}, {"on": second}) >= least


@pytest.mark.parametrize("first, second", [("2020-03-01", "2020-03-03"), ("2020-03-01", "2020-01-01..2020-03-31")])
def test_times_that_do_not(first, second):
    assert -1 <= _feature("time", {"on": first}, {"on": second}) < 0


def test_a_region_says_less_than_a_town():
    assert _feature("place", {"at": "1,1,5"}, {"at": "1,1,5"}) > _feature("place", {"at": "1,1,5"}, {"at": "1,1,300"}) > 0


def _feature(name, first, second):
    a, b = facets_of([claim("c0", "r1", "shelling", "Shells [hit]", 0, first), claim("c1", "r2", "shelling", "Shells [hit]", 0, second)])
    return next(f for f, _ in FEATURES if f.__name__ == name)(a, b, RUN)


def test_types_of_one_act():
    assert type_relation("airstrike", "airstrike") == "equal"
    assert type_relation("attack", "airstrike") == type_relation("airstrike", "attack") == "general"
    assert type_relation("kill", "airstrike") == "outcome"
    assert type_relation("arrest", "airstrike") is None
    assert type_family("airstrike") == type_family("kill") != type_family("accuse")


def test_type_families_name_only_types_of_the_contract_and_each_pair_once():
    types = set("""attack clash bombing suicide_bombing airstrike shelling chemical_attack repel surround kill execute injure abduct abuse destroy loot
        take_control advance withdraw deploy infiltrate operation discover surveil hide arrest release obstruct investigate protest riot aid evacuate
        displace accuse threaten reject demand agree negotiate cooperate sanction support surrender""".split())
    pairs = [frozenset((row["type"], row["other"])) for row in rows("type_families.tsv")]
    assert len(set(pairs)) == len(pairs) and all(len(p) == 2 and p <= types for p in pairs)
    assert {row["relation"] for row in rows("type_families.tsv")} == {"same", "general", "part", "outcome", "outcomes"}
    assert all(row["source"] for row in rows("type_families.tsv"))


def test_actors_of_one_state_and_of_the_register():
    assert related_actors("SYR-FORCES", "SYR-GOV") and related_actors("SYR-FORCES", "SYR-AIRFORCE")
    assert not related_actors("SYR-GOV", "TUR-GOV")
    children = [row for row in rows("actors.tsv") if row["parent"]]
    assert all(related_actors(row["id"], row["parent"]) for row in children)


def test_the_page_shows_every_feature_with_its_weight_and_help():
    page = (Path(__file__).parents[2] / "docs" / "linking.md").read_text(encoding="utf-8")
    for feature, weight in FEATURES:
        assert f"| {feature.__name__.replace('_', ' ')} | {weight} | {feature.__doc__.strip().splitlines()[0]} |" in page


def test_a_day_taken_over_from_the_report_meets_the_day_before_it():
    own, told = (claim(f"c{n}", f"r{n}", "shelling", "Shells [hit]", 0, {"on": day}) for n, day in enumerate(("2020-03-01", "2020-03-02")))
    taken = replace(told, time=replace(told.time, span=None))
    value = next(f for f, _ in FEATURES if f.__name__ == "time")
    assert value(*facets_of([own, told]), RUN) < value(*facets_of([own, taken]), RUN) < value(*facets_of([own, own]), RUN)


def test_late_on_one_day_may_be_early_on_the_next_in_two_reports_but_not_in_one():
    late, early = (claim(f"c{n}", f"r{n}", "shelling", "Shells [hit]", 0, {"on": day}) for n, day in enumerate(("2020-03-01T23:00", "2020-03-02")))
    value = next(f for f, _ in FEATURES if f.__name__ == "time")
    assert value(*facets_of([late, replace(early, doc_id="r0")]), RUN) < 0 < value(*facets_of([late, early]), RUN) < 0.5
