"""The word lists of acts, means, refinements, status cues and victims keep their format and their size."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from reportedly import lexicon, records

EVENT_TYPES = frozenset("""
    attack clash bombing suicide_bombing airstrike shelling chemical_attack repel surround
    kill execute injure abduct abuse destroy loot
    take_control advance withdraw deploy infiltrate operation discover surveil hide
    arrest release obstruct investigate protest riot
    aid evacuate displace
    accuse threaten reject demand agree negotiate cooperate sanction support surrender
""".split())
MEANS_KINDS = frozenset("small_arms explosive vehicle_bomb suicide_vest mine artillery rocket air drone chemical fire blade other".split())
FUNCTIONS = frozenset("subj obj iobj poss mod xcomp clause".split())
PREPOSITIONS = frozenset("""
    by of on against at in with from to for over into between among near toward towards inside outside through under
""".split())
SCOPES = frozenset("complement clause object from".split())
STATUS_POS = frozenset("verb noun adj adv aux conj det".split())
EFFECTS = frozenset(get_args(records.Status)) - {"asserted", "question"} | {"none"}

COLUMNS = {
    "acts.tsv": ("pattern", "pos", "type", "actor", "recipient", "strength", "source"),
    "means.tsv": ("pattern", "kind", "source"),
    "refine.tsv": ("base_type", "means_kind", "type", "source"),
    "status.tsv": ("pattern", "pos", "effect", "scope", "source"),
    "victims.tsv": ("lemma", "is_person", "source"),
}
LEAST_ROWS = {"acts.tsv": 900, "means.tsv": 120, "refine.tsv": 20, "status.tsv": 150, "victims.tsv": 150}
KEYS = {
    "acts.tsv": ("pattern", "pos"),
    "means.tsv": ("pattern",),
    "refine.tsv": ("base_type", "means_kind"),
    "status.tsv": ("pattern", "pos"),
    "victims.tsv": ("lemma",),
}

# Acts that readers of war reports would miss at once, one or more for each family of types.
EXPECTED = """
    attack noun attack | open fire verb attack | clash noun clash | car bombing noun bombing | suicide attack noun suicide_bombing
    air strike noun airstrike | airstrike noun airstrike | drop barrel bomb verb airstrike | shell verb shelling | mortar attack noun shelling
    gas attack noun chemical_attack | repel verb repel | besiege verb surround | kill verb kill | death toll noun kill | behead verb execute
    wound verb injure | kidnap verb abduct | torture verb abuse | put out of action verb destroy | loot verb loot
    recapture verb take_control | take control verb take_control | advance verb advance | withdraw verb withdraw | deployment noun deploy
    infiltrate verb infiltrate | offensive noun operation | unearth verb discover | reconnaissance noun surveil | hide verb hide
    arrest verb arrest | prisoner swap noun release | impose curfew verb obstruct | investigate verb investigate | sit in noun protest
    riot noun riot | humanitarian aid noun aid | evacuate verb evacuate | flee verb displace | accuse verb accuse | ultimatum noun threaten
    reject verb reject | call for verb demand | ceasefire noun agree | peace talk noun negotiate | cooperation noun cooperate
    impose sanction verb sanction | back verb support | lay down weapon verb surrender
