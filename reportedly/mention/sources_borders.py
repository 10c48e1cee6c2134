"""Where one speaker's words end and another's begin within a sentence: closings, turns, citing, and the report's own asides."""

from __future__ import annotations

from dataclasses import replace

from ..records import ParsedArticle
from .sources_lexicon import phrase_cue
from .sources_sayings import Saying
from .sources_spans import Range, is_finite, trimmed


def settled(parsed: ParsedArticle, sayings: list[Saying]) -> list[Saying]:
    """The sayings of one sentence with the borders between them drawn.

    "A said B, C reported": C speaks of A, and what A says ends before C. "C said …, adding …": both are C's.
    "A said B but D said E": what A says ends before D. "C reported, citing D": what C says holds the citing, what D says is
    the content itself.
    """
    closing = next((s for s in sayings if s.closing), None)
    if closing is not None:
        sayings = [s if s is closing else before_closing(s, closing) for s in sayings]
    sayings = [carried_whole(before_phrase(s, sayings), sayings) for s in sayings]
    sayings = asides_apart(parsed, [before_other_speaker(parsed, s, sayings) for s in sayings])
    for citing in [s for s in sayings if is_citing(s)]:
        main = next((s for s in sayings if s.source and s.row.link == "yes" and not is_citing(s) and s.cue[0] != citing.cue[0] and s.source[0] != citing.source[0]), None)
        if main is not None:
            first, last = citing.source
            shorter = (first, main.source[0]) if first < main.source[0] < last else (first, last)
            sayings[sayings.index(citing)] = replace(citing, content=main.content, source=shorter)
            sayings[sayings.index(main)] = replace(main, content=tuple(sorted((*main.content, citing.cue))))
    return sayings


RELATIVES = frozenset(("where", "which", "who", "whose", "whom"))


def asides_apart(parsed: ParsedArticle, sayings: list[Saying]) -> list[Saying]:
    """The sayings with the report's own additions taken out of what another says: "X denied shelling Tarra, | where Y says six died".

    An addition is a relative clause behind a comma (in a sentence without commas, any with "where" or "which") with a speaker of
    its own inside it, other than a pronoun for the outer one.
    """
    doc = parsed.doc
    for inner in list(sayings):
        if inner.source is None or inner.row.link != "yes" or is_citing(inner) or doc[inner.source[1] - 1].tag_ in ("PRP", "WP", "WDT"):
            continue
        aside = aside_around(parsed, inner)
        if aside is None:
            continue
        first, last = aside
        for k, saying in enumerate(sayings):
            if saying.cue == inner.cue and phrase_cue(doc, saying.cue[0]) is None:
                continue
            if saying.cue == inner.cue:
                content = tuple((max(a, first), min(b, last)) for a, b in saying.content)
                sayings[k] = replace(saying, content=tuple(r for r in content if r[0] < r[1]))
            elif saying.cue[1] <= first and any(a < first < b for a, b in saying.content):
                parts = [part for a, b in saying.content for part in ((trimmed(doc, a, min(b, first)), trimmed(doc, max(a, last), b)) if b > first else ((a, b),))]
                sayings[k] = replace(saying, content=tuple(p for p in parts if p[0] < p[1]))
    return sayings


def aside_around(parsed: ParsedArticle, saying: Saying) -> Range | None:
    """The relative clause that a saying's source and cue stand in, from its relative word; None when they stand in none."""
    doc, at = parsed.doc, min(saying.source[0], saying.cue[0])
    sentence = parsed.sentences[parsed.sentence_of[at]]
    commas = any(t.text == "," for t in doc[sentence.first:sentence.last])
    for i in range(at - 1, sentence.first, -1):
        if is_finite(doc[i]) and not (saying.row.pattern[:1] == ("according",) and doc[at - 1].text == ","):
            return None
        if doc[i].lower_ in RELATIVES and doc[i].tag_ in ("WDT", "WP", "WRB", "WP$") and (doc[i - 1].text == "," or not commas and doc[i].lower_ in ("where", "which")):
            return None if inside_quotation(parsed, i) else (i, end_of_clause(doc, i, saying, sentence.last))
        if i < at - 1 and doc[i].dep_ == "mark":
            return None
    return None


def end_of_clause(doc, relative: int, saying: Saying, limit: int) -> int:
    """Where the relative clause ends: with the subtree of its verb, and never before what is said in it."""
    verb = next((t for t in doc[relative].ancestors if t.dep_ == "relcl"), None)
    said = [b for a, b in saying.content if a > relative]
    return min(limit, max([saying.cue[1], saying.source[1], *said, verb.right_edge.i + 1 if verb is not None else 0]))


def carried_whole(saying: Saying, others: list[Saying]) -> Saying:
    """"A medic quoted by X said …": X passes on all that the medic says, also where no comma sets the "quoted by" apart."""
    if saying.row.pattern[-2:] not in (("quoted", "by"), ("cited", "by")):
        return saying
    main = next((s for s in others if s.source and s.source[0] < saying.cue[0] < s.source[1] <= s.cue[0]), None)
    if main is None:
        return saying
    return replace(saying, content=tuple(sorted({(main.source[0], saying.cue[0]), main.cue, *main.content})))


def before_phrase(saying: Saying, others: list[Saying]) -> Saying:
    """The saying cut before an "according to Y" that speaks of it: "X claimed the attack | according to Y"."""
    for other in others:
        at = other.cue[0]
        speaks_of_it = other.row.pattern[:1] == ("according",) and at >= saying.cue[1] and any(a <= saying.cue[0] < b for a, b in other.content) and not any(a > at for a, b in other.content)
        if speaks_of_it and saying.row.pattern != other.row.pattern:
            saying = replace(saying, content=tuple((a, min(b, at)) for a, b in saying.content if a < at))
    return saying


# Words after which another speaker begins a statement of his own.
TURNS = frozenset(("but", "while", "although", "whereas", "and", "with"))


def before_other_speaker(parsed: ParsedArticle, saying: Saying, others: list[Saying]) -> Saying:
    """The saying with its content cut where a coordinated clause begins that has its own speaker ("but relatives told …")."""
    doc, content = parsed.doc, saying.content
    for other in others:
        if other is saying or other.source is None or other.row.link != "yes" or other.source[0] <= saying.cue[1] or other.source[0] > other.cue[0]:
            continue
        turn = other.source[0] - 1
        own = doc[other.source[1] - 1].tag_ not in ("PRP", "WP", "WDT") and doc[turn].lower_ in TURNS and (doc[turn].lower_ != "with" or other.participle)
        if own and any(a < turn < b for a, b in content) and not inside_quotation(parsed, turn):
            content = tuple(trimmed(doc, a, turn) if a < turn < b else (a, b) for a, b in content if a < turn)
    return replace(saying, content=content)


def inside_quotation(parsed: ParsedArticle, token: int) -> bool:
    return any(q.first <= token < q.last for q in parsed.quotations)


def is_citing(saying: Saying) -> bool:
    return saying.row.pattern in (("citing",), ("quoting",))


def before_closing(saying: Saying, closing: Saying) -> Saying:
    """The saying cut at the source that closes the sentence; a participle after it has that source too."""
    edge = closing.source[0]
    if saying.cue[0] < edge:
        return replace(saying, content=tuple((a, min(b, edge)) for a, b in saying.content if a < edge))
    follows = saying.cue[0] >= closing.cue[1] and saying.row.pattern[:1] != ("as",) and saying.participle
    return replace(saying, source=closing.source) if saying.source is None or follows else saying
