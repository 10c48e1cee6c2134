"""Which column or key of a record holds what: as the user says, else by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..errors import Refused
from ..lexicon import rows

FIELDS = ("text", "id", "title", "outlet", "url", "lang", "published", "author")


@lru_cache(maxsize=1)
def usual_names() -> Mapping[str, tuple[str, ...]]:
    """Field → the names that it usually goes by, best first (lexicon/columns.tsv)."""
    return {field: tuple(row["column"] for row in rows("columns.tsv") if row["field"] == field) for field in FIELDS}


def normal(name: str) -> str:
    return "_".join(name.lower().split())


def columns_of(names: Iterable[str], chosen: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Field → the one of the names that holds it; fields that none does are left out. Raises Refused for a chosen name that is not there."""
    by_normal: dict[str, str] = {}
    for name in names:
        by_normal.setdefault(normal(name), name)
    found = {}
    for field in FIELDS:
        wanted = dict(chosen).get(field)
        if wanted is not None:
            if normal(wanted) not in by_normal:
                raise Refused(f"no column is named {wanted!r}, as --column {field}={wanted} says; there are: {', '.join(by_normal.values())[:200]}.")
            found[field] = by_normal[normal(wanted)]
        elif name := next((by_normal[usual] for usual in usual_names()[field] if usual in by_normal), None):
            found[field] = name
    return found
