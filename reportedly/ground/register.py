"""The actor register: who can act by a name of its own, and under which spellings reports name it.

Hand-made entries (lexicon/actors.tsv) and, for every country, its government, forces, police and ministries by pattern
(lexicon/demonyms.tsv on the ISO 3166 country list), with readable, stable ids: `islamic-state`, `SYR-GOV`, `SYR-FORCES`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..errors import LexiconError
from ..lexicon import rows, word_class
from .state_actors import state_entries

# Arabic, French and Spanish articles and English "the" come and go in front of the same name.
ARTICLES = word_class("register_articles")

# Vowel signs and the stretching line of Arabic script carry no identity; nor does the seat of the hamza on an alif.
ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC_ALIF = str.maketrans("أإآٱىة", "اااايه")

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?:['’‘ʼ`´][^\W_]+)*")
APOSTROPHE = re.compile(r"['’‘ʼ`´ʾʿ]")
# Marks an alias in actors.tsv that others bear too, in other countries.
WEAK = "?"

CONSONANTS = str.maketrans("", "", "aeiouwyh")

# Below this score two spellings of one skeleton are more often two groups ("Hazm", "Izzah") than one.
VARIANT_SCORE = 80.0
VARIANT_LIMIT = 5


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


@dataclass(frozen=True, slots=True)
class Variant:
    """An entry that unknown words may mean; `score` 0..100, `reasons` say why it came up."""

    entry: Entry
    alias: str
    score: float
    reasons: tuple[str, ...]


class Register:
    """All entries by id and by folded spelling. Read-only; built once by `load_register`."""

    __slots__ = ("entries", "_by_id", "_names", "_longest", "_skeletons")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._longest: dict[str, int] = {}
        self._skeletons: dict[str, tuple[Name, ...]] = {}
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

    def variants(self, words: str) -> tuple[Variant, ...]:
        """Entries whose name has the same consonants and nearly the same letters, best first; may be empty.

        For spellings that the list lacks ("Ahrar esh-Shaam", "Hizbolla"); a suggestion for review, never an identification.
        """
        from rapidfuzz.distance import JaroWinkler

        if not self._skeletons:
            self._file_skeletons()
        folded = " ".join(fold(words))
        best: dict[str, Variant] = {}
        for name in self._skeletons.get(skeleton(folded), ()):
            score = 100 * JaroWinkler.similarity(folded, " ".join(fold(name.written)))
            if score >= VARIANT_SCORE and score > getattr(best.get(name.entry.id), "score", 0.0):
                reasons = (f"same consonants as {name.written!r}", f"letters {score:.0f} of 100 alike")
                best[name.entry.id] = Variant(name.entry, name.written, score, reasons)
        return tuple(sorted(best.values(), key=lambda v: (-v.score, v.entry.id))[:VARIANT_LIMIT])

    def _file_skeletons(self) -> None:
        filed: dict[str, list[Name]] = {}
        for key in sorted(self._names):
            # Short acronyms share their consonants with everything.
            for name in self._names[key]:
                if len(key) > 4 and not name.written.isupper():
                    filed.setdefault(skeleton(key), []).append(name)
        self._skeletons = {key: tuple(names) for key, names in filed.items()}


def fold(words: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, hyphens, dots, apostrophes, possessive 's and articles.

    A name that is nothing but articles ("Al") keeps its words.
    """
    found = []
    for word in WORD.findall(words.replace("-", " ")):
        word = fold_word(word)
        if word:
            found.append(word)
    kept = tuple(w for w in found if w not in ARTICLES)
    return kept or tuple(found)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One word folded: "Da’esh" → "daesh", "Syria’s" → "syria", "U.S." → "us", "État" → "etat"."""
    if word[-2:].lower() == "'s" or word[-2:] in ("’s", "‘s"):
        word = word[:-2]
    if not word.isascii():
        word = APOSTROPHE.sub("", word)
        word = "".join(c for c in unicodedata.normalize("NFKD", ARABIC_MARKS.sub("", word)) if not unicodedata.combining(c))
        word = word.translate(ARABIC_ALIF).replace("ı", "i")
    return word.replace("'", "").replace("`", "").replace(".", "").lower()


def keys(written: str) -> tuple[str, ...]:
    """The folded keys of a spelling: with the possessive dropped and, for copies without apostrophes, run together."""
    plain = " ".join(fold(written))
    if "'" in written or "’" in written:
        return tuple(dict.fromkeys((plain, " ".join(fold(APOSTROPHE.sub("", written))))))
    return (plain,)


# Sounds that transliterations of Arabic, Kurdish, Persian and Cyrillic names write differently.
SOUNDS = ((re.compile("ch|sh|sch|ş"), "s"), (re.compile("kh|q|ck|c"), "k"), (re.compile("gh"), "g"), (re.compile("dh"), "d"),
          (re.compile("th"), "t"), (re.compile("ph|v"), "f"), (re.compile("dj|zh"), "j"), (re.compile("z"), "s"),
          (re.compile("p"), "b"))


def skeleton(folded: str) -> str:
    """The consonants of folded words in the sounds that transliterations keep: "jaysh islam" and "jeish eslam" are one."""
    for pattern, sound in SOUNDS:
        folded = pattern.sub(sound, folded)
    words = (re.sub(r"(.)\1+", r"\1", word.translate(CONSONANTS)) for word in folded.split(" "))
    return " ".join(w for w in words if w)


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
