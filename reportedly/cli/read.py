"""`reportedly read`: what is understood of each input, without coding it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import COLUMNS, Command, OUTLET, PATHS, PUBLISHED, SETTINGS
from .safe import shown

if TYPE_CHECKING:
    from ..records import Article, RawDocument, Refusal

# Characters of the text that --show prints.
SHOWN = 600


@click.command(cls=Command, short_help="Show what is understood of each input, without coding it.")
@PATHS
@click.option("--show", is_flag=True, help="Also the author, the dates with their reasons, what was cut, and how the text begins.")
@PUBLISHED
@OUTLET
@COLUMNS
@SETTINGS
def read(paths, show, published, outlet, columns, settings) -> int:
    """\b
    Example:
      reportedly read saved-pages.zip --show

    Read reports and print what was understood of each: format, outlet, title, language, publication date and how it is known. Nothing is
    coded or kept.
    """
    from ..pipeline import as_article
    from ..read import read_paths
    from ..settings import load_settings
    from .closing import Count

    chosen = load_settings(settings)
    count = Count("reports", progress=False)
    for raw in read_paths(paths, published=published, outlet=outlet, columns=columns):
        article = as_article(raw, chosen)
        count.add(article, article.status == "coded")
        click.echo("\n".join(told(raw, article) if show else [line(article)]))
    count.close()
    return 3 if count.problems else 0


def line(article: Article) -> str:
    """One input on one line."""
    day = (article.published.start or "")[:10] if article.published else ""
    parts = (article.status, day or "no date", article.lang or "-", article.outlet or "no outlet", article.title or "no title", article.file)
    return "  ".join(shown(part) for part in parts)


def told(raw: RawDocument | Refusal, article: Article) -> list[str]:
    """One input in full, a line for each thing that is known."""
    date = article.published
    rows = {
        "status": article.status + (f": {article.reason}" if article.reason else ""), "id": article.doc_id, "format": getattr(raw, "media", None),
        "encoding": article.encoding, "title": article.title, "outlet": article.outlet, "author": getattr(raw, "author", None), "url": article.url,
        "language": article.lang, "published": f"{date.start} ({date.basis})" if date and date.start else None,
        "or": "; ".join(f"{c.start} ({c.reason})" for c in date.candidates) if date else None,
        "credits": ", ".join(link.name for link in article.credits), "length": f"{len(article.text):,} characters",
        "text": article.text[:SHOWN] + ("…" if len(article.text) > SHOWN else ""),
    }
    cuts = [f"  {'cut':10} {cut.start}-{cut.end} {shown(cut.reason)}: {shown(cut.words[:80])}" for cut in article.cuts]
    return [shown(article.file), *(f"  {name:10} {shown(value)}" for name, value in rows.items() if value), *cuts, ""]
