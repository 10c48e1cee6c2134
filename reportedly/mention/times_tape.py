"""Tokens → tape: one character per token that tells what the token can be in a time expression.

The rules (times_rules.py) are regular expressions over the tape, so that each is written in classes ("weekday comma? month day")
and the whole article is searched in one pass without looking at words again. Word list: lexicon/times.tsv.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..ground.times_calendar import day_exists
from ..lexicon import rows, word_class
from ..records import Article, ParsedArticle
from .numerals import Numeral, number_words

# Years that a bare number of four figures may mean; outside of them only where the words say so ("in 1187", "the year 2500").
FIRST_YEAR, LAST_YEAR = 1900, 2099
FIRST_FAR_YEAR, LAST_FAR_YEAR = 1000, 2999

OTHER = "."
CLASSES = ("month hijri weekday weekdays wday unit units part fixedclock rel relpart season last past recent this next following "
           "same ago earlier later mod edge each set ref the a of in on at since until by from to and or during for within between comma "
           "hyphen poss ampm zone hours approx old fiscal day ordinal year number vague cont glued decade "
           "clock date more least future period latest these current near local time small slash").split()
CODES = {name: chr(0x41 + i) if i < 26 else chr(0x61 + i - 26) if i < 52 else chr(0x100 + i) for i, name in enumerate(CLASSES)}

GLUED = re.compile(r"(\d{1,2})((?:19|20)\d\d)$")                         # "092017": day and year of a copy without its comma
ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
DECADE = re.compile(r"'?(?:(\d\d)?(\d)0)'?s$")
MID = re.compile(r"(mid|early|late)-?(\d{4}|\w+)$")
NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<iso>(\d{4})-(\d\d)-(\d\d))(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"|(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?)(?![\w-])")


# Outlets that write the month first, in lower case and without "the".
MONTH_FIRST_OUTLETS = word_class("month_first_outlets")

# A date in figures that lies so many days before the publication is told as news or shortly after.
NEAR_DAYS = 31

# U+FFFD, and its three bytes read as Latin-1.
RUBBLE = "\ufffdï¿½"


@dataclass(frozen=True, slots=True)
class Tape:
    """`codes[i]` is the class of token i as one character; `values[i]` what it stands for (a number, a code, None)."""

    codes: str
    values: tuple[object, ...]
    words: tuple[str, ...]
    tags: tuple[str, ...]                # Penn Treebank


@lru_cache(maxsize=1)
def time_words() -> dict[str, tuple[str, str]]:
    """Word → (class, value)."""
    return {row["word"]: (row["class"], row["value"]) for row in rows("times.tsv")}


@lru_cache(maxsize=1)
def _lookup() -> dict[str, tuple[str, object]]:
    """Word → (code, value), numbers as integers."""
    found = {}
    for word, (name, value) in time_words().items():
        found[word] = CODES[name], int(value) if re.fullmatch(r"-?\d+", value) else value
    for word, (role, value) in number_words().items():
        if role == "ordinal":
            found.setdefault(word, (CODES["ordinal"], int(value)))
    found["second"] = CODES["ordinal"], 2
    found["more"] = CODES["more"], ""
    found["less"] = CODES["more"], ""
    found["fewer"] = CODES["more"], ""
    found["least"] = CODES["least"], ""
    found["most"] = CODES["least"], ""
    return found


def lower_words(parsed: ParsedArticle) -> tuple[str, ...]:
    """The tokens as the parser reads them, in lower case, without the rubble of a wrong decoding ("ï¿½nearly")."""
    return tuple(word if word.isascii() else word.strip(RUBBLE) or word for word in (token.lower_ for token in parsed.doc))


def write_tape(parsed: ParsedArticle, words: tuple[str, ...], numerals: tuple[Numeral, ...]) -> Tape:
    """The tape of an article."""
    lookup, doc = _lookup(), parsed.doc
    codes: list[str] = [OTHER] * len(words)
    values: list[object] = [None] * len(words)
    for i, word in enumerate(words):
        if word in lookup:
            code, value = lookup[word]
            if code in CASED and not is_name(doc[i]) or code == CODES["ref"] and is_end_of_name(doc, i):
                continue
            codes[i], values[i] = code, value
        elif word[0].isdigit() or word[0] == "'":
            read_figure(word, i, codes, values)
        elif word[:3] in ("mid", "ear", "lat") and (match := MID.match(word)):
            read_mid(match, i, codes, values)
    for i in range(len(words)):
        write_name(words, i, codes, values)
    for numeral in numerals:
        write_numeral(numeral, words, codes, values)
        if MILITARY_CLOCK.match(words[numeral.first]) and "".join(codes[numeral.last:numeral.last + 1]) in CLOCK_FOLLOWERS:
            codes[numeral.first], values[numeral.first] = CODES["clock"], f"{words[numeral.first][:2]}:{words[numeral.first][2:]}"
    write_numeric_dates(parsed, codes, values)
    return Tape("".join(codes), tuple(values), words, tuple(token.tag_ for token in doc))


def is_name(token) -> bool:
    """True unless the word is the verb or noun that looks like a month or weekday ("may", "march", "sat")."""
    text = token.text
    if text[0].islower():
        return token.lower_ not in ("may", "march", "mar", "sun", "sat", "wed", "mon", "dec", "jan") and len(text) > 3
    return token.tag_ != "MD" and not (token.lower_ == "march" and token.tag_.startswith("VB"))


def is_end_of_name(doc, i: int) -> bool:
    """True for "Now" with a capital right behind a word: the town of Qala-ye Now."""
    return doc[i].text[0].isupper() and i > 0 and doc[i - 1].text[-1].isalpha() and not doc[i].is_sent_start


# Tokens of the longest name of a month: "Kanoun al - Thani".
NAME_TOKENS = 5

# "0700 GMT", "0630 local time": four figures are a clock time before these.
MILITARY_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")
CLOCK_FOLLOWERS = (CODES["zone"], CODES["local"], CODES["ampm"], CODES["hours"])

CASED = CODES["month"] + CODES["wday"]


@lru_cache(maxsize=1)
def names_of_several_words() -> dict[str, tuple[tuple[tuple[str, ...], str, int], ...]]:
    """First word → (words, code, value) of the months whose names have several, the longest first ("kanun al-thani")."""
    found: dict[str, list] = {}
    for name, (kind, value) in time_words().items():
        if "-" in name and kind in ("month", "hijri"):
            words = tuple(name.split("-"))
            found.setdefault(words[0], []).append((words, CODES[kind], int(value)))
    return {first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry))) for first, entries in found.items()}


def write_name(words: tuple[str, ...], first: int, codes: list[str], values: list[object]) -> None:
    """Mark a month whose name has several words; hyphens between them, and within a token, count as spaces."""
    if (start := words[first].split("-")[0]) not in names_of_several_words():
        return
    parts, last = words[first].split("-"), first + 1
    ends = [(1, tuple(parts))]
    while last < len(words) and last - first < NAME_TOKENS:
        parts = parts + [part for part in words[last].split("-") if part]
        last += 1
        ends.append((last - first, tuple(parts)))
    for name, code, value in names_of_several_words()[start]:
        count = next((count for count, said in ends if said == name), None)
        if count is not None:
            codes[first], values[first] = code, value
            codes[first + 1:first + count] = [CODES["cont"]] * (count - 1)
            values[first + 1:first + count] = [None] * (count - 1)
            return


def read_figure(word: str, i: int, codes: list[str], values: list[object]) -> None:
    """Ordinals, decades and glued day-years; plain numbers come with the numerals."""
    if match := ORDINAL.match(word):
        codes[i], values[i] = CODES["ordinal"], int(match[1])
    elif match := DECADE.match(word):
        century = int(match[1]) if match[1] else 19
        codes[i], values[i] = CODES["decade"], century * 100 + int(match[2]) * 10
    elif match := GLUED.match(word):
        codes[i], values[i] = CODES["glued"], (int(match[1]), int(match[2]))


def read_mid(match: re.Match, i: int, codes: list[str], values: list[object]) -> None:
    """"mid-1996": one token that holds two words; its value is the pair (mod, what)."""
    mod = {"mid": "MID", "early": "START", "late": "END"}[match[1]]
    if match[2].isdigit() and FIRST_YEAR <= int(match[2]) <= LAST_YEAR:
        codes[i], values[i] = CODES["year"], (mod, int(match[2]))
    elif decade := DECADE.match(match[2]):
        codes[i], values[i] = CODES["decade"], (mod, int(decade[1] or 19) * 100 + int(decade[2]) * 10)
    elif (known := _lookup().get(match[2])) and known[0] == CODES["month"]:
        codes[i], values[i] = CODES["month"], (mod, known[1])


# Words before the figures of a year long past or to come; a count stands behind "of", "by" and the others.
FAR_YEAR_BEFORE = (("in",), ("since",), ("year",), ("until",))


def is_year(numeral: Numeral, words: tuple[str, ...]) -> bool:
    """True for four figures or words ("nineteen ninety-six") that may name a year; the rules look at the words around it."""
    if numeral.vague or not FIRST_FAR_YEAR <= numeral.value <= LAST_FAR_YEAR or not numeral.figure and not FIRST_YEAR <= numeral.value <= LAST_YEAR:
        return False
    if not FIRST_YEAR <= numeral.value <= LAST_YEAR and words[numeral.first - 1:numeral.first] not in FAR_YEAR_BEFORE:
        return False
    return len(words[numeral.first]) == 4 if numeral.figure else "hundred" not in words[numeral.first:numeral.last]


def write_numeral(numeral: Numeral, words: tuple[str, ...], codes: list[str], values: list[object]) -> None:
    """Mark a numeral's tokens: day, year, number or vague, then continuations."""
    first, value = numeral.first, numeral.value
    if numeral.figure and codes[first] == CODES["glued"]:
        return
    whole = value == int(value)
    if numeral.figure and numeral.last == first + 1 and whole and 1 <= value <= 31 and len(words[first]) <= 2:
        name = "day"
    elif whole and is_year(numeral, words):
        name = "year"
    else:
        name = "vague" if numeral.vague else "number"
    codes[first] = CODES[name]
    values[first] = int(value) if whole else value
    for i in range(first + 1, numeral.last):
        codes[i], values[i] = CODES["cont"], None


