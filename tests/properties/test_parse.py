"""Whatever the characters, tokens keep their places in the unchanged text."""

from __future__ import annotations

from hypothesis import given

from reportedly.parse import parse
from reportedly.parse.tokens import repaired
from reportedly.records import Article
from tests.properties.texts import report


@given(text=report())
def test_tokens_keep_their_places(text, model):
    article = Article(doc_id=None, file="-", text=text)
    assert len(repaired(article)) == len(text)
    parsed = parse(article, model)
    assert len(parsed.starts) == len(parsed.ends) == len(parsed.doc) == len(parsed.sentence_of)
    bounds = [offset for pair in zip(parsed.starts, parsed.ends) for offset in pair]
    assert bounds == sorted(bounds) and all(start < end for start, end in zip(parsed.starts, parsed.ends))
    assert not bounds or bounds[-1] <= len(text)


@given(text=report())
def test_sentences_and_quotations_cut_words_of_the_text(text, model):
    parsed = parse(Article(doc_id=None, file="-", text=text), model)
    assert [i for s in parsed.sentences for i in range(s.first, s.last)] == list(range(len(parsed.doc)))
    for part in (*parsed.sentences, *parsed.quotations):
        span = parsed.span(part.first, part.last)
        assert text[span.start:span.end] == span.words
    ends = [0] + [quotation.last for quotation in parsed.quotations]
    assert all(before <= quotation.first for before, quotation in zip(ends, parsed.quotations))
