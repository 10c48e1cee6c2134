"""Reading a dependency tree for arguments: who is the subject of this verb, which nouns follow this preposition.

Labels are those of spaCy's English models (ClearNLP). All functions take and return token indices into `parsed.doc`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "attr", "oprd")

# Heads that only count or single out; the noun behind their "of" is what is meant ("dozens of civilians", "one of the strikes").
COUNTING = word_class("counting")

# Verbs whose object, not subject, does the act of their infinitive ("ordered the army to attack").
OBJECT_CONTROL = word_class("object_control")

# Verbs of harm that cannot do without an object: with a subject alone they are participles of a short headline passive.
ALWAYS_TRANSITIVE = frozenset("kill wound injure displace abduct kidnap arrest detain".split())

RELATIVES = frozenset(("who", "which", "that", "whom", "where", "when", "whose"))


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """True when the verb's grammatical subject is the one acted on."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass", "csubjpass"):
            return True
    if verb.tag_ in ("VBN", "VBD") and (is_headline_passive(verb) or is_intransitive_harm(verb)):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod") or any(child.dep_ == "agent" for child in verb.children):
        return True
    if verb.dep_ == "conj":
        return verb.head.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "aux", "dobj") for c in verb.children) and is_passive(verb.head)
    # "three killed in raid": a headline's participle without auxiliary and object
    return not any(c.dep_ in ("aux", "dobj") for c in verb.children) and any(c.dep_ == "prep" for c in verb.children)


def is_intransitive_harm(verb: Token) -> bool:
    """True for "five men wounded": a verb that always has an object, with a subject, no object and no auxiliary."""
    if verb.lemma_.lower() not in ALWAYS_TRANSITIVE or verb.dep_ == "relcl" or not children(verb, "nsubj"):
        return False
    return not any(c.dep_ in ("dobj", "aux", "ccomp") or c.dep_ == "conj" and children(c, "dobj") for c in verb.children)


def is_headline_passive(verb: Token) -> bool:
    """True for "one killed 16 injured": the object of the first verb bears a participle of its own."""
    subject, objects = children(verb, "nsubj"), children(verb, "dobj")
    return bool(subject and objects) and any(c.pos_ == "NUM" or c.dep_ == "nummod" for c in (subject[0], *subject[0].children)) \
        and any(c.dep_ in ("acl", "relcl") and c.tag_ == "VBN" for c in objects[0].children)


def nominal(head: Token) -> list[Token]:
    """The noun meant and its conjuncts: looks through counting heads ("dozens of civilians") and coordination."""
    found = []
    for token in (head, *conjuncts(head)):
        found.append(through_counting(token))
    return found


def conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            yield child
            yield from conjuncts(child)


def through_counting(token: Token) -> Token:
    if token.lemma_.lower() in COUNTING or token.pos_ == "NUM":
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for inner in prep.children:
                    if inner.dep_ == "pobj":
                        return through_counting(inner)
    return token


def swallowed_noun(participle: Token) -> Token | None:
    """The noun that a missing comma made the subject of a result: "hit the town of | Tabqa killing nine", "hit | its courtyard killing two"."""
    head = participle.head
    if participle.tag_ != "VBG" or participle.dep_ not in ("pcomp", "ccomp", "advcl") or participle.lemma_.lower() not in RESULTS \
            or head.lemma_ in PERCEIVING or children(head, "dobj"):
        return None
    subjects = children(participle, "nsubj")
    near = len(subjects) == 1 and head.i < subjects[0].i and participle.i - subjects[0].i <= SWALLOWED_WITHIN
    return subjects[0] if near and not children(participle, "aux", "mark") else None


# Tokens from the swallowed noun to the participle: next to it, or with one word of its own phrase between.
SWALLOWED_WITHIN = 2

# Verbs whose complement has a subject of its own ("filmed rebels killing a soldier").
PERCEIVING = word_class("perceiving")


