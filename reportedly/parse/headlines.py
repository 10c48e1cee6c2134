"""Headlines in Title Case, read as the parser knows English: ordinary words in lower case, names as they are.

"Nine Civilians Killed in Air Strike on Harem" is read "nine civilians killed in air strike on Harem": the tagger takes capitalised
verbs for names. One character for one, so that no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..lexicon import NAME_WORD, Names, word_class

# A stretch is in Title Case when it has at least so many words and at most so large a share of them begins in lower case.
TITLE_WORDS = 4
TITLE_LOWER_SHARE = 0.12
SMALL_WORDS = word_class("small_words")
STRETCH = re.compile(r"[^.!?\n\"]+")

# The longest name that is looked for word by word.
PHRASE_WORDS = 6


def lower_headlines(text: str, heading_end: int, is_ordinary: Callable[[str], bool], names: Names) -> str:
    """The text with the ordinary words of its Title Case stretches in lower case; `heading_end` bounds a headline that runs on into the body."""
    pieces = list(text)
    for match in STRETCH.finditer(text):
        edges = [match.start(), *([heading_end] if match.start() < heading_end < match.end() else []), match.end()]
        for start, end in zip(edges, edges[1:]):
            words = list(NAME_WORD.finditer(text, start, end))
            if not is_title_case([w.group() for w in words]):
                continue
            kept = in_names([w.group().lower() for w in words], names)
            for i, word in enumerate(words):
                if i not in kept and is_lowered(word.group(), is_ordinary, names):
                    pieces[word.start()] = pieces[word.start()].lower()
    return "".join(pieces)


def is_title_case(words: list[str]) -> bool:
    content = [w for w in words if w[0].isalpha() and w.lower() not in SMALL_WORDS]
    return len(words) >= TITLE_WORDS and sum(w[0].islower() for w in content) <= TITLE_LOWER_SHARE * len(content)


def in_names(words: list[str], names: Names) -> set[int]:
    """Indices of the words that stand in a known name of several words."""
    kept: set[int] = set()
    for i in range(len(words)):
        for n in range(PHRASE_WORDS, 1, -1):
            if tuple(words[i:i + n]) in names.phrases:
                kept.update(range(i, i + n))
                break
    return kept


def is_lowered(word: str, is_ordinary: Callable[[str], bool], names: Names) -> bool:
    """True for a capitalised ordinary word that is no name, nor a name with a lost possessive ("Syrias")."""
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    if {word, word[:-1]} & (names.words | names.demonyms) if word.endswith("s") else word in names.words or word in names.demonyms:
        return False
    return is_ordinary(word.lower())
