"""Standard output: a layout for people, or lines for programs; quiet when the reader has gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..pipeline import Coded


class Output:
    """Standard output; `closed` once nobody reads it any more ("| head")."""

    def __init__(self) -> None:
        self.closed = False

    def do(self, write: Callable, *values) -> None:
        """Call `write`, which writes to standard output, unless that is closed."""
        if self.closed:
            return
        try:
            write(*values)
        except BrokenPipeError:
            self.closed = True
            # What is left in the buffer must not complain when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def line(self, line: str) -> None:
        self.do(sys.stdout.write, line)

    def flush(self) -> None:
        self.do(sys.stdout.flush)


class Screen(Output):
    """Shows each coded report in the form that was asked for: table, jsonl or csv; None is table on a terminal, else jsonl."""

    def __init__(self, form: str | None) -> None:
        super().__init__()
        form = form or ("table" if sys.stdout.isatty() else "jsonl")
        set_encoding(form)
        self.show = table_writer() if form == "table" else self._lines(form)

    def __call__(self, coded: Coded) -> None:
        self.do(self.show, coded)

    def _lines(self, form: str) -> Callable[[Coded], None]:
        from .code import claims_writer

        return claims_writer(sys.stdout, form)


def set_encoding(form: str) -> None:
    """Lines for programs are UTF-8 everywhere; a terminal that lacks a character shows another instead of failing."""
    if not hasattr(sys.stdout, "reconfigure"):
        return
    if form == "table":
        sys.stdout.reconfigure(errors="replace")
    else:
        sys.stdout.reconfigure(encoding="utf-8", newline="")


def table_writer() -> Callable[[Coded], None]:
    """Shows the header of each report that was coded, and its claims."""
    from rich.console import Console

    from .layout import claim_block, report_header, width_of

    console = Console(highlight=False, markup=False, emoji=False)
    width = width_of(console)

    def write(coded: Coded) -> None:
        if coded.article.status != "coded":
            return                                     # said on standard error, and counted
        # Captured first: rich would end the program by itself when nobody reads any more.
        with console.capture() as drawn:
            console.print(report_header(coded.article, len(coded.claims), width), width=width)
            for claim in coded.claims:
                console.print(claim_block(coded.article, claim), width=width)
            console.print()
        sys.stdout.write(drawn.get())

    return write
