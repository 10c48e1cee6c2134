"""Bad input, made when it is needed; good input beside it, to see that it is still read."""

from __future__ import annotations

import json
from pathlib import Path

GOOD = "The army said on Monday that its soldiers had taken two villages in the north. Nine of its men were wounded.\n"


def folder_of(path: Path, **files: bytes) -> Path:
    """A folder with these files; two underscores in a name stand for the dot."""
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / name.replace("__", ".")).write_bytes(content)
    return path


def lines(*records: object) -> bytes:
    """A JSON-lines file; bytes and text go in as they are."""
    return b"\n".join(r if isinstance(r, bytes) else r.encode() if isinstance(r, str) else json.dumps(r).encode() for r in records) + b"\n"
