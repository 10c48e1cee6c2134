"""Publication dates that only the other reports of the ledger settle.

A report whose year is open is dated in the light of all reports that the ledger holds (clean/published_run.py), so a later report can move
it; its claims are then coded again. The dates are a function of the set of reports: in which order they came, and in how many runs, changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from ..clean.published_run import names_of, settle
from ..records import Article
from ..export.from_contract import time_of
from .ledger import Ledger
from .rows import dated_text


def dated_together(ledger: Ledger, articles: Sequence[Article]) -> list[Article]:
    """New articles, dated in the light of one another and of the reports of the ledger."""
    held = [(names_of(text), time_of(json.loads(alone)) if alone else None)
            for text, alone in ledger.execute("SELECT text, dated_alone FROM reports ORDER BY doc_id")]
    names = [*(found for found, _ in held), *(names_of(a.text) for a in articles)]
    settled = settle(names, [*(time for _, time in held), *(a.published for a in articles)])
    return [replace(a, published=settled.get(len(held) + n, a.published)) for n, a in enumerate(articles)]


def moved_dates(ledger: Ledger) -> list[tuple[str, str | None]]:
    """(doc_id, date as JSON) of the reports whose stored date is no longer the one that all reports together give."""
    rows = ledger.execute("SELECT doc_id, text, dated_alone, dated FROM reports ORDER BY doc_id").fetchall()
    alone = [time_of(json.loads(time)) if time else None for _, _, time, _ in rows]
    settled = settle([names_of(text) for _, text, _, _ in rows], alone)
    wanted = [dated_text(settled.get(n, time)) for n, time in enumerate(alone)]
    return [(doc_id, time) for (doc_id, _, _, dated), time in zip(rows, wanted) if time != dated]
