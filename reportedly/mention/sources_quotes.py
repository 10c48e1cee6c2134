"""Quotations given to their speaker: those a cue touches are taken whole, those without a cue go to the speaker before them.

Newspaper conventions (AP Stylebook, "quotation marks"; Quirk et al. 1985 §14.28-31): one cue serves a whole run of quoted
sentences; a quotation that goes on in the next paragraph opens again without a cue.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from ..records import ParsedArticle, Quotation
from .sources_spans import Range
from .sources_lexicon import source_nouns
from .sources_sayings import Saying


def with_quotations(parsed: ParsedArticle, sayings: list[Saying]) -> list[Saying]:
    """The sayings with each quotation they touch taken to its end, and the speaker's next quotations added."""
    said, quotations = list(sayings), quotation_ranges(parsed, sayings)
    for quotation in quotations:
        touching = [k for k, s in enumerate(said) if any(a < quotation[1] and quotation[0] < b for a, b in s.content) and not inside(s.cue, quotation)]
        if touching:
            for k in touching:
                said[k] = replace(said[k], content=widened(said[k].content, quotation))
        elif not any(inside(s.cue, quotation) and s.content and s.source is None for s in said) and (k := speaker_before(parsed, said, quotation)) is not None:
            said[k] = replace(said[k], content=tuple(sorted(said[k].content + (quotation,))))
    return [s for s in said if s.content and not is_quoted_aside(parsed, s, quotations)]


def is_quoted_aside(parsed: ParsedArticle, saying: Saying, quotations: list[Range]) -> bool:
    """True for a verb of saying inside a quotation that tells nobody else's words ("I believe", "you say", "what people want")."""
    if not any(inside(saying.cue, q) for q in quotations):
        return False
    if saying.row.pattern[:1] == ("according",) and "document" == kind_in(parsed, saying):
        return True                                    # "According to preliminary data": what the speaker goes by
    return saying.source is None or saying.row.link != "yes" or parsed.doc[saying.source[1] - 1].lower_ in ("i", "we", "you", "one", "people")


def kind_in(parsed: ParsedArticle, saying: Saying) -> str | None:
    """The kind of the last source noun in the saying's source; None when it holds none."""
    found = [source_nouns(parsed.doc)[t.lower_].kind for t in parsed.doc[saying.source[0]:saying.source[1]] if t.lower_ in source_nouns(parsed.doc)] if saying.source else []
    return found[-1] if found else None


def quotation_ranges(parsed: ParsedArticle, sayings: list[Saying]) -> list[Range]:
    """Quotations with their marks, set-off words left out. One that never closes ends before the cue in its first sentence
    that tells who says it ("“They rained mortars on us, said a baker.")."""
    return [with_marks(parsed, q.first, q.last if q.closed else own_end(parsed, sayings, q), q.closed) for q in parsed.quotations if not q.scare]


def with_marks(parsed: ParsedArticle, first: int, last: int, closed: bool) -> Range:
    """The range with its opening mark and, where it has one, its closing mark; without, it ends before its last comma or stop."""
    if closed:
        return first - 1, last + 1
    while last > first + 1 and parsed.doc[last - 1].text in (",", "."):
        last -= 1
    return first - 1, last


def own_end(parsed: ParsedArticle, sayings: list[Saying], quotation: Quotation) -> int:
    """Where the words of a quotation that never closes end."""
    for saying in sayings:
        begins = any(a <= quotation.first <= b and b <= saying.cue[0] for a, b in saying.content)
        if begins and saying.source is not None and parsed.sentence_of[saying.cue[0]] == parsed.sentence_of[quotation.first] and not speaks_for_itself(parsed, saying):
            return max(b for a, b in saying.content if a <= quotation.first)
    return quotation.last


def speaks_for_itself(parsed: ParsedArticle, saying: Saying) -> bool:
    """True for "I said", "we say": words of the speaker, not of the report."""
    return parsed.doc[saying.source[1] - 1].lower_ in ("i", "we")


def inside(part: Range, whole: Range) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def widened(content: tuple[Range, ...], quotation: Range) -> tuple[Range, ...]:
    """The content with the part that overlaps the quotation taken to the quotation's ends."""
    touched = [r for r in content if r[0] < quotation[1] and quotation[0] < r[1]]
    rest = [r for r in content if r not in touched]
    return tuple(sorted(rest + [(min(quotation[0], *(a for a, _ in touched)), max(quotation[1], *(b for _, b in touched)))]))


def speaker_before(parsed: ParsedArticle, sayings: list[Saying], quotation: Range) -> int | None:
    """The saying whose speaker goes on in a quotation that has no cue of its own; None leaves the quotation to nobody."""
    at = bisect_right([s.cue[0] for s in sayings], quotation[0]) - 1
    here = parsed.sentences[parsed.sentence_of[quotation[0]]]
    whole_sentence = quotation[0] <= here.first + 1
    while at >= 0:
        saying = sayings[at]
        there = parsed.sentences[parsed.sentence_of[saying.cue[0]]]
        if paragraphs_apart(parsed, saying.cue[0], quotation[0]) > 1:
            return None
        if saying.row.link != "no" and saying.source is not None and saying.row.takes != "that" and not speaks_for_itself(parsed, saying):
            colon = parsed.doc[there.last - 1].text == ":" or (quotation[0] > saying.cue[0] and parsed.doc[quotation[0] - 1].text == ":")
            quoted = any(parsed.doc[i].text in "\"'“”" for a, b in saying.content for i in (a, b - 1))
            if here.paragraph == there.paragraph and (whole_sentence or colon):
                return at
            return at if whole_sentence and (colon or quoted) else None
        at -= 1
    return None


def paragraphs_apart(parsed: ParsedArticle, first: int, last: int) -> int:
    """How many paragraph borders lie between two tokens; empty lines do not count."""
    between = parsed.sentences[parsed.sentence_of[first]:parsed.sentence_of[last] + 1]
    return len({s.paragraph for s in between}) - 1
