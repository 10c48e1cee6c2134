"""`reportedly actors`: who a name means and why; a project's own entries, written whole or not at all."""

from __future__ import annotations

import json

import pytest

from reportedly.cli import run
from reportedly.ground.register import load_register


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A working folder with a reportedly.toml that names the folder `words`."""
    (tmp_path / "words").mkdir()
    (tmp_path / "reportedly.toml").write_text('[lexicon]\nfolder = "words"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "words"
    load_register.cache_clear()


def shown(capfd, *arguments: str) -> dict:
    assert run(["actors", "show", *arguments, "--format", "json"]) == 0
    return json.loads(capfd.readouterr().out)


def test_show_says_who_it_is_and_why(capfd):
    assert run(["actors", "show", "Hachd al-Chaabi", "--year", "2015"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("pmf   Popular Mobilization Forces\n")
    assert "militia · IRQ · since 2014" in out and "Arabic" in out and "الحشد الشعبي" in out
    assert "called 'Hachd al-Chaabi'" in out
    assert "in 2015     called Popular Mobilization Forces; belonging to Government of Iraq" in out


def test_show_gives_the_name_and_the_parents_of_a_year(capfd):
    early, late = shown(capfd, "hts", "--year", "2014")["actor"], shown(capfd, "hts", "--year", "2019")["actor"]
    assert (early["in_year"]["called"], early["in_year"]["parents"]) == ("Jabhat al-Nusra", ["al-qaeda"])
    assert (late["in_year"]["called"], late["in_year"]["parents"]) == ("Hayat Tahrir al-Sham", [])


def test_show_chooses_by_country_and_nobody_without_one(capfd):
    both = shown(capfd, "RSF")
    assert both["actor"] is None and {c["id"] for c in both["candidates"]} >= {"rsf", "rsf-sudan"}
    assert shown(capfd, "RSF", "--country", "SDN")["actor"]["id"] == "rsf-sudan"
    assert shown(capfd, "Quilted Owl Society") == {"words": "Quilted Owl Society", "actor": None, "candidates": []}


def test_hostile_words_do_not_reach_the_terminal(capfd):
    assert run(["actors", "show", "bad\x1b[2J"]) == 0
    assert "\x1b" not in capfd.readouterr().out


def test_added_actors_are_known_and_stay_beside_what_was_written(project, capfd):
    (project / "actors.toml").write_text("# our notes\n", encoding="utf-8")
    assert run(["actors", "add", "blue-brigade", "--name", "Blue Brigade", "--kind", "militia", "--country", "SYR", "--parent", "fsa", "--from", "2012",
                "--alias", 'Liwa "al-Azraq"', "--alias", "اللواء الأزرق", "--source", "our desk"]) == 0
    assert run(["actors", "add", "blue-brigade", "--member-of", "sdf", "--from", "2016", "--source", "our desk"]) == 0
    text = (project / "actors.toml").read_text(encoding="utf-8")
    assert text.startswith("# our notes\n\n[[actor]]\n") and text.count("[[") == 2
    capfd.readouterr()
    actor = shown(capfd, "اللواء الازرق", "--year", "2017")["actor"]
    assert (actor["id"], actor["parent"], actor["from"], actor["source"]) == ("blue-brigade", "fsa", 2012, "our desk")
    assert actor["in_year"]["parents"] == ["sdf", "fsa"]


def test_an_actor_of_ours_can_be_changed(project, capfd):
    assert run(["actors", "add", "sdf", "--alias", "Our Forces", "--not-called", "QSD", "--to", "2025", "--source", "our desk"]) == 0
    capfd.readouterr()
    actor = shown(capfd, "our forces", "--country", "SYR")["actor"]
    assert (actor["id"], actor["name"], actor["to"]) == ("sdf", "Syrian Democratic Forces", 2025)
    assert "QSD" not in actor["aliases"] and "SDF" in actor["aliases"]
    assert load_register().lookup("QSD")[0].id == "sdf"                    # ours is as it was


def test_merged_entries_are_one(project, capfd):
    assert run(["actors", "merge", "ypg-pyd", "ypg", "--source", "our desk"]) == 0
    capfd.readouterr()
    assert shown(capfd, "YPG/PYD")["actor"]["id"] == "ypg"
    register = load_register("words")
    assert register.get("ypg-pyd") is register.get("ypg")
    assert all(entry.parent != "ypg-pyd" for entry in register.entries)


@pytest.mark.parametrize("arguments, advice", [
    (["add", "x", "--source", "s"], "needs a name and a kind"),
    (["add", "x", "--name", "X", "--kind", "rebels", "--source", "s"], "'rebels' is none of"),
    (["add", "x", "--name", "X", "--kind", "rebel", "--country", "SY", "--source", "s"], "ISO 3166-1"),
    (["add", "x", "--name", "X", "--kind", "rebel", "--parent", "fsaa", "--source", "s"], "Did you mean 'fsa'?"),
    (["add", "x", "--name", "X", "--kind", "rebel", "--from", "2015", "--to", "2012", "--source", "s"], "is after to"),
    (["add", "fsa", "--parent", "jabha-shamiya", "--source", "s"], "round in a circle"),
    (["add", "fsa", "--not-called", "Blue", "--source", "s"], "we do not call it so"),
    (["add", "fsa", "--member-of", "sdf", "--name", "X", "--source", "s"], "--member-of takes only"),
    (["merge", "fsa", "nobody-at-all", "--source", "s"], "no actor has the id 'nobody-at-all'"),
    (["merge", "fsa", "fsa", "--source", "s"], "round in a circle")])
def test_what_cannot_be_used_is_explained_and_nothing_is_written(project, capfd, arguments, advice):
    assert run(["actors", *arguments]) == 2
    assert advice in capfd.readouterr().err
    assert not (project / "actors.toml").exists()


def test_without_a_folder_adding_says_what_to_do(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert run(["actors", "merge", "ypg-pyd", "ypg", "--source", "s"]) == 2
    assert "[lexicon]" in capfd.readouterr().err
