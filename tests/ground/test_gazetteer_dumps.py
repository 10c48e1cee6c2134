"""Dumps that are added: what becomes of good ones, of bad ones, and of a process that dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError, UsageError
from reportedly.ground import gazetteer_add
from reportedly.ground.gazetteer import Gazetteer, open_gazetteer
from reportedly.ground.gazetteer_add import add_dump, listed, remove, unfinished
from reportedly.ground.gazetteer_files import added_files, added_folder, built_in, connect

from .dumps import LINES, line, plain, zipped


@pytest.fixture(autouse=True)
def data(monkeypatch, tmp_path) -> Path:
    """A data folder of the test's own; returns it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    open_gazetteer.cache_clear()
    yield tmp_path / "data"
    open_gazetteer.cache_clear()


def everything(name: str) -> bytes:
    """All that an added file holds, in one order."""
    with connect(added_folder() / f"{name}.sqlite") as db:
        return repr([db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in ("places", "names", "skeletons")]).encode()


@pytest.mark.parametrize("make", [lambda folder: plain(folder), lambda folder: plain(folder, end="\r\n"), lambda folder: plain(folder, ("\ufeff" + LINES[0], *LINES[1:], "", "")),
                                  lambda folder: zipped(folder, {"readme.txt": "Readme", "ZZ.txt": "\n".join(LINES)}),
                                  lambda folder: zipped(folder, {"ZZ/": "", "ZZ/ZZ.TXT": "\n".join(LINES), "__MACOSX/ZZ/._ZZ.TXT": "\0\5"})],
                         ids=["plain", "windows", "bom", "zip", "zip of a folder"])
def test_a_dump_is_used_from_then_on(make, tmp_path):
    added = add_dump(make(tmp_path))
    assert (added.name, added.outcome, added.places) == ("ZZ", "added", len(LINES))
    village, = open_gazetteer().candidates("Tell Zarifeh")
    assert (village.gazetteer_id, village.name, village.feature, village.country, village.admin1) == ("geonames:990000001", "Tall Zarrifa", "village", "IRQ", "Nineveh")
    assert open_gazetteer().candidates("تل ظريفة")[0].gazetteer_id == village.gazetteer_id
    assert {c.feature for c in open_gazetteer().search("zarrifa")} == {"village", "dam", "base", "valley", "site", "city"}
    assert [c.name for c in open_gazetteer().around(36.2, 42.1, 5)] == ["Zarrifa Dam"]
    assert [a.name for a in listed()] == ["ZZ"]


def test_a_place_that_we_know_keeps_what_we_know_and_gains_a_name(tmp_path):
    before = open_gazetteer().candidates("Mosul")[0]
    add_dump(plain(tmp_path))
    assert open_gazetteer().candidates("Mosul")[0] == before
    other, = open_gazetteer().candidates("Zarrifabad")
    assert (other.gazetteer_id, other.radius_km) == (before.gazetteer_id, before.radius_km) and "another name of Mosul" in other.reasons


def test_places_known_from_other_sources_are_the_same_places(tmp_path):
    rows = (line(94824, "Republic of Iraq", 33, 44, "A.PCLI"), line(92877, "Muhafazat Ninawa", 36, 42.5, "A.ADM1", admin1="15"),
            line(990000010, "Baghuz", 34.46, 40.95, country="SY"), line(990000011, "Baghuz", 36.5, 37.9, country="SY"))
    add_dump(plain(tmp_path, rows))
    assert {row[0] for row in connect(added_files()[0]).execute("SELECT id FROM places")} == {"iso:IRQ", "ne:IQ-NI", "own:syr-baghuz", "geonames:990000011"}
    assert [c.gazetteer_id for c in open_gazetteer().candidates("Republic of Iraq")] == ["iso:IRQ"]
    assert open_gazetteer().candidates("Muhafazat Ninawa")[0].radius_km > 150


