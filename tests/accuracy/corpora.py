"""Where the hand-made gold is, and whether it is the gold that the floors were measured on."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED_MISSING = "set REPORTEDLY_SHARED to the folder that holds gold/, score/ and seeds/, or put it beside the checkout as ../shared."


def shared_folder() -> Path | None:
    """The folder with gold/, score/ and seeds/, or None when this machine has none."""
    named = os.environ.get("REPORTEDLY_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if (folder / "gold").is_dir() and (folder / "score" / "claims.py").is_file() else None


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
