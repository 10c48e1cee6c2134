"""What the README shows is what the program prints."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_output_in_the_readme_is_the_real_one():
    terminal = runpy.run_path(str(ROOT / "docs" / "fill_in.py"))
    shown = terminal["OUTPUT"].search((ROOT / "README.md").read_text(encoding="utf-8"))[2]
    assert shown == terminal["readme_output"](), "run `python docs/fill_in.py`"


def test_picture_fetches_nothing():
    picture = (ROOT / "docs" / "terminal.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg") and picture.count("http") == picture.count("http://www.w3.org/") == 1
