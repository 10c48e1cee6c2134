"""Names across orthographies: the list names.tsv was written before the rules; here it is measured, and false merges are listed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reportedly.ground.actor_matching import Context, identify
from reportedly.ground.actor_spelling import bare, skeleton, sounds
from reportedly.ground.register import load_register

# The project's goal for the share of names whose first answer is right.
GOAL = 0.95

# Names of the list that are nobody's and are taken for somebody; listed here so that a new one is seen.
FALSE_MERGES = {"Talibani": "talabani"}


# The second list is the honest one: 71% when it was first measured, with nobody given to another; the generic words of European
# languages that it showed to be missing were added since, no alias for its rows.
UNSEEN = 0.80


def names(file: str = "names.tsv") -> list[dict[str, str]]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def chosen(row: dict[str, str]) -> str:
    context = Context(frozenset(filter(None, row["country"].split(","))), row["kind"] or None, int(row["year"]) if row["year"] else None)
    entry = identify(load_register(), row["words"], context).chosen
    return entry.id if entry else "none"


def test_the_list_is_what_it_says():
    register, listed = load_register(), names()
    assert sum(row["expected"] != "none" for row in listed) >= 300
    assert sum(row["expected"] == "none" for row in listed) >= 100
    assert all(register.get(row["expected"]) for row in listed if row["expected"] != "none")


def test_first_answers_are_right():
    wanted = [row for row in names() if row["expected"] != "none"]
    wrong = [f"{row['words']}: {got}, not {row['expected']}" for row in wanted if (got := chosen(row)) != row["expected"]]
    assert 1 - len(wrong) / len(wanted) >= GOAL, "\n".join(wrong)
    assert [line for line in wrong if ": none," not in line] == []         # a name may be missed, but not given to another


def test_false_merges():
    assert {row["words"]: got for row in names() if row["expected"] == "none" and (got := chosen(row)) != "none"} == FALSE_MERGES


def test_names_that_nobody_prepared_for():
    answers = [(row, chosen(row)) for row in names("names_unseen.tsv")]
    wanted = [(row, got) for row, got in answers if row["expected"] != "none"]
    assert sum(got == row["expected"] for row, got in wanted) / len(wanted) >= UNSEEN
    assert [(row["words"], got) for row, got in answers if got not in ("none", row["expected"])] == []


@pytest.mark.parametrize("one, other", [
    ("Jaïch al-Islam", "Jeysh ul-Eslam"), ("Brigades Ezzedine al-Qassam", "Izz ad-Din al-Kassam Brigaden"), ("Nour Eddine", "Nureddin"),
    ("Jaysh al-Islam", "Джейш аль-Ислам"), ("M-23", "M23"), ("Hizb Allah", "Hezbollah"), ("Mouvement national du Nord", "National Movement of the Nord")])
def test_one_spelling(one, other):
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize("one, other", [("Jaysh al-Salam", "Jaysh al-Islam"), ("Badra", "Badr"), ("M23", "M24"), ("جيش السلام", "جيش الإسلام")])
def test_two_names(one, other):
    assert sounds(one) != sounds(other) and skeleton(sounds(one)) != skeleton(sounds(other))


def test_scripts_without_vowels_are_compared_by_consonants():
    assert bare(skeleton(sounds("حزب الله"))) == bare(skeleton(sounds("חזב אללה")))


def test_context_decides():
    register = load_register()
    assert identify(register, "RSF", Context(frozenset({"SDN"}))).chosen.id == "rsf-sudan"
    assert identify(register, "RSF", Context(frozenset({"FRA"}))).chosen.id == "rsf"
    assert identify(register, "RSF").chosen is None                        # two bear it alike: no choice, but candidates
    assert {c.entry.id for c in identify(register, "RSF").candidates} == {"rsf-sudan", "rsf"}


def test_years_and_kind_count():
    register = load_register()
    late = identify(register, "Islamic Front", Context(frozenset({"SYR"}), year=2023)).candidates[0]
    assert any("active 2013–2015, not in 2023" in reason for reason in late.reasons)
    assert late.score < identify(register, "Islamic Front", Context(frozenset({"SYR"}), year=2014)).candidates[0].score
    assert any("not person" in reason for reason in identify(register, "Hezbollah", Context(kind="person")).candidates[0].reasons)
