"""Who did it and to whom: the arguments of an act, by the functions that its frame names.

A frame (lexicon/acts.tsv) lists, for the active form, which syntactic functions hold the actor and the recipient. Passives are
turned round here; a noun also takes the arguments of the light verb it depends on ("carried out strikes on").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lexicon import folder_of, word_class
from ..mention.acts import Frame, Frames
from ..lexicon import folder_of
from ..records import Act, ParsedArticle
from . import syntax
from .acts import LOSS_ONLY, ActGroup, light_verbs
from .harm import OUTCOME, up_noun
from .senses import victim_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# Functions in which a participle stands for people ("treated the wounded").
SUFFERS = frozenset(("dobj", "nsubjpass"))

# Acts that those named in the passive do themselves.
MOVES_ITSELF = frozenset(("deploy", "hide", "withdraw", "advance"))


# With which a verb pattern may end.
PREPOSITIONS = word_class("prepositions")

# Prepositions that name whom a blow was aimed at.
TARGETS = frozenset(("on", "against", "upon"))

# Prepositions that after an act noun say where rather than to whom ("riots in Kampala"), unless its row names them first.
WHERE = frozenset(("in", "near", "inside", "outside"))

# Functions that the clause of an act noun may fill for it ("fighting erupted | with the rebels"), and those that only the noun's own phrase can.
OF_THE_CLAUSE = frozenset(("between", "with", "against", "on"))
OF_THE_NOUN = frozenset(("mod", "poss", "of", "by", "subj", "obj"))

# Verbs that say of an act noun whom it came to ("aid reached the residents").
REACHING = frozenset("reach hit strike affect target devastate".split())

# Acts that somebody lends to the one who acts with them.
LENT = frozenset(("support", "aid"))

MODIFIERS = ("compound", "amod", "nmod")

# Act nouns that name the one who does it.
DOERS = frozenset(("bomber", "attacker", "hijacker", "assassin", "kidnapper"))


# Words that name the doer within a fixed name of an act ("terrorist attack"), and acts that show no doer, so that the word only blames.
NAMED_DOERS = frozenset(("terrorist",))
UNSEEN_DOERS = frozenset(("bombing", "suicide_bombing"))


# Nouns for those who fight.
FIGHTERS = word_class("group_labels") | word_class("soldiers")


# Words for those whom an act befell: "martyrs" never did it.
SUFFERERS = word_class("sufferers")

# Verbs of counting, finding and treating: who "documented 20 killed" killed nobody.
RECORDING = word_class("recording")

HARMING = frozenset(("kill", "injure"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Token indices of the head nouns of the parties, in order, each once."""

    actor: tuple[int, ...]
    recipient: tuple[int, ...]


def roles_of(parsed: ParsedArticle, group: ActGroup, index: Frames, modifier_actors: frozenset[int]) -> Roles:
    """The parties of an act group. `modifier_actors` are tokens that name somebody who can act ("Russian", "regime")."""
    doc = parsed.doc
    actor, recipient = arguments(doc[group.act.head], index.by_name[group.act.frame], modifier_actors)
    for hit in group.hits:
        more_actor, more_recipient = arguments(doc[hit.head], index.by_name[hit.frame], modifier_actors)
        own = {group.act.head, up_noun(doc[group.act.head]).i}
        actor = actor or [t for t in more_actor if t.i not in own]
        recipient += more_recipient
    for harm in group.harms:
        more_actor, more_recipient = arguments(doc[harm.head], index.by_name[harm.frame], modifier_actors)
        recipient += more_recipient
        if not actor:
            actor = [t for t in more_actor if t.i in modifier_actors]
    if group.act.type == "clash" and not actor:
        actor = [t for h in group.harms for t in arguments(doc[h.head], index.by_name[h.frame], modifier_actors)[1] if is_fighter(t)]
        recipient = [t for t in recipient if t not in actor] or recipient
    if group.act.type == "repel":
        recipient = [t for r in recipient for t in attackers(r, modifier_actors, index)]
    actor = [t for t in actor if not (is_victim(t) or group.act.type in HARMING and is_recorder(t))]
    heads = {i for act in group.all() for i in own_tokens(doc, act, index)}
    doers = {t.i for t in actor if t.lemma_.lower() in DOERS}
    return Roles(once(actor, heads - doers), once([t for t in recipient if t not in actor], heads))


