"""The verb group of a cue: where it begins, whether it is finite, and what marks the beginning of what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sources_spans import Range, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


AUXILIARIES = frozenset(("aux", "auxpass", "neg"))

# Between a verb of saying and "that", a colon or a quotation stand at most a time, a place and an addressee.
REACH = 16

QUOTES = frozenset(('"', "''", "``"))

# After these a quotation mark sets off a word of the speaker's; it does not begin what is said.
NOT_BEFORE_QUOTATION = frozenset(("DT", "JJ", "IN", "PRP$", "PRP", "POS", "TO", "VB", "CC"))


def first_of_verb_group(verb: Token) -> int:
    """The first token of the verb with its auxiliaries and negation."""
    first = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ in AUXILIARIES and all(t.tag_ in ("RB", "TO", "MD") or t.dep_ in AUXILIARIES for t in verb.doc[child.i:first]):
            first = child.i
        elif child.lower_ == "also" and child.i == first - 1:
            first = child.i
        elif not (child.dep_ == "advmod" and child.i == first - 1):
            break
    return first


def is_finite_cue(doc: Doc, cue: Range) -> bool:
    """True for a finite verb, also one that the tagger took for a participle although it heads its sentence."""
    verb = doc[cue[0]]
    return is_finite(verb) or verb.tag_ == "VBN" and (verb.dep_ == "ROOT" or is_main_after_apposition(doc, cue))


def is_main_after_apposition(doc: Doc, cue: Range) -> bool:
    """True for "X, spokesman of Y, reported on Monday that": the parser often takes such a verb for a participle of the apposition."""
    marker = first_marker(doc, cue[1], len(doc))
    return doc[cue[0] - 1].text == "," and marker is not None and doc[marker].lower_ == "that"


def is_bare_participle(verb: Token) -> bool:
    """True for a participle that only qualifies a noun ("weapons reported missing", "the area known as …")."""
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(c.dep_ in ("agent", "aux") for c in verb.children)


def first_marker(doc: Doc, first: int, last: int) -> int | None:
    """Where a colon, an opening quotation mark or "that" begins what is said."""
    for i in range(first, min(last, first + REACH)):
        if doc[i].text == ":":
            return i + 1
        if doc[i].text in QUOTES and i + 1 < last and (i == first or doc[i - 1].tag_ not in NOT_BEFORE_QUOTATION):
            return i
        if doc[i].lower_ == "that" and doc[i].tag_ in ("IN", "DT", "WDT") and (i == first or doc[i].dep_ in ("mark", "nsubj", "nsubjpass")):
            return i
        if is_finite(doc[i]):
            return None
    return None
