"""The signs that a word carries itself: its modal and negation, its adverbs and adjectives, the conjunction of its clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import word_class
from .status_scope import is_finite, is_infinitive, is_noun
from .status_words import Index, cues_at, phrase_before, written

if TYPE_CHECKING:
    from spacy.tokens import Token

# "not only killed", "not just bombed": what follows did happen.
FOCUS = word_class("focus")

# "nearly 50 people", "almost all": about the number, not the act.
AMOUNTS = word_class("amounts")

# A failed attack was fought all the same; a failed attempt, coup or plot came to nothing.
LOSING = frozenset("failed unsuccessful botched bungled abortive".split())
FOUGHT = word_class("fought")

# Verbs whose "if" and "whether" report a question.
ASKING = frozenset(("ask", "wonder", "inquire", "enquire", "question"))

# Modals that are negated from outside: "could not reach" did not reach, while "may not have reached" is open.
ABILITY = frozenset(("could", "can"))

# "Shelling could be heard": it was.
PERCEIVING = frozenset(("see", "hear", "watch", "feel", "smell"))

# A modal of the main clause, beside "if" and "unless", leaves the act to the condition.
IF = frozenset(("if", "unless"))
HYPOTHETICAL = frozenset(("would", "will", "shall", "may", "might", "could", "can", "should", "must"))


def verb_signs(verb: Token, index: Index, *, reported: bool, is_act: bool, below: Token | None = None) -> list[str]:
    """The effects of a verb's own words on what it tells, innermost first; `reported` when somebody in the past says the clause."""
    hedges = list(adverbs(verb, index))
    negations = [h for h in hedges if h == "negated"] + list(negating(verb, index, is_act, below))
    modals = list(modal_effects(verb, index, reported))
    if any(written(c) in ABILITY for c in verb.lefts if c.dep_ == "aux"):
        negations, modals = modals, negations
    return [*negations, *modals, *(h for h in hedges if h != "negated"), *clause_signs(verb, index)]


def doubts(verb: Token, index: Index, reported: bool) -> list[str]:
    """The modals and hedges alone, without negation."""
    return [e for e in (*adverbs(verb, index), *modal_effects(verb, index, reported)) if e != "negated"]


