"""The same text again: a duplicate in one outlet, a copy in another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from ..records import Article


def mark_duplicates(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles in order; the second of the same text is a "duplicate" of the same outlet, or coded with `copy_of` of another.

    Exact copies only; near copies are linked later, with reasons. `copy_of` is the doc_id that came first in the run.
    """
    first: dict[bytes, str] = {}
    seen: dict[tuple[bytes, str | None], str] = {}
    marked: list[Article] = []
    for article in articles:
        if article.status not in ("coded", "not_coded") or article.doc_id is None:
            marked.append(article)
            continue
        text = hashlib.sha256(article.text.encode("utf-8")).digest()
        original = first.setdefault(text, article.doc_id)
        same_outlet = seen.get((text, article.outlet))
        seen.setdefault((text, article.outlet), article.doc_id)
        if same_outlet is not None:
            reason = f"the same text as {same_outlet}, by the same outlet"
            marked.append(replace(article, status="duplicate", copy_of=same_outlet, reason=reason))
        else:
            marked.append(replace(article, copy_of=original if original != article.doc_id else None))
    return tuple(marked)
