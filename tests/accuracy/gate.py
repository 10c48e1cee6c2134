"""Run the installed coder on gold and read off what the scorer prints."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.accuracy.corpora import sha256

FLOORS = Path(__file__).with_name("floors.toml")

# The figures in the scorer's lines; in each, the first group is the figure, or hits over a total.
FIGURES = {
    "detection_f1": re.compile(r"detection P \S+ R \S+ F1 (\d+\.\d)"),
    "slot_f1": re.compile(r"^slot F1 (\d+\.\d)", re.MULTILINE),
    "nested_chains": re.compile(r"nested chains (\d+)/\d+"),
    "not_asserted": re.compile(r"not asserted (\d+)/\d+"),
    "linking_b3_f1": re.compile(r"B3 P \S+ R \S+ F1 (\d+\.\d)"),
    "contradictions": re.compile(r"contradictions found: (\d+)/\d+"),
}
# How far a figure may lie below its floor. The linking figure is taken over the matched claims only, so that it also moves when
# detection finds more of them and linking is as it was: by 0.2 points when slot F1 rose by one. All others have no slack.
SLACK = {"linking_b3_f1": 2.0}

NEVER = "must not come out, but did: "


def code(paths: list[Path], out: Path) -> dict[str, Path]:
    """Code the paths with the command that users run; the files it wrote, by kind."""
    written = {kind: out / f"{kind}.jsonl" for kind in ("claims", "documents", "events")}
    options = [part for kind, path in written.items() for part in (f"--{kind}", str(path))]
    command = [sys.executable, "-m", "reportedly", "code", *map(str, paths), *options]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=300)
    if done.returncode:
        raise RuntimeError(f"`reportedly code` ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return written


def score(shared: Path, corpus: str, out: Path) -> str:
    """What the scorer prints for `gold/CORPUS.jsonl`."""
    gold, texts = shared / "gold" / f"{corpus}.toml", shared / "gold" / f"{corpus}.jsonl"
    written = code([texts], out)
    command = [sys.executable, shared / "score" / "claims.py", gold, texts, written["claims"], written["events"]]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=60).stdout


def figures(printed: str) -> dict[str, float]:
    """The figures of the scorer's lines by name; one that it did not print is left out."""
    found = {name: pattern.search(printed) for name, pattern in FIGURES.items()}
    return {name: float(match.group(1)) for name, match in found.items() if match}


def broken_prohibitions(printed: str) -> list[str]:
    """The passages that must not come out as claims, but did."""
    return [line.removeprefix(NEVER) for line in printed.splitlines() if line.startswith(NEVER)]


def corpus_hashes(shared: Path, corpus: str) -> dict[str, str]:
    """The SHA-256 of the texts and of their gold."""
    return {f"sha256_{suffix}": sha256(shared / "gold" / f"{corpus}.{suffix}") for suffix in ("jsonl", "toml")}


def read_floors() -> dict[str, dict]:
    """The pinned floors by corpus."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))
