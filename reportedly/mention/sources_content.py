"""What is said: the clause, quotation or noun that a verb of saying governs, after it, before it, or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import Sentence
from .sources_cue_forms import QUOTES, REACH, first_marker, is_main_after_apposition
from .sources_lexicon import Cue, phrase_cue, verb_cue
from .sources_spans import DAYS, NOMINAL, Range, is_finite, noun_phrase_before, noun_with_adjuncts_before, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# The words that a reported clause without "that" begins with.
OPENS_CLAUSE = frozenset(("DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "CD", "EX", "JJ"))


def content_after(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range, addressee: Range | None) -> tuple[Range, ...]:
    """What is said to the right of the verb, up to where its own clause ends."""
    after = addressee[1] if addressee and addressee[0] == cue[1] else cue[1]
    if row.takes in ("clause", "both") and (behind := behind_citing(doc, sentence, after)):
        return (behind,)
    end = clause_end(doc, sentence, verb)
    starts = [c.left_edge.i for c in verb.rights if c.i >= after and is_said(c, row)] if row.takes not in ("quote", "object", "accuse") else []
    if verb.tag_ == "VBN" and is_main_after_apposition(doc, cue):
        end = sentence.last - (doc[sentence.last - 1].text == ".")
    marker = first_marker(doc, after, max(end, after))
    if marker is not None and (row.takes not in ("quote", "object", "accuse") or doc[marker].text in QUOTES or doc[marker - 1].text == ":"):
        starts.append(marker)
    if row.takes in ("clause", "seen") and after < end and doc[after].tag_ in OPENS_CLAUSE and doc[after].lower_ not in DAYS and any(is_finite(t) or sentence.heading and t.tag_ == "VBN" for t in doc[after:end]):
        starts.append(after)
    holder = next((c for c in verb.rights if c.dep_ == "dobj" and marker is not None and c.left_edge.i < marker <= c.right_edge.i), None)
    if holder is not None and row.takes in ("both", "object", "accuse") and holder.left_edge.i >= after:
        starts.append(holder.left_edge.i)
    if (not starts or row.takes in ("object", "accuse")) and row.takes in ("both", "object", "accuse", "figure", "seen"):
        starts = [c.left_edge.i for c in verb.rights if c.i >= after and c.dep_ in ("dobj", "attr", "oprd") and c.lower_ not in NOTHING][:1]
        starts = starts or [c.left_edge.i for c in verb.rights if c.i >= after and row.takes == "accuse" and c.dep_ == "xcomp"][:1]
        starts = starts or [c.i + 1 for c in verb.rights if c.i == after and c.dep_ == "prep" and c.lower_ in ("of", "about", "on", "against", "for", "with")][:1]
    if not starts and len(row.pattern) > 1 and row.takes == "object" and doc[cue[1] - 1].tag_ in ("IN", "RP", "TO") and after < end:
        starts = [after]                               # "speak of nine dead"
    if not starts and verb.lemma_ == "say":
        starts = [c.left_edge.i for c in verb.rights if c.dep_ == "dobj" and c.i >= after and c.right_edge.i - c.left_edge.i >= LONG_OBJECT and c.lower_ not in NOTHING][:1]
    starts = [s for s in starts if s >= after]
    if starts and marker is not None and doc[marker].lower_ == "that" and not any(t.tag_ in NOMINAL and t.dep_ in ("nsubj", "dobj", "nsubjpass") for t in doc[min(starts):marker]):
        starts = [marker]                              # "told reporters late on Sunday | that …"
    if not starts:
        return ()
    first, last = trimmed(doc, after_day(doc, min(starts), end), end)
    return ((first, last),) if last > first else ()


def behind_citing(doc: Doc, sentence: Sentence, comma: int) -> Range | None:
    """What "X reported, citing Y, that …" says: the clause behind the citing, which the parser often takes for the main one."""
    cited = phrase_cue(doc, comma + 1) if comma + 1 < sentence.last and doc[comma].text == "," else None
    if cited is None or cited[0].manner != "quoted":
        return None
    that = next((i for i in range(cited[1], min(sentence.last, cited[1] + REACH)) if doc[i].lower_ == "that" and doc[i - 1].text == ","), None)
    return trimmed(doc, that, sentence.last - (doc[sentence.last - 1].text == ".")) if that is not None else None


def after_day(doc: Doc, first: int, last: int) -> int:
    """The first token after the day of the statement ("said on Monday | three people had died")."""
    at = first + (doc[first].lower_ == "on")
    if at + 1 < last and doc[at].lower_ in DAYS and doc[at + 1].tag_ in OPENS_CLAUSE:
        return at + 1
    return first


# "said nothing" has an object; a long one is a clause whose verb the parser, or the copy, lost.
LONG_OBJECT = 4
NOTHING = frozenset(("nothing", "little", "much", "more", "so"))


def is_said(child: Token, row: Cue) -> bool:
    """True for a clause that holds what is said."""
    if child.dep_ == "ccomp":
        return True
    if child.dep_ == "xcomp":
        return row.takes in ("both", "object", "question") or row.takes == "clause" and any(c.tag_ == "TO" for c in child.lefts)
    return child.dep_ in ("advcl", "relcl", "parataxis") and any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.lefts)


def clause_end(doc: Doc, sentence: Sentence, verb: Token) -> int:
    """The end of the verb's own clause: a finite verb coordinated with it, or a speaker named at the end, is not what it says."""
    end = min(verb.right_edge.i + 1, sentence.last)
    for child in verb.rights:
        if child.dep_ == "conj" and is_finite(child):
            conjunction = next((c.i for c in verb.rights if c.dep_ == "cc" and c.i < child.i), child.left_edge.i)
            end = min(end, conjunction, child.left_edge.i)
    while end > verb.i and doc[end - 1].is_punct and doc[end - 1].text not in "\")]?!":
        end -= 1
    if sum(t.text in QUOTES for t in doc[verb.i:end]) % 2:
        closing = next((i for i in range(end, min(sentence.last, end + 3)) if doc[i].text in QUOTES), None)
        end = closing + 1 if closing is not None else end
    return end


