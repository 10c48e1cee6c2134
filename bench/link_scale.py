"""How linking grows: seconds, memory and quality of linking 10,000, 100,000 and 1,000,000 claims of an invented war, on one core.

    python bench/link_scale.py [SIZE …] [--seed N] [--json]

Each size runs in a process of its own. The reports are made first and kept in memory, as claims and articles; the clock covers all that
linking does with them, from facets to finished events with their origins and agreement. Peak memory is that of the whole process, the
reports included. `exponent` is the slope between two sizes: 1 is linear. `b3` compares the events with those that the war really had
(B-cubed F1); it measures the invented noise as much as linking, and is there to show that speed is not bought with missed links.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]
from war import War  # noqa: E402

from reportedly.link import iter_events  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)


def measure(size: int, seed: int) -> dict[str, float]:
    """Link one war of this many claims, in this process."""
    articles, claims, truth = [], [], {}
    for report in War(seed).reports_until(size):
        articles.append(report.article)
        claims += report.claims
        truth.update((claim.claim_id, event) for claim, event in zip(report.claims, report.events))
    started, wall = time.process_time(), time.perf_counter()
    found, events, largest = {}, 0, 0
    for event in iter_events(articles, claims):
        events += 1
        largest = max(largest, len(event.claims))
        found.update(dict.fromkeys(event.claims, events))
    seconds, wall = time.process_time() - started, time.perf_counter() - wall
    return {
        "claims": len(claims), "reports": len(articles), "events": events, "largest_event": largest, "true_events": len(set(truth.values())),
        "cpu_seconds": round(seconds, 1), "wall_seconds": round(wall, 1), "microseconds_a_claim": round(seconds / len(claims) * 1e6),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2), "b3": round(100 * b_cubed(truth, found), 1),
    }


def b_cubed(truth: dict[str, int], found: dict[str, int]) -> float:
    """B-cubed F1 of two groupings of the same claims."""
    both, true_sizes, found_sizes = Counter((truth[c], found[c]) for c in truth), Counter(truth.values()), Counter(found[c] for c in truth)
    precision = sum(n * n / found_sizes[group] for (_, group), n in both.items()) / len(truth)
    recall = sum(n * n / true_sizes[event] for (event, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Measure each size and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.sizes[0], options.seed)))
        return
    before = None
    for size in options.sizes:
        command = [sys.executable, __file__, str(size), "--seed", str(options.seed), "--here"]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if before:
            row["exponent"] = round(math.log(row["cpu_seconds"] / before["cpu_seconds"]) / math.log(row["claims"] / before["claims"]), 3)
        before = row
        print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