def attackers(repelled: Token, modifier_actors: frozenset[int], index: Frames) -> list[Token]:
    """Who was repelled: whoever made the attack or attempt that is named, else what is named."""
    lemma = repelled.lemma_.lower()
    if repelled.i in modifier_actors or repelled.pos_ == "PROPN" or not (("noun", lemma) in index.by_anchor or lemma in syntax.UNDERTAKINGS):
        return [repelled]
    makers = syntax.prepositional(repelled, "by") or syntax.nominal_actor(repelled)
    return makers or [c for c in syntax.children(repelled, *MODIFIERS) if c.i in modifier_actors] or [repelled]


def own_tokens(doc: Doc, act: Act, index: Frames) -> tuple[int, ...]:
    """Tokens that name the act and so are no party to it: a noun pattern whole, of a verb pattern what its object may not be."""
    if index.by_name[act.frame].pos == "noun":
        people = victim_nouns(folder_of(doc))         # "release of hostages": the hostages are a party
        return tuple(i for i in range(act.first, act.last)
                     if not (i > act.head and doc[i].lemma_.lower() in people or is_opposed(doc[i]) or i < act.head and is_doer(doc[i], act.type)))
    return (act.head, *(i for i in range(act.first, act.last)
                        if (doc[i].pos_ == "ADJ" or doc[i].tag_ == "VBN" or doc[i].dep_ == "oprd") and doc[i].dep_ not in SUFFERS))


def is_victim(token: Token) -> bool:
    """True for "martyrs" or "the wounded": what is told beside them was done to them."""
    return token.lemma_.lower() in SUFFERERS or token.lower_ in SUFFERERS


