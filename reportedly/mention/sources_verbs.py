"""Attributions by a verb of saying: before, inside and after what is said, inverted, passive, participial."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import ParsedArticle, Sentence
from .sources_addressees import split_addressee, spoken_to, told
from .sources_content import content_after, content_before, interrupts, passive_content, relative_content
from .sources_cue_forms import AUXILIARIES, QUOTES, first_of_verb_group, is_bare_participle, is_main_after_apposition
from .sources_lexicon import Cue, source_nouns, verb_cue
from .sources_quoting import quoting_sayings
from .sources_sayings import Saying
from .sources_spans import DAYS, NAME, NOMINAL, Range, is_finite, noun_phrase_before, subject_phrase, trimmed
from .sources_subjects import agent_of, has_comma, inverted_source, source_of, with_partner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


GO_ON = word_class("go_on")

# What "put the toll at", "gave a figure of" say something about.
FIGURES = word_class("figures")

def is_set_off(doc: Doc, source: Range) -> bool:
    """True for a pronoun, a name, or a phrase behind a mark: "he continued", but not "the units continued their march"."""
    return doc[source[1] - 1].tag_ in NAME | {"PRP"} or source[0] > 0 and (doc[source[0] - 1].is_punct or doc[source[0] - 1].text in QUOTES)


# Whose seeing is a report: "an AFP photographer saw ambulances leave".
REPORTERS = frozenset("photographer photographers correspondent correspondents reporter reporters journalist journalists".split())

# Words that begin another clause after the speaker.
NEW_CLAUSE = frozenset(("while", "but", "although", "though", "whereas"))


def verb_sayings(parsed: ParsedArticle, sentence: Sentence) -> Iterator[Saying]:
    """Every verb of saying in the sentence with its source and content; a verb without content is left out."""
    doc = parsed.doc
    for token in doc[sentence.first:sentence.last]:
        found = verb_cue(token)
        if found is None or token.dep_ in ("amod", "compound", "prep") or token.tag_ == "VB" and not is_done(token, found[0]):
            continue
        if found[0].takes == "seen" and not is_told_of(token) or found[0].pattern == ("put", "it") and not any(c.lower_ == "as" for c in token.lefts):
            continue
        if found[0].link == "source" and token.tag_ == "VBG" and any(c.lemma_ == "be" for c in token.lefts):
            continue
        if found[0].takes == "quoted":
            yield from quoting_sayings(doc, sentence, token, *found)
        elif (saying := read_verb(doc, sentence, token, *found)) is not None:
            yield saying


def is_done(verb: Token, row: Cue) -> bool:
    """True for an infinitive that still reports a statement ("went on to say", "did say"), not for "would say", "refused to say"."""
    if row.link != "yes":
        return False
    auxiliaries = {c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES}
    return verb.head.lemma_ in GO_ON if "to" in auxiliaries else auxiliaries <= {"did", "do", "does"} and bool(auxiliaries)


def is_told_of(verb: Token) -> bool:
    """True for what witnesses saw when somebody tells of it ("a doctor said residents had seen soldiers fire"); a report's own
    "residents saw" is what it tells of them, not what they say."""
    telling = verb.head
    if any(c.dep_ == "nsubj" and c.lower_ in REPORTERS for c in verb.lefts):
        return True
    return verb.dep_ == "ccomp" and telling.i < verb.i and verb_cue(telling) is not None and any(c.dep_ == "ccomp" for c in verb.rights) and any(
        c.dep_ == "nsubj" and c.tag_ != "PRP" for c in verb.lefts)


def read_verb(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue_last: int) -> Saying | None:
    cue = (first_of_verb_group(verb), cue_last)
    if (whole := read_closing(doc, sentence, verb, row, cue) or read_parenthetical(doc, sentence, verb, row, cue)) is not None:
        return whole
    agent = agent_of(verb, sentence)
    if passive := passive_content(doc, sentence, verb, row, agent):
        return Saying(agent, cue, passive, row, negated=is_negated(verb))
    if is_bare_participle(verb) and not is_main_after_apposition(doc, cue) and row.takes != "question" or row.takes == "figure" and not any(c.dep_ == "dobj" and c.lower_ in FIGURES for c in verb.rights):
        return None
    if verb.lemma_ == "claim" and any(c.dep_ == "dobj" and c.lower_ in ("life", "lives", "victim", "victims") for c in verb.rights):
        return None
    inverted = inverted_source(doc, sentence, verb, row, cue)
    addressee = told(doc, sentence, verb)
    right = () if inverted else content_after(doc, sentence, verb, row, cue, addressee)
    if inverted:
        inverted, after_to = split_addressee(doc, inverted)
        addressee = addressee or after_to
    source = inverted or source_of(doc, sentence, verb, cue)
    addressee = addressee or (spoken_to(doc, source) if source else None)
    if row.takes in ("clause", "both", "accuse") and (relative := relative_content(doc, sentence, verb, row, cue, source)):
        return Saying(source, cue, relative, row, addressee)
    left = () if right and not interrupts(doc, verb, cue, source) else content_before(doc, sentence, verb, row, cue, source)
    content = tuple(sorted(left + right))
    if not content and not ends_in_colon(doc, sentence):
        return None
    if row.link == "no" and source and doc[source[1] - 1].lower_ in ("i", "we", "you"):
        return None
    return Saying(source, cue, content, row, addressee, participle=verb.tag_ == "VBG", negated=is_negated(verb))


def is_negated(verb: Token) -> bool:
    """True for "did not say" and "without mentioning"."""
    return any(c.dep_ == "neg" for c in verb.lefts) or verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def ends_in_colon(doc: Doc, sentence: Sentence) -> bool:
    return doc[sentence.last - 1].text == ":"


def read_closing(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range) -> Saying | None:
    """The commonest form in news, read by its words and not by its parse: clause, source, verb, and at most a time, a place and
    an addressee after it ("… killed 60 people the observatory said on Sunday.")."""
    if row.takes not in ("clause", "both", "quote") or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or not speaks_in_tail(doc, sentence, verb, cue):
        return None
    addressee = told(doc, sentence, verb)
    source = None
    if has_comma(doc, sentence):
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP", "EX")), None)
        source = subject_phrase(subject, cue[0], sentence.first) if subject is not None else None
        if source and source[1] < cue[0] and doc[cue[0] - 1].text not in (",", ")", "-"):
            source = None                              # "… and four injured, | the spokeswoman said": another clause's subject
    source = source or noun_phrase_before(doc, cue[0], sentence.first)
    if source is not None and source[1] == cue[0] and has_comma(doc, sentence):
        source = with_first_partner(doc, sentence, source)
    if row.takes == "quote" and (cue[0] != verb.i or source is None or not is_set_off(doc, source)):
        return None
    if source is None or source[1] != cue[0] and doc[source[1]].text not in ",)":
        return None
    if verb.dep_ == "relcl" and verb.head.i < source[0] and (noun := appositive(doc, sentence, source[0], verb.head.i)):
        return Saying(source, cue, (noun,), row, addressee)
    source = with_partner(doc, sentence, without_place(doc, sentence, source))
    first, last = trimmed(doc, sentence.first, source[0])
    if row.takes == "quote" and doc[source[1] - 1].tag_ != "PRP" and not any(t.text in QUOTES for t in doc[first:last]):
        return None
    if not any(is_finite(t) for t in doc[first:last]) or doc[last - 1].tag_ in ("WDT", "WP", "IN", "WRB", "TO") or doc[last - 1].lower_ == "that":
        return None
    return Saying(source, cue, ((first, last),), row, addressee or spoken_to(doc, source), True)


def with_first_partner(doc: Doc, sentence: Sentence, source: Range) -> Range:
    """The source with the speaker before its "and": in "…, a clerk and a doctor said." only a comma can end what they say."""
    if source[0] - 1 <= sentence.first or doc[source[0] - 1].lower_ != "and":
        return source
    comma = next((i for i in range(source[0] - 2, sentence.first, -1) if doc[i].text == ","), None)
    partner = doc[comma + 1:source[0] - 1] if comma is not None else ()
    return (comma + 1, source[1]) if partner and partner[-1].tag_ in NOMINAL and all(t.pos_ not in ("VERB", "AUX", "PART") or t.tag_ == "POS" for t in partner) else source


def appositive(doc: Doc, sentence: Sentence, last: int, noun: int) -> Range | None:
    """"X, a claim the army denies": the noun that takes up a clause, right before the speaker and behind a mark."""
    phrase = (noun, noun + 1) if doc[noun].tag_ == "NN" and noun == last - 1 and noun > sentence.first and doc[noun - 1].is_punct else noun_phrase_before(doc, last, sentence.first)
    return phrase if phrase and phrase[0] > sentence.first and doc[phrase[0] - 1].is_punct and phrase[0] <= noun < phrase[1] else None


def without_place(doc: Doc, sentence: Sentence, source: Range) -> Range:
    """The source without the name that a preposition before it claims: "of Tarra | state television said", without a comma."""
    first, last = source
    if first > sentence.first and doc[first - 1].tag_ == "IN" and doc[first - 1].lower_ != "that" and doc[first].text[:1].isupper():
        first += 1
        while first < last - 1 and (doc[first].text == "-" or doc[first - 1].text == "-"):
            first += 1
    return (first, last) if first < last else source


def read_parenthetical(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range) -> Saying | None:
    """"Rebels, the army said, took the hill": source and verb between two commas; what is said stands on both sides."""
    addressee = told(doc, sentence, verb)
    end = addressee[1] if addressee and addressee[0] == cue[1] else cue[1]
    if row.takes not in ("clause", "both", "quote") or not is_finite(doc[cue[0]]) or end >= sentence.last or doc[end].text != ",":
        return None
    source = noun_phrase_before(doc, cue[0], sentence.first)
    if source is None or source[0] - 1 <= sentence.first or doc[source[0] - 1].text != ",":
        return None
    before, after = trimmed(doc, sentence.first, source[0]), (end + 1, sentence.last - (doc[sentence.last - 1].text == "."))
    if not any(is_finite(t) for t in doc[after[0]:after[1]]):
        return None
    if doc[after[0]].tag_ == "CC" and doc[after[0]].lower_ not in ("and", "but"):
        return None
    return Saying(source, cue, (before, after), row, addressee)


def speaks_in_tail(doc: Doc, sentence: Sentence, verb: Token, cue: Range) -> bool:
    """True when after the verb no clause and no object of its own follows."""
    if verb.tag_ == "VBN" and (verb.i + 1 < sentence.last and doc[verb.i + 1].lower_ in ("by", "to") or cue[0] < verb.i and doc[cue[0]].lemma_ == "be"):
        return False
    tail = next((t.i for t in doc[cue[1]:sentence.last] if t.tag_ == "VBG" and verb_cue(t) or t.lower_ in NEW_CLAUSE), sentence.last)
    if any(is_finite(t) or t.text == ":" or t.lower_ == "that" for t in doc[cue[1]:tail]) or doc[min(cue[1], sentence.last - 1)].text in ('"', "''"):
        return False
    following = doc[cue[1]] if cue[1] < sentence.last else None
    if following is None or following.is_punct or verb.lemma_ == "tell" or following.lower_ in NEW_CLAUSE:
        return True
    return following.tag_ in ("IN", "RB", "VBG") or following.lower_ in DAYS or following.lower_ in ("late", "earlier", "last", "this")
