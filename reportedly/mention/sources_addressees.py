"""Who was told: "told AFP", "said in an interview with X", "said Captain X to Y News"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import Sentence
from .sources_spans import INTERVIEWS, NAME, Range, noun_phrase_after

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# What follows a name in "told X's correspondent", "told the X news agency".
MEDIA_WORDS = word_class("media_words")


# How somebody comes to speak to a reporter.
SPEAKING = frozenset([(verb, word) for verb in ("speaking", "spoke", "talking", "talked") for word in ("to", "with")] + [(verb, "by") for verb in ("contacted", "reached", "interviewed")])


def told(doc: Doc, sentence: Sentence, verb: Token) -> Range | None:
    """The addressee of "told AFP": the phrase right after the verb."""
    for preposition in verb.rights:
        if preposition.lower_ in ("in", "during") and (medium := statement_to(doc, sentence, preposition.i)):
            return medium
    if sentence.first + 2 < verb.i and (doc[sentence.first].lower_, doc[sentence.first + 1].lower_) in SPEAKING:
        comma = next((t.i for t in doc[sentence.first:verb.i] if t.text == ","), verb.i)
        return noun_phrase_after(doc, sentence.first + 2, comma)
    if doc[sentence.first].lower_ == "in" and (medium := statement_to(doc, sentence, sentence.first)) and medium[1] <= verb.i:
        return medium
    if verb.lemma_ not in ("tell", "inform", "brief", "assure", "remind", "notify", "reassure", "warn") or verb.i + 1 >= sentence.last:
        return None
    following = doc[verb.i + 1]
    if following.lower_ == "that" or following.is_punct:
        return None
    if following.tag_ in NAME:
        last = verb.i + 1
        while last < sentence.last and (doc[last].tag_ in NAME or doc[last].tag_ == "POS" or doc[last].lower_ in MEDIA_WORDS):
            last += 1
        return verb.i + 1, last
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative", "nsubj", "npadvmod") and child.left_edge.i == verb.i + 1 and child.tag_ != "CD":
            return verb.i + 1, child.i + 1
    return (verb.i + 1, verb.i + 2) if following.tag_ in ("PRP", "NNS") else None


def spoken_to(doc: Doc, source: Range) -> Range | None:
    """Whom a clause of the source names: "a nurse, speaking to X,", "residents who spoke to X", "the mayor, reached by X,"."""
    for i in range(source[0] + 1, source[1] - 2):
        if (doc[i].lower_, doc[i + 1].lower_) in SPEAKING:
            return noun_phrase_after(doc, i + 2, next((k for k in range(i + 2, source[1]) if doc[k].text == "," or doc[k].tag_ == "IN"), source[1]))
    return None


def statement_to(doc: Doc, sentence: Sentence, i: int) -> Range | None:
    """Whom "in an interview with X", "in comments to Y" at token i names."""
    for k in range(i + 1, min(sentence.last - 2, i + 6)):
        if doc[k].lower_ in INTERVIEWS and doc[k + 1].lower_ in ("with", "to"):
            return noun_phrase_after(doc, k + 2, sentence.last)
    return None


def split_addressee(doc: Doc, source: Range) -> tuple[Range, Range | None]:
    """"said Captain X to Y News": the speaker, and who was told."""
    for i in range(source[1] - 2, source[0], -1):
        if doc[i].lower_ == "to" and doc[i + 1].tag_ in NAME and doc[i - 1].tag_ in NAME:
            return (source[0], i), (i + 1, source[1])
    return source, None
