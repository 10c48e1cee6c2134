"""When a country, capital or demonym acts: "Russia denied", "Damascus said", "Israeli raids"; otherwise it is a place."""

from __future__ import annotations

from ..records import ParsedArticle
from .actor_names import Match
from .actor_phrases import MODIFIER_DEPS
from .actor_words import role_at, state_acts

# Prepositions after which a country is a party, not a place.
PARTY_PREPOSITIONS = frozenset({"by", "with", "against", "to", "between", "on", "from", "for", "of"})
ALWAYS_PARTY = frozenset({"by", "against", "between"})


def state_organ(parsed: ParsedArticle, match: Match, head: int) -> str | None:
    """Which organ of the state acts here, FORCES or GOV; None where the word only says where or where from."""
    doc, acts = parsed.doc, state_acts()
    token = doc[head]
    while token.dep_ == "conj" and token.head.i < token.i and token.head.ent_type_ == "" and token.head.pos_ in ("PROPN", "ADJ"):
        token = token.head                             # "Russia, Iran and Turkey agreed": all stand where the first one stands
    governor = token.head
    if match.last < len(doc) and doc[match.last].pos_ == "CCONJ":
        while governor.dep_ in MODIFIER_DEPS and governor.head.i > governor.i:
            governor = governor.head                   # "Russian and Assad regime airstrikes": the airstrikes of both
    lemma = governor.lemma_.lower()
    if token.dep_ in ("amod", "compound", "nmod", "poss") or match.role == "adjective":
        if governor.pos_ not in ("NOUN", "PROPN"):
            return None
        if lemma in acts["noun FORCES"] or governor.lower_ in acts["noun FORCES"]:
            return "FORCES" if match.role != "seat" else None
        return "GOV" if lemma in acts["noun GOV"] and match.role != "seat" else None
    if token.dep_ in ("nsubj", "agent"):
        return "GOV" if acts_as_subject(governor, match.role, acts) else None
    if token.dep_ == "appos" or is_called_a_party(doc, match.first):
        return "GOV" if is_called_a_party(doc, match.first) or is_party_noun(governor) else None
    if token.dep_ in ("nsubjpass", "dobj", "dative"):
        return "GOV" if lemma in acts["verb ADDRESS" if match.role == "seat" else "verb DEAL"] else None
    if token.dep_ == "pobj" and (match.role != "seat" or governor.lower_ in ALWAYS_PARTY):
        return "GOV" if governor.lower_ in ALWAYS_PARTY or is_dealt_with(governor, acts) else None
    return None


def acts_as_subject(verb, role: str, acts) -> bool:
    """True where the subject of this verb is the state: a country's unless it only lies or suffers there, a capital's if it is politics."""
    lemma = verb.lemma_.lower()
    if role == "seat":
        return lemma in acts["verb GOV"] or lemma in acts["verb SAY"]
    if lemma == "be":                                  # "Iran is Syria's closest ally"
        return any(child.dep_ == "attr" and is_party_noun(child) for child in verb.children)
    return verb.pos_ in ("VERB", "AUX") and lemma not in acts["verb PLACE"]


def is_party_noun(token) -> bool:
    """True for "ally", "backer", "sponsor", "member": words that a state bears, not a country."""
    at = role_at(token.doc, token.i)
    return bool(at) and at[1].kind in ("unknown", "person", "government", "igo")


def is_called_a_party(doc, first: int) -> bool:
    """True for "opposition backer Turkey", "the regime's allies Russia and Iran"."""
    return first > 0 and doc[first - 1].pos_ == "NOUN" and is_party_noun(doc[first - 1]) and doc[first - 1].sent == doc[first].sent


def is_dealt_with(preposition, acts) -> bool:
    """True for "talks with Iran", "support of Turkey", "sanctions on Syria", "warning to Russia"."""
    word = preposition.head
    if preposition.lower_ not in PARTY_PREPOSITIONS or preposition.lower_ in ("from", "for"):
        return False
    if preposition.lower_ == "with":
        return True
    return word.pos_ == "NOUN" and word.lemma_.lower() in acts["noun GOV"]
