"""ParsedArticle → QuantityMentions: every count with its unit, as low, best and high.

The rules for vague and bounded counts are those of the claim record ("dozens" low 24, "nearly 50" low 40 high 50).
Word lists: lexicon/numbers.tsv (numerals), bounds.tsv ("at least"), counted.tsv (what is counted, and what is a name in figures).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from ..lexicon import rows, word_class
from ..records import ParsedArticle, QuantityMention, TimeMention
from .numerals import Numeral, read_numerals
from .times_tape import FIRST_YEAR, LAST_YEAR, lower_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "nearly 50" is 40 to 50 in the claim record: four fifths of the number at least.
NEARLY_SHARE = 0.8

# A counted noun stands at most so many tokens behind its number ("31 Syrian Arab Army soldiers").
HEAD_REACH = 7

# "at least some 20": so many bounding phrases before one number.
BOUND_PHRASES = 3

CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "us$": "dollars"}
PERCENT = frozenset(("%", "percent", "pct"))
NOUNS = frozenset(("NOUN", "PROPN"))
RANGE_WORDS = frozenset(("to", "-", "or"))

# What may stand beside a bare number that counts somebody ("killed 31", "12 were killed").
BARE_BEFORE = frozenset("least than to of over and nearly almost about some around between up another or as wounding killing injuring leaving "
                        "all only both other toll at by , including".split())
RESULTS = word_class("numbers_results")

VERBS_OF_MANY = frozenset("were are have was".split())

# Where the parser puts a number that stands for a noun.
STANDS_FOR_NOUN = frozenset("pobj dobj nsubj nsubjpass conj attr appos npadvmod oprd nummod prep".split())

# "one point", "one another": no count.
NO_COUNT_BEFORE_ONE = frozenset("no any every this that each the day".split())
NO_COUNT_OF_ONE = word_class("no_count_of_one")

# A bare "one" is a count only beside these ("killing one").
ONE_BEFORE = word_class("one_before")


@lru_cache(maxsize=1)
def bounds() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, sense) of the phrases that bound a number, longest first."""
    found = [(tuple(row["phrase"].split()), row["sense"]) for row in rows("bounds.tsv")]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=None)
def counted(role: str) -> frozenset[str]:
    """The words of one role in counted.tsv."""
    return frozenset(row["word"] for row in rows("counted.tsv") if row["role"] == role)


def find_quantities(parsed: ParsedArticle, times: Sequence[TimeMention] = ()) -> tuple[QuantityMention, ...]:
    """All counts of an article in the order of the text; dates, clock times, ages, ordinals and designations are none.

    `low`, `best` and `high` are None where the words give no such bound. `head` is the token of the counted noun, for a bare
    number ("killed 31") that of the number. A single person ("a woman") is a count of one whose words are the article alone.
    """
    words, doc = lower_words(parsed), parsed.doc
    taken = {i for time in times for i in range(time.first, time.last)} | masthead_tokens(parsed)
    numerals = [n for n in read_numerals(words) if n.first not in taken]
    found, i, named = [], 0, -1
    while i < len(numerals):
        numeral = numerals[i]
        if is_name_in_figures(words, numeral, named, parsed):
            named = numeral.last
        elif not is_excluded(words, numeral, parsed):
            upper = numerals[i + 1] if i + 1 < len(numerals) and is_range(words, numeral, numerals[i + 1]) else None
            if (mention := count_of(parsed, words, numeral, upper)) is not None:
                found.append(mention)
            i += upper is not None
        i += 1
    covered = taken | {k for q in found for k in range(q.first, max(q.last, q.head + 1))}
    found += [q for q in single_persons(parsed, words) if q.head not in covered]
    return tuple(sorted(found, key=lambda q: (q.first, q.last)))


def masthead_tokens(parsed: ParsedArticle) -> set[int]:
    """The tokens of the printed publication date."""
    published = parsed.article.published
    if published is None or published.span is None:
        return set()
    return set(range(bisect_left(parsed.starts, published.span[0]), bisect_left(parsed.starts, published.span[1])))


def is_range(words: Sequence[str], lower: Numeral, upper: Numeral) -> bool:
    """True for "between 10 and 15", "from 10 to 15", "10-15"."""
    if upper.first != lower.last + 1 or upper.value <= lower.value:
        return False
    joint, before = words[lower.last], words[lower.first - 1] if lower.first else ""
    return joint == "and" and before == "between" or joint in RANGE_WORDS


