"""A project's own actors.toml: actors of its own, changes to ours, merges and dated memberships, read and checked.

    [[actor]]                          # a new actor, or changes to one of ours: what is given replaces ours, aliases are added
    id = "blue-brigade"
    name = "Blue Brigade"
    kind = "militia"
    parent = "sdf"
    country = "SYR"
    from = 2012
    to = 2020
    aliases = ["Blues", "اللواء الأزرق"]
    not_called = ["Azure Brigade"]     # aliases of ours that are wrong here
    source = "our desk"

    [[merge]]                          # two ids that are one: the first is read as the second
    id = "blue-legion"
    into = "blue-brigade"
    source = "our desk"

    [[member]]                         # whom it belonged to, by years
    id = "blue-brigade"
    of = "fsa"
    from = 2012
    to = 2014
    source = "our desk"
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..errors import LexiconError
from . import rows

FILE_NAME = "actors.toml"

# Years that an actor can have been active in: before and after, it is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class ProjectActor:
    """One [[actor]]; None where the project leaves a field as we have it."""

    id: str
    source: str
    name: str | None = None
    kind: str | None = None
    parent: str | None = None
    country: str | None = None
    since: int | None = None
    until: int | None = None
    aliases: tuple[str, ...] = ()
    not_called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectMerge:
    """One [[merge]]: `id` is read as `into`."""

    id: str
    into: str
    source: str


@dataclass(frozen=True, slots=True)
class ProjectMember:
    """One [[member]]: `id` belonged to `of` in these years; None = since it exists, to this day."""

    id: str
    of: str
    source: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectActors:
    """All that a project's actors.toml says, in its order."""

    actors: tuple[ProjectActor, ...] = ()
    merges: tuple[ProjectMerge, ...] = ()
    members: tuple[ProjectMember, ...] = ()


# [[table]] → its record, and its keys → (the record's field, the type that TOML must give, is it needed)
TABLES = {
    "actor": (ProjectActor, {"id": ("id", str, True), "name": ("name", str, False), "kind": ("kind", str, False), "parent": ("parent", str, False),
                             "country": ("country", str, False), "from": ("since", int, False), "to": ("until", int, False),
                             "aliases": ("aliases", list, False), "not_called": ("not_called", list, False), "source": ("source", str, True)}),
    "merge": (ProjectMerge, {"id": ("id", str, True), "into": ("into", str, True), "source": ("source", str, True)}),
    "member": (ProjectMember, {"id": ("id", str, True), "of": ("of", str, True), "from": ("since", int, False), "to": ("until", int, False),
                               "source": ("source", str, True)}),
}
TOML_NAMES = {str: "a text in quotation marks", int: "a whole number", list: "a list of texts, [\"…\", \"…\"]"}


def read_project_actors(folder: str | None) -> ProjectActors:
    """What the actors.toml of a project's folder says; nothing where there is none. Raises LexiconError with table, number and key."""
    path = Path(folder or "", FILE_NAME)
    if folder is None or not path.is_file():
        return ProjectActors()
    try:
        return parse_project_actors(path.read_bytes().decode("utf-8-sig"), str(path))
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def parse_project_actors(text: str, where: str) -> ProjectActors:
    """The same of a file's text; `where` names the file in errors."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: not valid TOML: {error}.") from error
    found: dict[str, list] = {name: [] for name in TABLES}
    for name, entries in tables.items():
        if name not in TABLES or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise LexiconError(f"{where}: {name!r} is no table of ours. Known: {', '.join(f'[[{known}]]' for known in TABLES)}, with two brackets.")
        found[name] = [record_of(name, entry, f"{where}, [[{name}]] number {n}") for n, entry in enumerate(entries, 1)]
    return ProjectActors(*(tuple(found[name]) for name in TABLES))


def record_of(table: str, entry: dict, where: str):
    """One table as its record. Raises LexiconError."""
    record, keys = TABLES[table]
    for key in entry:
        if key not in keys:
            raise LexiconError(f"{where}: unknown key {key!r}. Known: {', '.join(keys)}.")
    values = {}
    for key, (field, kind, needed) in keys.items():
        value = entry.get(key)
        if needed and value in (None, ""):
            raise LexiconError(f"{where}: no {key!r}; it must be given.")
        if value is None:
            continue
        texts = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
        if type(value) is not kind or (kind is list and not texts) or (kind is str and not value.strip()):
            raise LexiconError(f"{where}: {key} = {value!r} must be {TOML_NAMES[kind]}.")
        if kind is int and not FIRST_YEAR <= value <= LAST_YEAR:
            raise LexiconError(f"{where}: {key} = {value} is no year from {FIRST_YEAR} to {LAST_YEAR}.")
        values[field] = tuple(value) if kind is list else value
    if values.get("since") and values.get("until") and values["since"] > values["until"]:
        raise LexiconError(f"{where}: from = {values['since']} is after to = {values['until']}.")
    kinds = {row["kind"] for row in rows("actors.tsv")}
    if "kind" in values and values["kind"] not in kinds:
        raise LexiconError(f"{where}: kind = {values['kind']!r} is none of {', '.join(sorted(kinds))}.")
    if "country" in values:
        from .project import countries

        if values["country"] not in countries():
            raise LexiconError(f"{where}: country = {values['country']!r} is no ISO 3166-1 alpha-3 code; Syria is SYR, Iraq is IRQ.")
    return record(**values)


def with_table(text: str, table: str, record: ProjectActor | ProjectMerge | ProjectMember) -> str:
    """The text of an actors.toml with one more table at its end; what stands there, comments too, stays as it is."""
    lines = [f"[[{table}]]"]
    for key, (field, _, _) in TABLES[table][1].items():
        value = getattr(record, field)
        if value not in (None, ()):
            lines.append(f"{key} = {toml_value(value)}")
    return (text.rstrip() + "\n\n" if text.strip() else "") + "\n".join(lines) + "\n"


def toml_value(value: str | int | tuple[str, ...]) -> str:
    """A value as TOML writes it. A JSON string is a TOML basic string, but for the one control character that JSON leaves bare."""
    if isinstance(value, tuple):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