def test_the_same_again_changes_nothing_and_a_newer_one_replaces(tmp_path):
    add_dump(plain(tmp_path))
    path = added_files()[0]
    before = path.stat()
    assert add_dump(plain(tmp_path)).outcome == "unchanged" and path.stat().st_mtime_ns == before.st_mtime_ns
    assert add_dump(plain(tmp_path, LINES[:2])).outcome == "replaced"
    assert [a.places for a in listed()] == [2] and open_gazetteer().candidates("Camp Zarrifa") == ()


def test_what_is_removed_is_no_longer_known(tmp_path):
    add_dump(plain(tmp_path))
    remove("ZZ")
    assert open_gazetteer().candidates("Camp Zarrifa") == () and list(listed()) == [] and list(added_folder().iterdir()) == []
    with pytest.raises(UsageError, match="'ZZ' was not added"):
        remove("ZZ")


MANY = tuple(line(980000000 + n, f"Place {n}", n % 80, n % 170, admin1="15", others=f"Ort {n}") for n in range(400))
KILLED = """
import os, signal, sys
from pathlib import Path
from reportedly.ground import gazetteer_add
gazetteer_add.BATCH_ROWS = 50
def progress(step, done, places):
    if step == sys.argv[2] and (places >= 200 or done > 0.4):
        os.kill(os.getpid(), signal.SIGKILL)
gazetteer_add.add_dump(Path(sys.argv[1]), progress=progress)
"""


