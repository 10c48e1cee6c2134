"""A project's actors.toml: what is off is named with its table, its number and its key."""

from __future__ import annotations

import tomllib

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon.project import check_project
from reportedly.lexicon.project_actors import ProjectActor, ProjectActors, parse_project_actors, read_project_actors, with_table


@pytest.mark.parametrize("text, advice", [
    ("[[actor]\n", "not valid TOML"),
    ("[[actors]]\nid = 'x'\n", r"'actors' is no table of ours. Known: \[\[actor\]\]"),
    ("[actor]\nid = 'x'\n", "with two brackets"),
    ("[[actor]]\nid = 'x'\n", r"\[\[actor\]\] number 1: no 'source'"),
    ("[[actor]]\nid = 'x'\nsource = 's'\n[[actor]]\nsource = 's'\n", "number 2: no 'id'"),
    ("[[actor]]\nid = 'x'\nsource = 's'\ncolour = 'red'\n", "unknown key 'colour'. Known: id, name"),
    ("[[actor]]\nid = 'x'\nsource = 's'\nfrom = '2012'\n", "must be a whole number"),
    ("[[actor]]\nid = 'x'\nsource = 's'\nfrom = true\n", "must be a whole number"),
    ("[[actor]]\nid = 'x'\nsource = 's'\nfrom = 20\n", "no year from 1000"),
    ("[[actor]]\nid = 'x'\nsource = 's'\naliases = 'X'\n", "must be a list of texts"),
    ("[[actor]]\nid = 'x'\nsource = 's'\naliases = ['']\n", "must be a list of texts"),
    ("[[actor]]\nid = 'x'\nsource = 's'\nname = ' '\n", "must be a text")])
def test_what_is_off_is_named(tmp_path, text, advice):
    (tmp_path / "actors.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=advice):
        check_project(str(tmp_path))


def test_no_file_is_nothing(tmp_path):
    assert read_project_actors(str(tmp_path)) == read_project_actors(None) == ProjectActors()


@pytest.mark.parametrize("name", ['He said "X"', "back\\slash", "tab\tand\x7fdel\nline", "الحشد", "𐍈"])
def test_any_name_is_written_as_it_is_read(name):
    actor = ProjectActor("x", "s", name, "rebel", since=2012, aliases=(name, "Y"))
    text = with_table("", "actor", actor)
    assert tomllib.loads(text)["actor"][0]["name"] == name
    assert parse_project_actors(text, "here").actors == (actor,)
