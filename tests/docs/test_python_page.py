"""The blocks of docs/python.md run, in order, as a reader would run them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "python.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_blocks_run_in_order(monkeypatch):
    page = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(ROOT)
    names: dict = {"__name__": "python_page"}
    for block in BLOCK.finditer(page):
        line = page.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block.group(1), str(PAGE), "exec"), names)
    assert names["coded"] and names["events"]
