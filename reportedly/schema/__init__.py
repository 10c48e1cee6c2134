"""The contract as JSON Schema (2020-12), one file for each record that leaves the program.

The files refer to `definitions.schema.json` beside them, so that any validator can read the folder as it is;
`load` gives the same schema in one piece.
"""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
SHARED = "definitions.schema.json"


def load(name: str) -> dict:
    """The schema `name` ("claim", "document", "event", "mention-places", …) as one self-contained dictionary.

    Raises KeyError, with the names that exist, when there is no such schema.
    """
    path = HERE / f"{name}.schema.json"
    if not path.is_file():
        known = ", ".join(sorted(p.name.removesuffix(".schema.json") for p in HERE.glob("*.schema.json")))
        raise KeyError(f"No schema {name!r}; there are: {known}.")
    inlined = path.read_text(encoding="utf-8").replace(f'"{SHARED}#', '"#')
    shared = json.loads((HERE / SHARED).read_text(encoding="utf-8").replace(f'"{SHARED}#', '"#'))
    return {**json.loads(inlined), "$defs": shared["$defs"]}
