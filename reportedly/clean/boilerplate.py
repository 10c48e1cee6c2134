"""Passages that are not the report: comment forms, share buttons, related stories, credits.

Only marked, never removed. A passage is cut when a whole line, a whole bracket, or what stands between two sentences or after
the last one is a phrase of lexicon/boilerplate.tsv. Inside a run-on line only those are cut that no report would say
("Required fields are marked *").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from ..records import Cut, Link
from .patterns import Rule, agencies, by_first, rules

# What may stand before a passage that begins between two sentences.
AFTER_SENTENCE = ".!?\"”’)]*…»\n"

# Characters around a line that belong to its layout.
LINE_MARKS = " \t\r•·*|>»-–—:#"

# A credit line at the very end is found in so many characters.
END_CHARACTERS = 500

# A line longer than this is no phrase of the list, however its gaps are filled.
LINE_CHARACTERS = 500

# More credits, buttons and signatures than this no report has at its end.
END_PASSAGES = 20

# Below a "Related" line, a line is still one of its headlines up to so many words, without a full stop.
LINK_WORDS = 20

# A cell with more words holds prose.
CELL_WORDS = 20

TABLE_ROW = re.compile(r"^\|[^\n]*\|(?=[ \t\r]*$)", re.MULTILINE)
BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,80})[)\]]")
LINE = re.compile(r"[^\n]+")

# Names or initials after the last full stop: a desk's signature. It may not follow an abbreviation ("Gen. Ali Hassan").
SIGNATURE = re.compile(
    r"(?P<before>[\w’'-]+[.!?][\"”’)]?|[\"”])\s*"
    r"(?P<names>(?:(?:al-|el-)?[A-Z][\w.’'-]*(?:\s*/\s*|\s+|-)?){1,5}|[A-Z]{2,6}(?: ?-? ?\d{1,3})?|\d{2,3}(?:-\d{1,2})?)\s*\Z")
ABBREVIATION = re.compile(r"(?:[A-Z]|[A-Z][a-z]{1,3}|Brig|Prof|U\.S|U\.N|[A-Za-z](?:\.[A-Za-z])+)\.$")


class Marked(NamedTuple):
    cuts: tuple[Cut, ...]
    credits: tuple[Link, ...]


def mark_boilerplate(text: str, lexicon: str | None = None) -> Marked:
    """The cuts of a text in order, not overlapping, and the agencies that the whole of it is credited to."""
    found = rules(lexicon)
    cuts: list[Cut] = []                                # in order
    credits: list[Link] = []
    for start, end, reason, agency in (
        *_tables(text), *_lines(text, found), *_brackets(text, found), *_phrases(text, found), *_at_end(text, found, lexicon)
    ):
        position = bisect_left(cuts, start, key=lambda cut: cut.start)
        clear = (position == 0 or cuts[position - 1].end <= start) and (position == len(cuts) or end <= cuts[position].start)
        if start < end and clear:
            cuts.insert(position, Cut(start, end, reason, text[start:end]))
            if agency:
                credits.append(credit(text, *agency, lexicon))
    return Marked(tuple(cuts), tuple(sorted(credits, key=lambda link: link.start)))


def credit(text: str, start: int, end: int, lexicon: str | None = None) -> Link:
    """The link of an agency that the whole report is credited to."""
    words = text[start:end]
    return Link(start, end, words, agencies(lexicon).get(words, words), None, "agency", False, None, "unknown")


Found = tuple[int, int, str, tuple[int, int] | None]


def _found(match: re.Match, rule: Rule, start: int, end: int) -> Found:
    agency = match.span("agency") if rule.credit and "agency" in rule.expression.groupindex and match["agency"] else None
    return start, end, rule.reason, agency


def _tables(text: str) -> Iterator[Found]:
    """The rows of tables as Markdown and extracted pages have them: cells are no sentences."""
    for row in TABLE_ROW.finditer(text):
        if all(len(cell.split()) <= CELL_WORDS for cell in row[0].split("|")):
            yield *row.span(), "table", None


def _lines(text: str, found: tuple[Rule, ...]) -> Iterator[Found]:
    """Whole lines; after one of the kind "list" also the headlines below it."""
    wanted = by_first(found, "line", "list")
    in_list: str | None = None
    for line in LINE.finditer(text):
        start, end = _trimmed(text, *line.span())
        if start == end or end - start > LINE_CHARACTERS:
            in_list = None if start < end else in_list
            continue
        rule, match = next(((r, m) for r in wanted[text[start]] if (m := _whole(r, text, start, end))), (None, None))
        if rule:
            in_list = rule.reason if rule.match == "list" else None
            yield _found(match, rule, *stripped(text, *line.span()))
        elif in_list and len(text[start:end].split()) <= LINK_WORDS and text[end - 1] not in ".!\"”":
            yield *stripped(text, *line.span()), in_list, None
        else:
            in_list = None


def _whole(rule: Rule, text: str, start: int, end: int) -> re.Match | None:
    """The rule's match with the line, its layout marks and a final stop left out, or with them."""
    return rule.expression.fullmatch(text, start, end) or (
        rule.expression.fullmatch(text, start, end - 1) if text[end - 1] in ".:" else None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in LINE_MARKS and text[start] not in "-–—":
        start += 1
    while end > start and text[end - 1] in LINE_MARKS:
        end -= 1
    return start, end


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at both its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _brackets(text: str, found: tuple[Rule, ...]) -> Iterator[Found]:
    wanted = by_first(found, "bracket")
    for bracket in BRACKET.finditer(text):
        for rule in wanted[bracket[1][0]]:
            if match := rule.expression.fullmatch(text, *bracket.span(1)):
                yield _found(match, rule, *bracket.span())
                break


def _phrases(text: str, found: tuple[Rule, ...]) -> Iterator[Found]:
    for rule in found:
        if rule.match in ("anywhere", "between"):
            for match in rule.expression.finditer(text):
                if rule.match == "anywhere" or _after_sentence(text, match.start()):
                    yield _found(match, rule, *match.span())


def _after_sentence(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t\r":
        start -= 1
    return start == 0 or text[start - 1] in AFTER_SENTENCE


def _at_end(text: str, found: tuple[Rule, ...], lexicon: str | None) -> Iterator[Found]:
    """The last words, one passage after the other, as long as a rule or a signature fits."""
    wanted = [rule for rule in found if rule.match == "end"]
    end = stripped(text, 0, len(text))[1]
    for _ in range(END_PASSAGES):
        if not end or not (passage := _last_passage(text, end, wanted)):
            return
        yield passage
        end = stripped(text, 0, passage[0])[1]


def _last_passage(text: str, end: int, wanted: list[Rule]) -> Found | None:
    window = max(0, end - END_CHARACTERS)
    for stop in (end, end - 1) if text[end - 1] == "." else (end,):
        for rule in wanted:
            for match in rule.expression.finditer(text, window, stop):
                full = rule.expression.fullmatch(text, match.start(), stop)
                if full and match.start() and _after_sentence(text, match.start()):
                    return _found(full, rule, match.start(), end)
    signature = SIGNATURE.search(text, max(0, end - 80), end)
    if signature and not ABBREVIATION.search(signature["before"].rstrip("\"”’)")):
        return *stripped(text, *signature.span("names")), "signature", None
    return None
