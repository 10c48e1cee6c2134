"""The word lists that place names are found by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..ground.gazetteer_names import ARTICLES, normal_name
from ..lexicon import rows, word_class
from ..records import PlaceCandidate

# Lower-case words within a name, when a capitalised word follows.
CONNECTORS = frozenset("of and the de del la le les du des da do di upon on sur ibn bin".split()) | ARTICLES

# Lower-case words between a name and its kind of place: "Tabqa military airport", "Omar oil field".
BEFORE_FEATURE = frozenset("air military oil gas refugee international central".split())

# Kinds of place that stand right before a name, in lower case: "the village Hader".
DIRECT_FEATURES = frozenset({"town", "village", "district", "camp", "dam"})

# Kinds of place that reports name by capital letters alone: "UAE", and our own rows such as "T4" or "FATA".
NAMED_BY_LETTERS = frozenset({"country", "airbase", "site", "region"})

# Places that every reader knows, whatever stands around their names.
REGIONS = ("country", "admin1")

# A word for a kind of place that, with "of" after it or a name before it, makes any capitalised word a place name.
NAMING_FEATURES = word_class("naming_features")

# Words that make the place name before them the seat of an institution or the home of somebody: "Dublin City Council", "an Oakland officer".
INSTITUTIONS = word_class("institutions")
LOCALS = word_class("locals")

# Of these, the ones that only towns and counties have, so that the name before them is one however small.
CIVIC = word_class("civic")

# Who says something is no town: "Roberts said".
SPEAKING = word_class("speaking")


class Abbreviation(NamedTuple):
    """A short form of a name, as place_abbreviations.tsv has it."""

    name: str
    feature: str
    country: str
    kind: str                                                 # press | initials | postal

    def among(self, candidates: tuple[PlaceCandidate, ...]) -> tuple[PlaceCandidate, ...]:
        """The one that the short form stands for, none when the gazetteer lacks it."""
        fitting = (c for c in candidates if c.country == self.country and (self.feature == "city" or c.feature == self.feature))
        return tuple(fitting)[:1]


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, all lower case except names."""

    features: dict[str, str]
    strong: frozenset[str]
    weak: frozenset[str]
    organisations: frozenset[str]
    common: frozenset[str]
    calendar: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    directions: frozenset[str]
    demonyms: dict[str, str]
    abbreviations: dict[str, Abbreviation]


@lru_cache(maxsize=1)
def words() -> Words:
    prepositions = {r["word"]: r["strength"] for r in rows("place_prepositions.tsv")}
    kinds = {r["word"]: r["kind"] for r in rows("not_places.tsv")}
    demonyms = {normal_name(word): r["country"] for r in rows("demonyms.tsv")
                for word in (*r["adjectives"].split("|"), *r["nationals"].split("|")) if word and not word.isupper() and "." not in word}
    return Words(
        {r["word"]: r["feature"] for r in rows("place_features.tsv")},
        frozenset(w for w, s in prepositions.items() if s == "strong"), frozenset(w for w, s in prepositions.items() if s == "weak"),
        frozenset(r["word"] for r in rows("organisation_words.tsv")), frozenset(w.lower() for w in kinds),
        frozenset(w for w, k in kinds.items() if k == "calendar"),
        frozenset(r["name"] for r in rows("given_names.tsv")), frozenset(r["word"] for r in rows("place_titles.tsv")),
        frozenset(r["word"] for r in rows("directions.tsv")), demonyms,
        {r["short"]: Abbreviation(r["name"], r["feature"], r["country"], r["kind"]) for r in rows("place_abbreviations.tsv")})
