"""The word of the lexicon by which a word of the sentence governs an act: "vowed (to attack)", "ahead of (an attack)", "(the claim) is false"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from .status_scope import CONTENT, OCCURRENCE, TOLLS, is_definite, is_finite, is_infinitive, is_noun
from .status_words import Cue, Index, cues_at, ends_here, phrase_before, starts_here

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that end what is going on: unless they are carried out, it goes on.
CEASING = frozenset("stop halt suspend pause put bring end cease".split())

# An attempt with such a verb beside it did not succeed: "tried to storm the town but failed".
FAILING = frozenset(("fail", "repel", "foil", "thwart", "repulse"))
UNDONE = frozenset(("attempt", "try", "plot", "bid", "effort", "plan"))

# "The attack" that somebody planned or ordered was carried out; "an attack" may not have been.
ORDERING = word_class("ordering")

# Who agrees to one of these has made it.
DEALS = frozenset("truce ceasefire deal agreement pact accord armistice".split())

# What is said of a claim with these: "described the reports as untrue".
DESCRIBING = frozenset("describe brand label call denounce dismiss".split())

# The prepositions behind which a verb or noun of the lexicon governs an act, beside those that its row names.
GOVERNING = frozenset(("of", "for", "to"))


def effect_of(cue: Cue, head: Token, path: list[Token]) -> str:
    """The row's effect, told apart by what becomes of it when it is not carried out, and by how an attempt ended."""
    if cue.effect == "negated" and cue.scope in ("object", "from") and head.pos_ == "VERB":
        return "ceased" if cue.words[0] in CEASING and not any(step.lower_ == "from" for step in path) else "prevented"
    if cue.words[0] in UNDONE and any(c.dep_ == "conj" and c.lemma_ in FAILING for c in head.children):
        return "negated"
    return cue.effect


def governing(head: Token, child: Token, path: list[Token], index: Index) -> Cue | None:
    """The row by which a word governs what hangs on it, of most words first."""
    if head.dep_ in ("prep", "agent", "mark", "pobj", "npadvmod") or head.pos_ in ("ADP", "SCONJ"):
        cue = phrase_before(index, "conj", head)
        if cue is not None and len(cue.words) > (head.pos_ == "NOUN") and (cue.scope == "complement" or child.tag_ == "VBG"):
            return cue
    if head.pos_ in ("VERB", "AUX"):
        if (judged := judgement(head, child, index)) is not None:
            return judged
        if child.dep_ in ("nsubj", "csubj") or head.lemma_ == "be":
            return None
        pool = [c for c in cues_at(index, "verb", head) if starts_here(c, head, path)]
        if child.dep_ in ("xcomp", "advcl", "ccomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts):
            pool = [*be_to(head, index), *pool]
    elif head.pos_ in ("ADJ", "ADP", "ADV"):
        pool = [c for c in cues_at(index, "adj", head) if ends_here(c, head) or len(c.words) == 1]
        pool = [*(be_to(head, index) if is_infinitive(child) else ()), *pool]
    else:
        pool = [c for c in cues_at(index, "noun", head) if ends_here(c, head)]
    return next((c for c in pool if reaches(c, head, child, path)), None)


def be_to(word: Token, index: Index) -> list[Cue]:
    """The rows "be … to" of a word, when it is a participle or adjective: "is said to", not "said to"."""
    active = word.tag_ in ("VBD", "VBZ", "VBP") and not any(c.dep_ == "auxpass" for c in word.lefts)
    return [c for c in cues_at(index, "aux", word) if c.words[0] == "be" and not (active and c.effect == "possible")]


def judgement(head: Token, child: Token, index: Index) -> Cue | None:
    """What is said of an act or a claim: "the claim is false", "described the reports as untrue", "an attack is likely", "the attempt failed"."""
    dep = child.dep_
    if dep not in ("nsubj", "csubj", "nsubjpass", "ccomp", "dobj"):
        return None
    if child.lemma_.lower() in UNDONE and head.lemma_ in FAILING and dep == "nsubj":
        return Cue((head.lemma_,), "negated", "complement")
    content = child.lemma_.lower() in CONTENT
    known = is_definite(child) and child.lemma_.lower() not in TOLLS and not content
    said = [w for w in head.rights if w.dep_ in ("acomp", "attr", "oprd", "advcl") and w.pos_ in ("ADJ", "VERB") and w != child]
    if dep == "dobj" and head.lemma_ in DESCRIBING:
        said.append(child.right_edge)                  # "described the reports that it had fled as untrue": joined to "fled"
    for word in said:
        cue = next((c for c in cues_at(index, "adj", word) if ends_here(c, word)), None)
        if cue is None:
            continue
        if dep == "dobj" and cue.effect == "denied" and content:
            return cue
        if dep != "dobj" and (cue.effect in ("denied", "negated") or not known):
            return cue
    return None


def reaches(cue: Cue, head: Token, child: Token, path: list[Token]) -> bool:
    """True when the row's scope takes in what hangs on the word by this arc."""
    dep = child.dep_
    if dep in ("prep", "pcomp", "pobj"):
        return governs_through(cue, child, path)
    if dep in ("amod", "nummod", "appos", "agent", "nsubj") or dep == "relcl" and not is_infinitive(child):
        return False
    if not is_noun(child) and not reaches_clause(cue, head, child):
        return False
    if is_noun(child) and cue.effect in ("future", "possible") and dep in ("dobj", "nsubjpass") and is_known(cue, head, child):
        return False
    if cue.words == ("agree",) and child.lemma_.lower() in DEALS and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in head.lefts):
        return False                                   # "a truce was agreed in May"
    if cue.words == ("avoid",) and is_noun(child) and is_definite(child):
        return False                                   # "fled to avoid the battles"
    if cue.scope == "object":
        content = child.lemma_.lower() in CONTENT      # who rejects the strikes does not deny them; who rejects the claim does
        return dep in ("dobj", "nsubjpass", "xcomp", "compound", "ccomp", "advcl") and (cue.effect != "denied" or len(cue.words) > 1 or content)
    if cue.scope == "from":
        return "from" not in cue.words and dep in ("dobj", "nsubjpass", "xcomp", "ccomp", "advcl")
    return dep not in ("compound", "nmod", "poss") or head.pos_ in ("NOUN", "PROPN")


