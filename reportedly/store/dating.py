"""Publication dates that only the other reports of the ledger settle.

A report whose year is open is dated in the light of all reports that the ledger holds (clean/published_run.py), so a later report can move
it; its claims are then coded again. The dates are a function of the set of reports: in which order they came, and in how many runs, changes
nothing. The names that reports share are kept by their hashes, so that only reports that share rare names with a new one are looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import __version__
from ..clean.published_run import MOST_RARE, RARE_SHARE, SHARED_NAMES, is_derived, names_of, rare_among, settle, settled_by
from ..export.from_contract import time_of
from ..records import Article, Time
from .ledger import Ledger, Transaction, salt
from .rows import dated_text

# Below this number of reports, what is rare depends on their number: every new one may move every date, so all are settled anew.
FEW = int(MOST_RARE / RARE_SHARE)

# The row of the table `ledger` that says by which rules all dates were settled; it is taken away when names of old reports change.
DATED_WITH = "dated_with"


def write_names(work: Transaction, doc_id: str, text: str, alone: Time | None) -> None:
    """Keep the names of a report, in place of those that it had."""
    forget_names(work, doc_id)
    number, = work.execute("SELECT coalesce(max(report), 0) + 1 FROM named").fetchone()
    work.insert("named", {"report": number, "doc_id": doc_id, "open": int(is_derived(alone)), "salt": salt()})
    for name in sorted(map(name_hash, names_of(text))):
        work.execute("INSERT OR IGNORE INTO names (name, report) VALUES (?, ?)", (name, number))
    work.touch("names", number)
    work.execute("INSERT OR IGNORE INTO undated (doc_id) VALUES (?)", (doc_id,))
    work.touch("undated", doc_id)


def forget_names(work: Transaction, doc_id: str) -> None:
    """Take the names of a report out, if it has any; all dates have to be settled anew then, since names may have become rare."""
    if (number := number_of(work, doc_id)) is None:
        return
    work.execute("DELETE FROM names WHERE report = ?", (number,))
    work.execute("DELETE FROM named WHERE report = ?", (number,))
    work.touch("names", number)
    work.execute("DELETE FROM ledger WHERE name = ?", (DATED_WITH,))
    work.touch("ledger", DATED_WITH)


def number_of(source: Ledger | Transaction, doc_id: str) -> int | None:
    """The small number by which the index of names calls a report; None when it has none."""
    row = source.execute("SELECT report FROM named WHERE doc_id = ?", (doc_id,)).fetchone()
    return row[0] if row else None


def name_hash(name: str) -> int:
    """Eight bytes that stand for a name, so that the index of names is small."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def dated_together(ledger: Ledger, articles: Sequence[Article]) -> list[Article]:
    """Articles, new or read anew, dated in the light of one another and of the reports of the ledger."""
    if not any(is_derived(a.published) for a in articles):
        return list(articles)
    names = [frozenset(map(name_hash, names_of(a.text))) for a in articles]
    here = {number_of(ledger, a.doc_id) for a in articles} - {None}
    bearers: dict[int, list[int]] = defaultdict(list)
    for n, found in enumerate(names):
        for name in found:
            bearers[name].append(n)
    held, = ledger.execute("SELECT count(*) FROM named").fetchone()
    most = rare_among(held + len(articles) - len(here))
    dated = []
    for n, article in enumerate(articles):
        if is_derived(article.published):
            shared: Counter[tuple[str, int]] = Counter()
            for name in names[n]:
                others = [report for report in _bearers(ledger, name, most + len(here)) if report not in here]
                if len(others) + len(bearers[name]) <= most:
                    shared.update(("held", report) for report in others)
                    shared.update(("here", other) for other in bearers[name] if other != n)
            near = [(articles[other].published if kind == "here" else _alone(ledger, other), count)
                    for (kind, other), count in sorted(shared.items()) if count >= SHARED_NAMES]
            article = replace(article, published=settled_by(article.published, near) or article.published)
        dated.append(article)
    return dated


def moved_dates(ledger: Ledger) -> list[tuple[str, str | None]]:
    """(doc_id, date as JSON) of the reports whose stored date is no longer the one that all reports together give."""
    held, = ledger.execute("SELECT count(*) FROM named").fetchone()
    if held < FEW:
        return _all_moved(ledger)
    if _settled_with(ledger) == _dated_with(held):
        reports: Iterable[int] = sorted(_touched(ledger, rare_among(held)))
    else:
        reports = [number for number, in ledger.execute("SELECT report FROM named WHERE open = 1 ORDER BY report")]
    return [moved for number in reports if (moved := _moved(ledger, number, rare_among(held))) is not None]