def interrupts(doc: Doc, verb: Token, cue: Range, source: Range | None) -> bool:
    """True when the verb stands inside what is said ("The town, X said, has fallen")."""
    edge = min(cue[0], source[0]) if source else cue[0]
    return edge > 0 and doc[edge - 1].text in (",", '"') and any(c.dep_ in ("ccomp", "parataxis") and c.i < edge for c in verb.lefts)


def passive_content(doc: Doc, sentence: Sentence, verb: Token, row: Cue, source: Range | None) -> tuple[Range, ...]:
    """What was said in the passive: "the attack was claimed by X", "the attack, denied by X," and "Y was accused by X of the attack"."""
    agent = next((c for c in verb.rights if c.dep_ == "agent"), None)
    if row.takes not in ("both", "accuse") or verb.tag_ != "VBN" or agent is None or source is None:
        return ()
    about = [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("of", "for", "with")] if row.takes == "accuse" else []
    if row.takes == "accuse" and not about and source[1] < sentence.last and doc[source[1]].lower_ in ("of", "for"):
        return (trimmed(doc, source[1], min(max(verb.right_edge.i + 1, source[1] + 1), sentence.last)),)
    if about:
        last = next((c.left_edge.i for c in verb.rights if c.i > about[0].i and c.dep_ in ("agent", "punct")), about[0].right_edge.i + 1)
        return (trimmed(doc, about[0].i, min(last, sentence.last)),)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if subject is not None:
        return (trimmed(doc, max(subject.left_edge.i, sentence.first), subject.right_edge.i + 1),)
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") and doc[verb.i - 1].text in (",", verb.head.text):
        return (trimmed(doc, max(verb.head.left_edge.i, sentence.first), verb.left_edge.i),)
    return ()


