"""The actor register: exact and fuzzy look-up by tables beside this file, and the lists' own consistency."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.ground.actor_matching import identify
from reportedly.ground.actor_spelling import fold
from reportedly.ground.register import load_register
from reportedly.lexicon import rows

KINDS = set("state_forces rebel militia police civilians government igo ngo media company person object unknown".split())


def table(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("|") for line in lines if line.strip() and not line.startswith("#")]
    return [(words.strip(), ids.strip()) for words, _, ids in pairs]


@pytest.mark.parametrize("words, ids", table("register_names.txt"))
def test_lookup(words, ids):
    assert [entry.id for entry in load_register().lookup(words)] == ids.split()


@pytest.mark.parametrize("words, first", table("register_variants.txt"))
def test_candidates_of_misspelt_names(words, first):
    found = identify(load_register(), words).candidates
    assert [c.entry.id for c in found][:1] == ([first] if first else [])
    assert all(0 < c.score <= 105 and c.reasons for c in found)


def test_ambiguous_names_return_all_bearers_hand_made_first():
    assert [e.id for e in load_register().lookup("Lebanese Forces")] == ["lebanese-forces", "LBN-FORCES"]


def test_every_country_has_its_organs():
    register = load_register()
    states = [e.country for e in register.entries if e.id == f"{e.country}-GOV"]
    assert len(states) > 190 and len(set(states)) == len(states)
    for organ in ("FORCES", "AIRFORCE", "NAVY", "POLICE", "INTEL", "PARL", "MIN-FOREIGN"):
        assert all(register.get(f"{code}-{organ}") for code in states)


def test_lists_are_consistent():
    """Unique ids, known kinds, parents that exist, years in order, a source on every row."""
    register = load_register()
    ids = [row["id"] for row in rows("actors.tsv")]
    assert len(ids) == len(set(ids)) >= 250
    for entry in register.entries:
        assert entry.kind in KINDS
        assert entry.parent is None or register.get(entry.parent), entry.id
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry.id
        assert entry.source
    nouns = rows("actor_nouns.tsv")
    assert len({r["noun"] for r in nouns}) == len(nouns) >= 250
    assert all(r["kind"] in KINDS and r["source"] for r in nouns)
    assert all(r["source"] for name in ("labels.tsv", "demonyms.tsv", "state_acts.tsv") for r in rows(name))


def test_names_and_aliases_are_found_again():
    register = load_register()
    for entry in register.entries:
        for name in (entry.name, *entry.aliases):
            assert entry in register.lookup(name), (entry.id, name)


def test_loaded_words_are_no_kinds():
    assert not {r["word"] for r in rows("labels.tsv")} & KINDS


def test_project_rows_add_aliases_and_entries(tmp_path):
    (tmp_path / "actors.tsv").write_text(
        "id\tname\tkind\tparent\tcountry\tfrom\tto\taliases\tsource\n"
        "sdf\tSDF of ours\trebel\t\t\t\t\tOur Forces\tproject\n"
        "blue-brigade\tBlue Brigade\tmilitia\t\tSYR\t2012\t\tBlues\tproject\n", encoding="utf-8")
    register = load_register(str(tmp_path))
    assert [e.id for e in register.lookup("our forces")] == ["sdf"]
    assert register.get("sdf").name == "Syrian Democratic Forces"
    assert register.lookup("Blue Brigade")[0].since == 2012


def test_bad_years_are_explained(tmp_path):
    (tmp_path / "actors.tsv").write_text("id\tname\tkind\tparent\tcountry\tfrom\tto\taliases\tsource\nx\tX\trebel\t\t\tsoon\t\t\tme\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="from and to are years"):
        load_register(str(tmp_path))


@pytest.mark.parametrize("words, folded", [("Da’esh", "daesh"), ("Deir ez-Zor", "deir ez zor"), ("Syria's", "syria"), ("U.S.", "us"),
                                           ("État islamique", "etat islamique"), ("al-Nusra", "nusra"), ("Al", "al"), ("", "")])
def test_fold(words, folded):
    assert " ".join(fold(words)) == folded


def test_nouns_that_are_loaded_words_leave_the_kind_open():
    """"Regime" and "junta" still name a government and "dictator" a person; no other loaded noun says more than `unknown`."""
    labels = {r["word"].lower() for r in rows("labels.tsv")}
    kinds = {r["noun"]: r["kind"] for r in rows("actor_nouns.tsv") if r["noun"] in labels}
    assert {noun for noun, kind in kinds.items() if kind != "unknown"} <= {"regime", "junta", "dictator"}
