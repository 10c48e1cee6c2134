"""Where a sign of status reaches: how an act hangs on the words above it in the tree.

Each step upwards from an act is one of four joints:
- SAME: the word above tells the act in its own clause ("may [carry out] an attack"); its modal, negation and adverbs hold for the act;
- DOUBT: only its modal does ("a strike may have killed": nobody doubts that negating the killing leaves the strike);
- GOVERNED: the word above takes the act as its complement; only a word of the lexicon makes something of it, and then its own
  modal and negation hold too ("did not plan to");
- ISLAND: nothing above holds for the act: relative clauses, when- and because-clauses, what somebody said, acts taken as known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import folder_of, word_class
from . import syntax
from .acts import light_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

SAME, DOUBT, GOVERNED, ISLAND = "same", "doubt", "governed", "island"

DEFINITE = frozenset(("the", "this", "these", "those", "that", "both"))

# Verbs of which an act is the subject when they say no more than that it came about.
OCCURRENCE = word_class("occurrence")

# Verbs that make even an act already spoken of come about: "the attack was not carried out".
REALISING = word_class("realising")

# What is done with a preposition: "take part in an attack", "be behind the attack".
TAKING_PART = word_class("taking_part")

# Verbs of hitting or growing: an act or a toll as their subject is as doubtful as they are.
RESULTS = syntax.RESULTS | frozenset("strike target rise climb increase grow reach leave shake rock".split())
HITTING = frozenset(("hit", "strike", "target", "pound", "rock", "shake"))
TOLLS = frozenset(("toll", "casualty", "death", "number"))

# Nouns that hold what somebody says: whoever rejects the claim denies what it claims.
CONTENT = word_class("content")

# Prepositions whose gerund tells how the clause above came about, and so shares its status.
MANNER = frozenset(("by", "in", "before", "through", "with"))


def is_noun(token: Token) -> bool:
    """True for nouns and pronouns; a word that heads an adverbial or relative clause is a verb, whatever the tagger says."""
    return token.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and token.dep_ not in ("advcl", "relcl")


def is_definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in DEFINITE for c in noun.lefts)


def is_infinitive(token: Token) -> bool:
    """True for "to attack" and "to be attacked", not for "to have attacked"."""
    helpers = [c.lower_ for c in token.lefts if c.dep_ in ("aux", "auxpass")]
    return "to" in helpers and "have" not in helpers


def is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.lefts)


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in verb.lefts)


def has_whole_subject(verb: Token) -> bool:
    """True for a clause with a subject that is no relative pronoun, and nothing left out."""
    subjects = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return bool(subjects) and all(c.lower_ not in syntax.RELATIVES for c in verb.lefts) and any(c.dep_ in ("dobj", "prep", "nsubjpass") for c in verb.children)


def is_taking_part(preposition: Token) -> bool:
    """True for the preposition of "take part in", "be involved in", "be behind"."""
    above = preposition.head.lemma_.lower()
    return above in TAKING_PART and preposition.lower_ in ("in", "on", "to", "with", "for") or above == "be" and preposition.lower_ == "behind"


@lru_cache(maxsize=4)
def doing_verbs(project_folder: str | None = None) -> frozenset[str]:
    """Verbs that only carry an act noun: "carry out an attack", "suffer a raid"."""
    return frozenset(lemma for lemma, role in light_verbs(project_folder).items() if role in ("actor", "recipient")) - {"survive", "escape", "come"} | {"be", "see", "witness", "report", "hear"}


def first_conjunct(token: Token) -> Token:
    """The verb that a conjunct is joined to. A finite one in the lap of an infinitive ("refused to leave and attacked") belongs further up."""
    if is_noun(token) or not is_finite(token) or any(c.tag_ == "MD" for c in token.lefts):
        return token.head
    above = token.head
    while above.head != above and not (above.pos_ in ("VERB", "AUX") and is_finite(above)):
        above = above.head
    return above if is_finite(above) else token.head


def joint(child: Token) -> str:
    """How a word hangs on its head, as far as the status goes."""
    dep, head = child.dep_, child.head
    if dep == "conj":
        return SAME
    if is_noun(child) or dep in ("dobj", "pobj", "nsubj", "nsubjpass", "compound"):
        return noun_joint(child, head, dep)
    if dep in ("xcomp", "oprd", "acomp", "aux", "auxpass"):
        return SAME
    if dep == "attr":
        return SAME if head.lemma_ == "be" else GOVERNED
    if dep in ("csubj", "csubjpass"):
        return DOUBT
    if dep == "ccomp":
        return GOVERNED if is_finite(child) or head.pos_ not in ("VERB", "AUX") else SAME
    if dep == "pcomp":
        return SAME if head.lower_ in MANNER else GOVERNED
    if dep == "prep" or dep == "agent":
        if is_taking_part(child) or head.lemma_ == "be" and any(c.dep_ == "xcomp" for c in child.rights):
            return SAME
        return DOUBT if child.lower_ in MANNER and any(c.dep_ == "pcomp" for c in child.rights) else GOVERNED
    if dep == "relcl" and head.lemma_.lower() in CONTENT and has_whole_subject(child):
        return GOVERNED                                # "the reports its army had fled"
    if dep in ("acl", "relcl"):
        return GOVERNED if is_infinitive(child) or dep == "acl" and is_finite(child) and any(c.dep_ == "mark" for c in child.lefts) else ISLAND
    if dep == "advcl":
        if is_infinitive(child):
            return GOVERNED
        return SAME if child.tag_ == "VBG" and child.lemma_ in syntax.RESULTS and not has_subject(child) else ISLAND
    if dep == "amod" and child.tag_ == "VBG" and head.left_edge == child.left_edge and head.dep_ in ("dobj", "pobj"):
        return SAME                                    # "denied targeting hospitals", taken for hospitals that target
    return ISLAND


def noun_joint(noun: Token, head: Token, dep: str) -> str:
    """How an act noun, or a noun that holds one ("plan", "claim"), hangs on its verb, preposition or noun."""
    lemma = head.lemma_.lower()
    if dep in ("dobj", "nsubjpass", "dative"):
        known = is_definite(noun)
        if lemma in REALISING or not known and lemma in doing_verbs(folder_of(noun.doc)) or any(c.lower_ == "any" for c in noun.lefts):
            return SAME
        return GOVERNED
    if dep == "attr":
        return SAME
    if dep == "nsubj":
        if lemma in OCCURRENCE:
            return SAME
        if lemma in RESULTS and (noun.lemma_.lower() in TOLLS or not is_definite(noun)):
            return DOUBT
        return GOVERNED
    if dep == "pobj":
        above = head.head
        if is_taking_part(head):
            return SAME
        if head.dep_ == "agent" and above.lemma_.lower() in HITTING:
            return SAME
        return GOVERNED
    return GOVERNED if dep in ("compound", "nmod", "poss", "oprd", "ccomp", "xcomp") else ISLAND
