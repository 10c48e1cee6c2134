"""`reportedly mentions`: what one layer alone finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .options import Command, OUTLET, PATHS, PUBLISHED, SETTINGS

if TYPE_CHECKING:
    from ..pipeline import Read
    from ..records import Article
    from ..settings import Settings

KINDS = ("places", "times", "actors", "attributions", "quantities")


@click.command(cls=Command, short_help="Print what one layer alone finds.")
@click.argument("kind", type=click.Choice(KINDS))
@PATHS
@PUBLISHED
@OUTLET
@SETTINGS
def mentions(kind, paths, published, outlet, settings) -> int:
    """\b
    Example:
      reportedly mentions places report.txt

    Print what one layer alone finds, one JSON object a line, for checking and for other tools. The same report twice is
    read twice.
    """
    from ..export import json_line, mention_rows
    from ..settings import load_settings
    from .closing import Count
    from .screen import Output, set_encoding

    set_encoding("jsonl")
    output, count = Output(), Count("mentions")
    for article, read in understood(paths, load_settings(settings), published, outlet):
        rows = list(mention_rows(kind, read)) if read else []
        for row in rows:
            output.line(json_line(row))
        if output.closed:
            return 0
        count.add(article, len(rows))
    output.flush()
    count.close()
    return 3 if count.problems else 0


def understood(paths, settings: Settings, published: str | None, outlet: str | None) -> Iterator[tuple[Article, Read | None]]:
    """Every article in order with what was found in it; None for one that was not coded."""
    from ..pipeline import BATCH, as_article
    from ..read import read_paths

    batch: list[Article] = []
    for raw in read_paths(paths, published=published, outlet=outlet):
        batch.append(as_article(raw, settings))
        if len(batch) == BATCH:
            yield from understood_batch(batch, settings)
            batch = []
    yield from understood_batch(batch, settings)


def understood_batch(articles: list[Article], settings: Settings) -> Iterator[tuple[Article, Read | None]]:
    """One batch; an article that makes a stage fail ends as failed and leaves the others alone."""
    from dataclasses import replace

    from ..errors import ReportedlyError
    from ..pipeline import failure, understand

    coded = [article for article in articles if article.status == "coded"]
    try:
        found = dict(enumerate(understand(coded, settings)))
    except ReportedlyError:                            # a missing model or a bad word list is nobody's report's fault
        raise
    except Exception:                                  # find out which one it was
        found = {}
    position = 0
    for article in articles:
        if article.status != "coded":
            yield article, None
            continue
        try:
            yield article, found.get(position) or next(understand([article], settings))
        except Exception as error:
            yield replace(article, status="failed", reason=failure("reading", error)), None
        position += 1
