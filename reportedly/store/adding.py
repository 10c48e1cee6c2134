"""`reportedly add`: new reports are coded and stored, one transaction each; then dates are settled and events made.

What was acknowledged (yielded) is on the disk. A run that is stopped anywhere leaves whole reports only; the next one goes on from there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import BinaryIO, NamedTuple

from .. import __version__
from ..pipeline import Coded, as_article, batches, clean_batch, code_batch, sharing
from ..read import read_paths
from ..records import Article, RawDocument, Refusal, Time
from ..settings import Settings
from .dating import dated_together
from .ledger import Ledger, Transaction, now, salt
from .linking import relink
from .recoding import settle_dates
from .reports import write_report
from .rows import json_text

# Reports that are read, dated and coded together: enough to keep several processes busy, few enough to be held in memory.
CHUNK_REPORTS = 256
CHUNK_CHARACTERS = 20_000_000


class Added(NamedTuple):
    """What became of one input: `known` when the ledger held these very bytes before; `claims` counts the claims that were stored.

    `ignored` names what was said of a known report that is not what the ledger holds, which keeps what it was told first.
    """

    article: Article
    known: bool
    claims: int = 0
    ignored: tuple[str, ...] = ()


# What container and user may say of a report each time it is added.
SAID = ("outlet", "published", "title", "url", "lang", "author")


class Run:
    """The row of this run in the ledger; it is written with the first thing that the run adds, so that nothing new leaves no trace."""

    def __init__(self, command: str, settings: Settings) -> None:
        self.command, self.settings = command, settings
        self.number: int | None = None
        self.counts: Counter[str] = Counter()

    def row(self, work: Transaction) -> int:
        """The number of the run, whose row is there from now on if the transaction ends well."""
        if self.number is not None and work.execute("SELECT 1 FROM runs WHERE run = ?", (self.number,)).fetchone():
            return self.number
        self.number, = work.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
        work.insert("runs", {"run": self.number, "command": self.command, "started": now(), "version": __version__,
                             "settings": json_text(asdict(self.settings)), "salt": salt()})
        work.touch("run", self.number)
        return self.number

    def close(self, ledger: Ledger) -> None:
        """Write when it ended and how its inputs did."""
        if self.number is not None:
            with ledger.transaction("run") as work:
                work.execute("UPDATE runs SET ended = ?, counts = ? WHERE run = ?", (now(), json_text(dict(sorted(self.counts.items()))), self.number))
                work.touch("run", self.number)


def add(ledger: Ledger, paths: Sequence[str], *, settings: Settings = Settings(), jobs: int = 1, published: str | None = None,
        outlet: str | None = None, columns: Sequence[tuple[str, str]] = (), stdin: BinaryIO | None = None) -> Iterator[Added]:
    """Add the reports found at `paths`, one Added for each input in its order, each when it is safely stored.

    The dates and events of the ledger are brought up to date after the last one. Arguments as for `pipeline.code`.
    """
    run = Run("add", settings)
    for chunk in chunks(read_paths(paths, published=published, outlet=outlet, columns=columns, stdin=stdin)):
        for added in add_chunk(ledger, chunk, run, settings, jobs):
            run.counts[f"{added.article.status}, known before" if added.known else added.article.status] += 1
            yield added
    settle_dates(ledger, settings)
    relink(ledger)
    run.close(ledger)


def chunks(raws: Iterable[RawDocument | Refusal]) -> Iterator[list[RawDocument | Refusal]]:
    """The inputs in order, in pieces that fit into memory."""
    chunk: list[RawDocument | Refusal] = []
    size = 0
    for raw in raws:
        chunk.append(raw)
        size += len(raw.text) if isinstance(raw, RawDocument) else 0
        if len(chunk) == CHUNK_REPORTS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def add_chunk(ledger: Ledger, chunk: Sequence[RawDocument | Refusal], run: Run, settings: Settings, jobs: int) -> Iterator[Added]:
    """Code and store what is new of one piece of the input."""
    fresh: dict[str, RawDocument] = {}
    for raw in chunk:
        if isinstance(raw, RawDocument) and not _holds(ledger, raw.doc_id):
            fresh.setdefault(raw.doc_id, raw)
    with sharing(jobs, len(fresh), settings) as share:
        articles = [a for batch in share(partial(clean_batch, settings=settings), batches(list(fresh.values()))) for a in batch]
        together = dated_together(ledger, articles)
        alone = {article.doc_id: article.published for article in articles}
        coded = (one for batch in share(partial(code_batch, settings=settings), batches(together)) for one in batch)
        for raw in chunk:
            if isinstance(raw, Refusal):
                yield add_refusal(ledger, as_article(raw, settings), run)
            elif raw.doc_id in fresh:
                del fresh[raw.doc_id]
                one = next(coded)
                yield add_report(ledger, raw, one, alone[raw.doc_id], run)
            else:
                yield _known(ledger, raw)


def add_report(ledger: Ledger, raw: RawDocument, coded: Coded, alone: Time | None, run: Run) -> Added:
    """Store one report with its claims, unless another process was faster."""
    with ledger.transaction("report") as work:
        if work.execute("SELECT 1 FROM reports WHERE doc_id = ?", (raw.doc_id,)).fetchone():
            return _known(ledger, raw)
        number = run.row(work)
        write_report(work, raw, coded.article, coded.claims, alone, number)
        add_input(work, coded.article, number)
    return Added(coded.article, False, len(coded.claims))


def add_refusal(ledger: Ledger, article: Article, run: Run) -> Added:
    """Note an input that could not be read, unless the last word on this file is the same."""
    with ledger.transaction("input") as work:
        last = work.execute("SELECT doc_id, status, reason FROM inputs WHERE file = ? ORDER BY input DESC LIMIT 1", (article.file,)).fetchone()
        known = last == (article.doc_id, article.status, article.reason)
        if not known:
            add_input(work, article, run.row(work))
    return Added(article, known)


def add_input(work: Transaction, article: Article, run: int) -> None:
    number, = work.execute("SELECT coalesce(max(input), 0) + 1 FROM inputs").fetchone()
    work.insert("inputs", {"input": number, "run": run, "file": article.file, "doc_id": article.doc_id, "status": article.status,
                           "reason": article.reason, "salt": salt()})
    work.touch("input", number)


def _holds(ledger: Ledger, doc_id: str) -> bool:
    return ledger.execute("SELECT 1 FROM reports WHERE doc_id = ?", (doc_id,)).fetchone() is not None


def _known(ledger: Ledger, raw: RawDocument) -> Added:
    status, reason, text = ledger.execute("SELECT status, reason, given FROM reports WHERE doc_id = ?", (raw.doc_id,)).fetchone()
    given = json.loads(text)
    ignored = tuple(name for name in SAID if (said := getattr(raw, name)) and said != given.get(name))
    return Added(Article(raw.doc_id, raw.file, "", status=status, reason=reason), True, ignored=ignored)
