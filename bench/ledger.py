"""How adding one report to a large ledger costs: coding aside, from the transaction that stores it to the events made anew.

    python bench/ledger.py [--claims 100000] [--reports 20] [--seed 0] [LEDGER]

Fills a ledger with the claims of an invented war (bench/war.py), unless LEDGER is there already, then adds reports one by one and prints the
time and the peak memory of each part. Filling does not wait for the disk; adding does, as the program does.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.war import Report, War  # noqa: E402
from reportedly.records import RawDocument  # noqa: E402
from reportedly.settings import Settings  # noqa: E402
from reportedly.store import Ledger, open_ledger, relink  # noqa: E402
from reportedly.store.adding import Run, add_report  # noqa: E402
from reportedly.store.query import Filter, count_claims  # noqa: E402
from reportedly.store.recoding import settle_dates  # noqa: E402
from reportedly.pipeline import Coded  # noqa: E402

# About so many claims stand in one report of the war.
CLAIMS_A_REPORT = 5


def store(ledger: Ledger, report: Report, run: Run) -> None:
    """Store one report as `reportedly add` does once it is coded."""
    article = report.article
    raw = RawDocument(article.doc_id, article.file, article.text, "text", data=article.text.encode())
    add_report(ledger, raw, Coded(article, report.claims), article.published, run)


def fill(path: str, reports: Iterable[Report]) -> None:
    with open_ledger(path, write=True, new=True) as ledger:
        ledger.connection.execute("PRAGMA synchronous = OFF")
        run, began = Run("bench", Settings()), time.monotonic()
        for report in reports:
            store(ledger, report, run)
        print(f"stored: {time.monotonic() - began:.0f} s", flush=True)
        settle_dates(ledger, Settings())
        began = time.monotonic()
        events = relink(ledger)
        print(f"linked: {events} events, {time.monotonic() - began:.0f} s, {os.path.getsize(path) / 1e6:.0f} MB, peak memory {memory():.0f} MB", flush=True)
        run.close(ledger)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger", nargs="?")
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--reports", type=int, default=20)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    # Held back from all over the war: the first and the last days are not like the others.
    step = max(2, given.claims // CLAIMS_A_REPORT // given.reports)
    held_back = lambda: (r for n, r in enumerate(War(given.seed).reports_until(given.claims)) if n % step == 1)
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or str(Path(folder) / "bench.sqlite")
        if not os.path.exists(path):
            fill(path, (r for n, r in enumerate(War(given.seed).reports_until(given.claims)) if n % step != 1))
        times: dict[str, list[float]] = {"store": [], "settle dates": [], "link": [], "all": []}
        with open_ledger(path, write=True) as ledger:
            print(f"a ledger of {count_claims(ledger, Filter())} claims")
            for report in islice(held_back(), given.reports):
                marks = [time.monotonic()]
                store(ledger, report, Run("bench", Settings()))
                marks.append(time.monotonic())
                settle_dates(ledger, Settings())
                marks.append(time.monotonic())
                relink(ledger)
                marks.append(time.monotonic())
                for name, seconds in zip(times, (*(b - a for a, b in zip(marks, marks[1:])), marks[-1] - marks[0])):
                    times[name].append(seconds)
        for name, seconds in times.items():
            print(f"{name:14} median {statistics.median(seconds) * 1000:6.0f} ms   longest {max(seconds) * 1000:6.0f} ms")
        print(f"peak memory {memory():.0f} MB")


if __name__ == "__main__":
    main()
