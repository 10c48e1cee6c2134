"""From the head noun of a party to the Party: its words, who the register says it is, and the labels the report gives it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .. import lexicon
from ..lexicon import folder_of, word_class
from ..records import ActorMention, Mentions, ParsedArticle, Party, PlaceMention
from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# A party's words stop here: longer phrases hold other parties.
PARTY_TOKENS = 12

# Machines that act for an owner that the report may leave unnamed.
MACHINES = word_class("machines")

# Nouns that are part of the body named after "from": "a unit from the army", "fighters from the brigades".
PARTS_OF_A_BODY = word_class("parts_of_a_body")

LEFT_PARTS = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "quantmod", "punct", "case", "predet"))

# Parts of speech that are no party.
NO_PARTY = frozenset(("PUNCT", "SYM", "SPACE", "ADP", "SCONJ"))

# Pronouns that name nobody ("no one was hurt").
NOBODY = frozenset(("nobody", "none"))

# Pronouns that stand for a matter, nobody's name: "had nothing to do with".
NO_PERSON = frozenset(("anything", "nothing", "something", "everything"))

# Pronouns that do stand for another party of their own act.
REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "each"))

# The longest acronym of a state ("USSR"); longer words in capitals are words of a text in capitals.
ACRONYM_LETTERS = 4

# A party known only by a pronoun that nothing resolves.
PRONOUN_CONFIDENCE = 0.3
UNKNOWN_CONFIDENCE = 0.5

# What is kept of a party's confidence when a pronoun stands for it.
RESOLVED_CONFIDENCE = 0.8


# Kinds of party that fight: their nouns name the owner of a weapon or act they stand before.
FORCES = frozenset(("state_forces", "government", "rebel", "militia", "police"))


@lru_cache(maxsize=4)
def acting_nouns(project_folder: str | None = None, kinds: frozenset[str] | None = None) -> frozenset[str]:
    """Nouns that describe persons and bodies that can act, of these kinds or of all."""
    rows = lexicon.rows("actor_nouns.tsv", project_folder)
    return frozenset(row["noun"] for row in rows if (row["kind"] in kinds if kinds else row["kind"] != "object"))


class PartyFinder:
    """Looks up the parties of one article; holds the mentions by token so that each look-up is a step, not a search."""

    def __init__(self, parsed: ParsedArticle, mentions: Mentions):
        self.parsed = parsed
        self.actors: dict[int, ActorMention] = {}
        for mention in mentions.actors:
            for i in range(mention.first, mention.last):
                self.actors.setdefault(i, mention)
        for mention in mentions.actors:
            self.actors[mention.head] = mention
        self.places: dict[int, PlaceMention] = {i: p for p in mentions.places for i in range(p.first, p.last)}
        self.people = acting_nouns(folder_of(parsed.doc))
        self.forces = acting_nouns(folder_of(parsed.doc), FORCES)
        self.times = frozenset(i for t in mentions.times for i in range(t.first, t.last))

    def modifier_actors(self) -> frozenset[int]:
        """Tokens that name somebody who can act when they stand before an act noun ("Russian strikes", "regime shelling")."""
        who = {i for i, m in self.actors.items() if m.kind not in ("object", "civilians") and not self.is_plain_country(i)}
        who |= {i for i, m in self.actors.items() if m.kind == "object" and i != m.head and self.parsed.doc[i].lemma_.lower() in self.forces}
        states = {i for i, p in self.places.items() if (not p.literal and p.candidates and p.candidates[0].feature == "country") or self.is_acronym_of_state(i)}
        return frozenset(who | states)

    def is_acronym_of_state(self, index: int) -> bool:
        """True for "US" or "UAE" before a noun: the state, where a full name would be the place."""
        place, token = self.places[index], self.parsed.doc[index]
        words = place.span.words.replace(".", "")
        return words.isupper() and len(words) <= ACRONYM_LETTERS and token.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod") \
            and bool(place.candidates) and place.candidates[0].feature == "country"

    def is_plain_country(self, index: int) -> bool:
        """True for a place name before a noun ("central Syria attack"); acronyms serve as adjectives ("US strikes")."""
        place, token = self.places.get(index), self.parsed.doc[index]
        return place is not None and place.literal and not place.span.words.replace(".", "").isupper() and token.dep_ in ("compound", "nmod", "amod")

    def owner(self, index: int) -> ActorMention | None:
        """Who stands before a weapon or machine as its owner: "US cruise missiles", "Assad regime warplanes"."""
        for child in self.parsed.doc[index].lefts:
            if child.dep_ in ("compound", "amod", "nmod", "poss") and (mention := self.actors.get(child.i)) is not None \
                    and mention.kind not in ("object", "civilians") and not self.is_plain_country(child.i):
                return mention
        return None

    def mention(self, index: int) -> ActorMention | None:
        """The mention that a token heads or belongs to; a person within the words for a thing ("the junta's artillery") is no thing."""
        mention = self.actors.get(index)
        if mention is None or mention.head == index:
            return mention
        return None if mention.kind == "object" or (index in self.places and self.is_acronym_of_state(index)) else mention

    def is_owned(self, thing: Token) -> bool:
        """True for a thing said to be somebody's, whom the register need not know: "the junta's artillery"."""
        return any(c.dep_ == "poss" and c.lemma_.lower() in self.people for c in thing.lefts)

    def can_act(self, index: int) -> bool:
        """True for what can do something: a person, group, state or the machine of one; not a place, a war, an attempt."""
        token = self.parsed.doc[index]
        mention = self.mention(index)
        if mention is not None:
            return mention.kind != "object" or token.lemma_.lower() in MACHINES or self.owner(index) is not None or self.is_owned(token)
        if token.pos_ == "PRON":
            return token.lower_ not in ("it", "there", "this", "that", "what", "which", "one") or bool(
                (r := self.parsed.referents.get(index)) and r.candidates and r.candidates[0] != index and self.can_act(r.candidates[0]))
        if index in self.times or index in self.places:
            place = self.places.get(index)
            state = place is not None and bool(place.candidates) and place.candidates[0].feature == "country"
            return state and (token.dep_ in ("nsubj", "conj") or token.head.lower_ == "by" or self.is_acronym_of_state(index))
        if token.dep_ == "dobj" and token.head.lemma_.lower() in syntax.ACCUSING:
            return True                                # "accused hired hands of": whoever is accused of an act can do it
        return token.pos_ == "PROPN" or token.lemma_.lower() in MACHINES | self.people or self.owner(index) is not None

    def is_machine_or_person(self, index: int) -> bool:
        """True for a weapon word that is somebody or flies for somebody: "suicide bombers", "warplanes"; not "shells"."""
        mention = self.actors.get(index)
        return self.parsed.doc[index].lemma_.lower() in MACHINES or (mention is not None and mention.kind != "object") or self.owner(index) is not None

    def find(self, index: int, others: tuple[Party, ...] = ()) -> Party | None:
        """The Party headed by a token; None for what cannot be one (a date, a number without noun). A pronoun stands for none of the `others`."""
        token = self.parsed.doc[index]
        if token.lower_ in NOBODY | NO_PERSON or any(c.lower_ == "no" for c in token.lefts):
            return None
        if index in self.times or token.pos_ in NO_PARTY or (token.pos_ == "NUM" and token.head.lower_ in ("at", "in", "since")):
            return None
        if token.pos_ in ("VERB", "AUX") and index not in self.actors:
            return None
        if token.pos_ == "PRON":
            return self.pronoun(token, others)
        first, last = self.extent(token)
        span = self.parsed.span(first, last)
        mention = self.mention(index)
        if mention is None or (mention.kind == "object" and mention.actor_id is None):
            mention = self.owner(index) or mention
        if mention is None:
            place = self.places.get(index)
            return Party(span.start, span.end, span.words, None, place.span.words if place else bare(self.parsed, first, last), False,
                         "unknown" if place is None else "government" if self.is_acronym_of_state(index) else "object", (), UNKNOWN_CONFIDENCE)
        name = mention.name if mention.named or mention.actor_id else bare(self.parsed, first, last)
        return Party(span.start, span.end, span.words, mention.actor_id, name, mention.named, mention.kind, mention.labels, mention.confidence,
                     mention.candidates)

    def pronoun(self, token: Token, others: tuple[Party, ...] = ()) -> Party | None:
        if token.lower_ in syntax.RELATIVES and (clause := next((t for t in token.ancestors if t.dep_ == "relcl"), None)) is not None:
            return self.find(clause.head.i)           # "residents | many of whom have fled"
        referent = self.parsed.referents.get(token.i)
        span = self.parsed.span(token.i, token.i + 1)
        if referent is None or not (candidates := self.apart_from(others, referent.candidates) if token.lower_ not in REFLEXIVES else referent.candidates):
            if token.lower_ in ("it", "there", "this", "that", "what", "which", "who"):
                return None
            return Party(span.start, span.end, span.words, None, span.words, False, "unknown", (), PRONOUN_CONFIDENCE)
        found = self.find(candidates[0])
        if found is None:
            return None
        return Party(span.start, span.end, span.words, found.actor_id, bare_words(found.words), found.named, found.kind,
                     found.labels, round(found.confidence * RESOLVED_CONFIDENCE, 3), found.candidates)

    def apart_from(self, others: tuple[Party, ...], candidates: tuple[int, ...]) -> tuple[int, ...]:
        """The candidates of a pronoun that are none of the `others`: who arrests "them" is not among them."""
        named = {key for party in others for key in keys_of(party)}
        return tuple(i for i in candidates if not named or (party := self.find(i)) is None or named.isdisjoint(keys_of(party)))

    def extent(self, head: Token) -> tuple[int, int]:
        """Tokens of the noun phrase without relative clauses: modifiers before it and a short "of" or "from" phrase after it."""
        first = head.i
        for child in head.lefts:
            if child.dep_ in LEFT_PARTS:
                first = min(first, child.left_edge.i)
        last = head.i + 1
        mention = self.mention(head.i)
        if mention is not None:
            first, last = min(first, mention.first), max(last, mention.last)
        accused = head.dep_ == "dobj" and head.head.lemma_.lower() in syntax.ACCUSING     # "accused the militia | of the attack"
        for child in head.rights if not accused else ():
            if child.dep_ == "prep" and child.i == last and (child.lower_ == "of" or (child.lower_ == "from" and head.lemma_.lower() in PARTS_OF_A_BODY)):
                inner = [c for c in child.children if c.dep_ == "pobj"]
                if inner and inner[0].i + 1 - first <= PARTY_TOKENS:
                    place = self.places.get(inner[0].i)
                    last = max(last, inner[0].i + 1, place.last if place is not None and place.literal else 0)     # "city of | En-Nahud"
        first = max(first, last - PARTY_TOKENS)
        timed = [i for i in range(first, head.i) if i in self.times]
        if timed:
            first = timed[-1] + 1                       # "Yesterday | soldiers", "On 4 May | rebels"
        doc = self.parsed.doc
        while first < head.i and (doc[first].dep_ == "cc" or doc[first].is_punct) and not (doc[first].is_quote and any(doc[i].is_quote for i in range(first + 1, last))):
            first += 1
        opened = sum(doc[i].is_quote for i in range(first, last)) % 2
        return first, last + (opened and last < len(doc) and doc[last].is_quote)     # the "hired hands | "


def keys_of(party: Party) -> tuple[str, ...]:
    """What two parties share when they are one: the actor of the register, or the name in small letters."""
    return (party.name.lower(), *((party.actor_id,) if party.actor_id else ()))


def bare_words(words: str) -> str:
    """A phrase without its article."""
    head, _, rest = words.partition(" ")
    return rest if rest and head.lower() in ("the", "a", "an") else words


def bare(parsed: ParsedArticle, first: int, last: int) -> str:
    """The words of a noun phrase without its article."""
    if last - first > 1 and parsed.doc[first].dep_ == "det":
        first += 1
    return parsed.span(first, last).words
