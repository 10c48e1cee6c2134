"""Does the clause around a time look back or forward? Read off tense, auxiliaries and the verbs that govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..lexicon import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FUTURE_AUXILIARIES = frozenset(("will", "'ll", "wo", "shall"))

# Verbs and adjectives whose infinitive or object lies ahead: "is expected to arrive on Monday".
AHEAD = word_class("ahead")

# Of these, the ones whose passive fixes a day to come ("was scheduled for Monday"); that of the others tells when it was done.
APPOINTING = word_class("appointing")

# Prepositions of a limit: "by Friday", "until March".
LIMITS = frozenset("by until till to".split())

# "from" stands at most so many tokens before the "to" of its range.
RANGE_TOKENS = 6

# So many steps up the tree at most: a time hangs on its clause within a few.
STEPS = 8


def lean_of(doc: Doc, first: int, last: int) -> Literal["past", "future"] | None:
    """Where the words point: read off the verbs above them; None when tense leaves it open.

    "past" only on the word of a verb that the time hangs on directly; a past verb further up ("declared a dividend payable
    December 15") says nothing of the day.
    """
    limit = first > 0 and doc[first - 1].lower_ in LIMITS and not closes_range(doc, first)
    lean = lean_of_verbs(doc, first, last)
    return "future" if limit and (lean != "past" or doc[first - 1].lower_ != "by") else lean


def closes_range(doc: Doc, first: int) -> bool:
    """True in "from Monday to Friday"."""
    return doc[first - 1].lower_ == "to" and any(token.lower_ == "from" for token in doc[max(0, first - RANGE_TOKENS):first - 1])


def lean_of_verbs(doc: Doc, first: int, last: int) -> Literal["past", "future"] | None:
    """What the verbs above the words say."""
    token = doc[first:last].root
    crossed_noun = False
    for _ in range(STEPS):
        head = token.head
        if head.i == token.i:
            break
        token = head
        if token.lemma_ in AHEAD and token.pos_ == "ADJ":
            return "future"
        if token.pos_ in ("VERB", "AUX"):
            if (lean := verb_lean(token)) is not None:
                return None if lean == "past" and crossed_noun else lean
        elif token.pos_ in ("NOUN", "PROPN"):
            crossed_noun = True
    return None


def verb_lean(verb: Token) -> Literal["past", "future"] | None:
    """What one verb says; None when it leaves the question to the verb above it."""
    children = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    helpers = {child.lower_ for child in children}
    if helpers & FUTURE_AUXILIARIES:
        return "future"
    if "had" in helpers:
        return "past"
    if verb.tag_ == "VBN" and helpers & {"was", "were"} and verb.lemma_ not in APPOINTING:
        return "past"
    if verb.tag_ in ("VBD", "VBN") and verb.lemma_ not in AHEAD or helpers & {"has", "have"}:
        return "past"
    if verb.lemma_ in AHEAD:
        return "future" if verb.tag_ == "VBN" or verb.tag_ in ("VBP", "VBZ", "VBG", "VB") else "past"
    if "to" in helpers:
        governor = verb.head
        if governor.i != verb.i and governor.lemma_ in AHEAD:
            return "past" if any(child.lower_ == "had" for child in governor.children) else "future"
        return None
    if any(child.tag_ == "MD" for child in children):
        return "future"
    return "past" if verb.tag_ == "VBD" else None