def reaches_clause(cue: Cue, head: Token, clause: Token) -> bool:
    """False for a clause beside the one that the row takes: a when-clause, the purpose of something else, a plan told in the past."""
    dep = clause.dep_
    if dep == "advcl":
        beside = head.pos_ == "VERB" and any(c.dep_ == "dobj" for c in head.children)
        return is_infinitive(clause) and not beside or cue.words[-1] == "for"
    if dep == "acl":
        return is_infinitive(clause) or is_finite(clause) and any(c.dep_ == "mark" for c in clause.lefts)
    if cue.effect != "future" or dep != "ccomp":
        return True
    if head.pos_ == "VERB":
        return not is_told_as_past(clause, cue)
    return not is_finite(clause) or any(c.dep_ == "mark" for c in clause.lefts)


def is_known(cue: Cue, head: Token, noun: Token) -> bool:
    """True for an act that a plan or doubt takes as known: "the attack that he ordered", "the strike is believed to have killed"."""
    begun = [c for c in head.rights if c.dep_ == "xcomp" or c.dep_ == "prep" and any(o.dep_ == "pcomp" for o in c.rights)]
    if begun and noun.dep_ == "nsubjpass":
        return begun[0].lemma_ not in OCCURRENCE
    return is_definite(noun) and noun.lemma_.lower() not in CONTENT | UNDONE and (cue.effect == "possible" or is_carried_out(cue, head, noun))


def is_told_as_past(clause: Token, cue: Cue) -> bool:
    """True for "swore that it had fled" and "agree that it is under siege": a plan is for what is to come."""
    tenses = {c.tag_ for c in clause.lefts if c.dep_ in ("aux", "auxpass")} | {clause.tag_}
    return "MD" not in tenses and ("VBD" in tenses or cue.words == ("agree",) and is_finite(clause))


def is_carried_out(cue: Cue, head: Token, noun: Token) -> bool:
    """True for "the attack" that somebody "who planned it" is spoken of, not for "ordered the release of the hostages"."""
    return cue.words[0] in ORDERING and (head.dep_ in ("relcl", "acl") or not any(c.lower_ == "of" for c in noun.rights))


def governs_through(cue: Cue, child: Token, path: list[Token]) -> bool:
    """True when the row governs what stands behind this preposition."""
    preposition = child.lower_
    below = path[-2] if len(path) > 1 else child
    if cue.words == ("agree",) and below.lemma_.lower() in DEALS:
        return False
    if cue.scope == "from":
        return preposition == "from"
    if len(cue.words) > 1 and preposition in cue.words:
        return True
    if preposition not in GOVERNING or cue.scope == "object":
        return False
    return preposition == "for" or not (is_noun(below) and is_definite(below)) or cue.effect in ("denied", "negated")