def write_numeric_dates(parsed: ParsedArticle, codes: list[str], values: list[object]) -> None:
    """Dates and clock times written in figures, found in the characters since tokens break them in many ways."""
    starts, found = parsed.starts, list(NUMERIC.finditer(parsed.article.text))
    if not found:
        return
    american = is_month_first(found, parsed.article)
    for match in found:
        named = numeric_value(match, american)
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end())
        if named is None or first >= last or starts[first] != match.start():
            continue
        name, value = named
        codes[first], values[first] = CODES[name], value
        for i in range(first + 1, last):
            codes[i], values[i] = CODES["cont"], None


def is_month_first(found: list[re.Match], article: Article) -> bool:
    """True where "04/03/2018" is to be read as 3 April: by the report's own dates that can be read one way only, else by those that
    only so fall near the day of publication, else by the outlet. Day first is the habit of the English press elsewhere."""
    dates = [(int(m["first"]), int(m["second"]), int(m["year"])) for m in found if m["year"]]
    clear = sum((second > 12 >= first) - (first > 12 >= second) for first, second, _ in dates)
    if not clear and dates and (published := printed_day(article)) is not None:
        clear = sum(is_near(year, first, second, published) - is_near(year, second, first, published) for first, second, year in dates)
    outlet = (article.outlet or "").lower().removeprefix("the ")
    return clear > 0 or not clear and outlet in MONTH_FIRST_OUTLETS