@pytest.mark.parametrize("step, left", [("reading", 200), ("sorting and indexing", 400)])
def test_a_killed_process_leaves_nothing_half_added_and_the_next_one_goes_on(step, left, tmp_path, monkeypatch):
    dump = zipped(tmp_path, {"ZZ.txt": "\n".join(MANY)})
    killed = subprocess.run([sys.executable, "-c", KILLED, str(dump), step], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert killed.returncode == -signal.SIGKILL
    assert list(listed()) == [] and unfinished() == ("ZZ",)
    resumed = add_dump(dump)
    assert (resumed.outcome, resumed.resumed_at, resumed.places) == ("added", left, 400) and unfinished() == ()
    assert {path.suffix for path in added_folder().iterdir()} == {".sqlite", ".lock"}
    broken_off = everything("ZZ")
    add_dump(dump, "whole")
    assert everything("whole") == broken_off


def test_a_draft_of_another_file_is_not_gone_on_with(tmp_path, monkeypatch):
    def stop(step, done, places):
        if places:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        monkeypatch.setattr(gazetteer_add, "BATCH_ROWS", 50)
        add_dump(plain(tmp_path, MANY), progress=stop)
    assert unfinished() == ("ZZ",)
    assert add_dump(plain(tmp_path)).resumed_at == 0 and [a.places for a in listed()] == [len(LINES)]


@pytest.mark.parametrize("bad, says", [
    (LINES[0].replace("36.1", "96.1"), r"line 3: column 5 \(latitude\) is '96.1', not degrees from -90 to 90"),
    (LINES[0].replace("42.2", "nan"), r"line 3: column 6 \(longitude\) is 'nan'"),
    (LINES[0].replace("42.2", ""), r"line 3: column 6"),
    (LINES[0].replace("990000001", "-1"), r"line 3: column 1 \(geonameid\)"),
    (LINES[0].replace("990000001", "٣"), r"line 3: column 1 \(geonameid\)"),
    (LINES[0].replace("Tall Zarrifa", " "), r"line 3: column 2 \(name\)"),
    (LINES[0].replace("\tP\t", "\tQ\t"), r"line 3: column 7 \(feature class\)"),
    (LINES[0].replace("\tIQ\t", "\tIRQ\t"), r"line 3: column 9 \(country code\)"),
    (LINES[0].replace("\t0\t", "\tmany\t"), r"line 3: column 15 \(population\)"),
    (LINES[0] + "\tmore", "line 3: 20 columns parted by tabs where a GeoNames dump has 19"),
    ("1\t990000001\ten\tName\t\t\t\t\t\t", r"line 3: 10 columns .*alternateNames"),
    ("IQ.15\tNineveh\tNineveh\t92877", r"line 3: 4 columns .*admin1CodesASCII"),
    ("x" * 200_000, "line 3: longer than 100,000 bytes"),
])
def test_a_bad_line_is_named_and_nothing_is_added(bad, says, tmp_path):
    with pytest.raises(GazetteerError, match=says) as caught:
        add_dump(plain(tmp_path, (*LINES[:2], bad, *LINES)))
    assert "Nothing was added" in str(caught.value)
    assert list(listed()) == [] and unfinished() == ()


def test_a_bad_line_late_in_a_newer_dump_leaves_the_older_one(tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer_add, "BATCH_ROWS", 2)
    add_dump(plain(tmp_path))
    with pytest.raises(GazetteerError, match="line 7"):
        add_dump(plain(tmp_path, (*LINES, "not a line")))
    assert [a.places for a in listed()] == [len(LINES)] and open_gazetteer().candidates("Camp Zarrifa")


def bomb(folder: Path) -> Path:
    return zipped(folder, {"ZZ.txt": b"0" * 5_000_000})


def lying(folder: Path) -> Path:
    """A zip whose directory states a shorter member than it has."""
    path = zipped(folder, {"ZZ.txt": "\n".join(MANY)})
    content, size = path.read_bytes(), len("\n".join(MANY))
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little")))
    return path


def cut_short(folder: Path) -> Path:
    """A zip whose packed bytes were changed in the middle."""
    path = zipped(folder, {"ZZ.txt": "\n".join(MANY)})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def encrypted(folder: Path) -> Path:
    path = zipped(folder, {"ZZ.txt": "\n".join(LINES)})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1             # the flag in the central directory
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("make, says", [
    (bomb, "would unpack to 5,000,000 bytes"), (lying, "cannot be unpacked"), (cut_short, "cannot be unpacked|line \\d+"), (encrypted, "encrypted"),
    (lambda folder: zipped(folder, {"readme.txt": "Readme"}), "it holds readme.txt"), (lambda folder: zipped(folder, {}), "it holds nothing"),
    (lambda folder: zipped(folder, {"a.txt": LINES[0], "b.txt": LINES[1]}), "it holds a.txt, b.txt"),
    (lambda folder: zipped(folder, {"ZZ.txt": ""}), "holds no places"), (lambda folder: plain(folder, ()), "holds no places"),
    (lambda folder: folder, "not a file"), (lambda folder: folder / "absent.zip", "no such file"),
    (lambda folder: zipped(folder, {"inner.zip": b"PK"}), "it holds inner.zip")])
def test_files_that_are_no_dump(make, says, tmp_path):
    with pytest.raises(GazetteerError, match=says):
        add_dump(make(tmp_path), "ZZ")
    assert list(listed()) == [] and unfinished() == ()


def test_a_member_that_points_elsewhere_is_only_read(tmp_path):
    add_dump(zipped(tmp_path, {"../../outside.txt": "\n".join(LINES)}))
    assert not list(tmp_path.rglob("outside*")) and [a.places for a in listed()] == [len(LINES)]


@pytest.mark.parametrize("name", ["../up", "a b", "", "x" * 61, "a/b"])
def test_names_are_parts_of_file_names(name, tmp_path):
    with pytest.raises(UsageError, match="cannot name a part"):
        add_dump(plain(tmp_path, name="..txt"), name)


def test_a_file_of_another_version_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(gazetteer_add, "ADDED_FORMAT", "0")
    add_dump(plain(tmp_path))
    with pytest.raises(GazetteerError, match="Add it again"):
        Gazetteer(built_in(), None, added_files()).candidates("Mosul")


def test_many_hostile_bytes(tmp_path):
    for n, content in enumerate((b"\x00" * 100, b"\xff\xfe" + b"a\tb\n" * 5, bytes(range(256)) * 20, b"\t" * 18, b"PK\x03\x04 no zip", b"\n\n\n")):
        path = tmp_path / f"h{n}.txt"
        path.write_bytes(content)
        with pytest.raises(GazetteerError, match="Nothing was added"):
            add_dump(path)
    assert list(listed()) == [] and unfinished() == ()


