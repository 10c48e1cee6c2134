"""Coding reports of the ledger again: when their date moved, or by a newer version of the coder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..pipeline import Coded, batches, code_batch, sharing
from ..records import Article
from ..settings import Settings
from .dating import moved_dates
from ..export.from_contract import time_of
from .ledger import Ledger
from .reports import write_claims
from .rows import ARTICLE_COLUMNS, article_of, published_row

# Dates settle in one round, since they are computed from what each report gives alone; the bound only keeps a mistake from running for ever.
ROUNDS = 3


def settle_dates(ledger: Ledger, settings: Settings, jobs: int = 1) -> int:
    """Code those reports again whose date the other reports moved; how many they were."""
    count = 0
    moved = moved_dates(ledger)
    for batch in batches(moved):
        articles = [replace(stored_article(ledger, doc_id), published=time_of(json.loads(dated)) if dated else None) for doc_id, dated in batch]
        for one in code_batch([a for a in articles], settings):
            replace_claims(ledger, one)
            count += 1
    return count


def stored_article(ledger: Ledger, doc_id: str) -> Article:
    """The article of a report as it was coded, without what other reports make of it."""
    row = ledger.execute(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    return replace(article_of(*row[:-2], None, None))


def replace_claims(ledger: Ledger, coded: Coded) -> None:
    """Store the date and the claims of a report that was coded again."""
    with ledger.transaction("recode") as work:
        row = published_row(coded.article.published)
        work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in row)} WHERE doc_id = ?", (*row.values(), coded.article.doc_id))
        work.touch("report", coded.article.doc_id)
        write_claims(work, coded.article.doc_id, coded.claims)
