"""Sentences and paragraphs: what the layout settles is not left to the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import Article, Sentence
from .tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A blank line, in quoted mail too (">"), always ends a paragraph; a single line break does where the line before it ends a sentence or a heading.
BLANK_LINE = re.compile(r"\n[ \t\r>]*\n")
LINE_BREAK = re.compile(r"\n")

# A paragraph without final punctuation and of at most so many words is a heading, not a sentence cut short.
HEADING_WORDS = 20
FINAL = re.compile(r"[.!?…:;,\"'”’)»]\s*$")

# A shorter title may stand in a sentence by chance.
TITLE_WORDS = 4

# Lines at most this long on average are hard-wrapped text: their breaks do not end paragraphs.
WRAPPED_LINE = 90


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which a paragraph begins, in order, 0 first."""
    starts = [0]
    lines = text.split("\n")
    wrapped = is_hard_wrapped(lines)
    pattern = BLANK_LINE if wrapped else LINE_BREAK
    for match in pattern.finditer(text):
        starts.append(match.end())
    return sorted(set(starts))


def is_hard_wrapped(lines: list[str]) -> bool:
    """True when most lines break in mid-sentence at about the same width, as in e-mail and old wire copy."""
    full = [line for line in lines if line.strip()]
    if len(full) < 6:
        return False
    broken = sum(not FINAL.search(line) for line in full)
    return broken >= 0.6 * len(full) and max(map(len, full)) <= WRAPPED_LINE


def preset_sentence_starts(tokens: Tokens, article: Article) -> Doc:
    """Mark the first token of each paragraph (and the one after the heading) as a sentence start; the parser keeps it."""
    doc, starts, _ = tokens
    bounds = set(paragraph_starts(article.text))
    if article.heading_end:
        bounds.add(article.heading_end)
    bounds.update(cut.end for cut in article.cuts)
    bounds.update(edge for title in printed_titles(article) for edge in title)
    ordered = sorted(bounds)
    position = 0
    for i, start in enumerate(starts):
        if i and position < len(ordered) and start >= ordered[position]:
            doc[i].is_sent_start = True
        while position < len(ordered) and ordered[position] <= start:
            position += 1
    for token, after in zip(doc, doc[1:]):
        if (token.i == 0 or token.is_sent_start) and token.like_num and not after.is_sent_start:
            after.is_sent_start = False                # a number alone is no sentence: "3 May: Clashes broke out"
    return doc


def printed_titles(article: Article) -> list[tuple[int, int]]:
    """Where the text prints its own title, as (start, end): a headline wherever it stands, also in text that lost its line breaks."""
    title = (article.title or "").strip()
    if len(title.split()) < TITLE_WORDS:
        return []
    return [match.span() for match in re.finditer(re.escape(title), article.text)]


def find_sentences(doc: Doc, article: Article, starts: tuple[int, ...]) -> tuple[Sentence, ...]:
    """The sentences in order, with paragraph number, and whether each is a heading or a question."""
    bounds = paragraph_starts(article.text)
    ends = bounds[1:] + [len(article.text) + 1]
    sentences, paragraph = [], 0
    titles = printed_titles(article)
    for sent in doc.sents:
        while starts[sent.start] >= ends[paragraph]:
            paragraph += 1
        body = article.text[bounds[paragraph]:ends[paragraph]].strip()
        in_heading = starts[sent.start] < article.heading_end or any(first <= starts[sent.start] < last for first, last in titles)
        alone = not FINAL.search(body) and len(body.split()) <= HEADING_WORDS and len(bounds) > 1
        last = sent[-1].text
        question = last == "?" or (len(sent) > 1 and sent[-2].text == "?")
        heading = in_heading or alone or (question and paragraph == 0 and len(bounds) > 1)
        sentences.append(Sentence(sent.start, sent.end, paragraph, heading, question))
    return tuple(sentences)
