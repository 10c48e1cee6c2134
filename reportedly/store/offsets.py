"""Where the clean text stands in the original: pieces of characters that both share.

The original is counted in characters too: the decoded file, without a byte order mark; of a record of many the value of its key "text".
"""

from __future__ import annotations

import html
import re

from ..records import RawDocument

# A piece: start and end in the text, start in the original. Inside a piece both run in step.
Piece = tuple[int, int, int]

WORD = re.compile(r"\S+")

# What the reader of a page does not see. Comments, scripts and styles go with all they hold.
UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?")

# Characters that are searched for the next word before it is given up: a menu or a table that was left out.
REACH = 200_000


def offset_map(raw: RawDocument, text: str) -> list[Piece]:
    """The pieces in order. One piece for plain text and records, whose text is unchanged; for a page a piece for each run of words found in it.

    None for what was taken out of a PDF, a document or a message: their bytes hold no characters in the text's order.
    """
    if raw.media == "extracted":
        return []
    if raw.media != "html":
        return [(0, len(text), 0)] if text else []
    seen, places = visible(raw.text)
    pieces: list[Piece] = []
    position = 0
    for word in WORD.finditer(text):
        found = seen.find(word[0], position, position + REACH)
        if found < 0:
            continue
        position = found + len(word[0])
        _add(pieces, word.start(), word.end(), places[found], places[position - 1] + 1)
    return pieces


def _add(pieces: list[Piece], start: int, end: int, there: int, there_end: int) -> None:
    """One more word; it joins the piece before when both run in step. A word with an entity in it is as long as its first character says."""
    if there_end - there != end - start:
        end = start + 1
    if pieces:
        first, last, at = pieces[-1]
        if there - at == start - first and start - last <= 1:
            pieces[-1] = (first, end, at)
            return
    pieces.append((start, end, there))


def visible(page: str) -> tuple[str, list[int]]:
    """The page without its markup, entities read, and where each of its characters stands in the page."""
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for mark in (*UNSEEN.finditer(page), None):
        end = mark.start() if mark else len(page)
        at = position
        for entity in (*ENTITY.finditer(page, position, end), None):
            stop = entity.start() if entity else end
            characters.extend(page[at:stop])
            places.extend(range(at, stop))
            if entity:
                for character in html.unescape(entity[0]):
                    characters.append(character)
                    places.append(entity.start())
                at = entity.end()
        characters.append(" ")                         # a tag parts words, or does no harm
        places.append(end)
        position = mark.end() if mark else end
    return "".join(characters), places