def settled(ledger: Ledger) -> None:
    """Note that all dates are settled."""
    waiting = [doc_id for doc_id, in ledger.execute("SELECT doc_id FROM undated ORDER BY doc_id")]
    wanted = _dated_with(ledger.execute("SELECT count(*) FROM named").fetchone()[0])
    current = _settled_with(ledger) == wanted
    if waiting or not current:
        with ledger.transaction("date") as work:
            for doc_id in waiting:
                work.execute("DELETE FROM undated WHERE doc_id = ?", (doc_id,))
                work.touch("undated", doc_id)
            if not current:
                work.execute("INSERT OR REPLACE INTO ledger (name, value) VALUES (?, ?)", (DATED_WITH, wanted))
                work.touch("ledger", DATED_WITH)


def _settled_with(ledger: Ledger) -> str | None:
    row = ledger.execute("SELECT value FROM ledger WHERE name = ?", (DATED_WITH,)).fetchone()
    return row[0] if row else None


def _dated_with(reports: int) -> str:
    """What decides dates beside the reports: the version, and what is rare."""
    return f"{__version__}, rare to {rare_among(reports)}"


def _all_moved(ledger: Ledger) -> list[tuple[str, str | None]]:
    rows = ledger.execute("SELECT n.report, r.doc_id, r.dated_alone, r.dated FROM named n JOIN reports r USING (doc_id) ORDER BY r.doc_id").fetchall()
    if not any(time is not None for _, _, time, _ in rows):
        return []
    names: dict[int, set[int]] = defaultdict(set)
    for name, report in ledger.execute("SELECT name, report FROM names"):
        names[report].add(name)
    alone = [_time(time) for _, _, time, _ in rows]
    found = settle([frozenset(names[number]) for number, *_ in rows], alone)
    wanted = [dated_text(found.get(n, time)) for n, time in enumerate(alone)]
    return [(doc_id, time) for (_, doc_id, _, dated), time in zip(rows, wanted) if time != dated]


def _touched(ledger: Ledger, most: int) -> set[int]:
    """The open reports whose date the undated ones may move: those that share enough rare names, or a name that is rare no more."""
    fresh = {number for number, in ledger.execute("SELECT n.report FROM undated u JOIN named n USING (doc_id)")}
    shared: Counter[tuple[int, int]] = Counter()
    bearing: Counter[int] = Counter()
    for number in fresh:
        bearing.update(name for name, in ledger.execute("SELECT name FROM names WHERE report = ?", (number,)))
    found = {number for number in fresh if _is_open(ledger, number)}
    for name, count in bearing.items():
        reports = _bearers(ledger, name, most + count)
        if len(reports) <= most:
            news = fresh.intersection(reports)
            shared.update((new, old) for new in news for old in reports if old not in fresh)
        elif len(reports) - count <= most:
            found.update(number for number in reports if _is_open(ledger, number))
    found.update(old for (_, old), count in shared.items() if count >= SHARED_NAMES and _is_open(ledger, old))
    return found


def _moved(ledger: Ledger, number: int, most: int) -> tuple[str, str | None] | None:
    """The date of one open report, when it is another than the stored one."""
    doc_id, alone, dated = ledger.execute("SELECT r.doc_id, r.dated_alone, r.dated FROM named n JOIN reports r USING (doc_id) WHERE n.report = ?", (number,)).fetchone()
    shared: Counter[int] = Counter()
    for name, in ledger.execute("SELECT name FROM names WHERE report = ?", (number,)).fetchall():
        reports = _bearers(ledger, name, most)
        if len(reports) <= most:
            shared.update(other for other in reports if other != number)
    near = [(_alone(ledger, other), count) for other, count in sorted(shared.items()) if count >= SHARED_NAMES]
    time = _time(alone)
    wanted = dated_text(settled_by(time, near) or time)
    return (doc_id, wanted) if wanted != dated else None


def _bearers(ledger: Ledger, name: int, most: int) -> list[int]:
    """The reports that hold a name; of a name in more than `most`, one more than that."""
    return [report for report, in ledger.execute("SELECT report FROM names WHERE name = ? LIMIT ?", (name, most + 1))]


def _alone(ledger: Ledger, number: int) -> Time | None:
    row = ledger.execute("SELECT r.dated_alone FROM named n JOIN reports r USING (doc_id) WHERE n.report = ?", (number,)).fetchone()
    return _time(row[0])


def _is_open(ledger: Ledger, number: int) -> bool:
    return ledger.execute("SELECT open FROM named WHERE report = ?", (number,)).fetchone() == (1,)


def _time(text: str | None) -> Time | None:
    return time_of(json.loads(text)) if text else None
