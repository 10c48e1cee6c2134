"""The head of a press release between its headline and its text: office, release number, "For Immediate Release", dateline.

    Example Joint Command - Ruritania 2011-07-S-064 For Immediate Release STRELSAU, Ruritania (July 20, 2011) –
"""

from __future__ import annotations

import re

from ..records import Cut
from .boilerplate import stripped
from .published_numbers import HEAD_CHARACTERS, NUMBER
from .published_patterns import BRACKETED_DATELINE

MARK = re.compile(NUMBER.pattern + r"|(?i:\b(?:for immediate release|(?:news|press|media) release|download pdf)\b)")

# An office with its country: "Example Joint Command - Ruritania".
OFFICE = r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,5} ?[-–] ?[A-Z][a-z]{2,20}"
OFFICE_BEFORE = re.compile(OFFICE + r"\s{0,5}$")

# The same pattern without its group names, which the release number has too.
DATELINE = re.sub(r"\?P<\w+>", "?:", BRACKETED_DATELINE)

# What may follow the first mark, with white space and lists of incident numbers between.
FURTHER = re.compile(rf"[\s,;|/]{{0,20}}(?:{MARK.pattern}|{OFFICE}(?=\s*(?:\n|\Z))|(?:\d{{3,5}},?\s{{0,3}}){{1,30}}(?!\w)|{DATELINE}\s{{0,5}}[-–—]{{0,2}})")

# So far before the first mark its office is looked for.
OFFICE_CHARACTERS = 80


def letterhead(text: str) -> tuple[Cut, ...]:
    """The letterhead of a press release as a cut; empty for a text that has none of its marks in its head."""
    first = MARK.search(text, 0, HEAD_CHARACTERS)
    if first is None:
        return ()
    begin = max(0, first.start() - OFFICE_CHARACTERS)
    office = OFFICE_BEFORE.search(text[begin:first.start()])
    start, end = (begin + office.start() if office else first.start()), first.end()
    while (more := FURTHER.match(text, end, HEAD_CHARACTERS)) is not None and more.end() > end:
        end = more.end()
    start, end = stripped(text, start, end)
    return (Cut(start, end, "letterhead", text[start:end]),)