def prepositional(head: Token, preposition: str) -> list[Token]:
    """Objects of `preposition` below head, conjuncts included; chains such as "from Homs to" are followed."""
    found = []
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ == preposition:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    found += nominal(swallowed_noun(inner) or inner)
        elif child.dep_ == "prep" and child.lower_ != "according":       # "according to | the source" is who says it
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == preposition:
                    for deepest in inner.children:
                        if deepest.dep_ == "pobj":
                            found += nominal(deepest)
    return found


def surface_subject(verb: Token) -> list[Token]:
    """Grammatical subject of the verb's clause, its own or shared with a governing clause; empty when there is none."""
    own = children(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    if own:
        return [t for token in own for t in antecedents(token, verb)]
    dep, head = verb.dep_, verb.head
    if head == verb:
        return []
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head)
    if dep == "relcl" or (dep == "amod" and verb.tag_ == "VBN"):
        return nominal(head)                          # "besieged residents"
    if dep == "acl":
        return subject_of_modifier(verb, head)
    if dep == "xcomp":
        if head.lemma_.lower() in OBJECT_CONTROL and (objects := children(head, "dobj")):
            return [t for o in objects for t in nominal(o)]
        return surface_subject(head) if not is_passive(head) else deep_object(head)
    if dep == "acomp":
        return surface_subject(head)                  # "were able | to hold the town"
    if dep == "ccomp" and verb.tag_ == "VBD" and (broken := broken_off_subject(verb)):
        return broken
    if dep == "advcl" and verb.tag_ in ("VBG", "VB", "VBN"):
        return surface_subject(head) if head.pos_ in ("VERB", "AUX") else []
    if dep == "conj" and head.dep_ in ("pobj", "pcomp") and verb.tag_ == "VBG":
        dep, head = "pcomp", head.head               # "accused of funding and arming"
    if dep in ("pcomp", "pobj") and verb.tag_ == "VBG" and head.head != head:
        governor = head.head
        if (accused := accused_by(governor)):
            return accused
        return surface_subject(governor) if governor.pos_ in ("VERB", "AUX") else nominal_actor(governor)
    if dep == "aux" or (dep == "ccomp" and verb.tag_ in ("VB", "VBG")):
        if head.lemma_.lower() in OBJECT_CONTROL and (objects := children(head, "dobj")):
            return [t for o in objects for t in nominal(o)]
        return surface_subject(head) if verb.tag_ in ("VB", "VBG") else []
    return []


# Nouns that stand for an undertaking: whoever makes the attempt does what it is an attempt at.
UNDERTAKINGS = word_class("undertakings")


def subject_of_modifier(verb: Token, noun: Token) -> list[Token]:
    """Who does what a clause hung on a noun tells: the noun itself ("rebels holding the town"), whoever undertakes it
    ("attempts by rebels to take it"), or the subject of the whole clause ("shelled the village, killing three")."""
    if noun.lemma_.lower() in UNDERTAKINGS or verb.tag_ == "VB":
        makers = prepositional(noun, "by") or nominal_actor(noun)
        return makers or clause_subject(noun)
    if verb.tag_ == "VBG" and noun.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in RESULTS:
        return clause_subject(noun)
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        return surface_subject(noun.head)             # "the SDF are the main force fighting"
    last = [t for t in conjuncts(noun) if t.i == verb.i - 1 and verb.tag_ == "VBN"]
    return last or nominal(noun)                      # "women and | 20 others wounded"


# Participles that tell what came of the main act, wherever the parser hangs them.
RESULTS = word_class("syntax_results")


def clause_subject(token: Token) -> list[Token]:
    verb = clause_head(token)
    return deep_subject(verb) if verb.pos_ == "VERB" and verb != token else []


def broken_off_subject(verb: Token) -> list[Token]:
    """The subject that a participle before the verb took away: "terrorists affiliated with X | fired"."""
    for sister in verb.head.children:
        if sister.dep_ in ("ccomp", "nsubj", "advcl") and sister.i < verb.i and sister.tag_ in ("VBN", "VBD", "VBG") and sister != verb:
            own = children(sister, "nsubj", "nsubjpass")
            if own and not any(c.dep_ in ("aux", "auxpass", "dobj") for c in sister.children):
                return nominal(own[-1])
    return []


