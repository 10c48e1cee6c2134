"""Number words and figures → integers: "two hundred and fifty", "3,000", "1.5 million", "hundreds of thousands", "two dozen".

Read once for an article and used by both the counts and the times. Word list: lexicon/numbers.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import rows

# At most so many figures make a count; longer ones are telephone and account numbers.
FIGURE = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?$|\d{1,15}(?:\.\d{1,6})?$")
SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000}
GLUED_SCALE = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(m|mn|bn|k)$")

# "few hundred" and "several hundred": so many times the word at least.
FACTORS = ("several", "few")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens [first, last) that name a number; `vague` when `value` is only the least that the words mean ("dozens")."""

    first: int
    last: int
    value: float
    vague: bool
    figure: bool


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[str, float]]:
    """Word → (role, value)."""
    return {row["word"]: (row["role"], float(row["value"])) for row in rows("numbers.tsv")}


def read_numerals(words: Sequence[str]) -> tuple[Numeral, ...]:
    """All numerals in a sequence of lower-case tokens, in order; ordinals are not among them."""
    known, found, i = number_words(), [], 0
    while i < len(words):
        word = words[i]
        if (word[0].isdigit() or word in known or word in ("a", "an")) and (numeral := read_at(words, i, known)):
            found.append(numeral)
            i = numeral.last
        else:
            i += 1
    return tuple(found)


def read_at(words: Sequence[str], i: int, known: dict) -> Numeral | None:
    """The longest numeral that begins at token i, or None."""
    role, value = known.get(words[i], ("", 0.0))
    if role == "vague":
        return read_vague(words, i, known)
    if words[i] in ("a", "an"):
        following = known.get(words[i + 1], ("", 0))[0] if i + 1 < len(words) else ""
        if following == "vague":                                  # "a few", "a few hundred"
            inner = read_vague(words, i + 1, known)
            return Numeral(i, inner.last, inner.value, True, False)
        if following not in ("hundred", "scale", "group", "half", "quarter"):
            return None
        inner = read_at(words, i + 1, known) if following in ("half", "quarter") else read_exact(words, i + 1, known)
        return inner and Numeral(i, inner.last, inner.value, False, False)
    if role in ("ordinal", "both"):
        return None
    if role == "quarter":                                         # "a quarter of a million"
        if words[i + 1:i + 3] in (("of", "a"), ["of", "a"]) and i + 3 < len(words) and known.get(words[i + 3], ("", 0))[0] == "scale":
            return Numeral(i, i + 4, value * known[words[i + 3]][1], False, False)
        return None
    if role == "half":                                            # "half a million", "half a dozen"
        if i + 2 < len(words) and words[i + 1] == "a" and known.get(words[i + 2], ("", 0))[0] in ("scale", "group"):
            return Numeral(i, i + 3, value * known[words[i + 2]][1], False, False)
        return None
    return read_exact(words, i, known)


def read_vague(words: Sequence[str], i: int, known: dict) -> Numeral:
    """"dozens", "several hundred", "hundreds of thousands": the least that the words mean."""
    value, last = known[words[i]][1], i + 1
    if words[i] in FACTORS:
        while last < min(len(words), i + 3) and known.get(words[last], ("",))[0] in ("hundred", "scale", "group"):
            value *= known[words[last]][1]
            last += 1
    elif last + 1 < len(words) and words[last] == "of" and words[last + 1] in ("thousands", "millions"):
        value *= known[words[last + 1]][1] / 2                    # "thousands" alone is two thousand at least
        last += 2
    return Numeral(i, last, value, True, False)


def read_exact(words: Sequence[str], i: int, known: dict) -> Numeral | None:
    """A number that is said in full; adds up words as English does, years too ("nineteen ninety-six")."""
    total, current, before, last = 0.0, None, "", i
    figure = False
    position = i
    while position < len(words):
        word = words[position]
        role, value = known.get(word, ("", 0.0))
        if FIGURE.match(word) or GLUED_SCALE.match(word):
            if before:
                break
            glued = GLUED_SCALE.match(word)
            current = float(glued[1]) * SCALES[glued[2]] if glued else float(word.replace(",", ""))
            figure, before = True, "figure"
        elif role == "small":
            if before == "ten" and value < 10:
                current += value
            elif before in ("", "hundred", "scale"):
                current = (current or 0) + value
            else:
                break
            before = "small"
        elif role == "ten":
            if before == "small" and current is not None and 10 <= current < 21:
                current = current * 100 + value                   # "nineteen ninety"
            elif before in ("", "hundred", "scale"):
                current = (current or 0) + value
            else:
                break
            before = "ten"
        elif role == "hundred" and before in ("", "small", "ten"):
            current, before = (1 if current is None else current) * value, "hundred"
        elif role == "scale" and before != "group":
            total += (1 if current is None else current) * value
            current, before = None, "scale"
        elif role == "group" and before in ("", "small", "figure"):
            current, before = (1 if current is None else current) * value, "group"
        elif word in ("-", "and") and joins(words, position, before, known):
            position += 1
            continue
        else:
            break
        position += 1
        last = position
    if last == i:
        return None
    return Numeral(i, last, total + (current or 0), False, figure)


def joins(words: Sequence[str], position: int, before: str, known: dict) -> bool:
    """True when "-" or "and" goes on with the same number ("twenty-four", "hundred and five")."""
    if position + 1 >= len(words):
        return False
    role = known.get(words[position + 1], ("",))[0]
    if words[position] == "-":
        return before in ("ten", "small") and role in ("small", "ten") or before == "small" and role == "hundred"
    return before in ("hundred", "scale") and role in ("small", "ten")
