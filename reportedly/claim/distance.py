"""How far a place or a time stands from an act in the dependency tree: arcs, with surcharges for what lies on the way.

The costs are in arcs; they were set on the train reports, where the nearest place or time by this measure is most often the act's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# Farther than anything can be: the two have no common head.
UNREACHABLE = 20.0

# Prepositions that say where; the others ("from", "to", "of") serve when nothing else does.
WHERE = word_class("where")

# From a place upwards: an arc of its kind, and what is added for each act passed and for a place that is the subject (a state that acts).
ARC = 1.0
ARC_OF_WHERE, ARC_OF_OTHER_PREPOSITION = 0.5, 1.5
ARC_OF_MODIFIER = 0.8
ARC_OF_SUBJECT = 1.5
PAST_ANOTHER_ACT = 2.5
PLACE_ACTS = 4.0

# From an act upwards: arcs within its phrase or clause, others, and what is added for each act passed.
NEAR_ARCS = frozenset(("pobj", "prep", "dobj", "nsubj", "nsubjpass", "compound", "conj", "xcomp", "advcl", "acl", "relcl"))
FAR_ARC = 2.0
ACT_PAST_ANOTHER = 1.5

# For times: what is added for each act passed, on the side of the time and of the act, and for leaving a clause that has a time of its own.
TIME_PAST_ANOTHER_ACT, ACT_PAST_ANOTHER_TO_TIME = 2.0, 1.0
CLAUSE_BORDER = 5.0


def from_place(place: Token, act: Token, others: frozenset[int]) -> float:
    """Arcs between place and act, dearer through other acts, prepositions that do not locate, and subjects."""
    acts_itself = place.dep_ == "nsubj" and place.head.pos_ in ("VERB", "AUX") and place.head.lemma_ != "be" and syntax.swallowed_noun(place.head) != place
    cost, token, seen = (PLACE_ACTS if acts_itself else 0.0), place, {}
    while True:
        seen[token.i] = cost
        if token == act or token.head == token:
            break
        cost += place_arc(token)
        token = token.head
        if token.i in others:
            cost += PAST_ANOTHER_ACT
    climb, up = 0.0, act
    while up.i not in seen:
        if up.head == up:
            return UNREACHABLE
        climb += ARC if up.dep_ in NEAR_ARCS else FAR_ARC
        up = up.head
        if up.i in others:
            climb += ACT_PAST_ANOTHER
    return seen[up.i] + climb


def place_arc(token: Token) -> float:
    """The cost of the arc from a token up to its head."""
    if token.dep_ in ("prep", "agent"):
        return ARC_OF_WHERE if token.lower_ in WHERE else ARC_OF_OTHER_PREPOSITION
    if token.dep_ in ("compound", "poss", "nmod", "amod"):
        return ARC_OF_MODIFIER
    return ARC_OF_SUBJECT if token.dep_ in ("nsubj", "nsubjpass") else ARC


def from_time(time: Token, act: Token, others: frozenset[int]) -> float:
    """Arcs from a time to an act, dearer past other acts and out of a clause that tells of another time."""
    seen, cost, token = {}, 0.0, time
    while True:
        seen[token.i] = cost
        if token.head == token:
            break
        cost += CLAUSE_BORDER if leaves_clause(token) else 0.0
        token = token.head
        cost += ARC + (TIME_PAST_ANOTHER_ACT if token.i in others else 0.0)
    cost, token = 0.0, act
    while token.i not in seen:
        if token.head == token:
            return UNREACHABLE
        token = token.head
        cost += ARC + (ACT_PAST_ANOTHER_TO_TIME if token.i in others else 0.0)
    return cost + seen[token.i]


def leaves_clause(token: Token) -> bool:
    """True for the head of a clause whose time is its own: "…, which fell in May", "before the army retook it in December"."""
    if token.dep_ == "relcl":
        return True
    return token.dep_ in ("advcl", "pcomp") and any(c.lower_ in ("before", "until", "since", "after") for c in (*token.children, token.head))
