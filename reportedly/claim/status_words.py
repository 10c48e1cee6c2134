"""The words that change what a statement claims: lexicon/status.tsv, indexed by the word under which the tree shows them.

Verbs and auxiliaries are looked up by their first word ("call" for, "deny" involvement in), "be … to" by the word it holds ("be
set to"), all others by their last word ("on the verge of", "no longer", "unconfirmed report"), with the words before it read off the
text. A phrase of several words goes before a single word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .. import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from spacy.tokens import Token

# Between the words of a phrase may stand so many others: "rejected [all such] claims", "put [a final] end to".
GAP = 3

# Contracted and clipped forms, as the tokenizer leaves them.
WRITTEN = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can", "sha": "shall", "n't": "not", "nt": "not"}


class Cue(NamedTuple):
    """One row: its words as lemmas, what it makes of the act it governs, and what it governs."""

    words: tuple[str, ...]
    effect: str
    scope: str


Index = dict[tuple[str, str], tuple[Cue, ...]]


@lru_cache(maxsize=2)
def status_words(project_folder: str | None = None) -> Index:
    """(part of speech, word) → the rows looked up there, those of most words first. Raises LexiconError."""
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in lexicon.rows("status.tsv", project_folder):
        cue = Cue(tuple(row["pattern"].split()), row["effect"], row["scope"])
        found.setdefault((row["pos"], key_word(cue.words, row["pos"])), []).append(cue)
    return {key: tuple(sorted(cues, key=lambda c: -len(c.words))) for key, cues in found.items()}


def key_word(words: tuple[str, ...], pos: str) -> str:
    if pos == "aux" and words[0] == "be":
        return words[1]
    return words[0] if pos in ("verb", "aux") else words[-1]


def written(token: Token) -> str:
    """The word in lower case, contractions written out."""
    lower = token.lower_
    return WRITTEN.get(lower, lower)


def names(token: Token) -> tuple[str, ...]:
    """The forms under which a row may list a word: as written and as lemma; the lemmatizer takes "hoping" for hopping."""
    lower, lemma = written(token), token.lemma_.lower()
    if lower == lemma:
        return (lower,)
    return (lower, lemma, lemma + "e") if token.tag_ in ("VBG", "VBN", "VBD") and lower[len(lemma):] in ("ing", "ed") else (lower, lemma)


def cues_at(index: Index, pos: str, token: Token) -> list[Cue]:
    """The rows of a part of speech that may stand at a token, those of most words first."""
    return [cue for name in names(token) for cue in index.get((pos, name), ())]


def ends_here(cue: Cue, token: Token) -> bool:
    """True when the words of a phrase stand in the text one after the other and the last is this token."""
    start = token.i - len(cue.words) + 1
    return start >= 0 and all(word in names(token.doc[start + k]) for k, word in enumerate(cue.words[:-1]))


def starts_here(cue: Cue, token: Token, path: Iterable[Token]) -> bool:
    """True when the words of a phrase follow a verb, in order and with few others between, or lie between it and the act."""
    rest = cue.words[1:]
    if not rest:
        return True
    below = {name for step in path for name in names(step)} | {name for step in path for c in step.lefts for name in names(c)}
    if all(word in below for word in rest):
        return True
    at, limit, doc = token.i + 1, len(token.doc), token.doc
    for word in rest:
        reach = min(at + GAP + 1, limit)
        at = next((k for k in range(at, reach) if word in names(doc[k])), -1) + 1
        if at == 0:
            return False
    return True


def phrase_before(index: Index, pos: str, token: Token) -> Cue | None:
    """The row whose last word is this token, the longest that the text bears out."""
    return next((cue for cue in cues_at(index, pos, token) if ends_here(cue, token)), None)
