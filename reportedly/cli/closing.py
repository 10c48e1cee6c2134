"""What standard error says: progress while it lasts, a line for each input that could not be read, and the count of all."""

from __future__ import annotations

import sys
import time
from collections import Counter

import click

from ..limits import PROGRESS_SECONDS
from ..records import Article
from .safe import shown

STATUSES = ("coded", "empty", "duplicate", "not_coded", "refused", "failed")

# Between two updates of the progress line, in seconds: faster only flickers.
TICK_SECONDS = 0.2


class Count:
    """Counts what became of every input; `problems` is how many were refused or failed."""

    def __init__(self, noun: str, progress: bool = True) -> None:
        self.noun = noun
        self.statuses: Counter[str] = Counter()
        self.found = 0
        self.progress = progress and sys.stderr.isatty()
        self.began = self.drawn = time.monotonic()
        self.visible = False

    def add(self, article: Article, found: int) -> None:
        """One more input and what was found in it; says at once why it could not be read."""
        self.statuses[article.status] += 1
        self.found += found
        if article.status in ("refused", "failed"):
            self.clear()
            click.echo(f"{article.status}: {shown(article.file)}: {shown(article.reason or '')}", err=True)
        elif article.status == "not_coded":
            self.clear()
            click.echo(f"not coded: {shown(article.file)}: {shown(article.reason or '')}", err=True)
        self.draw()

    def draw(self) -> None:
        now = time.monotonic()
        if self.progress and now - self.began > PROGRESS_SECONDS and now - self.drawn > TICK_SECONDS:
            self.drawn, self.visible = now, True
            sys.stderr.write(f"\r\x1b[K{self.read} reports, {self.found} {self.noun}, {now - self.began:.0f} s")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the progress line away."""
        if self.visible:
            sys.stderr.write("\r\x1b[K")
            self.visible = False

    @property
    def read(self) -> int:
        return sum(self.statuses.values())

    @property
    def problems(self) -> int:
        return self.statuses["refused"] + self.statuses["failed"]

    def close(self) -> None:
        """The last line of a run."""
        self.clear()
        parts = ", ".join(f"{self.statuses[status]} {status.replace('_', ' ')}" for status in STATUSES)
        click.echo(f"{self.read} read: {parts}. {self.found} {self.noun.removesuffix('s') if self.found == 1 else self.noun}.", err=True)
