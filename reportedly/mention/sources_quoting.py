""""X quoted Y as saying that", "Y was quoted by X as saying": X passes on what Y says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..records import Sentence
from .sources_content import clause_end
from .sources_cue_forms import first_of_verb_group
from .sources_lexicon import Cue
from .sources_sayings import Saying
from .sources_spans import is_finite, noun_phrase_after, subject_phrase, trimmed
from .sources_subjects import source_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# "…, according to X, which quoted Y" is "X, citing Y".
CITING = Cue(("citing",), "quoted", "clause", "yes")

AS_SAYING = Cue(("as", "say"), "said", "clause", "yes")

LONGEST_SOURCE_AND_CUE = 40


def quoting_sayings(doc: Doc, sentence: Sentence, verb: Token, row: Cue, cue_last: int) -> Iterator[Saying]:
    """"X quoted Y as saying that …": X passes on what Y says; "Y was quoted by X as saying": the same, turned round."""
    cue = (first_of_verb_group(verb), cue_last)
    end = clause_end(doc, sentence, verb)
    saying = next((i for i in range(cue[1], min(max(end, sentence.last), cue[1] + LONGEST_SOURCE_AND_CUE)) if doc[i].lower_ == "as" and i + 1 < sentence.last and doc[i + 1].tag_ == "VBG"), None)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")
    if passive:
        by = next((t for t in doc[cue[1]:sentence.last] if t.lower_ == "by" and t.i + 1 < sentence.last), None)
        outer = noun_phrase_after(doc, by.i + 1, sentence.last) if by is not None else None
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubjpass", "nsubj")), None)
        inner = subject_phrase(subject, cue[0], sentence.first) if subject is not None else None
    else:
        outer = source_of(doc, sentence, verb, cue)
        inner = noun_phrase_after(doc, cue[1], saying or end)
    relative = next((c.i for c in verb.lefts if c.tag_ in ("WDT", "WP") and c.dep_ == "nsubj"), None)
    if saying is None and relative is not None and inner and doc[relative - 1].text == ",":
        yield Saying(inner, (relative, cue[1]), ((inner[0], end),), CITING)
        return
    if saying is None:
        if outer and not passive and cue[1] < end:
            yield Saying(outer, cue, (trimmed(doc, cue[1], end),), row)
        return
    said = trimmed(doc, saying + 2, end)
    if not any(is_finite(t) for t in doc[said[0]:said[1]]):
        said = trimmed(doc, sentence.first, min(r[0] for r in (cue, inner, outer) if r))
    if outer:
        whole = (cue[1], end) if said[0] >= cue[1] and not passive else (saying, saying + 2)
        yield Saying(outer, cue, tuple(sorted({said, whole})) if whole[0] > said[0] or passive else (whole,), row)
    if inner and said[1] > said[0]:
        yield Saying(inner, (saying, saying + 2), (said,), AS_SAYING)
