"""RawDocument → Article: what is the report, who it is credited to, when it was published.

READS   RawDocument, Refusal
ADDS    Article.text, .title, .outlet, .lang, .published, .cuts, .credits, .heading_end, .status

The text is never changed: what is not the report is marked as a cut, each with its reason.
"""

from __future__ import annotations

from dataclasses import replace

from ..records import Article, Cut, RawDocument, Refusal
from .boilerplate import mark_boilerplate
from .copies import mark_duplicates
from .heading import read_head
from .language import language_of
from .letterhead import letterhead
from .published import published_of

__all__ = ["clean", "mark_duplicates"]


def clean(document: RawDocument | Refusal, lexicon: str | None = None) -> Article:
    """One input as an Article; status "empty", "not_coded", "refused" or "failed" when there is nothing to code, with the reason."""
    if isinstance(document, Refusal):
        return Article(document.doc_id, document.file, "", status=document.status, reason=document.reason)
    if document.page is not None:
        document = replace(document, text=document.page)
    return _understood(document, lexicon)


def _understood(document: RawDocument, lexicon: str | None) -> Article:
    text = document.text
    marked = mark_boilerplate(text, lexicon)
    published, masthead_end = published_of(document.published, document.published_basis, document.url, text, marked.cuts)
    head = read_head(text, document.title, masthead_end, lexicon)
    cuts = _merged((*marked.cuts, *head.cuts, *letterhead(text)), text)
    article = Article(
        doc_id=document.doc_id, file=document.file, text=text, title=document.title, outlet=document.outlet, url=document.url,
        published=published, cuts=cuts, credits=_once((*head.credits, *marked.credits)), heading_end=head.heading_end,
        encoding=document.encoding,
    )
    return _judged(article, document)


def _judged(article: Article, document: RawDocument) -> Article:
    """The article with its language, and its status when it can't be coded."""
    kept = _kept(article)
    if not kept.strip():
        reason = ("no main text was found in the page" if document.media == "html" else "the input holds no text") \
            if not article.text.strip() else "holds nothing but boilerplate"
        return replace(article, status="empty", reason=reason)
    said = (document.lang or "").lower().replace("_", "-").split("-")[0] or None
    lang = language_of(kept) or said
    if lang not in (None, "en"):
        return replace(article, lang=lang, status="not_coded", reason=f"language: {lang}")
    return replace(article, lang=lang)


def _kept(article: Article) -> str:
    parts, position = [], 0
    for cut in article.cuts:
        parts.append(article.text[position:cut.start])
        position = cut.end
    return " ".join((*parts, article.text[position:]))


def _merged(cuts: tuple[Cut, ...], text: str) -> tuple[Cut, ...]:
    """In order; where two overlap the first one is kept and the rest of the other is cut too."""
    merged: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        start = max(cut.start, merged[-1].end if merged else 0)
        if start < cut.end:
            merged.append(replace(cut, start=start, words=text[start:cut.end]))
    return tuple(merged)


def _once(credits: tuple) -> tuple:
    """Each agency once, in the order of the text."""
    seen: dict = {}
    for link in sorted(credits, key=lambda link: link.start):
        seen.setdefault(link.name, link)
    return tuple(seen.values())
