"""Which act a verb names by what it is done to: prisoners are freed, towns are freed; statements are released, prisoners are.

lexicon/acts.tsv tells such senses as a verb with its object ("free prisoner", "release statement"). In the text the object may stand
before the verb ("twelve prisoners were freed"), so the row is looked up by syntax and not by the order of words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import lexicon
from ..mention.acts import NO_ACT, Frame, Frames, frames
from ..records import Act, ParsedArticle
from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts that are done to persons alone.
OF_PERSONS = frozenset(("release", "arrest"))

# Verbs of control that also have objects of all sorts: they need a place or a thing.
OF_ALL_SORTS = frozenset(("hold", "take", "win"))

# Nouns that stand for any person in the rows of acts.tsv ("capture man", "free people").
ANYBODY = ("man", "people")


@lru_cache(maxsize=4)
def victim_nouns(project_folder: str | None = None) -> frozenset[str]:
    """Lemmas of nouns that are people when they are counted as victims."""
    return frozenset(row["lemma"] for row in lexicon.rows("victims.tsv", project_folder) if row["is_person"] == "true")


def by_object(parsed: ParsedArticle, act: Act, kinds: dict[int, str], acts: dict[int, str]) -> Act | None:
    """The act in the sense that its object gives it; None when with this object it is no act.

    `kinds` tells what sort of party a token heads, `acts` the type of the act it heads.
    """
    project_folder = lexicon.folder_of(parsed.doc)
    index = frames(project_folder)
    frame, verb = index.by_name[act.frame], parsed.doc[act.head]
    if frame.pos != "verb" or len(frame.pattern) > 1:
        return act
    objects = syntax.deep_object(verb)
    if not objects:
        return act
    person = is_person(objects[0], kinds.get(objects[0].i), victim_nouns(project_folder))
    if (row := sense(frame.pattern[0], objects[0], person, index)) is not None:
        told = row.type == NO_ACT or row.type == acts.get(objects[0].i)      # "held a protest": the noun tells it
        return None if told else replace(act, type=row.type, frame=row.name)
    if frame.type == "take_control" and frame.pattern[0] in OF_ALL_SORTS and objects[0].pos_ == "NOUN" and objects[0].i not in kinds:
        return None                                  # "held a parade"
    return None if frame.type in OF_PERSONS and not person and objects[0].pos_ == "NOUN" else act


def sense(verb: str, thing: Token, is_person: bool, index: Frames) -> Frame | None:
    """The row of the verb with that object, None when there is none."""
    nouns = (thing.lemma_.lower(), *(ANYBODY if is_person else ()))
    return next((row for noun in nouns if (row := index.by_name.get(f"{verb} {noun}/verb")) is not None), None)


def is_person(token: Token, kind: str | None, victims: frozenset[str]) -> bool:
    """True for a noun or pronoun that stands for people; a bare number counts people."""
    if token.pos_ in ("PRON", "NUM"):
        return token.lower_ not in ("it", "this", "that", "which", "what")
    return kind in ("person", "civilians") or kind != "object" and token.lemma_.lower() in victims