def relative_content(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range, source: Range | None) -> tuple[Range, ...]:
    """"an attack that activists say killed ten": the noun, the relative pronoun and the rest of the relative clause."""
    if source is None or source[1] > cue[0] or source[0] <= sentence.first or doc[source[0] - 1].lower_ not in ("that", "which", "who", "what"):
        return ()
    if row.takes in ("accuse", "both") and (cue[1] >= sentence.last or doc[cue[1]].tag_ == "IN" or doc[cue[1]].is_punct):
        pronoun = source[0] - 1
        noun = noun_with_adjuncts_before(doc, pronoun - (doc[pronoun - 1].text == ","), sentence.first)
        return (noun,) if noun else ()
    pronoun = source[0] - 1
    if pronoun - sentence.first == 2 and doc[pronoun].lower_ == "what" and doc[sentence.first].lower_ in ("that", "this") and sentence.first > 0:
        return (sentence_before(doc, sentence),)       # "That is what residents told us": what was just said
    if cue[1] >= sentence.last or not any(is_finite(t) or t.tag_ == "VBN" for t in doc[cue[1]:cue[1] + 3]):
        return ()
    before = noun_phrase_before(doc, pronoun, sentence.first) if doc[pronoun].lower_ != "what" else None
    end = clause_end(doc, sentence, verb)
    return ((before[0] if before else pronoun, source[0]), trimmed(doc, cue[1], end if end > cue[1] else sentence.last))


def sentence_before(doc: Doc, sentence: Sentence) -> Range:
    """The sentence right before this one."""
    first = next((i for i in range(sentence.first - 1, 0, -1) if doc[i].is_sent_start), 0)
    return first, sentence.first


def around(doc: Doc, sentence: Sentence, first: int, last: int) -> tuple[Range, ...]:
    """What a phrase at tokens [first, last) speaks of: what follows it at the head of a sentence, else what stands before it (and after, when that goes on)."""
    before, after = trimmed(doc, sentence.first, first), trimmed(doc, last, sentence.last)
    goes_on = after[1] > after[0] and any(is_finite(t) for t in doc[after[0]:after[1]]) and doc[after[0]].tag_ not in ("WDT", "WP", "WRB")
    if before[1] - before[0] < 2 or goes_on and doc[after[0]].lower_ == "that" or goes_on and not any(is_finite(t) for t in doc[before[0]:before[1]]) and doc[first].text[:1].isupper():
        parts = (after,)
    elif goes_on and doc[last].text == "," and doc[first - 1].text == ",":
        parts = (before, after)
    else:
        parts = (before,)
    return tuple(p for p in parts if p[1] > p[0])


def content_before(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue: Range, source: Range | None) -> tuple[Range, ...]:
    """What is said to the left of the source and the verb, when the verb closes or interrupts it."""
    if row.takes in ("object", "accuse", "figure") or verb.dep_ in ("relcl", "acl", "xcomp", "pcomp") or verb.tag_ == "VBG":
        return ()
    edge = min(cue[0], source[0]) if source else cue[0]
    if edge > sentence.first and doc[edge - 1].lower_ == "as" and source and source[0] == edge:
        return around(doc, sentence, edge - 1, cue[1])   # "As the army says, …"
    if verb.dep_ == "ccomp" and verb.head.i < edge and verb_cue(verb.head):
        return ()                                      # "A spokesman said | investigators suspect him"
    first, last = trimmed(doc, sentence.first, edge)
    pronoun = source is not None and doc[source[1] - 1].tag_ == "PRP"
    if row.takes == "quote" and not pronoun and not any(t.text in QUOTES for t in doc[first:last]):
        return ()
    holds_clause = any(is_finite(t) for t in doc[first:last]) or any(t.text in "\"''" for t in doc[first:last])
    return ((first, last),) if last - first > 1 and holds_clause else ()
