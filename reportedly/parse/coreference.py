"""What a pronoun or a phrase such as "the group" stands for.

Salience in the manner of Lappin and Leass (1994): subjects before objects before the rest, the nearest sentence first, agreement in
number and animacy required. Two sentences back at most within a paragraph, one across a paragraph border; else it stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import Referent, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLURAL = frozenset(("they", "them", "their", "themselves"))
SINGULAR_PERSON = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
SINGULAR_THING = frozenset(("it", "its", "itself"))
PRONOUNS = PLURAL | SINGULAR_PERSON | SINGULAR_THING

# Nouns that name a body of people: grammatical singulars that "they" may take up.
BODIES = word_class("bodies")

# Nouns that denote no participant and are never taken up by a personal pronoun in our reports.
NO_PARTICIPANT = word_class("no_participant")

SENTENCES_BACK = 2
CANDIDATES_KEPT = 3

RANK = {"nsubj": 3.0, "nsubjpass": 2.5, "dobj": 1.5, "agent": 1.5, "pobj": 1.0, "poss": 0.8, "conj": 1.0, "appos": 0.5, "attr": 0.5, "ROOT": 1.5}


def find_referents(doc: Doc, sentences: tuple[Sentence, ...]) -> dict[int, Referent]:
    """Pronoun token → Referent, for all third-person pronouns; candidates may be empty."""
    found: dict[int, Referent] = {}
    nouns = [[t for t in doc[s.first:s.last] if can_be_antecedent(t)] for s in sentences]
    for index, sentence in enumerate(sentences):
        for token in doc[sentence.first:sentence.last]:
            if token.lower_ in PRONOUNS and token.pos_ == "PRON" and not is_expletive(token):
                found[token.i] = resolve(token, index, sentences, nouns, found)
    return found


def can_be_antecedent(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ in RANK and token.lemma_.lower() not in NO_PARTICIPANT


def is_expletive(token: Token) -> bool:
    """True for the "it" of "it is likely that"."""
    return token.lower_ == "it" and token.dep_ == "nsubj" and token.head.lemma_ == "be" and any(c.dep_ in ("ccomp", "xcomp") for c in token.head.children)


def resolve(pronoun: Token, index: int, sentences: tuple[Sentence, ...], nouns: list[list[Token]], earlier: dict[int, Referent]) -> Referent:
    scored: list[tuple[float, int]] = []
    for back in range(0, SENTENCES_BACK + 1):
        k = index - back
        if k < 0 or (back and sentences[index].paragraph - sentences[k].paragraph > 2):
            break
        for noun in nouns[k]:
            if back == 0 and (noun.i >= pronoun.i or shares_clause(noun, pronoun)):
                continue
            if agrees(pronoun, noun):
                distance = back + (0.3 if back == 0 else 0.0)
                scored.append((RANK[noun.dep_] + bonus(noun) - 1.2 * distance, noun.i))
    scored.sort(key=lambda s: (-s[0], -s[1]))
    best = tuple(i for _, i in scored[:CANDIDATES_KEPT])
    reason = "nearest agreeing subject" if best else "no noun before it agrees in number and kind"
    return Referent(pronoun.i, best, reason)


def bonus(noun: Token) -> float:
    if noun.pos_ == "PROPN":
        return 0.4
    return 0.4 if noun.lemma_.lower() in BODIES or noun.tag_ == "NNS" else 0.0


def shares_clause(noun: Token, pronoun: Token) -> bool:
    """True when both are arguments of one verb, where a plain pronoun cannot mean the noun; possessives may."""
    return pronoun.dep_ != "poss" and noun.head == pronoun.head


def agrees(pronoun: Token, noun: Token) -> bool:
    lower, lemma = pronoun.lower_, noun.lemma_.lower()
    plural = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    if lower in PLURAL:
        return plural or lemma in BODIES or (noun.tag_ == "NNP" and noun.text.isupper())
    if plural:
        return False
    if lower in SINGULAR_PERSON:
        return noun.pos_ == "PROPN" or lemma in PERSONS or lemma.endswith(("man", "woman", "er", "or", "ist"))
    return not (lemma in PERSONS)


PERSONS = word_class("persons")
