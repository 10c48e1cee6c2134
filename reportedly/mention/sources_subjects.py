"""Who speaks: the subject of a verb of saying, parsed, inverted, shared, or read by the classes of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import Sentence
from .sources_cue_forms import first_of_verb_group, is_finite_cue, is_main_after_apposition
from .sources_lexicon import Cue, source_nouns
from .sources_spans import (DAYS, INTERVIEWS, NAME, NOMINAL, Range, after_dateline, is_finite, noun_phrase_after, noun_phrase_before,
                            subject_phrase, trimmed)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# An opening phrase with its apposition ("X, spokesman for Y affiliated with Z,") is rarely longer.
LONGEST_OPENING = 45

# What one does with a statement of one's own.
ISSUES = word_class("issues")

# In texts without punctuation only these are taken as inverted: others take objects.
INVERTED_UNMARKED = frozenset(("say", "add"))


def source_of(doc: Doc, sentence: Sentence, verb: Token, cue: Range) -> Range | None:
    """The phrase that names who speaks, or None when the sentence does not say."""
    if verb.tag_ == "VBN" and is_main_after_apposition(doc, cue):
        return opening_phrase(doc, sentence, cue)
    labels = [c.dep_ for c in verb.children]
    if "auxpass" in labels or "nsubjpass" in labels:
        return agent_of(verb, sentence)
    for subject in reversed([c for c in verb.lefts if c.dep_ in ("nsubj", "csubj") and c.i < cue[0]]):
        if subject.tag_ in ("WDT", "WP") or (subject.lower_ == "that" and verb.dep_ == "relcl"):
            return antecedent(verb, sentence)
        if subject.tag_ == "EX" or subject.dep_ == "csubj":
            break
        return source_phrase(doc, sentence, subject, cue)
    if verb.tag_ == "VBG" and (phrase := noun_phrase_before(doc, cue[0], sentence.first)) and doc[phrase[0] - 1].lower_ == "with" and phrase[0] > sentence.first:
        return phrase
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "pcomp", "prep") and (shared := borrowed_subject(verb, sentence)):
        return shared
    return opening_phrase(doc, sentence, cue) or (noun_phrase_before(doc, cue[0], sentence.first) if is_finite_cue(doc, cue) else borrowed_subject(verb, sentence))


def source_phrase(doc: Doc, sentence: Sentence, subject: Token, cue: Range) -> Range | None:
    """The parsed subject; in a sentence without commas, where the parser joins what is said to it, the noun phrase before the verb."""
    phrase = subject_phrase(subject, cue[0], sentence.first)
    if phrase and phrase[0] > sentence.first + 2 and (whole := opening_phrase(doc, sentence, cue)) and any(t.lower_ in INTERVIEWS or t.lower_ == "statement" for t in doc[whole[0]:phrase[0]]) and doc[whole[0]].tag_ in NAME | {"DT"}:
        return noun_phrase_after(doc, whole[0], next(t.i for t in doc[whole[0]:cue[0]] if t.lower_ == "in" or t.i == cue[0] - 1))
    if phrase and phrase[0] > sentence.first and doc[phrase[0] - 1].tag_ in ("VBG", "VBN", "IN") and (whole := opening_phrase(doc, sentence, cue)) and whole[0] == sentence.first:
        return whole
    if phrase and phrase[0] > sentence.first and (doc[phrase[0] - 1].text in "([-" or doc[phrase[0] - 1].tag_ in NAME and doc[phrase[0]].tag_ in NAME):
        longer = noun_phrase_before(doc, phrase[1], sentence.first)
        return longer if longer and longer[0] < phrase[0] else phrase
    if phrase and phrase[1] == cue[0] and phrase[0] > sentence.first + 2 and not has_comma(doc, sentence):
        shorter = noun_phrase_before(doc, cue[0], sentence.first)
        return with_partner(doc, sentence, shorter) if shorter and shorter[0] > phrase[0] else phrase
    return phrase


def with_partner(doc: Doc, sentence: Sentence, source: Range) -> Range:
    """The source with the speaker joined to it by "and", where the parse takes both for the subject of the verb after them."""
    partner = next((doc[i].head for i in range(*source) if doc[i].dep_ == "conj" and doc[i].head.i < source[0]), None)
    if doc[source[0] - 1].lower_ != "and" or partner is None or partner.dep_ != "nsubj" or partner.head.i != source[1]:
        return source
    first = noun_phrase_before(doc, source[0] - 1, sentence.first)
    return (first[0], source[1]) if first and first[0] <= partner.i else source


def has_comma(doc: Doc, sentence: Sentence) -> bool:
    return any(t.text == "," for t in doc[sentence.first:sentence.last])


def agent_of(verb: Token, sentence: Sentence) -> Range | None:
    """Who did a passive saying ("was reported by X")."""
    for child in verb.rights:
        if child.dep_ == "agent" and child.i + 1 < sentence.last:
            return noun_phrase_after(verb.doc, child.i + 1, sentence.last)
    return None


def antecedent(verb: Token, sentence: Sentence) -> Range | None:
    """The noun that a relative clause hangs on ("residents who claimed")."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    relative = next((t.i for t in verb.doc[noun.i:verb.i] if t.tag_ in ("WDT", "WP")), verb.i)
    return trimmed(verb.doc, max(noun.left_edge.i, sentence.first), relative)


