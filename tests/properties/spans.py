"""Walkers over any record that leaves the program, as a record or as the JSON that was printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple


class Found(NamedTuple):
    path: str
    start: int
    end: int
    words: str


def parts_of(record: object) -> list[tuple[str, object]]:
    """The named parts of a record, list or dictionary; none for a plain value."""
    if is_dataclass(record):
        return [(field.name, getattr(record, field.name)) for field in fields(record)]
    if isinstance(record, dict):
        return list(record.items())
    if isinstance(record, (list, tuple)):
        return [(str(i), part) for i, part in enumerate(record)]
    return []


def nodes_of(record: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every record within the record, itself first, with its path and its parts by name."""
    parts = parts_of(record)
    if parts:
        yield path, dict(parts)
    for name, part in parts:
        yield from nodes_of(part, f"{path}/{name}")


def spans_of(record: object) -> Iterator[Found]:
    """Every span with its words: `start`/`end` that are offsets, and the `span` of a time."""
    for path, node in nodes_of(record):
        words = node.get("words")
        if not isinstance(words, str):
            continue
        if isinstance(node.get("start"), int) and isinstance(node.get("end"), int):
            yield Found(path, node["start"], node["end"], words)
        elif node.get("span"):
            yield Found(path, *node["span"], words)


def wrong_spans(record: object, text: str) -> list[str]:
    """A line for each span that is out of bounds, or whose words are not the text's."""
    wrong = []
    for path, start, end, words in spans_of(record):
        if not 0 <= start <= end <= len(text):
            wrong.append(f"{path}: [{start}, {end}) lies outside a text of {len(text)}")
        elif text[start:end] != words:
            wrong.append(f"{path}: says {words!r}, but text[{start}:{end}] is {text[start:end]!r}")
    return wrong


def wrong_ranges(record: object) -> list[str]:
    """A line for each count whose low, best and high are not in order."""
    wrong = []
    for path, node in nodes_of(record):
        bounds = [node[name] for name in ("low", "best", "high") if isinstance(node.get(name), int)]
        if bounds != sorted(bounds):
            wrong.append(f"{path}: {bounds} is not in order")
    return wrong