"""


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_row_fills_every_column(name):
    rows = lexicon.rows(name)
    assert len(rows) >= LEAST_ROWS[name]
    for row in rows:
        assert tuple(row) == COLUMNS[name], row
        for column, cell in row.items():
            assert cell and cell == cell.strip(), (name, column, row)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_row_is_told_twice(name):
    seen = set()
    for row in lexicon.rows(name):
        key = tuple(row[column] for column in KEYS[name])
        assert key not in seen, f"{name}: {key} stands twice"
        seen.add(key)


@pytest.mark.parametrize("name, column", [("acts.tsv", "pattern"), ("means.tsv", "pattern"), ("status.tsv", "pattern"), ("victims.tsv", "lemma")])
def test_patterns_are_lower_case_lemmas_with_single_spaces(name, column):
    for row in lexicon.rows(name):
        assert re.fullmatch(r"[a-z0-9'\-]+( [a-z0-9'\-]+)*", row[column]), (name, row[column])


def test_acts_use_the_words_of_the_contract():
    for row in lexicon.rows("acts.tsv"):
        assert row["type"] in EVENT_TYPES | {"-"}, row                 # "-": looks like an act and tells none
        assert row["pos"] in ("verb", "noun", "adj"), row
        assert row["strength"] in ("strong", "weak"), row


@pytest.mark.parametrize("role", ["actor", "recipient"])
def test_roles_name_syntactic_functions(role):
    for row in lexicon.rows("acts.tsv"):
        cell = row[role]
        if cell == "-":
            continue
        functions = cell.split(",")
        assert len(set(functions)) == len(functions), row
        assert set(functions) <= FUNCTIONS | PREPOSITIONS, row


def test_adjective_patterns_are_one_word():
    assert not [row["pattern"] for row in lexicon.rows("acts.tsv") if row["pos"] == "adj" and " " in row["pattern"]]


def test_every_event_type_can_be_named_by_a_verb_and_a_noun():
    for pos in ("verb", "noun"):
        named = {row["type"] for row in lexicon.rows("acts.tsv") if row["pos"] == pos}
        assert EVENT_TYPES - named == set(), pos


def test_a_weapon_alone_is_no_strong_act():
    """Shells and rockets are means; the act is the firing, so a bare weapon noun must not count without further evidence."""
    weapons = {row["pattern"] for row in lexicon.rows("means.tsv")}
    strong = {row["pattern"] for row in lexicon.rows("acts.tsv") if row["pos"] == "noun" and row["strength"] == "strong"}
    fire = {pattern for pattern in weapons & strong if pattern.endswith("fire")}
    assert weapons & strong - fire == set()


@pytest.mark.parametrize("line", [part.split() for part in EXPECTED.replace("\n", "|").split("|") if part.strip()], ids=" ".join)
def test_common_acts_are_there(line):
    *pattern, pos, type_ = line
    found = {(row["pattern"], row["pos"]): row["type"] for row in lexicon.rows("acts.tsv")}
    assert found.get((" ".join(pattern), pos)) == type_


def test_means_and_refinements_use_the_words_of_the_contract():
    assert {row["kind"] for row in lexicon.rows("means.tsv")} == MEANS_KINDS
    for row in lexicon.rows("refine.tsv"):
        assert row["base_type"] in EVENT_TYPES and row["type"] in EVENT_TYPES, row
        assert row["means_kind"] in MEANS_KINDS, row


@pytest.mark.parametrize("base, kind, type_", [
    ("attack", "artillery", "shelling"), ("attack", "air", "airstrike"), ("attack", "chemical", "chemical_attack"),
    ("bombing", "suicide_vest", "suicide_bombing"), ("bombing", "vehicle_bomb", "bombing"), ("attack", "rocket", "shelling"),
])
def test_means_make_an_act_specific(base, kind, type_):
    assert [row["type"] for row in lexicon.rows("refine.tsv") if (row["base_type"], row["means_kind"]) == (base, kind)] == [type_]


def test_status_cues_use_the_words_of_the_contract():
    for row in lexicon.rows("status.tsv"):
        assert row["pos"] in STATUS_POS, row
        assert row["effect"] in EFFECTS, row
        assert row["scope"] in SCOPES, row


@pytest.mark.parametrize("pattern, pos, effect", [
    ("reportedly", "adv", "possible"), ("suspected", "adj", "possible"), ("fail", "verb", "negated"), ("prevent", "verb", "negated"),
    ("vow", "verb", "future"), ("planned", "adj", "future"), ("deny", "verb", "denied"), ("if", "conj", "conditional"), ("not", "adv", "negated"),
])
def test_common_status_cues_are_there(pattern, pos, effect):
    assert (pattern, pos, effect) in {(row["pattern"], row["pos"], row["effect"]) for row in lexicon.rows("status.tsv")}


def test_factive_verbs_do_not_change_the_status():
    factive = {"admit", "confirm", "know", "manage", "regret", "see", "show", "prove"}
    assert factive & {row["pattern"] for row in lexicon.rows("status.tsv") if row["pos"] == "verb"} == set()


def test_victims_are_people_or_plainly_not():
    person = {row["lemma"]: row["is_person"] for row in lexicon.rows("victims.tsv")}
    assert set(person.values()) == {"true", "false"}
    for lemma in ("civilian", "child", "soldier", "policeman", "refugee", "journalist", "member", "other"):
        assert person[lemma] == "true"
    for lemma in ("house", "vehicle", "day"):
        assert person[lemma] == "false"
