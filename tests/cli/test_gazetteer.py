"""`reportedly gazetteer` as it is called."""

from __future__ import annotations

import json

import pytest

from reportedly.cli import run
from reportedly.ground.gazetteer import open_gazetteer
from tests.ground.dumps import LINES, line, plain, zipped


@pytest.fixture(autouse=True)
def data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    open_gazetteer.cache_clear()
    yield
    open_gazetteer.cache_clear()


def rows(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_add_list_show_remove(tmp_path, capfd):
    dump = str(zipped(tmp_path, {"ZZ.txt": "\n".join(LINES)}))
    assert run(["gazetteer", "add", dump]) == 0
    assert "added ZZ: 6 places" in capfd.readouterr().err
    assert run(["gazetteer", "add", dump]) == 0
    assert "nothing changed" in capfd.readouterr().err
    assert run(["gazetteer", "list"]) == 0
    assert [(row["name"], row["source"]) for row in rows(capfd.readouterr().out)][1:] == [("ZZ", "ZZ.zip")]
    assert run(["gazetteer", "show", "Zarrifa Dam"]) == 0
    out, err = capfd.readouterr()
    assert [(row["gazetteer_id"], row["layers"]) for row in rows(out)] == [("geonames:990000002", ["ZZ"])]
    assert err == "Chosen: Zarrifa Dam (dam, Nineveh, IRQ), the only one.\n"
    assert run(["gazetteer", "remove", "ZZ"]) == 0
    assert run(["gazetteer", "remove", "ZZ"]) == 2
    assert "'ZZ' was not added. Added: nothing." in capfd.readouterr().err


def test_an_added_village_is_placed_in_a_report(tmp_path, capfd):
    (tmp_path / "report.txt").write_text("Gunmen killed five farmers in the village of Tall Zarrifa in Nineveh province in Iraq.", encoding="utf-8")
    run(["gazetteer", "add", str(plain(tmp_path))])
    capfd.readouterr()
    assert run(["code", "report.txt"]) == 0
    place = rows(capfd.readouterr().out)[0]["place"]
    assert (place["gazetteer_id"], place["lat"], place["lon"], place["precision"]) == ("geonames:990000001", 36.1, 42.2, "town")


@pytest.mark.parametrize("context, country", [([], "LBY"), (["--country", "Lebanon"], "LBN"), (["--country", "LB"], "LBN"), (["--near", "Sidon"], "LBN"),
                                              (["--near", "34.4,35.9"], "LBN"), (["--country", "GRC"], "GRC")])
def test_context_decides_between_namesakes(context, country, capfd):
    assert run(["gazetteer", "show", "Tripoli", *context]) == 0
    out, err = capfd.readouterr()
    first = rows(out)[0]
    assert first["country"] == country and first["reasons"] and f"{country})" in err


def test_a_kind_decides_between_town_and_province(capfd):
    for kind, feature in (("admin1", "admin1"), ("town", "city")):
        assert run(["gazetteer", "show", "Homs", "--country", "Syria", "--kind", kind]) == 0
        assert rows(capfd.readouterr().out)[0]["feature"] == feature


def test_the_name_in_a_report(tmp_path, capfd):
    (tmp_path / "r.txt").write_text("Shells fell 15 km north of Tripoli in Lebanon on Monday. The Kirkuk Times reported it.", encoding="utf-8")
    assert run(["gazetteer", "show", "Tripoli", "--in", "r.txt"]) == 0
    out, err = capfd.readouterr()
    assert rows(out)[0]["country"] == "LBN" and "“15 km north of Tripoli”: Tripoli, near, 34.57, 35.84 within 9 km, drawn as a Polygon." in err
    assert run(["gazetteer", "show", "Mosul", "--in", "r.txt"]) == 0
    assert "does not have the name" in capfd.readouterr().err
    assert run(["gazetteer", "show", "Mosul", "--in", "absent.txt"]) == 3


def test_a_point_and_a_name_that_nobody_bears(capfd):
    assert run(["gazetteer", "show", "36.34,43.13"]) == 0
    assert "Mosul" in {row["name"] for row in rows(capfd.readouterr().out)}
    assert run(["gazetteer", "show", "Khan Sheyk"]) == 0
    out, err = capfd.readouterr()
    assert out == "" and "no place is called 'Khan Sheyk'" in err and "Khan Sheikhoun" in err


@pytest.mark.parametrize("arguments", [["show"], ["show", "95,12"], ["show", "Homs", "--country", "Atlantis"], ["show", "Homs", "--near", "Xqqzv"], ["show", "Homs", "--kind", "moon"],
                                       ["show", "Homs", "--in", "x", "--country", "Iraq"], ["add", "absent.zip"], ["add", "."], ["remove", "x"]])
def test_calls_that_are_off(arguments, capfd):
    assert run(["gazetteer", *arguments]) == 2
    assert capfd.readouterr().err.strip()


def test_a_bad_line_is_shown_without_its_control_characters(tmp_path, capfd):
    assert run(["gazetteer", "add", str(plain(tmp_path, (line(1, "x", "\x1b[2J", 1),)))]) == 2
    err = capfd.readouterr().err
    assert "line 1: column 5 (latitude)" in err and "\x1b" not in err