# Verbs whose object is said to have done what follows "of" or "for".
ACCUSING = word_class("accusing")


# Arcs from what somebody is accused of up to the verb of accusing, where the parser hangs it on a noun in between.
ACCUSING_REACH = 5


def accused_by(governor: Token) -> list[Token]:
    """The object of a verb of accusing that governs "of …ing", wherever the parser hangs the preposition; else nobody."""
    for _ in range(ACCUSING_REACH):
        if governor.lemma_.lower() in ACCUSING:
            return deep_object(governor)
        if governor.dep_ == "pobj" and governor.head.lower_ == "of":
            governor = governor.head.head
        elif governor.dep_ in ("dobj", "nsubjpass", "conj") or (governor.dep_ in ("advcl", "ccomp") and governor.tag_ in ("VBN", "VBD")):
            governor = governor.head
        else:
            return []
    return []


def nominal_actor(noun: Token) -> list[Token]:
    """Possessor of a noun that governs a gerund ("its policy of bombing")."""
    return [t for p in children(noun, "poss") for t in nominal(p)]


def antecedents(subject: Token, verb: Token) -> list[Token]:
    """The noun behind a relative pronoun, else the subject with its conjuncts."""
    if subject.lower_ in RELATIVES and verb.dep_ in ("relcl", "acl") :
        return nominal(verb.head)
    if subject.lower_ in RELATIVES and verb.dep_ == "conj" and verb.head.dep_ in ("relcl", "acl"):
        return nominal(verb.head.head)
    return nominal(subject)


def deep_subject(verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if not is_passive(verb):
        return surface_subject(verb)
    agents = prepositional(verb, "by")
    if not agents and verb.dep_ == "conj":
        agents = prepositional(verb.head, "by")
    if not agents and verb.dep_ == "amod":           # "the US-backed group"
        agents = [c for c in children(verb, "npadvmod") if c.nbor(1).text == "-"]
    return agents


def deep_object(verb: Token) -> list[Token]:
    """Who or what it is done to: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return surface_subject(verb)
    own = [t for child in children(verb, *OBJECTS) for t in ([verb.head] if child.lower_ in RELATIVES and verb.dep_ == "relcl" else nominal(child))]
    if own:
        return own
    if swallowed := [noun for c in children(verb, "ccomp", "advcl") if (noun := swallowed_noun(c))]:
        return swallowed
    if verb.lemma_.lower() in ACCUSING:              # "accused | hired hands": the participle before the object, read as a clause
        return [t for c in children(verb, "advcl", "ccomp") if c.tag_ in ("VBN", "VBD") and c.i == verb.i + 1 for o in children(c, "dobj") for t in nominal(o)]
    if verb.dep_ == "relcl" and not any(c.lower_ in RELATIVES and c.dep_ in SUBJECTS for c in verb.children) and children(verb, *SUBJECTS):
        return nominal(verb.head)                     # "the town (that) they shelled"
    shared = [c for c in children(verb, "conj") if c.pos_ == "VERB" and children(c, *OBJECTS) and not children(c, *SUBJECTS)]
    if shared and not any(c.dep_ == "prep" for c in verb.children):
        return deep_object(shared[0])                 # "seized and held the town"
    return []


# "Had anything to do with": what stands for the part that somebody had in an act.
SOME_PART = frozenset(("anything", "nothing", "something", "everything"))


def having_to_do(noun: Token) -> Token | None:
    """The "have" of "have something to do with" an act noun; None for any other phrase."""
    do = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or do.lemma_ != "do" or do.head.lower_ not in SOME_PART:
        return None
    return do.head.head if do.head.head.lemma_ == "have" else None


def clause_head(token: Token) -> Token:
    """The nearest verb above a token (the token itself when it is one), the root at last."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token
