"""The actor register: who can act by a name of its own, and under which spellings reports name it.

Hand-made entries (lexicon/actors.tsv) and, for every country, its government, forces, police and ministries by pattern
(lexicon/demonyms.tsv on the ISO 3166 country list), with readable, stable ids: `islamic-state`, `SYR-GOV`, `SYR-FORCES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from .actor_entry import Entry, Name
from .actor_spelling import bare, keys, skeleton, sounds
from .register_rows import entries


class Register:
    """All entries by id and by folded spelling. Read-only; built once by `load_register`."""

    __slots__ = ("entries", "merged", "_by_id", "_names", "_longest", "_spellings", "_skeletons")

    def __init__(self, entries: Sequence[Entry], merged: Mapping[str, str] = MappingProxyType({})) -> None:
        self.entries = tuple(entries)
        self.merged = dict(merged)                     # an id that a project merged → the id that it is read as
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
        """The entry with this id, or the one that it was merged into; None when there is none."""
        return self._by_id.get(self.merged.get(id, id)) if id else None

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
    """The register: our entries, the states', and a project's own actors.tsv and actors.toml on top. Raises LexiconError.

    A row of a project's actors.tsv with a known id adds its names to that entry; actors.toml may change and merge entries too.
    """
    found, merged = entries(project_folder)
    return Register(list(found.values()), merged)
