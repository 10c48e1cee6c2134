"""What adding one report costs in a ledger that grows: milliseconds beyond coding, at several sizes of the ledger.

    python bench/ledger_growth.py [SIZE …] [--reports N] [--ledger FILE] [--json]

A ledger is filled with the reports of an invented war through the store's own functions, in large transactions. At each size N further
reports are added one by one, each as `reportedly add` does it: one transaction that writes the report, its claims and its names, then
linking, which writes stories, blocks and the events that changed, and the entries of the log. The clock covers both, up to the commit on
the disk. Coding is left out: the claims are given.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]
from war import Report, War  # noqa: E402

from reportedly.records import RawDocument  # noqa: E402
from reportedly.settings import Settings  # noqa: E402
from reportedly.store import open_ledger, relink  # noqa: E402
from reportedly.store.adding import Run, add_input  # noqa: E402
from reportedly.store.ledger import Ledger, Transaction  # noqa: E402
from reportedly.store.linking import link_changes  # noqa: E402
from reportedly.store.reports import write_report  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
# Reports of one transaction while the ledger is filled.
BATCH = 250


def write(work: Transaction, report: Report, run: Run) -> None:
    """One report with its claims, as `store.adding.add_report` writes it."""
    article = report.article
    raw = RawDocument(article.doc_id, article.file, article.text, "text", outlet=article.outlet, data=article.text.encode())
    number = run.row(work)
    write_report(work, raw, article, report.claims, article.published, number)
    add_input(work, article, number)


def fill(ledger: Ledger, reports: Iterator[Report], claims: int, run: Run) -> int:
    """Add reports until they hold about this many claims; how many they hold."""
    made = 0
    while made < claims and (batch := list(islice(reports, BATCH))):
        with ledger.transaction("report") as work:
            for report in batch:
                write(work, report, run)
                made += len(report.claims)
            link_changes(work)
    return made


def add_one(ledger: Ledger, report: Report, run: Run) -> tuple[float, float]:
    """Milliseconds of writing one report, and of linking it."""
    started = time.perf_counter()
    with ledger.transaction("report") as work:
        write(work, report, run)
    written = time.perf_counter()
    relink(ledger)
    return 1000 * (written - started), 1000 * (time.perf_counter() - written)


def main() -> None:
    """Fill a ledger size by size and measure at each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--ledger", help="where the ledger is made and kept; else in a temporary folder that is removed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or os.path.join(folder, "war.sqlite")
        reports, held = War().reports_until(max(options.sizes) * 2), 0
        with open_ledger(path, new=True) as ledger:
            run = Run("bench", Settings())
            for size in options.sizes:
                started = time.perf_counter()
                held += fill(ledger, reports, size - held, run)
                filled = time.perf_counter() - started
                costs = []
                for report in islice(reports, options.reports):
                    costs.append(add_one(ledger, report, run))
                    held += len(report.claims)
                whole = sorted(write + link for write, link in costs)
                row = {
                    "claims": held, "median_ms": round(statistics.median(whole)), "nine_in_ten_ms": round(whole[len(whole) * 9 // 10]),
                    "most_ms": round(whole[-1]), "of_it_linking_ms": round(statistics.median(link for _, link in costs)),
                    "ledger_mb": round(os.path.getsize(path) / 1e6), "filled_in_s": round(filled, 1),
                }
                print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
