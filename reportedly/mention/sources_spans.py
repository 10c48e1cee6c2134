"""Where a source phrase and a clause begin and end, also when the parser lost its way in a text without commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from .sources_lexicon import source_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS"))
NAME = frozenset(("NNP", "NNPS"))
MODIFIER = word_class("modifier")
DETERMINER = frozenset(("DT", "PRP$", "PDT"))
PRONOUN = frozenset(("PRP", "WP", "WDT"))
PARENTHESIS = {")": "(", "]": "["}
BREAKS = frozenset((",", ";", ":", "-", "--", "…", "...", ".", "|"))
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
MONTHS = word_class("months")

INTERVIEWS = frozenset("interview interviews comments remarks statements call conversation".split())

# A source phrase longer than this is a parse that swallowed its neighbour; the longest ones in PolNeAR have about 30 words.
LONGEST_SOURCE = 34

# Prepositions that tie a source noun to what it stands for ("spokesman for the army", "a source at the hospital").
TIES = word_class("ties")


def is_finite(token: Token) -> bool:
    """True for a verb that can carry a main clause."""
    return token.tag_ in FINITE


def trimmed(doc: Doc, first: int, last: int) -> Range:
    """The range without commas, dashes and conjunctions at its ends."""
    while first < last and (doc[first].text in BREAKS or doc[first].tag_ == "CC"):
        first += 1
    while first < last and doc[last - 1].text in BREAKS:
        last -= 1
    return first, last


def noun_phrase_before(doc: Doc, last: int, floor: int) -> Range | None:
    """The noun phrase that ends at `last` (exclusive), read by its words' classes and not by the parse; None when there is none.

    It reaches left over names, nouns and modifiers, over "of", "for", "at" … only when a source noun stands before them,
    and ends with its determiner. "in Raqqa the observatory" gives "the observatory", "civilians observatory director X"
    gives "observatory director X": a plural in small letters does not qualify another noun.
    """
    i = last
    if i > floor and doc[i - 1].tag_ in PRONOUN:
        return i - 1, last
    while i > floor and last - i < LONGEST_SOURCE:
        token = doc[i - 1]
        if token.text in PARENTHESIS and (opening := opening_before(doc, i - 1, floor)) is not None:
            i = opening
        elif i < last and is_border(doc, i):
            break
        elif token.tag_ in NOMINAL or token.tag_ in MODIFIER or token.text == "-" and not token.whitespace_:
            i -= 1
        elif token.tag_ in DETERMINER and i < last:
            i -= 1
            if not (i > floor and is_tie(doc, i - 1)):
                break
        elif i < last and is_tie(doc, i - 1):
            i -= 1
        elif token.lower_ == "and" and i < last and i - 2 >= floor and doc[i - 2].tag_ in NAME and doc[i].tag_ in NAME:
            i -= 1
        else:
            break
    while i < last and (doc[i].tag_ in ("POS", "HYPH", "VBG", "RBS", "JJS") or doc[i].lower_ in DAYS or doc[i].text == "-"):
        i += 1
    return (i, last) if any(doc[k].tag_ in NOMINAL or doc[k].tag_ in ("CD", "JJ") for k in range(i, last)) else None


def noun_with_adjuncts_before(doc: Doc, last: int, floor: int) -> Range | None:
    """The noun phrase that ends at `last` with what it is attached to ("the raid in Homs on Tuesday" for "Tuesday")."""
    phrase = noun_phrase_before(doc, last, floor)
    while phrase and phrase[0] - 1 > floor and doc[phrase[0] - 1].tag_ == "IN":
        longer = noun_phrase_before(doc, phrase[0] - 1, floor)
        if longer is None:
            break
        phrase = (longer[0], last)
    if phrase is None and last - 1 > floor and doc[last - 1].lower_ in DAYS and doc[last - 2].tag_ == "IN":
        return noun_with_adjuncts_before(doc, last - 2, floor)
    return phrase


def is_border(doc: Doc, i: int) -> bool:
    """True when a new phrase begins at token i although no comma says so."""
    before, token = doc[i - 1], doc[i]
    if before.like_num and before.tag_ == "JJ" and token.tag_ in NAME:
        return True
    if before.lower_ in DAYS or (before.like_num and len(before.text) == 4 and before.text.isdigit()):
        return True
    if before.tag_ == "NNS" and (token.tag_ in NOMINAL or token.tag_ == "JJ"):
        return token.tag_ in NAME or before.lower_ not in source_nouns(doc) or token.lower_ in source_nouns(doc)
    if before.tag_ == "NN" and token.tag_ in NAME and before.lower_ not in source_nouns(doc) and before.text != "-":
        return before.text[:1].islower()
    if before.tag_ in NAME and token.tag_ in ("NNS", "NN") and token.lower_ in source_nouns(doc) and source_nouns(doc)[token.lower_].anonymous:
        return not before.text.isupper() and before.lower_ not in source_nouns(doc) and before.dep_ == "pobj"
    return False


def opening_before(doc: Doc, i: int, floor: int) -> int | None:
    """The index of the bracket that opens what token i closes, within ten tokens."""
    for k in range(i - 1, max(floor - 1, i - 10), -1):
        if doc[k].text == PARENTHESIS[doc[i].text]:
            return k
    return None


def is_tie(doc: Doc, i: int) -> bool:
    """True for a preposition that follows a source noun ("director of", "a source at", "Observatory for")."""
    return i > 0 and doc[i].lower_ in TIES and doc[i].tag_ in ("IN", "TO") and doc[i - 1].lower_ in source_nouns(doc)


def noun_phrase_after(doc: Doc, first: int, limit: int) -> Range | None:
    """The noun phrase that begins at `first`, by its words' classes: to the verb, to a mark, or to what opens another phrase.

    An apposition after a comma belongs to it when another comma, or the end, closes it ("X, spokesman for Y,").
    """
    i = first
    while i < limit:
        token = doc[i]
        if token.text == "," and (end := apposition_end(doc, i, limit)) is not None:
            i = end
            break
        if token.text in BREAKS and not (token.text == "-" and not doc[i - 1].whitespace_ and not token.whitespace_) or token.text == '"':
            break
        if i > first and (is_finite(token) or token.tag_ in ("WDT", "WP", "PRP", "WRB", "EX", "VBG") or token.lower_ == "that"):
            break
        if i > first and (token.tag_ in DETERMINER or token.tag_ in ("CD", "JJR", "RBR", "EX")) and (doc[i - 1].tag_ in NOMINAL or doc[i - 1].text == ")"):
            break
        if i > first and (token.lower_ in DAYS or token.tag_ == "TO" and i + 1 < limit and doc[i + 1].tag_ == "VB"):
            break
        i += 1
    while i > first and (doc[i - 1].tag_ in ("IN", "CC", "TO", "RB", "VBN", "VBD") or doc[i - 1].lower_ in DAYS):
        i -= 1
    first, last = trimmed(doc, first, i)
    return (first, last) if any(t.tag_ in NOMINAL or t.tag_ in ("PRP", "JJ", "CD", "DT") for t in doc[first:last]) else None


def apposition_end(doc: Doc, comma: int, limit: int) -> int | None:
    """The end of a short apposition that this comma opens ("…, a spokesman for the army, …"); None when it opens something else."""
    if comma + 1 >= limit or not (doc[comma + 1].dep_ == "appos" or doc[comma + 1].tag_ in DETERMINER or doc[comma + 1].lower_ in source_nouns(doc)):
        return None
    for i in range(comma + 1, min(limit, comma + 16)):
        if is_finite(doc[i]):
            return None
        if doc[i].text == ",":
            return i
    return limit if limit - comma < 16 and not any(is_finite(t) for t in doc[comma:limit]) else None


def subject_phrase(subject: Token, cue_first: int, floor: int) -> Range | None:
    """The phrase of a parsed subject, cut at the cue; falls back on word classes when the parse holds a clause of its own."""
    doc = subject.doc
    first, last = max(subject.left_edge.i, floor), subject.right_edge.i + 1
    if subject.i < cue_first < last:
        last = cue_first
    if last - first > LONGEST_SOURCE or any(is_finite(t) and not in_relative(t, subject) for t in doc[first:last]):
        return noun_phrase_before(doc, last, floor)
    first, last = trimmed(doc, first, last)
    while first < last - 1 and doc[first].text in ('"', "'", "''"):
        first += 1
    return after_dateline(doc, *trimmed(doc, first, last))


def after_dateline(doc: Doc, first: int, last: int) -> Range:
    """The range without a date or a weekday that the parser took for the beginning of a name."""
    for i in range(first, min(last - 1, first + 12)):
        if doc[i].text.isdigit() and len(doc[i].text) == 4 and any(t.lower_ in MONTHS for t in doc[first:i]):
            return i + 1, last
        if doc[i].lower_ in DAYS and i == first and doc[i + 1].tag_ != "POS":
            first = i + 1
    return first, last


def in_relative(token: Token, top: Token) -> bool:
    """True when the token hangs under `top` by a relative clause or a participle."""
    while token.i != top.i and token.head.i != token.i:
        if token.dep_ in ("relcl", "acl"):
            return True
        token = token.head
    return False
