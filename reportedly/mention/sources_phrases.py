"""Attributions without a verb of their own: "according to X", "citing X", "X's claim that", and the forms that only headlines have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import ParsedArticle, Sentence
from .sources_content import around
from .sources_lexicon import Cue, media_kind, noun_cue, phrase_cue, source_nouns
from .sources_spans import NAME, NOMINAL, Range, is_finite, noun_phrase_after, noun_phrase_before, subject_phrase, trimmed
from .sources_sayings import Saying

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEADLINE = Cue((), "said", "clause", "yes")

# A source at the end or the beginning of a headline is a name or a noun with a modifier, not a clause.
LONGEST_HEADLINE_SOURCE = 6


def phrase_sayings(parsed: ParsedArticle, sentence: Sentence) -> Iterator[Saying]:
    """Every prepositional cue of the sentence with the phrase it governs; the rest of the clause is what is said."""
    doc, i = parsed.doc, sentence.first
    while i < sentence.last:
        found = phrase_cue(doc, i)
        if found is None or found[1] >= sentence.last:
            i += 1
            continue
        row, last = found
        if row.pattern[-2:] == ("quoted", "by") and any(doc[k].lower_ == "as" and doc[k + 1].tag_ == "VBG" for k in range(last, sentence.last - 1)):
            i += 1                                     # "was quoted by X as saying": see `quoting_sayings`
            continue
        source = noun_phrase_after(doc, last, sentence.last)
        if source is not None and row.takes == "all":
            if media_kind(doc, *source) != "unknown":
                parts = (trimmed(doc, sentence.first, i), trimmed(doc, source[1], sentence.last))
                yield Saying(source, (i, last), tuple(p for p in parts if p[1] > p[0]), row)
        elif source is not None and (content := around(doc, sentence, i, source[1])):
            yield Saying(source, (i, last), content, row)
        i = last


def noun_sayings(parsed: ParsedArticle, sentence: Sentence) -> Iterator[Saying]:
    """Nouns of saying with a clause: "the army's claim that …", "claims by activists that …", "reports that …" (no source)."""
    doc = parsed.doc
    for token in doc[sentence.first:sentence.last]:
        row = noun_cue(token)
        if row is None:
            continue
        clause = next((c for c in token.rights if c.dep_ in ("acl", "ccomp", "relcl") and c.left_edge.lower_ == "that" and c.left_edge.dep_ == "mark"), None) or clause_behind_owner(token)
        if clause is not None:
            content = trimmed(doc, clause.left_edge.i, min(clause.right_edge.i + 1, sentence.last))
            yield Saying(owner(doc, sentence, token), (token.i, token.i + 1), (content,), row)
        elif row.link == "yes" and (named := said_with_of(doc, sentence, token)) and (source := possessor(doc, sentence, token)):
            yield Saying(source, (token.i, token.i + 1), (named,), row)


def clause_behind_owner(noun):
    """The clause of "the claim by two lawyers that guards …", which the parser hangs on the lawyers; it has a subject besides "that"."""
    owners = [p for c in noun.rights if c.lower_ in ("by", "from") for p in c.rights if p.dep_ == "pobj"]
    clauses = [c for p in owners for c in p.rights if c.dep_ in ("relcl", "acl") and c.left_edge.lower_ == "that"]
    return next((c for c in clauses if any(s.dep_ in ("nsubj", "nsubjpass") and s.i > c.left_edge.i for s in c.lefts)), None)


def said_with_of(doc: Doc, sentence: Sentence, noun) -> Range | None:
    """What "the army's denial of the shelling" is about; it needs an owner, since "reports of casualties" tells of nobody's words."""
    of = next((c for c in noun.rights if c.lower_ == "of" and c.i == noun.i + 1), None)
    return noun_phrase_after(doc, of.i + 1, min(noun.right_edge.i + 1, sentence.last)) if of is not None else None


def owner(doc: Doc, sentence: Sentence, noun) -> Range | None:
    """Whose statement it is: the possessor, the "by" phrase, or the subject of the verb that governs the noun ("expressed concern that")."""
    if (source := possessor(doc, sentence, noun)) is not None:
        return source
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        for child in verb.lefts:
            if child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP"):
                return subject_phrase(child, verb.i, sentence.first)
    return None


