"""The words that attribute: cues (lexicon/cues.tsv) and the nouns that name sources (lexicon/source_nouns.tsv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..lexicon import folder_of, rows
from ..records import Manner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the cue list: a word or phrase that attributes, and what it does to what is said.

    `takes` is what holds what is said: clause, object (a noun phrase), both, quote, quoted (whoever is quoted says it),
    question, accuse (somebody of something), figure (a toll, a number), seen (by a witness somebody tells of),
    all (the whole sentence around a carrier), that. `link` is "yes" when its source becomes a link of a chain, "source"
    when it does so only if it can speak (a name, a document, a witness, not "the convoy shows"), "no" for words that
    attribute a wish, a plan or a judgement: they assert nothing.
    """

    pattern: tuple[str, ...]
    manner: Manner
    takes: str
    link: Literal["yes", "source", "no"]


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """What a noun tells about a source: its kind of link, and whether by itself it leaves the source without a name."""

    kind: str
    anonymous: bool


@lru_cache(maxsize=None)
def cues(pos: str, project_folder: str | None = None) -> dict[str, tuple[Cue, ...]]:
    """The cues of one part of speech (verb, noun, prep, adv) by their first word, longest pattern first; the project's own among them."""
    found: dict[str, dict[tuple[str, ...], Cue]] = {}
    for row in rows("cues.tsv", project_folder):
        if row["pos"] == pos:
            pattern = tuple(row["pattern"].split())
            found.setdefault(pattern[0], {})[pattern] = Cue(pattern, row["manner"], row["takes"], row["link"])
    return {first: tuple(sorted(group.values(), key=lambda cue: -len(cue.pattern))) for first, group in found.items()}


def source_nouns(doc: Doc) -> dict[str, SourceNoun]:
    """Source nouns and names by their lower-case words, the project's own among them."""
    return listed_nouns(folder_of(doc))


@lru_cache(maxsize=4)
def listed_nouns(project_folder: str | None) -> dict[str, SourceNoun]:
    return {row["noun"].lower(): SourceNoun(row["kind"], row["anonymous"] == "yes")
            for row in rows("source_nouns.tsv", project_folder)}


MEDIA = frozenset(("agency", "outlet"))


def media_kind(doc: Doc, first: int, last: int) -> str:
    """The kind of a news agency or outlet named by these tokens, by any run of its words; "unknown" for anything else."""
    for size in (4, 3, 2, 1):
        for i in range(first, last - size + 1):
            found = source_nouns(doc).get(doc[i:i + size].text.lower())
            if found and found.kind in MEDIA:
                return found.kind
    return "unknown"


def verb_cue(token: Token) -> tuple[Cue, int] | None:
    """The verb cue that starts at this token and the index after its last word, or None."""
    if token.pos_ != "VERB":
        return None
    return matched(cues("verb", folder_of(token.doc)).get(token.lemma_.lower(), ()), token.doc, token.i)


def noun_cue(token: Token) -> Cue | None:
    """The noun cue ("claim", "reports") that this token is, or None."""
    found = cues("noun", folder_of(token.doc)).get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    return found[0] if found else None


def phrase_cue(doc: Doc, i: int) -> tuple[Cue, int] | None:
    """The prepositional cue ("according to") that starts at token i and the index after its last word, or None."""
    return matched(cues("prep", folder_of(doc)).get(doc[i].lower_, ()), doc, i)


def matched(group: tuple[Cue, ...], doc: Doc, i: int) -> tuple[Cue, int] | None:
    """The first of these cues whose words after the first stand at token i."""
    for cue in group:
        last = i + len(cue.pattern)
        if last <= len(doc) and all(doc[i + k].lower_ == cue.pattern[k] for k in range(1, len(cue.pattern))):
            return cue, last
    return None
