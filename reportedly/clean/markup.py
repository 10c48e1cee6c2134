"""HTML → the main text and what the page says about itself, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import Failed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A table with a cell of so many words lays out a page, as old news sites do; the cells of a table of data hold a few.
LAYOUT_WORDS = 30


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; each field is None where it does not say, `text` is empty when no main text was found."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    published: str | None = None


def read_page(html: str) -> Page:
    """The page's main text without menus, comments and links, and its metadata. Raises Failed when it can't be parsed."""
    import trafilatura

    try:
        # The date only from metadata: a date guessed from the text is the business of published.py, which gives its reasons.
        tree = trafilatura.load_html(html)
        if tree is None:
            return Page("")
        found = trafilatura.bare_extraction(
            without_layout_tables(tree), with_metadata=True, include_comments=False, include_tables=True, favor_precision=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
        )
    except Exception as error:                       # lxml and trafilatura raise many kinds on hostile markup
        raise Failed(f"its HTML cannot be parsed ({type(error).__name__}: {error}). Save the text of the page as .txt.") from error
    if found is None:
        return Page("")
    return Page(found.text or "", found.title or None, found.sitename or None, found.url or None, found.language or None, found.date or None)


def without_layout_tables(tree: HtmlElement) -> HtmlElement:
    """The page with plain blocks for the tables that only lay it out: their text is prose, and is not to be read as rows of cells."""
    for table in list(tree.iter("table")):
        cells = [part for part in table.iter("tbody", "tr", "td", "th") if next(part.iterancestors("table"), None) is table]
        if any(len(" ".join(cell.itertext()).split()) >= LAYOUT_WORDS for cell in cells if cell.tag in ("td", "th")):
            for part in (*cells, table):
                part.tag = "div"
    return tree