def possessor(doc: Doc, sentence: Sentence, noun) -> Range | None:
    """Whose statement it is by its own phrase: "the army's claim", "a claim by the army"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return trimmed(doc, max(child.left_edge.i, sentence.first), child.i + 1)
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from") and child.i + 1 < sentence.last:
            return noun_phrase_after(doc, child.i + 1, sentence.last)
    return None


# ---------------------------------------------------------------- headlines

def heading_range(parsed: ParsedArticle) -> Range | None:
    """The tokens of the headline: what the layout or the record's title settles; None without either."""
    text, title = parsed.article.text, (parsed.article.title or "").split(" | ")[0].strip()
    end = parsed.article.heading_end
    start = 0
    if not end and len(title.split()) > 2 and (at := text.find(title)) >= 0:
        start, end = at, at + len(title)
    inside = [i for i in range(len(parsed.doc)) if start <= parsed.starts[i] and parsed.ends[i] <= end] if end else []
    return (inside[0], inside[-1] + 1) if inside else None


def heading_sayings(parsed: ParsedArticle, found: Range | None) -> Iterator[Saying]:
    """Headline forms: "Bomb kills six - Monitor", "Bomb kills six: activists", "Monitor: bomb kills six", and, where the
    punctuation is lost, a known source noun at the end of a headline that has a verb of its own."""
    if found is None:
        return
    doc, (first, last) = parsed.doc, found
    while last > first and doc[last - 1].text in (".", " "):
        last -= 1
    for i in range(last - 2, first, -1):
        if doc[i].text in (":", "-", "--", "|") and (doc[i - 1].whitespace_ or doc[i].text == ":"):
            if last - i - 1 <= LONGEST_HEADLINE_SOURCE and names_source(doc, i + 1, last) and i - first > 2 and doc[last - 1].lower_ not in NOT_A_TAIL:
                yield Saying((i + 1, last), (i, i + 1), ((first, i),), HEADLINE)
                return
            if doc[i].text == ":" and i - first <= LONGEST_HEADLINE_SOURCE and names_source(doc, first, i) and is_speaker(doc[i - 1]):
                yield Saying((first, i), (i, i + 1), ((i + 1, last),), HEADLINE)
                return
    tail = tail_source(doc, first, last)
    if tail is not None:
        yield Saying(tail, tail, ((first, tail[0]),), HEADLINE)


def label_sayings(parsed: ParsedArticle, sentence: Sentence) -> Iterator[Saying]:
    """A paragraph that begins with its speaker's name and a colon ("Odierno: the raid went on")."""
    doc, first = parsed.doc, sentence.first
    if first and parsed.sentences[parsed.sentence_of[first - 1]].paragraph == sentence.paragraph:
        return
    colon = next((t.i for t in doc[first:min(sentence.last - 1, first + LONGEST_HEADLINE_SOURCE + 1)] if t.text == ":"), None)
    if colon is not None and colon > first and names_source(doc, first, colon) and is_speaker(doc[colon - 1]) and not any(t.like_num for t in doc[first:colon]):
        yield Saying((first, colon), (colon, colon + 1), (trimmed(doc, colon + 1, sentence.last),), HEADLINE)


def is_speaker(token) -> bool:
    """True for a name or a source noun."""
    return token.tag_ in NAME or token.lower_ in source_nouns(token.doc)


def names_source(doc: Doc, first: int, last: int) -> bool:
    """True when the words are a source and not a clause."""
    return not any(is_finite(t) for t in doc[first:last]) and any(t.lower_ in source_nouns(doc) or t.tag_ in NAME for t in doc[first:last])


def tail_source(doc: Doc, first: int, last: int) -> Range | None:
    """The source noun that ends an unpunctuated headline, with its modifiers; None unless the rest is a clause of its own."""
    nouns = source_nouns(doc)
    for size in (3, 2, 1):
        start = last - size
        words = doc[start:last].text.lower() if start > first + 2 else ""
        known = nouns.get(words)
        if known and (known.kind in TAIL_KINDS or words in TAIL_PEOPLE) and words not in NOT_A_TAIL and has_clause(doc, first, start):
            if size == 2 or not doc[start - 1].tag_ == "JJ" or doc[start - 1].lower_ not in ("syrian", "state"):
                return start, last
            return start - 1, last
    return None


def has_clause(doc: Doc, first: int, last: int) -> bool:
    """True when a headline's words hold a verb, finite or a participle as headlines have them."""
    return any(t.pos_ == "VERB" or is_finite(t) for t in doc[first:last]) and doc[last - 1].tag_ not in ("IN", "DT", "TO", "CC")


TAIL_KINDS = frozenset(("agency", "outlet", "organisation", "document", "official"))
TAIL_PEOPLE = frozenset(("activists", "sources", "source", "witnesses", "eyewitnesses", "medics", "analysts", "experts"))

# Nouns that end many headlines as what they are about, not as who says so.
NOT_A_TAIL = word_class("not_a_tail")
