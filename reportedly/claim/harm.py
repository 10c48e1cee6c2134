"""Did the act at one token do the harm at another? What the syntax says, for the constructions that reports use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..mention.acts import is_mistaken_noun
from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions that join a harm to the act that did it ("killed in / by / during an air strike").
CAUSE = word_class("cause")

# Clauses passed on the way from one verb up to another; the parser loses the thread on longer ways.
CLAUSES = 3

# Verbs that join an act to the harm that came of it ("the attack left a toll of nine", "the blast resulted in deaths").
OUTCOME = frozenset("cause leave claim inflict raise result lead bring produce".split())


def is_result(harm: Token) -> bool:
    """True for a participle that tells the outcome of what stands before it."""
    if harm.dep_ == "relcl" and harm.tag_ == "VBD" and any(c.dep_ == "nsubj" and c.lower_ in ("which", "that") for c in harm.children):
        return harm.head.dep_ in ("pobj", "conj", "compound", "appos", "npadvmod")   # "an attack in Idlib province which killed"
    if syntax.swallowed_noun(harm) is not None:
        return True
    if harm.pos_ == "NOUN" and led_to(harm):
        return True
    return harm.tag_ == "VBG" and harm.dep_ in ("acl", "advcl", "xcomp", "conj", "dep", "relcl", "ROOT") \
        and not any(c.dep_ in ("aux", "nsubj", "nsubjpass", "mark") for c in harm.children)


def led_to(harm: Token) -> bool:
    """True for the noun in "…, leading to the deaths of eight", "raids that resulted in the killing of 70": what came of the act before it."""
    first = harm.head if harm.dep_ == "conj" else harm
    verb = first.head.head
    return first.dep_ == "pobj" and first.head.lower_ in ("in", "to") and verb.lemma_.lower() in OUTCOME and verb.dep_ in ("acl", "advcl", "relcl", "conj")


def nobody_suffered(harm: Token) -> bool:
    """True for a harm that is told as not done: "no soldiers died", "nobody was hurt", "did not kill"."""
    victims = syntax.children(harm, "nsubj", "nsubjpass", "dobj")
    return any(c.dep_ == "neg" for c in harm.children) or any(
        v.lower_ in ("nobody", "none") or (v.lower_ == "one" and any(c.lower_ == "no" for c in v.lefts)) or any(c.dep_ == "det" and c.lower_ == "no" for c in v.lefts)
        for v in victims)


def up_noun(token: Token) -> Token:
    """The head of the noun phrase a noun sits in as modifier or behind a counting head ("a series of raids")."""
    while True:
        if token.dep_ in ("compound", "nmod", "conj") and token.head.pos_ in ("NOUN", "PROPN") and token.head != token:
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and is_counting(token.head.head):
            token = token.head.head
        else:
            return token


def is_counting(noun: Token) -> bool:
    """True for a noun that only counts what its "of" names ("a series of raids"), not for one that is somebody."""
    return noun.pos_ in ("NOUN", "PROPN", "NUM") and not (noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in syntax.ACCUSING)


def is_noun(act: Token) -> bool:
    """True for an act noun, also one that the tagger took for a verb."""
    return act.pos_ in ("NOUN", "PROPN") or is_mistaken_noun(act)


def did_harm(act: Token, harm: Token) -> bool:
    """True when the syntax says that the act at one token did the harm at the other."""
    if is_noun(act):
        return noun_did_harm(act, harm)
    return verb_did_harm(act, harm)


def noun_did_harm(act: Token, harm: Token) -> bool:
    top = up_noun(act)
    head = top.head
    if harm.pos_ in ("NOUN", "PROPN"):                                  # "deaths in the strike", "the toll of the strike reached"
        return act.head == harm or is_outcome(harm, top) or is_toll_of(harm, head) or brings_toll(harm, top)
    if harm.dep_ in ("appos", "conj") and harm.head in (act, top) and harm.pos_ == "ADJ":
        return True                                                     # "car bomb in the market: ten dead"
    if harm.pos_ == "ADJ" and head.lemma_ == "leave" and top.dep_ in ("nsubj", "csubj") and head in harm.ancestors:
        return True                                                     # "the strike left nine people dead"
    if top.dep_ in ("nsubj", "csubj") and chain_of_verbs(harm, head):    # "the strike killed", "the strike hit a market killing nine"
        return True
    if top.dep_ in ("nsubj", "nsubjpass", "attr") and is_added_result(harm, head):
        return True                                                     # "a shell hit the market and nine people were killed"
    if top.dep_ == "nsubjpass" and chain_of_verbs(harm, head) and harm != head:
        return True
    if top.dep_ in ("pobj", "pcomp") and (effect := effect_of(head)) is not None and same_verb_or_aux(effect, harm):
        return True                                                     # "killed in a strike"
    if top.dep_ == "pobj" and head.lower_ in CAUSE and is_victim_of(head.head, harm):
        return True                                                     # "killed six people in a strike", wrongly attached
    if top.dep_ in ("dobj", "nsubjpass", "nsubj") and head.pos_ == "VERB" and head != harm and happened_as(head, harm):
        return True                                                     # "killed when jets carried out raids"
    if harm.dep_ in ("acl", "relcl", "advcl") and harm.head in (top, act):
        return True                                                     # "a strike that killed"
    if harm.dep_ == "ccomp" and harm.head.dep_ == "relcl" and harm.head.head in (top, act) and any(c.lower_ in ("that", "which") for c in harm.lefts):
        return True                                                     # "a strike that residents say killed"
    if harm.dep_ == "ccomp" and is_new_toll(harm.head, (top, act)):
        return True                                                     # "raised the toll from the strike, saying 22 had died"
    if top.dep_ in ("dobj", "pobj") and chain_of_verbs(harm, syntax.clause_head(top)) and harm != syntax.clause_head(top) \
            and harm.tag_ == "VBG":
        return True                                                     # "carried out a strike, killing nine"
    return harm.dep_ == "conj" and harm.head.dep_ in ("acl", "relcl") and harm.head.head == top


# What is raised or revised when a source gives a new number.
TOLLS = frozenset(("toll", "count", "number", "figure"))


def is_new_toll(saying: Token, act: tuple[Token, ...]) -> bool:
    """True for the "saying" of "raised the death toll from the strike, saying …": it hangs on the act or on the verb whose object is the toll."""
    if saying.lower_ not in ("saying", "adding", "reporting"):
        return False
    verb = syntax.clause_head(saying.head)
    if saying.head not in act and not any(verb == syntax.clause_head(a.head) for a in act if a.dep_ == "pobj"):
        return False
    return any(t.lemma_.lower() in TOLLS for t in syntax.children(verb, "dobj", "nsubjpass", "nsubj"))


def is_toll_of(harm: Token, preposition: Token) -> bool:
    """True for "deaths in the strike", "the toll of the strike", "the toll following the strike"."""
    if preposition.lower_ == "following" and preposition.dep_ in ("acl", "prep"):
        return preposition.head == harm
    return preposition.dep_ in ("prep", "agent") and preposition.head in (harm, harm.head) and preposition.lower_ in CAUSE | {"of"}


def brings_toll(harm: Token, act: Token) -> bool:
    """True for "reported the strikes with a death toll of 47": the toll is told with the act."""
    top = up_noun(harm)
    return top.dep_ == "pobj" and top.head.lower_ == "with" and (top.head.head == act or act.dep_ == "dobj" and top.head.head == act.head)


def is_victim_of(noun: Token, harm: Token) -> bool:
    """True for a noun that the harm befell, also one added with a preposition ("killed along with six teachers | in a raid")."""
    if noun.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        return noun.head.head == harm
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head == harm


def effect_of(preposition: Token) -> Token | None:
    """What a preposition of cause hangs on, "due to", "because of" and "as a result of" taken as one; None when it tells no cause."""
    first = preposition
    while first.head.dep_ in ("prep", "pcomp") or first.head.lower_ in ("due", "because", "result"):
        first = first.head
    if first != preposition:
        return first.head if first.lower_ in ("due", "because", "as") else None
    return preposition.head if preposition.lower_ in CAUSE else None


def is_outcome(harm: Token, subject: Token) -> bool:
    """True for the harm noun in "the attack left a toll of 36", "the blast resulted in the deaths of three"."""
    verb, top = subject.head, up_noun(harm)
    if subject.dep_ != "nsubj" or verb.lemma_.lower() not in OUTCOME:
        return False
    return (top.dep_ in ("dobj", "oprd") and top.head == verb) or (top.dep_ == "pobj" and top.head.head == verb)


def is_added_result(harm: Token, verb: Token) -> bool:
    """True for a clause added to that of the verb that tells only who was harmed: "… and 15 people were injured"."""
    if harm.dep_ != "conj" or harm.head != verb or not syntax.is_passive(harm):
        return False
    return not any(c.dep_ in ("agent", "prep", "npadvmod", "advcl") for c in harm.children)


def same_verb_or_aux(verb: Token, harm: Token) -> bool:
    return verb == harm or (verb.dep_ == "conj" and verb.head == harm) or (harm.dep_ == "conj" and harm.head == verb) \
        or (harm.pos_ == "ADJ" and verb == harm.head)


def chain_of_verbs(verb: Token, governor: Token) -> bool:
    """True when verb is the governor or hangs on it as a participle, infinitive or conjunct without a subject of its own."""
    for _ in range(CLAUSES):
        if verb == governor:
            return True
        if verb.dep_ not in ("advcl", "xcomp", "conj", "dep", "acl", "ccomp", "oprd", "acomp", "attr", "dobj") or syntax.children(verb, "nsubj", "nsubjpass"):
            return False
        verb = verb.head
        if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("dobj", "pobj"):
            verb = syntax.clause_head(verb)
    return False


def verb_did_harm(act: Token, harm: Token) -> bool:
    if harm.pos_ in ("VERB", "ADJ") and chain_of_verbs(harm, act) and harm != act:
        return True                                                     # "attacked a village, killing three"
    if happened_as(act, harm):
        return True                                                     # "killed when gunmen attacked"
    if is_added_result(harm, act):
        return True                                                     # "protesters clashed with police and nine people were injured"
    if act.dep_ in ("acl", "relcl"):
        noun = act.head                                                 # "killed by shells fired by rebels"
        if noun.dep_ == "pobj" and (effect := effect_of(noun.head)) is not None and same_verb_or_aux(effect, harm):
            return True
        if noun.dep_ in ("nsubj",) and chain_of_verbs(harm, noun.head):
            return True                                                 # "shells fired by rebels killed three"
    if act.dep_ == "pcomp" and act.head.lower_ in CAUSE and act.head.head == harm:
        return True
    return False


# Conjunctions after which another event is told, not what did the harm.
NOT_CAUSES = word_class("not_causes")


def happened_as(act: Token, harm: Token) -> bool:
    """True when the act's clause says how the harm came about: "killed when / as / after …"."""
    if act.dep_ != "advcl" or not same_verb_or_aux(act.head, harm):
        return False
    return not any(c.dep_ in ("mark", "advmod") and c.lower_ in NOT_CAUSES for c in act.children)