def is_name_in_figures(words: Sequence[str], numeral: Numeral, named: int, parsed: ParsedArticle) -> bool:
    """True for "unit 15", "T-72", "points 856 and 866": figures that name a thing."""
    first = numeral.first
    if not numeral.figure:
        return False
    if numeral.value == 0:
        return True
    if first == 0:
        return False
    before = words[first - 1]
    text, start = parsed.article.text, parsed.starts[first]
    if start and (text[start - 1].isalpha() or text[start - 1] in "-–#" and start > 1 and text[start - 2].isalpha() and before != "-"):
        return True
    if before == "-" and start == parsed.ends[first - 1] and first > 1 and parsed.ends[first - 2] == parsed.starts[first - 1]:
        return words[first - 2].isalpha()
    if before in counted("designation"):
        return not is_counted_noun(parsed.doc, words, numeral.last)
    beside_named = named >= 0 and (first == named or first == named + 1 and before in ("and", ","))
    return beside_named and not is_counted_noun(parsed.doc, words, numeral.last)


def is_counted_noun(doc: Doc, words: Sequence[str], i: int) -> bool:
    return i < len(words) and (doc[i].tag_ in ("NNS", "NNPS") or words[i] in counted("plural") or words[i] in counted("measure"))


def is_excluded(words: Sequence[str], numeral: Numeral, parsed: ParsedArticle) -> bool:
    """True for ages, calibres, compounds ("three-storey"), figures glued to letters, and words that are no counts here."""
    first, last = numeral.first, numeral.last
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if before in ("aged", "age") or is_age(words, numeral, parsed.doc) or is_clock(words, numeral, parsed.doc) or after in ("mm", "cm", "st", "nd", "rd", "th"):
        return True
    if after == "-" and parsed.starts[last] == parsed.ends[last - 1] and last + 1 < len(words) and words[last + 1].isalpha():
        return True
    if after.startswith("year") and last + 1 < len(words) and words[last + 1] in ("old", "olds"):
        return True
    word = words[first]
    if word == "few" or word == "tens" and after != "of" and numeral.last == first + 1:
        return True
    if word == "scores" and after != "of" and parsed.doc[first].tag_.startswith("VB"):
        return True
    if word in ("one", "zero") and numeral.last == first + 1:
        return before in NO_COUNT_BEFORE_ONE and not is_noun(parsed.doc, last) or after in NO_COUNT_OF_ONE
    end, text = parsed.ends[last - 1], parsed.article.text
    glued = end < len(text) and text[end].isalpha() and words[last - 1].isdigit()         # "120mm"
    return numeral.figure and glued and after not in counted("measure")


def is_age(words: Sequence[str], numeral: Numeral, doc: Doc) -> bool:
    """True for "a girl of nine", "at the age of nine" and "Amal Saleh, 9, a pupil"."""
    first, last = numeral.first, numeral.last
    if numeral.value > OLDEST or first < 2 or last >= len(words):
        return False
    noun, between = doc[first - 2], words[first - 1]
    if between == "of":
        return (words[first - 2] == "age" or noun.tag_ == "NN" and words[first - 2] in counted("person")) and not is_noun(doc, last)
    return noun.pos_ == "PROPN" and noun.ent_type_ not in ("GPE", "LOC", "DATE") and (between, words[last]) in ((",", ","), ("(", ")")) and numeral.figure


# Nobody in a report is older; a larger number counts something.
OLDEST = 120


def is_clock(words: Sequence[str], numeral: Numeral, doc: Doc) -> bool:
    """True for "6.40 am", "nine o'clock" and "at around nine"; "put the toll at around nine" counts."""
    first, last = numeral.first, numeral.last
    if tuple(words[last:last + 1]) in CLOCK_MARKS:
        return True
    begin = bound_before(words, first, None)[0]
    if not 0 < begin < first or words[begin - 1] != "at" or numeral.value > HOURS or is_noun(doc, last) or words[first - 1] not in ("about", "around"):
        return False
    governor = doc[begin - 1].head
    return governor.pos_ == "VERB" and governor.lemma_.lower() not in STANDING_AT and not any(c.dep_ == "dobj" and c.lemma_ == "toll" for c in governor.children)


CLOCK_MARKS = frozenset((("am",), ("pm",), ("a.m.",), ("p.m.",), ("gmt",), ("o'clock",)))
HOURS = 24

# What stands "at about nine" after these is a number of people.
STANDING_AT = frozenset("stand put estimate place remain be number".split())


