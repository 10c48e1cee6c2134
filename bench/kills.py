"""kill -9 at random moments of add, link, migrate, decide and redact: is anything lost or half written?

    python bench/kills.py [--count 200] [--seed 0]

Prints how often each was killed, or the first thing that did not hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.crash.kills import run  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        count = run(Path(folder), given.count, given.seed)
    for kind, number in sorted(count.items()):
        print(f"{number:4} {kind}")
    print(f"{sum(count.values())} times, nothing lost, nothing half written, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