def printed_day(article: Article) -> date | None:
    """The day of publication where only one is possible."""
    published = article.published
    if published is None or published.start is None or published.candidates or published.start[:10] != (published.end or "")[:10]:
        return None
    return date.fromisoformat(published.start[:10])


def is_near(year: int, month: int, day: int, published: date) -> bool:
    """True for a day of the weeks before the publication."""
    return day_exists(year, month, day) and 0 <= (published - date(year, month, day)).days <= NEAR_DAYS


def numeric_value(match: re.Match, american: bool) -> tuple[str, object] | None:
    """("date", (year, month, day, clock, other)) or ("clock", "17:27"); None for what is no date.

    `other` is the (month, day) that the figures would be in the other order, None where they leave no choice.
    """
    other = None
    if match["iso"]:
        year, month, day = int(match[2]), int(match[3]), int(match[4])
        clock = match[5]
    elif match["year"]:
        day, month, year, clock = int(match["first"]), int(match["second"]), int(match["year"]), None
        if month > 12 >= day or american and day <= 12:
            day, month = month, day
        if day <= 12 and day != month:
            other = day, month
    else:
        return "clock", f"{int(match['hour']):02}:{match['minute']}"
    if not (1 <= month <= 12 and 1 <= day <= 31 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return "date", (year, month, day, clock, other)