def is_noun(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].pos_ in NOUNS


# ---------------------------------------------------------------- one count

def count_of(parsed: ParsedArticle, words: Sequence[str], numeral: Numeral, upper: Numeral | None) -> QuantityMention | None:
    """The mention for a numeral (with its upper end when it is a range), or None when nothing is counted."""
    last = (upper or numeral).last
    first, sense = bound_before(words, numeral.first, upper)
    head, unit, reach = head_of(parsed, words, numeral, last, first < numeral.first)
    if head is None:
        return None
    if sense == "plain" and tuple(words[last:last + 2]) == ("or", "more"):
        sense, reach = "least", max(reach, last + 2)
    low, best, high = values_of(numeral, upper, sense)
    return QuantityMention(parsed.span(first, reach), first, reach, low, best, high, unit, head)


def values_of(numeral: Numeral, upper: Numeral | None, sense: str) -> tuple[int | None, int | None, int | None]:
    """(low, best, high) as the claim record wants them."""
    value = floor(numeral.value)
    if value != numeral.value and sense == "plain" and upper is None:
        return value, None, value + 1                             # "7.5 percent": our bounds are whole numbers
    if upper is not None:
        return value, None, int(upper.value)
    if sense == "most":
        return None, None, value
    if sense == "nearly" and not numeral.vague:
        return int(value * NEARLY_SHARE), None, value
    if numeral.vague or sense == "least":
        return value, None, None
    return value, value, value


def bound_before(words: Sequence[str], first: int, upper: Numeral | None) -> tuple[int, str]:
    """(first token with the bounding words, their sense); "plain" when nothing bounds the number."""
    if upper is not None and first and words[first - 1] in ("between", "from"):
        return first - 1, "plain"
    for _ in range(BOUND_PHRASES):
        begin, sense = bound_at(words, first)
        if sense != "plain":
            return begin, sense
        if begin == first:
            break
        first = begin
    return first, "plain"


def bound_at(words: Sequence[str], first: int) -> tuple[int, str]:
    """The bounding phrase that ends right before token `first`."""
    for phrase, sense in bounds():
        begin = first - len(phrase)
        if begin >= 0 and tuple(words[begin:first]) == phrase:
            return begin, sense
    return first, "plain"


def head_of(parsed: ParsedArticle, words: Sequence[str], numeral: Numeral, last: int, bounded: bool) -> tuple[int | None, str, int]:
    """(token of the counted noun, unit, end of the mention); the token is None when the number counts nothing we know."""
    doc, first = parsed.doc, numeral.first
    before = words[first - 1] if first else ""
    if last < len(words) and words[last] in PERCENT:
        return last, "percent", last + 1
    if last + 1 < len(words) and words[last] == "per" and words[last + 1] == "cent":
        return last + 1, "percent", last + 2
    if before in CURRENCIES:
        return last - 1, CURRENCIES[before], last
    i = last + 2 if tuple(words[last:last + 2]) in (("or", "more"), ("or", "so")) else last
    if i < len(words) and words[i] == "of":
        i += 1
        while i < len(words) and words[i] in ("the", "these", "those", "its", "his", "their", "our", "whom", "them"):
            if words[i] in ("whom", "them"):
                return i, words[i], i + 1
            i += 1
    elif i < len(words) and words[i] in ("others", "more") and not is_noun(doc, i + 1):
        return i, words[i], i + 1
    noun = noun_after(doc, words, i, numeral)
    if noun is not None and i > last and words[first] == "one" and doc[noun].tag_ in ("NN", "NNP"):
        return None, "", last                                     # "one of Kurdish descent"
    if noun is not None:
        return noun, words[noun], noun + 1
    if counts_alone(doc, words, numeral, last) or bounded:
        return last - 1, "", last
    return None, "", last