def noun_signs(noun: Token, index: Index) -> Iterator[str]:
    """"suspected attack", "no attack", "an attack planned for May", "apparently from an attack"."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "acomp", "compound", "advmod", "nmod"):
            if child.dep_ != "acl" or child.tag_ == "VBN" and not is_finite(child):
                yield from (cue.effect for cue in cues_at(index, "adj", child)[:1] if len(cue.words) == 1 and not is_lost(child, noun))
            if child.dep_ == "advmod" and not before_amount(child) and (cue := phrase_before(index, "adv", child)):
                yield cue.effect
    if noun.dep_ == "pobj":
        yield from (cue.effect for c in noun.head.lefts if c.dep_ == "advmod" and (cue := phrase_before(index, "adv", c)) and cue.effect == "possible")
    if is_negative(noun, index):
        yield "negated"


def is_lost(adjective: Token, noun: Token) -> bool:
    """True for "a failed offensive": it was fought, and lost; "a failed attempt" came to nothing."""
    return adjective.lower_ in LOSING and noun.lemma_.lower() in FOUGHT


def is_negative(noun: Token, index: Index) -> bool:
    """True for "no attack", "not a single attack", "nobody", "neither side", "not an attack"; not for "no fewer than ten"."""
    found = any(phrase_before(index, "det", word) for word in (noun, *noun.lefts)) \
        or any(c.dep_ == "neg" and not is_focus(c) for c in noun.lefts)
    return found and not is_comparison(noun)


def is_comparison(noun: Token) -> bool:
    """True for "no fewer than ten", "no less than"."""
    return any(t.lower_ in ("fewer", "less") for t in noun.doc[noun.left_edge.i:noun.i])


def is_focus(negation: Token) -> bool:
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in FOCUS


def negating(verb: Token, index: Index, is_act: bool = False, below: Token | None = None) -> Iterator[str]:
    """One "negated" for each negation of the verb: "not", "never", "no longer", "no one …", and, of the act itself, "killed no one"."""
    for child in verb.children:
        dep = child.dep_
        if child == below:
            continue
        if dep == "neg":
            if not is_focus(child) and not is_corrected(verb):
                yield "negated"
        elif dep in ("nsubj", "nsubjpass") or dep in ("dobj", "attr") and is_act:
            if is_negative(child, index):
                yield "negated"
        elif dep in ("cc", "preconj") and child.lower_ in ("nor", "neither") and child.i < verb.i:
            yield "negated"
    if verb.dep_ == "conj" and any(c.lower_ == "nor" and verb.head.i < c.i < verb.i for c in verb.head.children):
        yield "negated"


def is_corrected(verb: Token) -> bool:
    """True for "did not kill civilians but fighters": the negation picks the object, not the act."""
    return any(c.dep_ == "cc" and c.lower_ == "but" for o in verb.rights if o.dep_ in ("dobj", "pobj") for c in o.children)


def adverbs(verb: Token, index: Index) -> Iterator[str]:
    """The effects of adverbs: "reportedly", "in all likelihood", "almost", "tomorrow", "has yet to"."""
    for child in (*verb.children, *(p for c in verb.lefts if c.dep_ == "nsubj" for p in c.rights if p.right_edge.i + 1 == verb.i)):
        dep = child.dep_
        if dep in ("advmod", "npadvmod", "amod", "acomp", "mark"):
            word = child
        elif dep == "prep":
            word = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif dep == "aux" and child.lower_ == "to":
            word = child
        else:
            continue
        if word is None or dep == "acomp" and verb.lemma_ == "be":
            continue
        cue = phrase_before(index, "adv", word)
        if cue and "not" not in cue.words and not before_amount(word) and not (cue.effect == "future" and verb.tag_ == "VBD") and written(child) != "not":
            yield cue.effect


def before_amount(adverb: Token) -> bool:
    """True for "nearly 50", "almost all": the adverb speaks of the number."""
    if adverb.i + 1 >= len(adverb.doc):
        return False
    after = adverb.nbor()
    return after.pos_ == "NUM" or after.like_num or after.lower_ in AMOUNTS


def modal_effects(verb: Token, index: Index, reported: bool) -> Iterator[str]:
    """What the modal makes of the verb: "would" in reported speech is the past's future; with "if" it is a condition."""
    helpers = [written(c) for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    if verb.lemma_.lower() in PERCEIVING:
        helpers = [h for h in helpers if h not in ABILITY]
    for helper in helpers:
        cue = next((c for c in index.get(("aux", helper), ()) if all(w in helpers for w in c.words[1:])), None)
        if cue is not None:
            yield "future" if helper == "would" and reported and "have" not in helpers else cue.effect
    if "to" in helpers and verb.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
        yield "future"                                 # a headline: "Troops to withdraw"
    if verb.dep_ == "ccomp" and is_subjunctive(verb):
        yield "future"
    if any(h in HYPOTHETICAL for h in helpers) and is_main_of_condition(verb):
        yield "conditional"


def is_subjunctive(verb: Token) -> bool:
    """True for what somebody wants done: "insisted that the siege be lifted", "that the army withdraw"."""
    helpers = [c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.lefts) and (helpers == ["be"] or verb.tag_ == "VB" and not helpers)


def is_main_of_condition(verb: Token) -> bool:
    """True for the main clause of an "if" or "unless"; "even if" leaves it as it is."""
    return any(m.lower_ in IF and not (m.i and m.nbor(-1).lower_ in ("even", "as"))
               for c in verb.children if c.dep_ == "advcl" for m in c.lefts if m.dep_ in ("mark", "advmod"))


def clause_signs(verb: Token, index: Index) -> Iterator[str]:
    """What the word that opens the clause makes of it: "if", "whether", "in order to", "had it not …"."""
    for child in verb.lefts:
        if child.dep_ not in ("mark", "aux", "advmod", "prep", "cc", "pobj") or is_noun(child):
            continue
        if child.lower_ in ("if", "whether") and verb.dep_ in ("ccomp", "xcomp", "pcomp", "acl"):
            yield "question" if verb.head.lemma_.lower() in ASKING else "possible"
        elif child.lower_ == "if" and any(c.effect == "possible" for a in verb.head.rights if a.dep_ == "acomp" for c in cues_at(index, "adj", a)):
            yield "possible"                           # "it is unclear if"
        elif (cue := phrase_before(index, "conj", child)) and (child.lower_ != "to" or is_infinitive(verb)):
            yield cue.effect
        elif child.dep_ == "aux" and child.lower_ in ("had", "should", "were") and verb.dep_ in ("advcl", "ccomp") and child.i == verb.left_edge.i:
            if any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > child.i for c in verb.lefts):
                yield "conditional"
