"""Coding reports of the ledger again: when the other reports moved their date, or by a newer version of the coder.

What people decided is applied over the new reading. The text of a report never changes, so that the words that they saw stay where
they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..errors import ReadError
from ..export.contract import claim_json
from ..export.from_contract import time_of
from ..link import sketch_of
from ..pipeline import Coded, as_article, batches, code_batch, sharing
from ..read.decode import decode
from ..records import Article, Claim, RawDocument, Time
from ..review import EDITABLE
from ..settings import Settings
from .dating import dated_together, moved_dates, settled, write_names
from .ledger import Ledger, Transaction
from .offsets import offset_map
from .reports import coder, machine_claims, settle_duplicates, text_hash, write_claims
from .rows import ARTICLE_COLUMNS, article_of, dated_text, json_text, marks_text, published_row

# Reports that are dated and coded together.
CHUNK = 64


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one claim of the coder: "added", "gone" or "changed", then with the fields that are read otherwise."""

    claim_id: str
    kind: str
    fields: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Recoded:
    """One report coded again; `kept` says why its old reading stays, None when the new one counts."""

    doc_id: str
    file: str
    moves: tuple[Move, ...]
    kept: str | None = None


def recode(ledger: Ledger, settings: Settings = Settings(), *, every: bool = False, jobs: int = 1) -> Iterator[Recoded]:
    """Code the reports again that another version of the coder has coded, or every report; each when it is safely stored.

    Dates and events are for the caller to bring up to date (`settle_dates`, `relink`). One that is stopped goes on where it was.
    """
    condition = "1" if every else "r.coder <> ?"
    doc_ids = [doc_id for doc_id, in ledger.execute(f"SELECT r.doc_id FROM reports r WHERE {condition} ORDER BY r.doc_id", () if every else (coder(),))]
    for start in range(0, len(doc_ids), CHUNK):
        raws = {doc_id: original(ledger, doc_id) for doc_id in doc_ids[start:start + CHUNK]}
        articles = [as_article(raw, settings) for raw in raws.values() if raw is not None]
        alone = {a.doc_id: a.published for a in articles}
        with sharing(jobs, len(articles), settings) as share:
            coded = {one.article.doc_id: one for batch in share(partial(code_batch, settings=settings), batches(dated_together(ledger, articles))) for one in batch}
        for doc_id, raw in raws.items():
            yield _stored(ledger, raw, coded[doc_id], alone[doc_id], settings) if raw else _kept(ledger, doc_id, "its original was redacted")


def original(ledger: Ledger, doc_id: str) -> RawDocument | None:
    """A report as it was read, from the bytes that the ledger keeps; None when they were redacted.

    What was taken out of a page, a document or a record is not taken out anew: the text stays what the claims and decisions point into.
    """
    file, media, given, text, data = ledger.execute(
        "SELECT r.file, r.media, r.given, r.text, o.bytes FROM reports r JOIN originals o USING (doc_id) WHERE r.doc_id = ?", (doc_id,)).fetchone()
    if data is None:
        return None
    raw = RawDocument(doc_id, file, text, media, **json.loads(given), data=data)
    if media not in ("text", "html"):
        return raw
    try:
        decoded, encoding = decode(data, media == "html")
    except ReadError:                                  # a newer reader may refuse what an older one took, and a container may have named the encoding
        return replace(raw, page=text) if media == "html" else None
    return replace(raw, text=decoded, page=text if media == "html" else None, encoding=encoding)


def _kept(ledger: Ledger, doc_id: str, reason: str) -> Recoded:
    file, = ledger.execute("SELECT file FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    return Recoded(doc_id, file, (), reason)


def _stored(ledger: Ledger, raw: RawDocument, coded: Coded, alone: Time | None, settings: Settings) -> Recoded:
    """Store what the coder now reads in one report."""
    article = coded.article
    with ledger.transaction("recode") as work:
        old = stored_article(work, raw.doc_id)
        if article.status == "failed" and old.status == "coded":
            return _kept(ledger, raw.doc_id, article.reason or "")
        decided = work.execute("SELECT EXISTS (SELECT 1 FROM claims WHERE doc_id = ? AND review <> 'machine')", (raw.doc_id,)).fetchone()[0]
        if decided and old.text != article.text:
            coded, = code_batch([old], settings)
            article, alone = coded.article, time_of(json.loads(dated)) if (dated := _alone(work, raw.doc_id)) else None
        before = machine_claims(work, raw.doc_id)
        _write_article(work, raw, article, alone)
        write_claims(work, raw.doc_id, coded.claims)
        settle_duplicates(work, text_hash(article))
    return Recoded(raw.doc_id, article.file, moves(before, coded.claims))


def _alone(work: Transaction, doc_id: str) -> str | None:
    return work.execute("SELECT dated_alone FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()[0]


def _write_article(work: Transaction, raw: RawDocument, article: Article, alone: Time | None) -> None:
    row = {"status": article.status, "reason": article.reason, "title": article.title, "outlet": article.outlet, "url": article.url, "lang": article.lang,
           "text": article.text, "text_hash": text_hash(article), "coder": coder(), "dated_alone": dated_text(alone), "marks": marks_text(article),
           "offset_map": json_text(offset_map(raw, article.text)), **published_row(article.published)}
    work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in row)} WHERE doc_id = ?", (*row.values(), raw.doc_id))
    sketch = sketch_of(article)
    work.execute("UPDATE sketches SET size = ?, checksums = ? WHERE doc_id = ?", (sketch.size, sketch.checksums, raw.doc_id))
    write_names(work, raw.doc_id, article.text, alone)
    work.touch("report", raw.doc_id)


def moves(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Move, ...]:
    """What moved between two readings of one report, in the order of the text."""
    old, new = ({c.claim_id: claim_json(c) for c in claims} for claims in (before, after))
    found = []
    for claim_id in {**old, **new}:
        one, other = old.get(claim_id), new.get(claim_id)
        fields = tuple(name for name in ("evidence", *EDITABLE) if one and other and one[name] != other[name])
        if one is None or other is None or fields:
            kind, shown = "added" if one is None else "gone" if other is None else "changed", other or one
            found.append((shown["trigger"]["start"], Move(claim_id, kind, fields, shown["evidence"]["words"])))
    return tuple(move for _, move in sorted(found, key=lambda pair: (pair[0], pair[1].claim_id)))


def settle_dates(ledger: Ledger, settings: Settings) -> int:
    """Code those reports again whose date the other reports moved; how many they were."""
    count = 0
    for batch in batches(moved_dates(ledger)):
        articles = [replace(stored_article(ledger, doc_id), published=time_of(json.loads(dated)) if dated else None) for doc_id, dated in batch]
        for one in code_batch(articles, settings):
            with ledger.transaction("date") as work:
                row = published_row(one.article.published)
                work.execute(f"UPDATE reports SET {', '.join(f'{name} = ?' for name in row)} WHERE doc_id = ?", (*row.values(), one.article.doc_id))
                work.touch("report", one.article.doc_id)
                if one.article.status == "coded":
                    write_claims(work, one.article.doc_id, one.claims)
            count += 1
    settled(ledger)
    return count


def stored_article(source: Ledger | Transaction, doc_id: str) -> Article:
    """The article of a report as it was coded, without what other reports of the same text make of it."""
    row = source.execute(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    return article_of(*row[:-2], None, None)