def noun_after(doc: Doc, words: Sequence[str], i: int, numeral: Numeral) -> int | None:
    """The last noun of the phrase that begins at token i, if it can be counted by this number."""
    noun = None
    for k in range(i, min(i + HEAD_REACH, len(words))):
        token, word = doc[k], words[k]
        if word in counted("headline_verb") and token.tag_ != "VBN" or noun is not None and begins_name(doc, noun, k):
            break
        if word.endswith("s") and word[:-1] in counted("person"):
            return k
        if token.tag_ in ("NNS", "NNPS") or word in counted("measure") or word in counted("plural") and token.pos_ != "VERB":
            noun = k
            if not (k + 1 < len(words) and is_noun(doc, k + 1) and token.dep_ in MODIFIERS):
                break
        elif token.pos_ in NOUNS or token.text == "IS":           # the group, which the tagger reads as a verb
            noun = k
        elif word in ADDS or not may_modify(token) or token.tag_ == "VBN" and word in RESULTS and not is_noun(doc, k + 1):
            break
    if noun is None:
        return None
    singular = doc[noun].tag_ == "NN" and words[noun] not in counted("measure") and words[noun] not in counted("plural")
    year_like = numeral.figure and FIRST_YEAR <= numeral.value <= LAST_YEAR
    if singular and (year_like or numeral.value > 1 and numeral.figure and not numeral.vague and doc[noun].pos_ == "NOUN" and noun - i > 2):
        return None
    return noun


# After these the parts of what is counted are named, not what is counted: "22 including civilians".
ADDS = frozenset(("including", "excluding", "among"))

# How the parser ties a noun to the noun it modifies.
MODIFIERS = frozenset(("compound", "nmod", "amod", "nummod", "poss"))


def may_modify(token: Token) -> bool:
    """True for a word that can stand between a number and the noun it counts."""
    if token.tag_ == "DT":
        return False
    return token.pos_ in ("ADJ", "ADV", "NUM", "DET") or token.tag_ in ("VBN", "VBG", "HYPH", "POS") or token.dep_ in ("compound", "amod")


def begins_name(doc: Doc, noun: int, k: int) -> bool:
    """True when a new name follows a plural: "four children Al Jazeera reported"."""
    return doc[noun].tag_ == "NNS" and doc[noun].text.islower() and doc[k].text[:1].isupper()


def counts_alone(doc: Doc, words: Sequence[str], numeral: Numeral, last: int) -> bool:
    """True for a number that stands for those it counts."""
    first = numeral.first
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if numeral.figure and FIRST_YEAR <= numeral.value <= LAST_YEAR:
        return after in RESULTS or after in ("were", "are", "have")
    if words[first] == "one" and last == first + 1:
        return after in RESULTS or after in ("was", "died") or before in ONE_BEFORE
    if first and (doc[first - 1].pos_ == "VERB" or before in counted("headline_verb")):
        return True
    return after in RESULTS or after in VERBS_OF_MANY or before in BARE_BEFORE and doc[first].dep_ in STANDS_FOR_NOUN


def single_persons(parsed: ParsedArticle, words: Sequence[str]) -> list[QuantityMention]:
    """"a woman", "an officer", and "no casualties": counts that are no numerals."""
    doc, found = parsed.doc, []
    for i, word in enumerate(words):
        if word in ("a", "an") and (several := listed_persons(words, i)) is not None:
            number, last = several
            found.append(QuantityMention(parsed.span(i, last), i, last, number, number, number, words[last - 1], last - 1))
        elif word in ("a", "an") and (head := noun_head(doc, words, i)) is not None and words[head] in counted("person"):
            found.append(QuantityMention(parsed.span(i, i + 1), i, i + 1, 1, 1, 1, words[head], head))
        elif word == "no" and (head := noun_head(doc, words, i)) is not None and words[head] in counted("none_of"):
            found.append(QuantityMention(parsed.span(i, head + 1), i, head + 1, 0, 0, 0, words[head], head))
    return found


def listed_persons(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """(how many, end) of a list under the one article at token i: "a man, woman and child", "a mother and son"; None when there is none.

    Only words for family and age: "a student leader and teacher" may be one person.
    """
    number, k, joined = 0, i + 1, False
    while k < len(words) and words[k] in counted("kin"):
        number, k, last = number + 1, k + 1, k + 1
        while k < len(words) and words[k] in (",", "and"):
            joined |= words[k] == "and"
            k += 1
    return (number, last) if number > 1 and joined else None


def noun_head(doc: Doc, words: Sequence[str], i: int) -> int | None:
    """The noun that the article at token i belongs to: the last of its run of adjectives and nouns."""
    noun, k = None, i + 1
    while k < min(i + HEAD_REACH, len(words)):
        if doc[k].pos_ in NOUNS or words[k] in counted("none_of"):
            noun = k
        elif doc[k].pos_ != "ADJ" and words[k] != "-":
            break
        k += 1
    hyphenated = noun is not None and noun + 1 < len(words) and words[noun + 1] == "-"      # "a rebel-held town"
    return None if hyphenated else noun
