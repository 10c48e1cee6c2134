"""HTML → the main text and what the page says about itself, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import Failed, Refused
from ..limits import MARKUP_DEPTH

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
    author: str | None = None


def read_page(html: str, url: str | None = None) -> Page:
    """The page's main text without menus, comments and links, and its metadata. Raises Failed or Refused when it can't be parsed."""
    import trafilatura

    try:
        # The date only from metadata: a date guessed from the text is the business of published.py, which gives its reasons.
        tree = trafilatura.load_html(html)
        if tree is None:
            return Page("")
        check_depth(tree)
        found = trafilatura.bare_extraction(
            without_layout_tables(tree), url=url, with_metadata=True, include_comments=False, include_tables=True, favor_precision=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
        )
    except Refused:
        raise
    except Exception as error:                       # lxml and trafilatura raise many kinds on hostile markup
        raise Failed(f"its HTML cannot be parsed ({type(error).__name__}: {error}). Save the text of the page as .txt.") from error
    if found is None:
        return Page("")
    return Page(found.text or "", found.title or None, found.sitename or None, found.url or None, found.language or None, found.date or None,
                found.author or None)


def without_layout_tables(tree: HtmlElement) -> HtmlElement:
    """The page with plain blocks for the tables that only lay it out: their text is prose, and is not to be read as rows of cells."""
    for table in list(tree.iter("table")):
        cells = [part for part in table.iter("tbody", "tr", "td", "th") if next(part.iterancestors("table"), None) is table]
        if any(len(" ".join(cell.itertext()).split()) >= LAYOUT_WORDS for cell in cells if cell.tag in ("td", "th")):
            for part in (*cells, table):
                part.tag = "div"
    return tree


def check_depth(tree: HtmlElement) -> None:
    """Raises Refused for elements that stand within one another as no page's do: the extraction is recursive."""
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > MARKUP_DEPTH:
            raise Refused(f"its elements stand more than {MARKUP_DEPTH:,} deep within one another. Save the text of the page as .txt.")
        level = [child for element in level for child in element]


# Elements that begin a line of their own.
BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article ul ol table pre hr figure figcaption".split())
UNSEEN = frozenset(("script", "style", "noscript", "template", "head"))


def text_of(fragment: str) -> str:
    """The text of a piece of HTML, all of it, one line a block: the content of a feed's entry or of a message, which has no menus."""
    from lxml import html

    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except Exception as error:                       # lxml raises many kinds on hostile markup
        raise Failed(f"its HTML cannot be parsed ({type(error).__name__}: {error}).") from error
    check_depth(tree)
    pieces: list[str] = []
    collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def collect(element: HtmlElement, pieces: list[str]) -> None:
    """Add the text below the element, with a line break around each block; MARKUP_DEPTH bounds the recursion."""
    seen = isinstance(element.tag, str) and element.tag not in UNSEEN
    block = element.tag in BLOCKS
    if block:
        pieces.append("\n")
    if seen:
        pieces.append(flat(element.text))
        for child in element:
            collect(child, pieces)
            pieces.append(flat(child.tail))
    if block:
        pieces.append("\n")


def flat(text: str | None) -> str:
    """Characters between tags: their line breaks mean nothing."""
    return (text or "").replace("\n", " ").replace("\r", " ")
