"""The head of a report: masthead, headline, agency, dateline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import rows
from ..records import Cut, Link
from .boilerplate import credit, stripped
from .patterns import agency_names

# A headline of a given title is looked for so far into the text: mastheads are shorter.
TITLE_WITHIN = 150

# A masthead is at most so long; what published.py found beyond it is part of a sentence.
MASTHEAD_CHARACTERS = 100

# A first line is a headline up to so many words.
HEADLINE_WORDS = 30

# A title shorter than this many words may be the beginning of any sentence.
TITLE_WORDS = 3

WORD = re.compile(r"\w+")
# A page title often ends in the name of its outlet: "… | Daily Example".
OUTLET_IN_TITLE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
PLACE = r"[A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2})?"
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
DATE = rf"(?:,? {WEEKDAY}?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?)(?:,? \d{{4}})?)"
DAY_OR_MONTH = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
DASH = r"(?:--?|–|—)"


class Head(NamedTuple):
    heading_end: int
    cuts: tuple[Cut, ...]
    credits: tuple[Link, ...]


def read_head(text: str, title: str | None, masthead_end: int, lexicon: str | None = None) -> Head:
    """What stands before the first sentence; `masthead_end` is where the date line that published.py found ends, 0 for none."""
    masthead_end = masthead_end if masthead_end <= TITLE_WITHIN + MASTHEAD_CHARACTERS + len(title or "") else 0
    start, heading_end = _headline(text, title, masthead_end)
    cuts: list[Cut] = []
    credits: list[Link] = []

    def cut(first: int, last: int, reason: str) -> None:
        first, last = stripped(text, first, last)
        if first < last <= first + MASTHEAD_CHARACTERS:
            cuts.append(Cut(first, last, reason, text[first:last]))

    cut(0, start, "masthead")
    position = max(heading_end, start)
    if masthead_end > position:
        credits += _agencies_in(text, position, masthead_end, lexicon)
        cut(position, masthead_end, "masthead")
        position = masthead_end
    if heading_end and (match := _leading_agency(lexicon).match(text, position)):
        cut(*match.span("agency"), "agency credit")
        credits.append(credit(text, *match.span("agency"), lexicon))
        position = match.end("agency")
    if match := _dateline(lexicon).match(text, position):
        cut(*match.span("dateline"), "dateline")
        if house := next((name for name in ("agency", "house") if match[name]), None):
            credits.append(credit(text, *match.span(house), lexicon))
    elif match := _bare_dateline(lexicon).match(text, position):
        cut(*match.span("dateline"), "dateline")
    return Head(heading_end, tuple(cuts), tuple(credits))


def _headline(text: str, title: str | None, masthead_end: int) -> tuple[int, int]:
    """Where the masthead before the headline ends, and where the headline ends (0 when there is none)."""
    if title and (found := _find_title(text, title)):
        start, end = found
        # Only a date line stands before a headline; anything else is text that happens to come before the same words.
        if start == 0 or not text[:start].strip() or masthead_end and len(text[masthead_end:start].split()) <= 8:
            return start, end
    start = masthead_end if 0 < masthead_end <= MASTHEAD_CHARACTERS else 0
    line_start, _ = stripped(text, start, len(text))
    line_end = text.find("\n", line_start)
    if line_end < 0 or not text[line_end:].strip() or (start and "\n" not in text[start:line_start] and start):
        return start, 0
    line = text[line_start:line_end].strip()
    blank_follows = re.match(r"\n[ \t\r]*\n", text[line_end:]) is not None
    ends_open = line[-1:] not in ".!…;:,\"”’)" and (blank_follows or line[-1:] != "?")
    if not blank_follows or not ends_open or len(line.split()) > HEADLINE_WORDS:
        return start, 0
    return start, line_start + len(text[line_start:line_end].rstrip())


def _find_title(text: str, title: str) -> tuple[int, int] | None:
    """The span of the title in the head of the text, compared word by word; None when a sentence goes on after it."""
    wanted = [word.casefold() for word in WORD.findall(OUTLET_IN_TITLE.sub("", title))]
    if len(wanted) < TITLE_WORDS:
        return None
    words = list(WORD.finditer(text, 0, TITLE_WITHIN + 3 * len(title) + 50))
    for i, word in enumerate(words):
        if word.start() > TITLE_WITHIN or i + len(wanted) > len(words):
            return None
        if [w[0].casefold() for w in words[i:i + len(wanted)]] == wanted:
            end = words[i + len(wanted) - 1].end()
            return (word.start(), _end_of_title(text, end)) if _sentence_ends(text, end) else None
    return None


def _sentence_ends(text: str, end: int) -> bool:
    after = text[end:end + 40].lstrip(" \t\r'’\"”)")
    return not after or after[0] in ".!?\n" or after[0].isupper() or after[0].isdigit() or after[0] in "\"“"


def _end_of_title(text: str, end: int) -> int:
    match = re.compile(r"['’\"”)]*\s?[.!?]?['’\"”)]*").match(text, end)
    return match.end() if match[0].strip() else end


def _agencies_in(text: str, start: int, end: int, lexicon: str | None) -> list[Link]:
    """The agency of a masthead: alone, or before the date. With a name behind it, it is the photographer's."""
    pattern = re.compile(rf"(?<!\w)(?:{agency_names(lexicon)})(?=\s*(?:\Z|[^\w\s/]|\d|{DAY_OR_MONTH}))")
    return [credit(text, *match.span(), lexicon) for match in pattern.finditer(text, start, end)][:1]


@lru_cache(maxsize=4)
def _leading_agency(lexicon: str | None) -> re.Pattern:
    """An agency between headline and text: alone on its line, or before a capital in copy that lost its lines."""
    return re.compile(rf"\s*(?P<agency>{agency_names(lexicon)})(?=\s*\n| (?:[A-Z\"“]|\d))")


@lru_cache(maxsize=4)
def _dateline(lexicon: str | None) -> re.Pattern:
    """BEIRUT (Reuters) -, DAMASCUS, Syria, May 6 (AP) —, (Reuters) -, SANA -: a place, an agency, or both, and a dash.

    After a place in capitals and before a dash, any house in brackets is an agency.
    """
    known = rf"[(/\[]\s*(?P<agency>{agency_names(lexicon)})(?:\s*[,/|]\s*[A-Z][\w. ]{{1,30}})?\s*[)/\]]"
    place = rf"(?:{PLACE}|[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){{0,2}})"
    of_known = rf"(?:{place}{DATE}?,? )?{known}{DATE}?\s*(?:{DASH}|:)?"
    of_any = rf"{PLACE}{DATE}?,? \((?P<house>[A-Z][\w.&’' -]{{1,40}})\)\s*{DASH}"
    of_none = rf"{PLACE}{DATE}?\s*(?: {DASH} |{DASH} |–|—|: )"
    return re.compile(rf"\s*(?P<dateline>{of_known}|{of_any}|{of_none})(?=\s*\S)")


@lru_cache(maxsize=4)
def _bare_dateline(lexicon: str | None) -> re.Pattern:
    """BEIRUT before a capital: a dateline whose comma and dash were lost."""
    cities = "|".join(re.escape(row["name"].upper()) for row in rows("datelines.tsv", lexicon))
    return re.compile(rf"\s*(?P<dateline>(?:{cities})(?: (?:Syria|Iraq|Lebanon|Jordan|Turkey|Yemen|Libya))?)(?= (?:[A-Z][a-z]|A |\d|[\"“]))")
