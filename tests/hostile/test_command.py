"""Bad input through the whole program: exit code 3, every input counted, the good ones coded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from .samples import GOOD, folder_of, lines


def call(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "reportedly", *arguments], input=stdin, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    folder = folder_of(
        out / "in", empty__txt=b"", good__txt=GOOD.encode(), again__txt=GOOD.encode(), binary__txt=b"\x00" * 64,
        broken__jsonl=lines("{", {"id": "ok", "text": "Rebels shelled the airport on Sunday."}), columns__csv=b"a,b\n1,2\n",
        french__txt="Les soldats ont pris deux villages dans le nord de la province après une nuit de bombardements, a annoncé "
                    "lundi un porte-parole de l'armée qui a requis l'anonymat.".encode(),
    )
    process = call("code", str(folder), str(out / "absent.txt"), "--documents", str(out / "documents.jsonl"))
    return process, [json.loads(line) for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()]


def test_it_ends_with_3(done):
    assert done[0].returncode == 3, done[0].stderr.decode()


def test_every_input_has_a_record(done):
    statuses = {Path(d["file"]).name: d["status"] for d in done[1]}
    assert statuses == {"empty.txt": "empty", "again.txt": "coded", "good.txt": "duplicate", "binary.txt": "refused", "broken.jsonl#1": "failed",
                        "broken.jsonl#ok": "coded", "columns.csv": "refused", "french.txt": "not_coded", "absent.txt": "refused"}


def test_the_closing_count_is_the_records(done):
    process, documents = done
    last = process.stderr.decode().splitlines()[-1]
    counts = Counter(d["status"] for d in documents)
    for status, name in [("coded", "coded"), ("empty", "empty"), ("duplicate", "duplicate"), ("not_coded", "not coded"), ("refused", "refused"), ("failed", "failed")]:
        assert f" {counts[status]} {name}" in last
    assert last.startswith(f"{len(documents)} read: ") and last.endswith(f" {len(process.stdout.splitlines())} claims.")


def test_each_refused_or_failed_input_is_named_on_standard_error(done):
    process, documents = done
    told = process.stderr.decode().splitlines()
    for d in documents:
        if d["status"] in ("refused", "failed"):
            assert f"{d['status']}: {d['file']}: {d['reason']}" in told


def test_the_others_are_coded(done):
    claimed = {Path(json.loads(line)["file"]).name for line in done[0].stdout.splitlines()}
    assert {"again.txt", "broken.jsonl#ok"} <= claimed


def test_empty_standard_input_is_an_empty_report():
    process = call("code", "-")
    assert process.returncode == 0 and b"1 read: 0 coded, 1 empty" in process.stderr
