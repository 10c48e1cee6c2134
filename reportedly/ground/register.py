"""The actor register: who can act by a name of its own, and under which spellings reports name it.

Hand-made entries (lexicon/actors.tsv) and, for every country, its government, forces, police and ministries by pattern
(lexicon/demonyms.tsv on the ISO 3166 country list), with readable, stable ids: `islamic-state`, `SYR-GOV`, `SYR-FORCES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..errors import LexiconError
from ..lexicon import rows
from .actor_spelling import bare, keys, skeleton, sounds
from .state_actors import state_entries

# Marks an alias in actors.tsv that others bear too, in other countries.
WEAK = "?"

@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the register.

    `since`/`until`: first and last year of activity, None where unknown or still active. `parent`: id of the body that it
    is part of or serves. `country`: ISO 3166-1 alpha-3 or None.
    """

    id: str
    name: str
    kind: str
    parent: str | None
    country: str | None
    since: int | None
    until: int | None
    aliases: tuple[str, ...]
    source: str
    weak_names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one entry, as written in the list: its letter case says whether capitals are required in a text.

    `weak`: others are called so elsewhere ("Federal Police"); it counts only in a report that speaks of the entry's country.
    """

    entry: Entry
    written: str
    weak: bool = False


class Register:
    """All entries by id and by folded spelling. Read-only; built once by `load_register`."""

    __slots__ = ("entries", "_by_id", "_names", "_longest", "_spellings", "_skeletons")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._longest: dict[str, int] = {}
        self._spellings: dict[tuple[str, ...], tuple[Name, ...]] = {}
        self._skeletons: dict[tuple[str, ...], tuple[tuple[Name, tuple[str, ...]], ...]] = {}
        for entry in self.entries:
            for written in dict.fromkeys((entry.name, *entry.aliases)):
                self._add(Name(entry, written, written in entry.weak_names))

    def _add(self, name: Name) -> None:
        for key in keys(name.written):
            known = self._names.get(key, ())
            if all(n.entry.id != name.entry.id or n.written != name.written for n in known):
                self._names[key] = (*known, name)
            first, *rest = key.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def get(self, id: str | None) -> Entry | None:
        """The entry with this id; None when there is none."""
        return self._by_id.get(id) if id else None

    def lookup(self, words: str) -> tuple[Entry, ...]:
        """The entries that bear exactly this name, letter case, diacritics, hyphens, apostrophes and articles aside.

        Several when the name is ambiguous ("SNC"), hand-made ones first; none when nobody is called so.
        """
        found = [name.entry for key in keys(words) for name in self._names.get(key, ())]
        return tuple(dict.fromkeys(found))

    def names(self, key: str) -> tuple[Name, ...]:
        """The spellings filed under a folded key (words of `fold` joined by one space)."""
        return self._names.get(key, ())

    def longest(self, first: str) -> int:
        """How many words the longest name has that starts with this folded word; 0 when none does."""
        return self._longest.get(first, 0)

    def spelt(self, words: tuple[str, ...]) -> tuple[Name, ...]:
        """The names whose words are these in one spelling (`sounds`)."""
        return self._by_spelling().get(words, ())

    def boned(self, bones: tuple[str, ...]) -> tuple[tuple[Name, tuple[str, ...]], ...]:
        """The names with this bare skeleton, each with its words in one spelling."""
        self._by_spelling()
        return self._skeletons.get(bones, ())

    def _by_spelling(self) -> dict[tuple[str, ...], tuple[Name, ...]]:
        """Files the names by sound and by skeleton at the first use: a run that meets no unknown name needs neither."""
        if not self._spellings:
            spellings: dict[tuple[str, ...], dict[Name, None]] = {}
            skeletons: dict[tuple[str, ...], dict[tuple[Name, tuple[str, ...]], None]] = {}
            for name in dict.fromkeys(n for names in self._names.values() for n in names):
                words = sounds(name.written)
                if words:
                    spellings.setdefault(words, {})[name] = None
                    if not (name.written.isupper() and name.written.isascii()):        # acronyms share their consonants with everything
                        skeletons.setdefault(bare(skeleton(words)), {})[name, words] = None
            self._skeletons = {key: tuple(found) for key, found in skeletons.items()}
            self._spellings = {key: tuple(found) for key, found in spellings.items()}
        return self._spellings


@lru_cache(maxsize=4)
def load_register(project_folder: str | None = None) -> Register:
    """The register: our entries, the states', and the rows of a project's own actors.tsv. Raises LexiconError.

    A project's row with a known id adds its aliases to that entry and keeps the rest as we have it.
    """
    merged: dict[str, Entry] = {}
    for row in rows("actors.tsv", project_folder):
        entry = read_entry(row)
        old = merged.get(entry.id)
        if old:
            entry = Entry(old.id, old.name, old.kind, old.parent, old.country, old.since, old.until,
                          tuple(dict.fromkeys((*old.aliases, entry.name, *entry.aliases))), old.source, old.weak_names | entry.weak_names)
        merged[entry.id] = entry
    for fields in state_entries(project_folder):
        merged.setdefault(fields[0], Entry(*fields))
    return Register(list(merged.values()))


def read_entry(row: dict[str, str]) -> Entry:
    """One row of actors.tsv as an Entry."""
    try:
        since, until = (int(row[key]) if row[key] else None for key in ("from", "to"))
        listed = [a for a in row["aliases"].split("|") if a]
        aliases = tuple(a.removeprefix(WEAK) for a in listed)
        weak = frozenset(a.removeprefix(WEAK) for a in listed if a.startswith(WEAK))
        return Entry(row["id"], row["name"], row["kind"], row["parent"] or None, row["country"] or None, since, until, aliases, row["source"], weak)
    except (KeyError, ValueError) as error:
        raise LexiconError(f"actors.tsv, row {row.get('id')!r}: {error}; from and to are years or empty, and no column may be missing.") from error
