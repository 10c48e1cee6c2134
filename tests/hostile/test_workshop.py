"""Whatever the process that takes formats apart does, one record comes out of it, and the next report is read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reportedly.read.identity import Given
from reportedly.read.workshop import MARK, Workshop
from reportedly.records import RawDocument, Refusal

EVIL = (str(Path(__file__).with_name("evil_child.py")),)

# Seconds of silence after which the test gives up on a part; the program itself waits longer.
PATIENCE = 3.0


def marked() -> list[str]:
    """The processes of any workshop that are still there."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and f"{MARK}=".encode() in Path(f"/proc/{entry}/environ").read_bytes() and int(entry) != os.getpid():
                found.append(entry)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("how", ["hang", "spin", "ignore SIGTERM", "crash", "leave", "eat memory", "recurse", "fork", "answer nonsense"])
def test_a_reader_that_misbehaves_is_one_failed_record(tmp_path, how):
    (tmp_path / "evil").write_text(how)
    (tmp_path / "good").write_text("print")
    before = set(marked())
    with Workshop(PATIENCE, EVIL) as workshop:
        found = list(workshop.read("evil", "pdf", str(tmp_path / "evil"), Given()))
        (good,) = workshop.read("good", "pdf", str(tmp_path / "good"), Given())
    assert [type(x) for x in found] == [Refusal] and found[0].status == "failed" and found[0].file == "evil", found
    assert isinstance(good, RawDocument) and good.text == "Two men died."
    ended = time.monotonic() + 5
    while (left := set(marked()) - before) and time.monotonic() < ended:
        time.sleep(0.1)
    assert not left


def test_the_members_after_a_bad_one_are_read(tmp_path):
    from tests.read.made import zipped

    members = {f"{n}.txt": b"Two men died." for n in range(5)} | {"2.txt": b"%PDF-hang"}
    (tmp_path / "all.zip").write_bytes(zipped(members))
    crash = tmp_path / "child.py"
    crash.write_text(f"import os, sys\nsys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})\nfrom reportedly.read import child, formats\n"
                     "def dies(name, file, given):\n    os._exit(1)\n    yield\nformats.READERS['pdf'] = dies\nchild.main()\n")
    with Workshop(PATIENCE, (str(crash),)) as workshop:
        found = list(workshop.read("all.zip", "zip", str(tmp_path / "all.zip"), Given()))
    assert [(x.file, isinstance(x, Refusal)) for x in found] == [(f"all.zip!{n}.txt", n == 2) for n in range(5)]
