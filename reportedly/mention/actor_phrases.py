"""The noun phrase around a head: where it begins, who owns it, and which entry of the register that makes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lexicon import word_class
from ..ground.actor_entry import Entry
from ..ground.register import Register
from ..records import ParsedArticle
from .actor_names import HYPHENS, POSSESSIVES, Match
from .actor_words import Role, is_demonym, role_at

# How a name or title hangs on the noun after it.
MODIFIER_DEPS = frozenset({"compound", "amod", "nmod", "poss"})

# What may stand between the first modifier and the head, besides those.
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "npadvmod", "nummod", "advmod", "conj", "cc", "dep", "appos", "prep"})

# Words that count or point and name nobody.
QUANTIFIERS = word_class("quantifiers")

MINISTRIES = ((re.compile("foreign|external|state department"), "FOREIGN"), (re.compile("defen[cs]e|war"), "DEFENCE"),
              (re.compile("interior|home"), "INTERIOR"), (re.compile("health"), "HEALTH"), (re.compile("justice"), "JUSTICE"),
              (re.compile("information"), "INFORMATION"))


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose the described body is: a state by its code, or an entry of the register."""

    state: str | None
    entry: Entry | None


def left_edge(parsed: ParsedArticle, head: int) -> int:
    """The first token of the modifiers that stand without a gap before a head noun, determiners and counts left out."""
    doc = parsed.doc
    first = head
    lowest = parsed.sentences[parsed.sentence_of[head]].first
    i = head - 1
    while i >= lowest and is_modifier(doc, i, head) and not joins_two_bodies(doc, i, head):
        first = i
        i -= 1
    while first < head and (doc[first].lower_ in QUANTIFIERS or doc[first].text in HYPHENS or doc[first].text in POSSESSIVES
                            or doc[first].pos_ in ("CCONJ", "PUNCT", "ADV") or doc[first].like_num):
        first += 1
    return first


def joins_two_bodies(doc, i: int, head: int) -> bool:
    """True for the "and" of "Syrian army and Hezbollah fighters", false for that of "Russian and regime warplanes".

    Two states share a government noun only as adjectives: "Russian and Syrian officials", not "Russian and Assad regime".
    """
    if doc[i].pos_ != "CCONJ" or i == 0:
        return False
    at, of_head = role_at(doc, i - 1), role_at(doc, head)
    if at and at[1].noun not in ("regime", "government", "rebel", "opposition"):
        return True
    return bool(of_head) and of_head[1].organ == "GOV" and not is_demonym(doc, i + 1)


def is_modifier(doc, i: int, head: int) -> bool:
    """True for a token that belongs to the name-giving part before the head."""
    token = doc[i]
    if token.text in HYPHENS or token.text in POSSESSIVES:
        return i > 0
    if token.pos_ in ("DET", "PRON", "ADP", "PUNCT", "SCONJ", "VERB", "AUX", "PART") and token.dep_ not in ("amod", "compound"):
        return False
    if token.text.isdigit() or (token.pos_ == "NUM" and token.dep_ == "nummod" and token.head.i == head):
        return False                                   # a count, or the year at the end of a dateline
    if token.dep_ in ("predet", "det", "nsubj", "nsubjpass", "dobj", "ROOT", "pobj", "attr", "mark", "aux", "relcl", "acl", "advcl"):
        return False
    return token.dep_ in MODIFIERS and doc[head].is_ancestor(token)


def resolve(role: Role, owner: Owner, words: str, register: Register) -> Entry | None:
    """The entry that a role noun with this owner names: "Syrian army" → SYR-FORCES, "SDF fighters" → sdf; None when it names nobody.

    A country before fighters, rebels or civilians says where they are from, not whose they are.
    """
    if role.tie == "none":
        return None
    entry = owner.entry
    if entry and entry.kind == "media" and role.kind not in ("media", "person"):
        return None
    state = owner.state or (entry.country if entry and entry.kind == "person" and entry.parent else None)
    if state:
        if role.tie == "organisation" or not role.organ:
            return None
        suffix = role.organ if role.organ != "MIN" else ministry(words)
        return register.get(f"{state}-{suffix}") or register.get(f"{state}-GOV")
    if entry and entry.kind in ("government", "state_forces") and entry.id.endswith("-GOV") and role.organ not in ("", "MIN"):
        return register.get(f"{entry.country}-{role.organ}") or entry
    return entry


def ministry(words: str) -> str:
    """The part of the id that says which ministry; GOV for one that the register does not keep apart."""
    for pattern, name in MINISTRIES:
        if pattern.search(words.lower()):
            return f"MIN-{name}"
    return "GOV"


def owners(at: dict[int, Match], first: int, head: int) -> tuple[Owner, ...]:
    """Whose it is, by the names among the modifiers [first, head]: several in "Russian and Syrian warplanes"."""
    found = []
    for m in dict.fromkeys(at[i] for i in range(first, head + 1) if i in at):
        if m.first < first or m.last > head + 1 or m.qualifies:
            continue
        if m.state and m.role in ("adjective", "name", "seat"):
            found.append(Owner(m.state, None))
        elif m.entries:
            found.append(Owner(None, m.entries[0]))
    return tuple(found)
