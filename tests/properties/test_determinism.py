"""Same bytes, same version, same settings: same lines, on one process or two, under any hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from reportedly.pipeline import BATCH
from tests.properties.texts import SENTENCES

OUTPUTS = ("claims", "documents", "events")


def many_reports(path: Path) -> Path:
    """More reports than one batch holds, so that two processes really share them."""
    texts = [" ".join(SENTENCES[(i + step) % len(SENTENCES)] for step in (0, 3, 5)) + f" Report {i}." for i in range(2 * BATCH + 3)]
    path.write_text("".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts)), encoding="utf-8")
    return path


def code_in_subprocess(paths: list[Path], out: Path, jobs: int, hash_seed: int) -> dict[str, bytes]:
    """What `reportedly code` writes for the reports."""
    out.mkdir()
    options = [part for name in OUTPUTS for part in (f"--{name}", str(out / f"{name}.jsonl"))]
    subprocess.run(
        [sys.executable, "-m", "reportedly", "code", *map(str, paths), *options, "--jobs", str(jobs)],
        env=os.environ | {"PYTHONHASHSEED": str(hash_seed)}, stdout=subprocess.DEVNULL, check=True, timeout=120,
    )
    return {name: (out / f"{name}.jsonl").read_bytes() for name in OUTPUTS}


def test_jobs_and_hash_seed_change_no_byte(reports, tmp_path):
    paths = [reports, many_reports(tmp_path / "many.jsonl")]
    first = code_in_subprocess(paths, tmp_path / "one", jobs=1, hash_seed=1)
    second = code_in_subprocess(paths, tmp_path / "two", jobs=2, hash_seed=2)
    assert first["claims"] and first["events"]
    assert first == second


def test_ids_do_not_depend_on_where_the_file_lies(tmp_path):
    from reportedly import code

    text = "Gunmen killed two farmers near Mopti on Sunday, residents said.\n"
    ids = []
    for folder in ("one", "another"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(text, encoding="utf-8")
        (one,) = code([str(tmp_path / folder / "report.txt")])
        ids.append([claim.claim_id for claim in one.claims])
    assert ids[0] == ids[1] != []
