"""From act mentions to act groups: which words of one clause speak of one act.

The contract wants the most specific reading once: "an air raid that killed 12" is one air strike with a loss, "shells fired by
rebels killed three and wounded five" one shelling. A harm word ("killed") is taken up by the act that did the harm when the
syntax joins them; a generic verb ("hit", "targeted") is taken up by the act noun that is its subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import word_class
from .. import lexicon
from ..records import Act, Mentions, ParsedArticle
from . import syntax
from .harm import coordinated, did_harm, is_result, is_subject_noun, nobody_suffered, noun_did_harm, up_noun
from .senses import by_object

if TYPE_CHECKING:
    from spacy.tokens import Token

HARM = frozenset(("kill", "injure", "execute"))
LOSS_ONLY = frozenset(("kill", "injure"))
FIGHTING = frozenset(("attack", "clash", "bombing", "suicide_bombing", "airstrike", "shelling", "chemical_attack", "operation", "riot",
                      "repel", "advance", "take_control", "destroy"))

# Acts that rarely kill by themselves: a result is theirs only when nothing else in the sentence did it.
MOVEMENTS = frozenset(("advance", "riot", "destroy", "take_control"))

# Acts of violence that one event may be called by ("a suicide bombing … in a blast").
STRIKES = frozenset(("attack", "bombing", "suicide_bombing", "airstrike", "shelling", "chemical_attack"))

# Generic verbs of hitting: with an act noun as subject they only say whom it hit.
HITTING = word_class("hitting")

# Offices: what they are "of" is a department, not an act.
OFFICES = word_class("offices")

# Bodies and rooms named after what they deal with ("the operations room").
ACT_ROOMS = OFFICES | {"room", "center", "centre", "command", "unit"}


@dataclass(frozen=True, slots=True)
class ActGroup:
    """One act with the other act words that only add to it (`harms`: words of loss, `hits`: generic verbs)."""

    act: Act
    harms: tuple[Act, ...] = ()
    hits: tuple[Act, ...] = ()

    def all(self) -> tuple[Act, ...]:
        return (self.act, *self.hits, *self.harms)

    def heads(self) -> tuple[int, ...]:
        return tuple(a.head for a in self.all())


@lru_cache(maxsize=2)
def light_verbs(project_folder: str | None = None) -> dict[str, str]:
    return {row["lemma"]: row["role"] for row in lexicon.rows("light_verbs.tsv", project_folder)}


def group_acts(parsed: ParsedArticle, mentions: Mentions) -> tuple[ActGroup, ...]:
    """Join the acts of each sentence that speak of one act; every act ends in exactly one group."""
    by_sentence: dict[int, list[Act]] = {}
    named = {i for m in mentions.actors if m.kind != "object" for i in range(m.first, m.last) if m.named or i != m.head}
    kinds = {m.head: m.kind for m in mentions.actors} | {i: "object" for p in mentions.places if p.literal for i in range(p.first, p.last)}
    types = {a.head: a.type for a in mentions.acts}
    for mentioned in mentions.acts:
        token = parsed.doc[mentioned.head]
        if act_in_name(token, named) or in_title(token):
            continue                                # "Popular Mobilization Forces", "Chief of Operations" tell no act
        if (act := by_object(parsed, mentioned, kinds, types)) is not None:
            by_sentence.setdefault(parsed.sentence_of[act.head], []).append(act)
    for index, acts in by_sentence.items():
        heads = {a.head for a in acts}
        by_sentence[index] = [a for a in acts if not (a.type in LOSS_ONLY and describes_party(parsed.doc[a.head], heads))]
    groups = [group for index in sorted(by_sentence) if by_sentence[index] for group in Joining(parsed, by_sentence[index]).groups()]
    return tuple(sorted(groups, key=lambda g: g.act.first))


def describes_party(harm: Token, acts: set[int]) -> bool:
    """True for "evacuated 300 wounded people": the participle only says who the party of another act is."""
    noun = harm.head
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    return harm.dep_ == "amod" and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj") and syntax.clause_head(noun).i in acts - {harm.i}


def act_in_name(act: Token, named: set[int]) -> bool:
    """True for a capitalised act noun that is part of somebody's name."""
    return act.i in named and act.pos_ in ("PROPN", "NOUN") and act.text[0].isupper()


def in_title(act: Token) -> bool:
    """True for an act noun that names an office or department."""
    if act.i > 1 and act.nbor(-1).lower_ == "of" and act.nbor(-2).lemma_.lower() in OFFICES:
        return True
    if act.dep_ == "pobj" and act.head.lower_ in ("of", "for"):
        return act.head.head.lemma_.lower() in OFFICES and not any(c.dep_ in ("det", "prep") for c in act.children)
    return act.dep_ == "compound" and act.head.lemma_.lower() in ACT_ROOMS


