"""Place names in the dateline, which the cleaner took out of the text: "COLUMBUS, Ohio (AP) —".

They say where a report was filed, which tells much about the other names and nothing about where something happened.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..ground.gazetteer import Gazetteer
from ..ground.gazetteer_names import normal_name
from ..ground.places_ranking import Naming
from ..records import ParsedArticle, PlaceCandidate, Span
from .place_words import words

# Agency, date and dash end the names of a dateline.
NAMES_END = re.compile(r"\(|\d|\s[-–—]|[–—:]|--")
NAME = re.compile(r"[^\W\d_][^,/]*")


class Filed(NamedTuple):
    """One place name of a dateline."""

    span: Span
    naming: Naming


def filed_from(parsed: ParsedArticle, gazetteer: Gazetteer) -> tuple[Filed, ...]:
    """The known names of the datelines, each said to lie in the next one: "COLUMBUS" in "Ohio"."""
    text, found = parsed.article.text, []
    for cut in parsed.article.cuts:
        if cut.reason != "dateline":
            continue
        names_end = NAMES_END.search(cut.words)
        parts = [m for m in NAME.finditer(cut.words, 0, names_end.start() if names_end else len(cut.words))]
        named = [(m, c) for m in parts if (c := bearers(m.group().strip(), gazetteer))]
        keys = [key for _, (key, _) in named]
        for n, (m, (key, candidates)) in enumerate(named):
            start = cut.start + m.start()
            end = start + len(m.group().rstrip())
            holder, held = keys[n + 1] if n + 1 < len(keys) else None, keys[n - 1] if n else None
            found.append(Filed(Span(start, end, text[start:end]), Naming(key, candidates, None, holder, held)))
    return tuple(found)


def bearers(name: str, gazetteer: Gazetteer) -> tuple[str, tuple[PlaceCandidate, ...]] | None:
    """The key and candidates of a name or of its short form, None when no place bears it."""
    short = words().abbreviations.get(name) or words().abbreviations.get(name.replace(" ", ""))
    if short:
        key = normal_name(short.name)
        candidates = short.among(gazetteer.candidates_of_key(key))
    else:
        key = normal_name(name)
        candidates = gazetteer.candidates_of_key(key) if name.casefold() not in words().common else ()
    return (key, candidates) if candidates else None
