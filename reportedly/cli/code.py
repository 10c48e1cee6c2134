"""`reportedly code`: reports in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

import click

from .options import COLUMNS, Command, OUTLET, PATHS, PUBLISHED, SETTINGS

if TYPE_CHECKING:
    from ..pipeline import Coded

Show = Callable[["Coded"], None]


@click.command(cls=Command, short_help="Code reports: the claims that they make.")
@PATHS
@click.option("--claims", metavar="FILE", help="Write the claims to FILE (.csv: a table, else JSON lines) instead of standard output.")
@click.option("--documents", metavar="FILE", help="Write a record of every input to FILE, with its text and what was cut.")
@click.option("--events", metavar="FILE", help="Link the claims of the run and write the events to FILE.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), help="On standard output. Default: table on a terminal, else jsonl.")
@PUBLISHED
@OUTLET
@COLUMNS
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes; the result is the same.")
@click.option("--alone", is_flag=True, help="Code each report as if it were the only one of the run.")
@SETTINGS
def code(paths, claims, documents, events, form, published, outlet, columns, jobs, alone, settings) -> int:
    """\b
    Example:
      reportedly code report.txt --outlet "Daily Example" --published 2019-02-23

    Code reports. PATH is a file, a folder, or - for standard input: text, HTML, MHTML, PDF, .docx, .odt, mail, feeds, web archives, tables,
    Telegram exports, and .zip, .tar, .gz or .zst of any of these (see docs/reading.md). A path that cannot be read is reported and counted as
    refused or failed, and the others are still coded.
    """
    from ..export import check_targets, document_json, event_json, json_line, written
    from ..settings import load_settings
    from .. import pipeline
    from .closing import Count
    from .screen import Screen

    chosen = load_settings(settings)
    check_targets([path for path in (claims, documents, events) if path], paths)
    with ExitStack() as files:
        open_file = lambda path: files.enter_context(written(path)) if path else None
        outputs: list[Show] = []
        if (file := open_file(claims)) is not None:
            outputs.append(claims_writer(file, "csv" if claims.lower().endswith(".csv") else "jsonl"))
        if (file := open_file(documents)) is not None:
            outputs.append(lambda coded, file=file: file.write(json_line(document_json(coded.article))))
        events_file = open_file(events)
        # Claims that go to a file are not printed too, unless a format for the screen is named.
        screen = Screen(form) if form or not claims else None
        count = Count("claims", progress=screen is None or not sys.stdout.isatty())
        kept = []
        for coded in pipeline.code(paths, settings=chosen, jobs=jobs, published=published, outlet=outlet, columns=columns, alone=alone):
            for write in outputs:
                write(coded)
            if screen and not screen.closed:
                count.clear()
                screen(coded)
            elif screen and not outputs and events_file is None:
                return 0                                # nobody listens any more
            count.add(coded.article, len(coded.claims))
            if events_file is not None:
                kept.append(coded)
        for event in pipeline.link_events(kept) if events_file is not None else ():
            events_file.write(json_line(event_json(event)))
    if screen:
        screen.flush()
    count.close()
    return 3 if count.problems else 0


def claims_writer(file: TextIO, form: str) -> Show:
    """Writes the claims of one report after the other, as JSON lines or as rows under a header."""
    from ..export import COLUMNS, claim_json, claim_row, csv_line, json_line

    if form == "csv":
        file.write(csv_line(COLUMNS))

    def write(coded: Coded) -> None:
        for claim in coded.claims:
            file.write(csv_line(claim_row(claim).values()) if form == "csv" else json_line(claim_json(claim)))

    return write
