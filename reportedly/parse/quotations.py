"""Quotation spans, also those that run over paragraphs and those that never close.

Conventions of English newspapers (AP Stylebook, "quotation marks"): a quotation that runs on opens again at the head of each
paragraph and closes once, at its end. A mark opens or closes by the white space beside it, where that is plain, then by its
shape, and only then by whether one is open: so one lost mark does not turn all that follow inside out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from ..records import Article, Quotation
from .sentences import paragraph_starts

if TYPE_CHECKING:
    from spacy.tokens import Doc

Role = Literal["opens", "closes", "either"]

# The marks of quotations by their shape; those of two characters are typed with the keys of single marks.
OPENING, CLOSING = frozenset(("“", "„", "‟", "«", "``", "‘‘")), frozenset(("”", "»", "’’"))
EITHER = frozenset(('"', "＂", "''"))
SINGLE = frozenset(("'", "‘", "’"))

# What may stand between white space and an opening mark.
BEFORE_OPENING = "([{-–—/"

# What follows a closing mark, also one of a shape that opens elsewhere (German "»So«, sagte er").
AFTER_CLOSING = ",.;:!?)"

# A closing single mark is told from an apostrophe by the mark of punctuation before it ("We ran,' he said").
BEFORE_SINGLE_CLOSING = ",.!?…"

# A quotation that never closes and holds more words than this lost its mark: no newspaper's paragraph is so long.
LONGEST_OPEN = 150

# Up to so many words without a verb are a name or a word held at arm's length, not somebody's statement.
SCARE_WORDS = 5


def find_quotations(doc: Doc, article: Article, starts: tuple[int, ...]) -> tuple[Quotation, ...]:
    """All quotations in order; they do not nest.

    One that never closes ends with its paragraph. Where another opens in that paragraph, or the paragraph has no end in
    sight, its closing mark was lost, and nobody knows where: it ends with its sentence. Single marks make a quotation only outside of double ones.
    """
    text = article.text
    paragraphs = paragraph_of_tokens(article, starts)
    double = [(i, role_of(text, starts[i], mark)) for i, mark in marks(doc, text, starts, OPENING | CLOSING | EITHER)]
    found = list(paired(doc, double, paragraphs))
    found += [q for q in single_quotations(doc, text, starts, paragraphs) if not any(q.first < other.last and other.first < q.last for other in found)]
    return tuple(sorted(found, key=lambda q: q.first))


def paragraph_of_tokens(article: Article, starts: tuple[int, ...]) -> list[int]:
    """The number of the paragraph of each token."""
    bounds, numbers, paragraph = paragraph_starts(article.text), [], 0
    for start in starts:
        while paragraph + 1 < len(bounds) and start >= bounds[paragraph + 1]:
            paragraph += 1
        numbers.append(paragraph)
    return numbers


def marks(doc: Doc, text: str, starts: tuple[int, ...], wanted: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The tokens that are such a mark, as the unchanged text has it."""
    for i, token in enumerate(doc):
        mark = text[starts[i]:starts[i] + len(token.text)]
        if mark in wanted:
            yield i, mark


def role_of(text: str, start: int, mark: str) -> Role:
    """Whether the mark at this offset opens or closes: by the space beside it, else by its shape ("« Oui », dit-il" has space within)."""
    before, after = text[start - 1:start] if start else " ", text[start + len(mark):start + len(mark) + 1] or " "
    if (before.isspace() or before in BEFORE_OPENING) and not after.isspace() and (after.isalnum() or mark not in CLOSING):
        return "opens"
    if not before.isspace() and not after.isalnum() and (mark not in OPENING or before not in ":(" and (after.isspace() or after in AFTER_CLOSING)):
        return "closes"
    return "opens" if mark in OPENING else "closes" if mark in CLOSING else "either"


def paired(doc: Doc, roles: list[tuple[int, Role]], paragraphs: list[int]) -> Iterator[Quotation]:
    """Quotations from their marks in order."""
    opened: int | None = None             # the first token of the quotation that is open
    continues = False
    carried = -1                          # the last paragraph that ended inside a quotation
    for i, role in [*roles, (len(doc), "closes")]:
        here = paragraphs[i] if i < len(doc) else -1
        if opened is not None and here != paragraphs[opened - 1]:
            carried = paragraphs[opened - 1]
            end = end_of(paragraphs, opened - 1)
            yield from made(doc, opened, end if end - opened <= LONGEST_OPEN else sentence_end(doc, opened), False, continues)
            opened = None
        if opened is not None and role == "opens":
            yield from made(doc, opened, min(i, sentence_end(doc, opened)), False, continues)
            opened = None
        elif opened is not None:
            yield from made(doc, opened, i, True, continues)
            opened = None
            continue
        if role != "closes":
            at_head = i == 0 or paragraphs[i - 1] != here
            opened, continues = i + 1, at_head and carried >= 0 and not any(carried < p < here for p in paragraphs)


def made(doc: Doc, first: int, last: int, closed: bool, continues: bool) -> Iterator[Quotation]:
    """The quotation of these tokens, white space at its end left out; nothing when it is empty."""
    while last > first and doc[last - 1].is_space:
        last -= 1
    if last > first:
        yield Quotation(first, last, closed, continues, is_scare(doc, first, last))


def end_of(paragraphs: list[int], token: int) -> int:
    """The token after the last one of this token's paragraph."""
    return next((i for i in range(token, len(paragraphs)) if paragraphs[i] != paragraphs[token]), len(paragraphs))


def sentence_end(doc: Doc, token: int) -> int:
    """The token after the last one of this token's sentence."""
    return next((i for i in range(token + 1, len(doc)) if doc[i].is_sent_start), len(doc))


def single_quotations(doc: Doc, text: str, starts: tuple[int, ...], paragraphs: list[int]) -> Iterator[Quotation]:
    """Quotations between single marks, as British papers have them; a single mark that no other closes is an apostrophe."""
    opened: int | None = None
    for i, mark in marks(doc, text, starts, SINGLE):
        before, after = text[starts[i] - 1:starts[i]], text[starts[i] + 1:starts[i] + 2]
        if mark != "’" and not before.strip() and after.isalnum():
            opened = i + 1
        elif opened is not None and mark != "‘" and before and before in BEFORE_SINGLE_CLOSING and paragraphs[i] == paragraphs[opened]:
            yield from made(doc, opened, i, True, False)
            opened = None


def is_scare(doc: Doc, first: int, last: int) -> bool:
    """True when the quoted words only set off a term."""
    words = doc[first:last]
    return len(words) <= SCARE_WORDS and not any(t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "ccomp", "conj") for t in words)
