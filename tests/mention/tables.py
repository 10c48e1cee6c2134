"""Tables of example phrases: one row for each mention that a text must give, "-" where it must give none."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

from reportedly.parse import parse_many
from reportedly.records import Article, ParsedArticle, Time

HERE = Path(__file__).parent


def examples(name: str, key: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[dict[str, str]]]]:
    """(key, rows) for each text of a table; the rows of a text stand together."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(k, [row for row in group if row["words"] != "-"]) for k, group in groupby(rows, key=lambda row: tuple(row[c] for c in key))]


def day(iso: str) -> Time | None:
    """A publication date that the user gave."""
    return Time(iso, iso, "", None, "day", "given") if iso else None


def parsed_texts(texts: list[tuple[str, str]], model) -> list[ParsedArticle]:
    """(published, text) pairs parsed in one batch."""
    return list(parse_many([Article(None, str(i), text, published=day(published)) for i, (published, text) in enumerate(texts)], model))