def is_recorder(token: Token) -> bool:
    """True for the subject of a verb of counting or finding, whose list of victims the parser may join to it: "the team counted six dead and wounded"."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in RECORDING


def is_fighter(token: Token) -> bool:
    """True for those who, when they fall in a clash, were one of its sides: "18 jihadists were killed in clashes with the army"."""
    return token.lemma_.lower() in FIGHTERS


def is_doer(token: Token, type_: str) -> bool:
    """True for "terrorist" before an attack, which terrorists make; a "terrorist bombing" is only called so."""
    return token.lemma_.lower() in NAMED_DOERS and type_ not in UNSEEN_DOERS


def once(tokens: list[Token], not_these: set[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t.i for t in tokens if t.i not in not_these))


def arguments(head: Token, frame: Frame, modifier_actors: frozenset[int]) -> tuple[list[Token], list[Token]]:
    if head.pos_ in ("NOUN", "PROPN") or frame.pos == "noun":
        return noun_arguments(head, frame, modifier_actors)
    if head.pos_ == "ADJ":
        return [], adjective_bearer(head)
    return verb_arguments(head, frame)


def verb_arguments(verb: Token, frame: Frame) -> tuple[list[Token], list[Token]]:
    never_passive = frame.recipient[:1] != ("obj",) and frame.actor[:1] == ("subj",) and not syntax.children(verb, "auxpass", "nsubjpass", "agent")

    def fill(functions: tuple[str, ...]) -> list[Token]:
        for function in functions:
            if function == "obj" and never_passive and syntax.is_passive(verb):
                continue                              # "residents protested in": a participle to the tagger only
            if function == "obj" and frame.pattern[-1] in PREPOSITIONS and (found := verb_function(verb, frame.pattern[-1])):
                return found                          # "fight against": what the pattern's own preposition governs
            if found := syntax.surface_subject(verb) if function == "subj" and never_passive else verb_function(verb, function):
                return found
        return []

    actor, recipient = fill(frame.actor), fill(frame.recipient)
    if not frame.actor and syntax.is_passive(verb):
        return [], recipient
    if frame.type in MOVES_ITSELF and not actor and syntax.is_passive(verb):
        return recipient, []                          # "fighters positioned in", "troops deployed to"
    return [t for t in actor if t not in recipient], recipient


def verb_function(verb: Token, function: str) -> list[Token]:
    if function == "subj":
        return syntax.deep_subject(verb)
    if function == "obj":
        return syntax.deep_object(verb)
    if function == "iobj":
        return [t for child in syntax.children(verb, "dative", "iobj") for t in syntax.nominal(child)]
    if function == "xcomp":
        return [t for child in syntax.children(verb, "xcomp", "ccomp") for t in syntax.deep_object(child)]
    if function == "clause":
        return told_to_do(verb)
    if function in ("poss", "mod"):
        return []
    found = syntax.prepositional(verb, function)
    if not found:                                    # attached to the object instead: "opened fire | on the crowd"
        for child in syntax.children(verb, "dobj", "prt", "advmod"):
            found += syntax.prepositional(child, function)
    if function in TARGETS and (doers := syntax.prepositional(verb, "by")):
        found = [t for doer in doers for t in syntax.prepositional(doer, function)] or found      # "fired by rebels | on the town"
    if not found and function == "with":             # or to the noun of another phrase: "agreed to a truce | with the rebels"
        phrases = [c for prep in syntax.children(verb, "prep") for c in syntax.children(prep, "pobj")]
        found = [t for noun in phrases if noun.lemma_.lower() not in ALLIED for t in syntax.prepositional(noun, function)]
    return found


# "In cooperation with" names who is on the same side.
ALLIED = frozenset("cooperation coordination collaboration conjunction partnership alliance tandem support help".split())


def told_to_do(demand: Token) -> list[Token]:
    """Of whom something is demanded: the subject of the clause that says what ("demanded that Mali free him", "its demand that Mali…")."""
    return [t for clause in syntax.children(demand, "ccomp", "acl") if syntax.children(clause, "mark") for t in syntax.surface_subject(clause)]


def adjective_bearer(adjective: Token) -> list[Token]:
    """Who is dead, wounded, missing: the noun the adjective modifies or is said of."""
    if adjective.dep_ in ("amod", "acl", "relcl"):
        return syntax.nominal(adjective.head)
    if adjective.dep_ in ("acomp", "oprd", "attr", "ccomp", "conj", "xcomp", "advcl", "ROOT"):
        own = syntax.children(adjective, "nsubj")
        governor = adjective.head
        found = [t for s in own for t in syntax.nominal(s)]
        if not found and governor.lemma_ in ("leave", "find", "report") and (objects := syntax.children(governor, "dobj", "nsubjpass")):
            found = [t for o in objects for t in syntax.nominal(o)]
        return found or (syntax.surface_subject(governor) if governor.pos_ in ("VERB", "AUX") else [])
    return []


def noun_arguments(noun: Token, frame: Frame, modifier_actors: frozenset[int]) -> tuple[list[Token], list[Token]]:
    top = up_noun(noun)
    if frame.type in LENT and (lenders := lent_by(noun)):
        return lenders, syntax.surface_subject(syntax.clause_head(top))
    actor, recipient = noun_actor(noun, top, frame, modifier_actors), noun_recipient(noun, top, frame, modifier_actors)
    sides = actor or recipient
    if len(sides) > 1 and "between" in frame.actor + frame.recipient and (not (actor and recipient) or actor == recipient):
        return sides[:1], sides[1:]                   # "clashes between X and Y"
    if frame.type == "attack":
        recipient = [t for t in recipient if t not in actor or not is_fighter(t)]
    return [t for t in actor if t not in recipient], recipient


def noun_actor(noun: Token, top: Token, frame: Frame, modifier_actors: frozenset[int]) -> list[Token]:
    """Who does what a noun names: in its own phrase, as subject of a verb that carries it out, or by being held responsible."""
    if noun.lemma_.lower() in DOERS:
        return [noun]
    if (tie := syntax.having_to_do(noun)) is not None:
        return syntax.deep_subject(tie)
    if frame.type in JOINT and (partners := joined_by(noun)):
        return partners
    if frame.type == "attack" and (makers := [t for t in syntax.prepositional(noun, "of") if is_fighter(t)]):
        return makers                                  # "the attack | of terrorists" is theirs
    way = {noun, *noun.ancestors}                      # "the start of the offensive": the offensive is no doer of its start
    for function in frame.actor:
        found = [t for site in dict.fromkeys((noun, top)) for t in noun_function(site, function, modifier_actors, frame.type)]
        if found := [t for t in found if t not in way]:
            return found
    if top.dep_ in ("nsubj", "nsubjpass") and "between" in frame.actor and (found := syntax.prepositional(top.head, "between")):
        return found
    light, role = governing_light_verb(top)
    if light is not None and role == "actor" and not syntax.children(light, "expl") and (found := syntax.deep_subject(light)) \
            and (frame.type not in LOSS_ONLY or light.lemma_.lower() in OUTCOME and light.dep_ != "acl"):
        return found
    return carried_out_by(top) or held_responsible(top) or doer_of_clause(top) or before(noun, modifier_actors)


# Prepositions that put an act into what somebody did at the time: "killed 31 fighters in a wave of air strikes".
WITHIN = frozenset(("in", "during"))


def doer_of_clause(noun: Token) -> list[Token]:
    """Who did what the act was part of: the subject of an active verb of harm or of taking that it stands under with "in"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head                          # "in a wave | of bombardment"
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in WITHIN or verb.pos_ != "VERB" or syntax.is_passive(verb) or verb.lemma_.lower() not in PART_OF_A_FIGHT:
        return []
    return syntax.surface_subject(verb)


