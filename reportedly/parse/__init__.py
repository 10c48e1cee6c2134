"""Article → ParsedArticle: sentences, syntax, quotations, and what pronouns stand for.

READS   Article.text, .cuts, .heading_end
ADDS    ParsedArticle.doc, .starts, .ends, .sentences, .quotations, .referents
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..lexicon import PROJECT_FOLDER
from ..records import Article, ParsedArticle
from .coreference import find_referents
from .quotations import find_quotations
from .sentences import find_sentences, preset_sentence_starts
from .tokens import tokenize

if TYPE_CHECKING:
    from spacy.language import Language

# Articles per parser batch: spaCy's own throughput is flat from 8 upwards, and memory grows with it.
BATCH_ARTICLES = 16


def parse_many(articles: Iterable[Article], model: Language, project_folder: str | None = None) -> Iterator[ParsedArticle]:
    """Parse articles in order, in batches; one ParsedArticle for each.

    Each document carries the folder of the project's own words with it (`lexicon.folder_of`), for whoever reads it.
    """

    def prepared() -> Iterator[tuple]:
        for article in articles:
            tokens = tokenize(article, model, project_folder)
            yield preset_sentence_starts(tokens, article), (article, tokens.starts, tokens.ends)

    for doc, (article, starts, ends) in model.pipe(prepared(), as_tuples=True, batch_size=BATCH_ARTICLES):
        doc.user_data[PROJECT_FOLDER] = project_folder
        sentences = find_sentences(doc, article, starts)
        sentence_of = tuple(i for i, s in enumerate(sentences) for _ in range(s.first, s.last))
        quotations = find_quotations(doc, article, starts)
        yield ParsedArticle(article, doc, starts, ends, sentences, sentence_of, quotations, find_referents(doc, sentences))


def parse(article: Article, model: Language, project_folder: str | None = None) -> ParsedArticle:
    """Parse one article."""
    return next(parse_many([article], model, project_folder))