def inverted_source(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range) -> Range | None:
    """The subject of an inverted verb: '"…," said the spokesman', 'reported a source on the ground'.

    The phrase begins right after the verb and nothing but a mark, a relative clause or the end follows it; before the verb
    stands what is said. Verbs that take an object ("reported the death") also need a mark before them.
    """
    if not is_finite(verb) or cue[0] != verb.i or cue[1] >= sentence.last or row.takes in ("accuse", "object") or verb.lemma_ == "tell":
        return None
    marked = verb.i > sentence.first and (doc[verb.i - 1].is_punct or doc[verb.i - 1].text in "\"'")
    if verb.i == sentence.first:
        marked = sentence.first > 0 and doc[sentence.first - 1].text in "\"'"
    if not marked and verb.lemma_ not in INVERTED_UNMARKED:
        return None
    if not marked and (doc[cue[1]].tag_ in ("IN", "PRP", "RB") or any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)):
        return None
    if doc[cue[1]].tag_ in ("VBG", "IN", "TO", "RB", "VBN"):
        return None
    phrase = noun_phrase_after(doc, cue[1], sentence.last)
    if phrase is None or phrase[0] != cue[1] or not before_is_clause(doc, sentence, verb.i):
        return None
    after = doc[phrase[1]] if phrase[1] < sentence.last else None
    if after is None or after.is_punct or after.tag_ in ("WDT", "WP", "IN", "CC", "VBG", "RB", "EX") or after.text == '"':
        return phrase
    return None if any(is_finite(t) for t in doc[phrase[1]:sentence.last]) else phrase


def before_is_clause(doc: Doc, sentence: Sentence, i: int) -> bool:
    """True when a clause or a quotation stands before token i in its sentence or right before the sentence."""
    return any(is_finite(t) or t.text in "\"'" for t in doc[sentence.first:i]) or (i == sentence.first and i > 0)


def borrowed_subject(verb: Token, sentence: Sentence) -> Range | None:
    """The subject that a coordinated verb or a participle shares with its governor ("… said, adding that …"; "a statement saying")."""
    governor, hops = verb, 0
    while governor.dep_ in ("conj", "advcl", "xcomp", "acl", "prep", "pcomp", "ccomp", "dep", "dobj", "pobj") and governor.head.i != governor.i and hops < 4:
        if governor.dep_ == "ccomp" and is_finite(governor) and governor is verb:
            return None
        governor, hops = governor.head, hops + 1
        if governor.pos_ in ("NOUN", "PROPN"):
            if hops == 1 and governor.i < verb.i and verb.dep_ in ("acl", "relcl") and governor.lower_ in source_nouns(verb.doc) and not is_issued(governor):
                return trimmed(verb.doc, max(governor.left_edge.i, sentence.first), governor.i + 1)
            continue
        for child in governor.lefts:
            if child.dep_ == "nsubj" and governor.dep_ == "ccomp" and not may_speak(child):
                break
            if child.dep_ == "nsubj" or child.dep_ == "nsubjpass" and hops == 1 and has_said(verb):
                return antecedent(governor, sentence) if child.tag_ in ("WDT", "WP") else None if child.tag_ == "EX" else subject_phrase(child, first_of_verb_group(governor), sentence.first)
    return None


def is_issued(noun: Token) -> bool:
    """True for the statement that somebody issues ("the army released a statement saying …"): the army speaks."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in ISSUES and any(c.dep_ == "nsubj" for c in noun.head.lefts)


def has_said(verb: Token) -> bool:
    """True for "to have said" ("the commander is reported to have said that …")."""
    return verb.dep_ == "xcomp" and {"to", "have"} <= {c.lower_ for c in verb.lefts if c.dep_ == "aux"}


def may_speak(head: Token) -> bool:
    """True for a name, a person's pronoun or a known source noun."""
    return head.tag_ in NAME or head.tag_ == "PRP" or head.lower_ in source_nouns(head.doc)


def opening_phrase(doc: Doc, sentence: Sentence, cue: Range) -> Range | None:
    """The phrase between the sentence's beginning (or its opening adverbial's comma) and the verb, when no clause stands there."""
    first = sentence.first
    if not is_finite_cue(doc, cue) or cue[0] - first > LONGEST_OPENING or any(is_finite(t) for t in doc[first:cue[0]]):
        return None
    if doc[first].tag_ in ("IN", "RB", "VBN", "VBG") or doc[first].lower_ in DAYS:
        comma = next((t.i for t in doc[first:cue[0]] if t.text == ","), None)
        if comma is None:
            return None
        first = comma + 1
    phrase = after_dateline(doc, *trimmed(doc, first, cue[0]))
    return phrase if any(t.tag_ in NOMINAL or t.tag_ == "PRP" for t in doc[phrase[0]:phrase[1]]) else None
