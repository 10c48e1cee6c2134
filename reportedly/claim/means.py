"""Weapons and instruments named with an act, and the more specific type that they give it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import word_class
from .. import lexicon
from ..mention.acts import lemmas
from ..records import Act, Means, ParsedArticle
from . import syntax
from .acts import ActGroup, light_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = ("compound", "amod", "nmod")

# What opens a phrase that names the means of an act, of whatever form; and of the verb that an act noun is the object of.
INSTRUMENTAL = word_class("instrumental")
WITH = frozenset(("with", "by", "using"))
ATTACHED = frozenset(("with", "using"))

# Order in which several means decide the type: what burns, poisons or flies outweighs the shell it came in.
WEIGHT = ("chemical", "suicide_vest", "vehicle_bomb", "air", "drone", "rocket", "artillery", "mine", "explosive", "fire", "small_arms", "blade", "other")


@lru_cache(maxsize=4)
def weapon_patterns(project_folder: str | None = None) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Last lemma → patterns that end in it, longest first, with the kind of means."""
    index: dict[str, list] = {}
    for row in lexicon.rows("means.tsv", project_folder):
        pattern = tuple(row["pattern"].split())
        index.setdefault(pattern[-1], []).append((pattern, row["kind"]))
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), p))) for k, v in index.items()}


@lru_cache(maxsize=4)
def refinements(project_folder: str | None = None) -> dict[tuple[str, str], str]:
    return {(row["base_type"], row["means_kind"]): row["type"] for row in lexicon.rows("refine.tsv", project_folder)}


def find_weapons(parsed: ParsedArticle, project_folder: str | None = None) -> dict[int, tuple[int, int, str]]:
    """Head token of each weapon phrase → (first, last, kind)."""
    index, words = weapon_patterns(project_folder), lemmas(parsed)
    found: dict[int, tuple[int, int, str]] = {}
    for i, word in enumerate(words):
        for pattern, kind in index.get(word, ()):
            left = start_of(pattern, i, words)
            if left is not None and may_be_weapon(parsed.doc[i], pattern):
                found[i] = (left, i + 1, kind)
                break
    inner = {k for k, (first, last, _) in found.items() for other, (f, l, _) in found.items() if other != k and f <= first and last <= l}
    return {k: v for k, v in found.items() if k not in inner}


def start_of(pattern: tuple[str, ...], last: int, words: list[str]) -> int | None:
    """The first token of a pattern that ends at token `last`, hyphens left out of account; None when it does not fit."""
    left = last
    for element in reversed(pattern[:-1]):
        left -= 2 if left >= 2 and words[left - 1] == "-" else 1
        if left < 0 or words[left] != element:
            return None
    return left


def may_be_weapon(token: Token, pattern: tuple[str, ...]) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "VERB" and len(pattern) > 1)


def means_of(parsed: ParsedArticle, group: ActGroup, weapons: dict[int, tuple[int, int, str]], recipients: tuple[int, ...] = ()) -> tuple[Means, ...]:
    """Means that the syntax joins to the act; a weapon to which it was done (`recipients`: heads) is none."""
    near = {i for act in group.all() for i in joined(parsed.doc, act)}
    for i in recipients:                               # "an arms depot", "two tanks": hit, not used
        near -= {i, *(c.i for c in syntax.children(parsed.doc[i], *MODIFIERS))}
    found = []
    for i in sorted(near & weapons.keys()):
        first, last, kind = weapons[i]
        span = parsed.span(first, last)
        found.append(Means(span.start, span.end, span.words, kind))
    return tuple(found)


def joined(doc: Doc, act: Act) -> Iterator[int]:
    """Tokens that may name the means of an act: its own words, modifiers, subject and object, its with/by/of/using phrases, a noun it
    modifies, and the subject of the verb that carries an act noun out ("warplanes carried out strikes")."""
    head = doc[act.head]
    yield from range(act.first, act.last)
    yield from beside(head, *MODIFIERS, "dobj", "nsubj", "nsubjpass", "poss")
    yield from within(head, INSTRUMENTAL)
    if head.dep_ in ("acl", "relcl"):
        yield from noun_phrase(head.head)              # "rocket shells fired by"
    if head.dep_ in MODIFIERS:
        yield head.head.i
    if head.dep_ in ("dobj", "nsubjpass"):
        yield from within(head.head, WITH)
        if head.pos_ in ("NOUN", "PROPN") and head.head.lemma_.lower() in light_verbs(lexicon.folder_of(head.doc)):
            yield from beside(head.head, "nsubj")


def beside(head: Token, *deps: str) -> Iterator[int]:
    for child in syntax.children(head, *deps):
        yield from noun_phrase(child)


def within(head: Token, prepositions: frozenset[str]) -> Iterator[int]:
    """Nouns in phrases that these words open, below the head or its object ("bombarded the districts | with rockets")."""
    for child in (*head.children, *(c for o in syntax.children(head, "dobj") for c in o.children if c.lower_ in ATTACHED)):
        if child.lower_ in prepositions and child.dep_ in ("prep", "agent", "advcl", "acl"):
            yield from beside(child, "pobj", "pcomp", "dobj")


def noun_phrase(head: Token) -> Iterator[int]:
    """A noun with its conjuncts, each with its modifiers."""
    for token in (head, *syntax.nominal(head)):
        yield token.i
        yield from (c.i for c in token.lefts if c.dep_ in MODIFIERS)


def refined(type_: str, means: tuple[Means, ...], project_folder: str | None = None) -> str:
    """The type that the means make of a generic act ("attack" with shells is shelling)."""
    table = refinements(project_folder)
    for kind in sorted({m.kind for m in means}, key=WEIGHT.index):
        if (type_, kind) in table:
            return table[(type_, kind)]
    return type_