def is_subject_noun(act: Token, verb: Token) -> bool:
    if not is_noun(act):
        return False
    top = up_noun(act)
    if top.dep_ in ("nsubj", "nsubjpass") and top.head == verb:
        return True
    return verb.dep_ in ("relcl", "acl", "advcl") and verb.head == top


def added_to(noun: Token) -> list[Token]:
    """The verb of "six were killed, including women and children, and | 20 others wounded", where the parser adds the others to those included."""
    while noun.dep_ == "conj":
        noun = noun.head
    return [noun.head.head] if noun.dep_ == "pobj" and noun.head.lower_ == "including" else []


def coordinated(first: Token, second: Token) -> bool:
    """True when the second harm is a conjunct of the first, or they are joined by a coordination of their clauses."""
    if first.pos_ in ("NOUN", "PROPN") or second.pos_ in ("NOUN", "PROPN"):
        return second.dep_ == "conj" and second.head == first
    for low, high in ((second, first), (first, second)):
        token = low.head if low.dep_ == "acl" and low.head.dep_ == "conj" else low     # "one was killed and | nine others injured"
        if not (low.pos_ == "VERB" and high.pos_ in ("VERB", "ADJ") or low.pos_ == "ADJ"):
            continue
        for _ in range(CLAUSES):
            if token.dep_ not in ("conj", "dep", "parataxis", "ccomp", "advcl", "xcomp"):
                break
            token = token.head
            if token == high:
                return True
        if low.dep_ == "acl" and high in added_to(low.head):
            return True
    return False
