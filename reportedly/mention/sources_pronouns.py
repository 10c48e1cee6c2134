"""Who "he", "they", "the group" and a bare family name are: the earlier speaker they stand for, or the subject around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import Link, ParsedArticle
from .sources_lexicon import source_nouns
from .sources_spans import NOMINAL, TIES, Range, subject_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

PERSONS = frozenset(("person", "official", "military", "witness", "analyst"))
BODIES = frozenset(("organisation", "agency", "outlet", "official", "military", "document"))
HE, IT, THEY = frozenset(("he", "she")), frozenset(("it", "which")), frozenset(("they", "who", "some"))
SPEAKER_ITSELF = frozenset(("i", "we"))
GROUP_NOUNS = word_class("group_nouns")
TITLE_NOUNS = word_class("title_nouns")


def antecedent_of(doc: Doc, source: Range, head: int, earlier: Sequence[Link]) -> Link | None:
    """The last earlier speaker that agrees with a pronoun or a definite description; None leaves it open.

    "he" wants a person, "it" a body or a document, "they" several; "the source" a speaker called a source, "the group" an
    organisation, "the general" a named person; any definite noun the last speaker described by that noun.
    """
    word, alone = doc[head].lower_, source[1] - source[0] == 1
    if not (doc[source[0]].lower_ in ("the", "this") or alone and word in HE | IT | THEY):
        return None
    if word not in HE | IT | THEY:
        for link in reversed(earlier):
            if word in link.words.lower().split():
                return link
    if word in HE and earlier and earlier[-1].kind == "unknown" and earlier[-1].name[:1].isupper() and earlier[-1].name.lower() not in HE:
        return earlier[-1]                             # a bare family name that nothing says more about
    for link in reversed(earlier):
        words = link.words.lower()
        if words.split() and words.split()[-1] in HE | IT | THEY | SPEAKER_ITSELF and link.name.lower() == words:
            continue
        if agrees(doc, word, link, words.split()):
            return link
    return None


def stands_for(pronoun: str, link: Link) -> bool:
    """True when the pronoun agrees with the kind of the subject it may stand for."""
    return pronoun in THEY or link.kind in (PERSONS if pronoun in HE else BODIES)


def outer_subject(parsed: ParsedArticle, source: Range) -> Range | None:
    """Who "they" are in a relative clause: the subject of the clause around it ("The army hit what it said was a depot")."""
    doc, at = parsed.doc, source[0]
    if source[1] - at != 1 or doc[at].lower_ not in HE | IT | THEY or doc[at].tag_ != "PRP" or at == 0:
        return None
    if doc[at - 1].lower_ not in ("what", "that", "which", "who", "where", ":"):
        return None
    first = parsed.sentences[parsed.sentence_of[at]].first
    for token in reversed(doc[first:at - 1]):
        if token.dep_ == "nsubj" and token.tag_ in NOMINAL and (token.tag_ in ("NNS", "NNPS")) == (doc[at].lower_ in THEY):
            return subject_phrase(token, token.head.i, first) if token.head.i > token.i else None
    return None


def agrees(doc: Doc, word: str, link: Link, words: list[str]) -> bool:
    """True when this pronoun or noun can stand for that speaker."""
    if word in HE:
        if link.source_id is not None and link.kind != "person":
            return False                               # a state, an army, a ministry of the register
        return link.kind in PERSONS and not (is_plural(words) and link.anonymous) and not is_body(doc, words)
    if word in IT:
        return link.kind in BODIES
    if word in THEY:
        return is_plural(words) or link.kind in ("organisation", "witness")
    if word + "s" in words:
        return True
    if word in GROUP_NOUNS:
        return link.kind == "organisation" and not link.anonymous
    return word in TITLE_NOUNS and link.kind in PERSONS and not link.anonymous and not is_body(doc, words) and (link.source_id is None or link.kind == "person")


def is_plural(words: list[str]) -> bool:
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith("ss")


def is_body(doc: Doc, words: list[str]) -> bool:
    """True when the phrase ends with a noun for a body and not for a person ("the health ministry", "the army")."""
    end = next((i for i, word in enumerate(words) if i and (word in TIES or words[i - 1].endswith(","))), len(words))
    head = words[end - 1].rstrip(",") if words else ""
    known = source_nouns(doc).get(head)
    return known is not None and not known.anonymous and head not in TITLE_NOUNS


def fuller_name(name: str, earlier: Sequence[Link]) -> Link | None:
    """The earlier speaker whose longer name ends or begins with this one ("al-Dulaimi" after "Farhan al-Dulaimi")."""
    for link in reversed(earlier):
        parts, wanted = link.name.split(), name.split()
        if len(parts) > 1 and len(wanted) > 1 and parts[-1] == wanted[-1] and link.kind in PERSONS and wanted[0].isupper():
            return link                                # "TV Barazi": an agency's name ran into the speaker's
        if len(link.name) > len(name) and all(part[:1].isupper() or part in TIES or "-" in part for part in parts) and (name in link.name.split() or link.name.endswith((" " + name, "-" + name)) or link.name.startswith(name + " ")):
            return link
    return None
