"""Characters → tokens, with the offsets of the unchanged text.

The parser was trained on clean newswire, so it reads a repaired copy: cuts blanked out, curly quotation marks made straight,
headlines in lower case but for their names, the acronym IS told apart from the verb, and, in copies that have lost all their
apostrophes, the possessive "s" split off again ("Syrias army" is read "Syria 's army").
No repair changes an offset: every token keeps the place of its characters in the original.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import known_names
from ..records import Article
from .capitals import lower_capitals
from .dictionary import dictionary_of
from .headlines import lower_headlines

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# One character for one, so that offsets stay: typographic marks to those the model knows.
STRAIGHT = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "＂": '"',
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\ufeff": " ", "\r": " ", "\t": " ",
    "–": "-", "—": "-", "‐": "-", "‑": "-",
})

APOSTROPHES = re.compile(r"['’‘ʼ`´]")

# Below this many words the absence of apostrophes says nothing about the copy.
MIN_WORDS_TO_JUDGE = 40

# Capitalised words in -s that are no possessives; a name that we know in this form is never split either.
LOST_POSSESSIVE = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*s$|[a-z]{2,}[^aeious]ys$")


# Acronyms that the parser takes for function words, read as a synonym that it takes for a name.
READ_AS = {"IS": "ISIS"}


class Tokens(NamedTuple):
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]


# What mail programs put before each line of a message that they quote, and what Markdown and chats put around a line or a word.
MARKS = re.compile(r"^>[> \t]*(?:[-*•#]+[ \t]+)?|^[ \t]*(?:[-*•]|#{1,6})[ \t]+|(?<![\w*])\*{1,3}(?=\w[^*\n]*\w\*)|(?<=\w)\*{1,3}(?![\w*])", re.MULTILINE)


def repaired(article: Article) -> str:
    """The text as the parser reads it: same length, cuts and the marks of mail and Markdown blank, quotation marks straight."""
    text = MARKS.sub(lambda marks: " " * len(marks[0]), article.text.translate(STRAIGHT))
    pieces, position = [], 0
    for cut in sorted(article.cuts, key=lambda c: c.start):
        pieces += [text[position:cut.start], " " * (cut.end - max(cut.start, position))]
        position = max(position, cut.end)
    return "".join((*pieces, text[position:]))


def has_lost_apostrophes(text: str) -> bool:
    """True for a copy long enough to judge that holds not a single apostrophe or comma."""
    return "," not in text and not APOSTROPHES.search(text) and len(text.split()) >= MIN_WORDS_TO_JUDGE


def tokenize(article: Article, model: Language, project_folder: str | None = None) -> Tokens:
    """Tokenize with the model's rules; white space between tokens is no token, unless it starts the text."""
    dictionary, names = dictionary_of(model), known_names(project_folder)
    text = lower_capitals(repaired(article), dictionary, names, project_folder)
    doc = model.make_doc(lower_headlines(text, article.heading_end, dictionary.is_ordinary, names))
    words, starts, ends, spaces = [], [], [], []
    split = has_lost_apostrophes(text)
    for token in doc:
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token.text)
        if split and LOST_POSSESSIVE.match(token.text) and is_possessive(token, doc, project_folder):
            words += [token.text[:-1], "'s"]
            starts += [start, end - 1]
            ends += [end - 1, end]
            spaces += [False, True]
        else:
            words.append(READ_AS.get(token.text, token.text))
            starts.append(start)
            ends.append(end)
            spaces.append(bool(token.whitespace_))
    return Tokens(type(doc)(model.vocab, words=words, spaces=spaces), tuple(starts), tuple(ends))


def is_possessive(token, doc: Doc, project_folder: str | None = None) -> bool:
    """True when a capitalised word in -s is more likely a name with its possessive than a name of its own."""
    word = token.text
    if word[0].islower():
        return True                                    # "armys": a plural would be "armies"
    names = known_names(project_folder)
    return word[:-1] in names.words and word not in names.words and word not in names.demonyms and token.i + 1 < len(doc)