class Joining:
    """The acts of one sentence and which of them another takes up; acts are known by their place in the sentence."""

    def __init__(self, parsed: ParsedArticle, acts: list[Act]):
        self.acts = acts
        self.heads = [parsed.doc[a.head] for a in acts]
        self.taken: dict[int, int] = {}             # an act → the act that takes it up
        self.averted = {i for i, head in enumerate(self.heads) if nobody_suffered(head)}      # "no one was killed": no loss of any act
        self.heading = parsed.sentences[parsed.sentence_of[acts[0].head]].heading

    def groups(self) -> list[ActGroup]:
        if len(self.acts) > 1:
            self.take_up_harm()
            self.take_up_hits()
            self.take_up_results()
            self.take_up_second_names()
            if self.heading:
                self.take_up_in_heading()
            self.take_up_other_harm()
        return self.build()

    def others(self, i: int) -> list[int]:
        return [k for k in range(len(self.acts)) if k != i]

    def take_up_harm(self) -> None:
        """A harm word belongs to the nearest act of fighting that the syntax says did it."""
        for i, act in enumerate(self.acts):
            if act.type in LOSS_ONLY and i not in self.averted:
                causes = [k for k in self.others(i) if self.acts[k].type in FIGHTING and did_harm(self.heads[k], self.heads[i])]
                if causes:
                    nearest = min(causes, key=lambda k: (abs(self.acts[k].head - act.head), k))
                    self.taken[i] = self.governing(nearest) if self.heads[i].tag_ == "VBG" else nearest

    def take_up_hits(self) -> None:
        """A generic verb belongs to the act noun that is its subject: "the strike hit a market"."""
        for i, verb in enumerate(self.heads):
            if self.acts[i].type not in LOSS_ONLY and verb.pos_ == "VERB" and verb.lemma_.lower() in HITTING:
                subjects = [k for k in self.others(i) if self.acts[k].type in FIGHTING and is_subject_noun(self.heads[k], verb)]
                if subjects:
                    self.taken[i] = subjects[0]

    def take_up_results(self) -> None:
        """ "…, killing three": the participle belongs to the act told before it, a movement only when there is no other."""
        for i, act in enumerate(self.acts):
            if act.type in LOSS_ONLY and i not in self.taken and i not in self.averted and is_result(self.heads[i]):
                before = [k for k in range(i - 1, -1, -1) if self.acts[k].type in FIGHTING]
                cause = next((k for k in before if self.acts[k].type not in MOVEMENTS), before[0] if before else None)
                if cause is not None:
                    self.taken[i] = self.governing(cause)

    def governing(self, noun: int) -> int:
        """The act whose object an act noun is ("repelled an attack, killing 30": the repelling killed), else the noun itself."""
        top = up_noun(self.heads[noun])
        if self.heads[noun].pos_ in ("NOUN", "PROPN") and top.dep_ == "dobj":
            return next((k for k, a in enumerate(self.acts) if a.head == top.head.i and a.type in FIGHTING), noun)
        return noun

    def take_up_second_names(self) -> None:
        """ "A bombing that killed 30 in a blast", "a bomber detonated his belt": one event under two names."""
        for i, act in enumerate(self.acts):
            if act.type in STRIKES and i not in self.taken:
                first = next((k for k in self.others(i) if k not in self.taken and self.acts[k].type in STRIKES and self.names_same(k, i)), None)
                if first is not None:
                    self.taken[i] = first

    def names_same(self, main: int, again: int) -> bool:
        """True when the act at `again` only names the act at `main` a second time in one clause."""
        one, other = self.heads[main], self.heads[again]
        if other.lemma_.lower() == "bomber":
            return other.dep_ in ("nsubj", "nsubjpass", "pobj") and one.pos_ == "VERB" and other.head in (one, one.head)
        if main > again or other.pos_ not in ("NOUN", "PROPN") or other.dep_ != "pobj" or any(c.dep_ == "conj" for c in other.children):
            return False
        return any(noun_did_harm(other, self.heads[h]) for h in self.taken if self.taken[h] == main)

    def take_up_in_heading(self) -> None:
        """A headline tells one event: its only act of fighting takes up all its harm."""
        fighting = [k for k, a in enumerate(self.acts) if a.type in FIGHTING and k not in self.taken]
        if len(fighting) == 1:
            for i, act in enumerate(self.acts):
                if act.type in LOSS_ONLY and i != fighting[0] and i not in self.averted:
                    self.taken.setdefault(i, fighting[0])

    def take_up_other_harm(self) -> None:
        """ "Killed three and wounded five": one harm takes up the other."""
        for i, act in enumerate(self.acts):
            if act.type in LOSS_ONLY and i not in self.taken and i not in self.averted:
                harms = [k for k in self.others(i) if self.acts[k].type in HARM and self.acts[k].type != act.type and (k < i or k in self.taken)
                         and coordinated(self.heads[k], self.heads[i])]
                if harms:
                    other = next((k for k in harms if k in self.taken), harms[0])
                    self.taken[i] = self.taken.get(other, other)

    def root(self, i: int) -> int:
        seen = set()
        while i in self.taken and i not in seen:
            seen.add(i)
            i = self.taken[i]
        return i

    def build(self) -> list[ActGroup]:
        members: dict[int, list[Act]] = {}
        for i in range(len(self.acts)):
            members.setdefault(self.root(i), []).append(self.acts[i])
        return [
            ActGroup(self.acts[r], tuple(a for a in found if a is not self.acts[r] and a.type in LOSS_ONLY),
                     tuple(a for a in found if a is not self.acts[r] and a.type not in LOSS_ONLY))
            for r, found in members.items()
        ]