# Verbs whose subject makes the attack, campaign or bombardment that they stand with.
PART_OF_A_FIGHT = word_class("part_of_a_fight")


def before(noun: Token, modifier_actors: frozenset[int]) -> list[Token]:
    """Who is named right before the act noun where the parser has torn the two apart: "Nine killed in | regime airstrikes"."""
    left = noun.nbor(-1) if noun.i > noun.sent.start else None
    torn = left is not None and left.i in modifier_actors and left.dep_ in ("pobj", "dobj", "nsubj") and left.pos_ in ("NOUN", "PROPN", "ADJ")
    return [left] if torn and noun not in left.subtree else []


# Acts of two that the one does "in … with" the other.
JOINT = frozenset(("cooperate", "negotiate", "agree"))


def joined_by(noun: Token) -> list[Token]:
    """Who is the other side of "in cooperation with": "the army, in cooperation with the militia, shelled the town"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in" or not syntax.children(noun, "prep"):
        return []
    governor = noun.head.head
    return syntax.surface_subject(governor) if governor.pos_ in ("VERB", "AUX") else syntax.nominal(governor)


def carried_out_by(noun: Token) -> list[Token]:
    """Who is named by the clause that says who carried it out: "the strike is believed to have been carried out | by the coalition"."""
    above = [noun.head] if noun.dep_ in ("nsubj", "nsubjpass") else []
    for verb in (*above, *syntax.children(noun, "acl", "relcl")):
        for clause in (verb, *syntax.children(verb, "xcomp", "oprd")):
            if light(clause)[1] == "actor" and syntax.is_passive(clause) and (found := syntax.prepositional(clause, "by")):
                return found
    return []


def noun_recipient(noun: Token, top: Token, frame: Frame, modifier_actors: frozenset[int]) -> list[Token]:
    """To whom what a noun names is done: in its own phrase, in the clause it is the subject of, or by the verb that carries it out."""
    functions = frame.recipient[:1] + tuple(f for f in frame.recipient[1:] if f not in WHERE)
    for function in functions:
        if found := [t for site in dict.fromkeys((noun, top)) for t in noun_function(site, function, modifier_actors, frame.type, wants_actor=False)]:
            return found
    if found := opposed(noun):
        return found
    light, role = governing_light_verb(top)
    for function in functions:
        if function in OF_THE_CLAUSE and top.dep_ in ("nsubj", "nsubjpass") and not blamed_on(top) and (found := syntax.prepositional(top.head, function)):
            return found
        if light is not None and function not in OF_THE_NOUN and (found := syntax.prepositional(light, function)):
            return found
    if top.dep_ == "nsubj" and top.head.lemma_.lower() in REACHING:
        return syntax.deep_object(top.head)
    return syntax.surface_subject(light) if light is not None and role == "recipient" else []


def opposed(noun: Token) -> list[Token]:
    """The party an act noun is said to be against by its modifier: "anti-government protests"."""
    return [c for c in syntax.children(noun, *MODIFIERS) if is_opposed(c)]


def is_opposed(token: Token) -> bool:
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "anti"


def lent_by(noun: Token) -> list[Token]:
    """Who lends what the noun names in "with the support of": there "of" tells the giver."""
    return syntax.prepositional(noun, "of") if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "under") else []


def noun_function(noun: Token, function: str, modifier_actors: frozenset[int], type_: str, wants_actor: bool = True) -> list[Token]:
    if function == "poss":
        return [t for child in syntax.children(noun, "poss") for t in syntax.nominal(child)]
    if function == "mod":
        found = [c for c in syntax.children(noun, *MODIFIERS) if not (c.pos_ == "ADJ" and c.lemma_.lower() in NAMED_DOERS and type_ in UNSEEN_DOERS)]
        return [c for c in found if (c.i in modifier_actors) == wants_actor and (wants_actor or c.pos_ in ("NOUN", "PROPN"))]
    if function == "by":
        found = syntax.prepositional(noun, "by")
        if not found:                                # hung on what it was done to: "the rejection of the plan | by the rebels"
            found = [t for thing in syntax.prepositional(noun, "of") for t in syntax.prepositional(thing, "by")]
        for clause in syntax.children(noun, "acl"):
            if syntax.is_passive(clause):
                found += syntax.prepositional(clause, "by")
        return found
    if function == "clause":
        return told_to_do(noun)
    if function in ("subj", "obj", "iobj", "xcomp"):
        return []
    found = syntax.prepositional(noun, function)
    for clause in syntax.children(noun, "acl"):
        found += syntax.prepositional(clause, function)
    if not found and function in TARGETS:            # hung on the doer: "an attack by rebels | on the town"
        found = [t for doer in syntax.prepositional(noun, "by") for t in syntax.prepositional(doer, function)]
    return found


# Nouns that tie somebody to an act: "claimed responsibility for", "denied involvement in", "its role in".
TIES = frozenset(("responsibility", "credit", "blame", "involvement", "role", "part", "participation", "complicity", "hand"))


def held_responsible(noun: Token) -> list[Token]:
    """Who is said, by himself or others, to have done the act a noun names: "claimed responsibility for the attack"."""
    if blamed := blamed_on(noun):
        return blamed
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or noun.head.lower_ not in ("for", "of", "in", "over", "behind"):
        return []
    governor = noun.head.head
    if governor.lemma_.lower() in TIES and governor.dep_ in ("dobj", "nsubjpass", "conj"):
        verb = governor.head
        blamed = syntax.prepositional(verb, "on") if verb.lemma_ in ("put", "lay", "pin", "place") else []
        return blamed or syntax.nominal_actor(governor) or syntax.deep_subject(verb)
    if governor.lemma_ == "responsible" or noun.head.lower_ == "behind":
        verb = governor if governor.pos_ in ("AUX", "VERB") else governor.head
        return syntax.surface_subject(verb) if verb.lemma_ == "be" else []
    return syntax.accused_by(governor) if noun.head.lower_ in ("for", "of", "over") else []


def blamed_on(noun: Token) -> list[Token]:
    """Who an act is blamed on: "the attack was blamed on rebels", "the attack on the town that Washington blames on the army"."""
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() == "blame":
        return syntax.prepositional(noun.head, "on")
    blaming = (t for t in noun.subtree if t.dep_ == "relcl" and t.lemma_.lower() == "blame" and any(c.lower_ in ("that", "which") for c in t.lefts))
    return next((syntax.prepositional(t, "on") for t in blaming), [])


# Parts of an undertaking: who begins or announces one does the whole.
STAGES = frozenset("start beginning launch onset stage phase part resumption round".split())


def governing_light_verb(noun: Token) -> tuple[Token | None, str]:
    """The light verb that an act noun is the object (or passive subject) of, and what the verb's subject is to the act."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in STAGES:
        noun = noun.head.head                          # "announced the start | of the last phase | of the campaign"
    governor = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and governor.pos_ == "VERB":
        return light(governor)
    if noun.dep_ == "pobj" and governor.lower_ in ("under", "out", "with", "to", "on") and governor.head.pos_ in ("VERB", "AUX"):
        return light(governor.head)
    if noun.dep_ == "pobj" and governor.dep_ == "prep" and governor.head.lemma_ == "carry":
        return governor.head, "actor"
    return None, ""


def light(verb: Token) -> tuple[Token | None, str]:
    verbs, lemma = light_verbs(folder_of(verb.doc)), verb.lemma_.lower()
    role = verbs.get(lemma) or verbs.get(lemma + "e")            # the lemmatizer makes "wag" of "waged"
    return (verb, role) if role else (None, "")
