"""Raise the floors to what the coder reaches now. It never lowers one.

    python -m tests.accuracy.raise_floors
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.accuracy.corpora import SHARED_MISSING, shared_folder
from tests.accuracy.gate import FLOORS, corpus_hashes, figures, read_floors, score

HEADER = """\
# What the coder reaches on the hand-made gold, and must go on reaching. Floors only rise:
# `python -m tests.accuracy.raise_floors` writes this file. Detection, slot and linking figures are percentages, the others counts.
# A floor holds for the corpus with these hashes only.
"""


def raised(pinned: dict, reached: dict[str, float], hashes: dict[str, str]) -> dict:
    """The pinned section with every floor at the better of what is pinned and what was reached.

    Raises ValueError when the floors were measured on another version of the corpus.
    """
    if any(pinned.get(name, digest) != digest for name, digest in hashes.items()):
        raise ValueError("the corpus has changed since the floors were measured: delete its section of floors.toml and say why in the commit.")
    return hashes | pinned | {name: max(pinned.get(name, 0.0), figure) for name, figure in reached.items()}


def as_toml(floors: dict[str, dict]) -> str:
    """The floors as they are written to floors.toml."""
    sections = []
    for corpus, section in sorted(floors.items()):
        values = [f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}" for name, value in section.items()]
        sections.append("\n".join([f"[{corpus}]", *values]))
    return HEADER + "\n" + "\n\n".join(sections) + "\n"


def main() -> int:
    shared = shared_folder()
    if shared is None:
        print(f"No gold: {SHARED_MISSING}", file=sys.stderr)
        return 1
    floors = read_floors()
    for corpus in ("reports",):
        with tempfile.TemporaryDirectory() as out:
            reached = figures(score(shared, corpus, Path(out)))
        before = floors.get(corpus, {})
        floors[corpus] = raised(before, reached, corpus_hashes(shared, corpus))
        for name, figure in reached.items():
            print(f"{corpus} {name}: reached {figure}, floor {before.get(name, 'none')} → {floors[corpus][name]}")
    FLOORS.write_text(as_toml(floors), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
