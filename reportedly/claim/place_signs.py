"""How likely a place of the sentence is the act's own: a logistic model over readable signs of the pair (lexicon/act_places.tsv).

The signs say how the tree leads from the place to the act, what the place's words hang on, what lies between and which rivals there
are. scripts/train_act_places.py fits one weight a sign; the value is the estimated share of such pairs where the place is the act's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import lexicon
from ..ground.distance import km
from ..records import Place
from .distance import from_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A path of more arcs than this is told by its ends alone.
MAX_STEPS = 4

# Arcs that stay within one name or list of names: they are no step of the path.
WITHIN = frozenset(("compound", "conj", "appos", "nmod", "flat", "amod", "nummod"))

# Steps between tokens by which "near" and "far" in the text are told.
TOKENS_APART = (2, 5, 10, 20)

# Marks at which a line ends, and letters that a name in capitals must have to be no abbreviation ("USA").
LINE_ENDS = ("\n", "\r", "\u2028", "\u2029")
SHORT_NAME = 3

# Arcs that lead out of a clause.
CLAUSES = frozenset(("relcl", "advcl", "acl", "ccomp", "xcomp", "pcomp", "parataxis"))


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the sentence as a candidate: its tokens, their head, and how it is named."""

    at: range
    head: int
    place: Place
    referred: bool = False            # "the city"
    unlisted: bool = False            # a name of no gazetteer
    dateline: bool = False            # "KABUL, Afghanistan (Nov. 20)"


@dataclass(frozen=True, slots=True)
class PlacedAct:
    """What the signs need to know of an act: its words' heads, its type, the heads of the other acts and of its parties."""

    heads: tuple[int, ...]
    type: str
    others: frozenset[int]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


def holds(outer: Place, inner: Place) -> bool:
    """True when the inner place is the smaller one and lies within the outer."""
    if None in (outer.lat, outer.lon, inner.lat, inner.lon) or (inner.radius_km or 0) >= (outer.radius_km or 0) / 2:
        return False
    if outer.precision == "country":
        return outer.country == inner.country
    return km(outer.lat, outer.lon, inner.lat, inner.lon) <= (outer.radius_km or 0)


def is_dateline(text: str, place: Place) -> bool:
    """True for a name in capitals that opens a line which goes on in ordinary letters."""
    first = max(text.rfind(mark, 0, place.start) for mark in LINE_ENDS) + 1
    ends = [at for mark in LINE_ENDS if (at := text.find(mark, place.end)) >= 0]
    rest = text[place.end:min(ends, default=len(text))]
    return not text[first:place.start].strip() and len(place.words) > SHORT_NAME and place.words.isupper() and not rest.isupper() and any(c.islower() for c in rest)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon.rows("act_places.tsv")}


def likelihood(signs: tuple[str, ...]) -> float:
    """Between 0 and 1."""
    table = weights()
    return 1 / (1 + math.exp(-sum(table.get(sign, 0.0) for sign in signs)))


def signs_of(doc: Doc, act: PlacedAct, site: Site, sites: list[Site]) -> tuple[str, ...]:
    """The signs of one pair; `sites` are all candidates of the sentence."""
    costs = {s.at.start: min(from_place(doc[s.head], doc[h], act.others) for h in act.heads) for s in sites}
    place = doc[site.head]
    head = min((doc[h] for h in act.heads), key=lambda h: (from_place(place, h, act.others), h.i))
    up, down, passed = path(place, head, act.others)
    governor = governor_of(place)
    cost = costs[site.at.start]
    hold, *words = governor_signs(governor, head, act)
    step = up[0] if up else "none"
    return ("always", *path_signs(up, down), hold, *words, f"{step}, {hold}", f"{step} of {act.type}", f"{hold} of {act.type}",
            f"tree cost {min(int(cost), 12)}", f"{passed} other acts on the way",
            *place_signs(site), *rival_signs(doc, site, sites, costs), *text_signs(doc, site, head, act))


def path(place: Token, act: Token, others: frozenset[int]) -> tuple[list[str], list[str], int]:
    """The steps up from the place and down to the act, prepositions by their words, and how many other acts lie on the way."""
    chain, token = {}, act
    while True:
        chain[token.i] = len(chain)
        if token.head == token:
            break
        token = token.head
    up, token, passed = [], place, 0
    while token.i not in chain and token.head != token:
        if step := step_of(token):
            up.append(step)
        token = token.head
        passed += token.i in others
    down, lower = [], act
    while lower.i != token.i and lower.head != lower:
        down.append(step_of(lower) or lower.dep_)
        lower = lower.head
        passed += lower.i in others and lower.i != token.i
    return up, down[::-1], passed


def step_of(token: Token) -> str:
    """The name of the arc above a token, "" for one within a name or list and for that from a noun to its preposition."""
    if token.dep_ in ("prep", "agent"):
        return token.lower_
    return "" if token.dep_ in WITHIN or token.dep_ == "pobj" else token.dep_


def path_signs(up: list[str], down: list[str]) -> tuple[str, ...]:
    found = [f"first step {up[0] if up else 'none'}", f"last step {up[-1] if up else 'none'}", f"{min(len(up), 5)} up, {min(len(down), 4)} down"]
    if len(up) <= MAX_STEPS and len(down) <= MAX_STEPS:
        found.append(f"path {' '.join(up) or '-'} | {' '.join(down) or '-'}")
    found += [f"down {d}" for d in dict.fromkeys(down)]
    return tuple(found)


def governor_of(place: Token) -> Token:
    """What the place's phrase hangs on: the word above its preposition, else the word above its name."""
    token = place
    while (token.dep_ in WITHIN or token.dep_ in ("pobj", "prep")) and token.head != token:
        stop = token.dep_ == "prep"
        token = token.head
        if stop:
            return token
    return token.head


def governor_signs(governor: Token, head: Token, act: PlacedAct) -> tuple[str, ...]:
    if governor.i in act.heads:
        return ("hangs on the act",)
    if governor.i in act.others:
        return ("hangs on another act",)
    if governor.i in act.actors:
        return ("hangs on who did it", f"on {governor.lemma_.lower()}")
    if governor.i in act.recipients:
        return ("hangs on to whom", f"on {governor.lemma_.lower()}")
    return (f"hangs on another {governor.pos_.lower()}", f"on {governor.lemma_.lower()}")


def place_signs(site: Site) -> tuple[str, ...]:
    named = "referred to" if site.referred else "unlisted" if site.unlisted else "listed"
    return (f"{named} {site.place.precision}", named, *(("dateline",) if site.dateline else ()), *((f"relation {site.place.relation.split()[-1]}",) if site.place.relation else ()))


def rival_signs(doc: Doc, site: Site, sites: list[Site], costs: dict[int, float]) -> tuple[str, ...]:
    mine = costs[site.at.start]
    others = [s for s in sites if s is not site]
    found = ["only place" if not others else "nearest in the tree" if all(mine <= costs[s.at.start] for s in others) else "a nearer place in the tree"]
    if any(hangs_on(doc, s, site) for s in others):
        found.append("another place hangs on it")
    if any(hangs_on(doc, site, s) for s in others):
        found.append("hangs on another place")
    if any(holds(site.place, s.place) for s in others):
        found.append("a smaller place within it")
    if any(holds(s.place, site.place) for s in others):
        found.append("lies in another place")
    if sum(costs[s.at.start] < mine for s in others) > 1:
        found.append("two nearer places in the tree")
    return tuple(found)


def hangs_on(doc: Doc, lower: Site, upper: Site) -> bool:
    """True when the tree leads from the lower place to the upper one by prepositions and apposition alone: "X in Y", "X, Y"."""
    token = doc[lower.head]
    while token.head != token and (token.dep_ in ("pobj", "prep", "appos", "npadvmod", "nmod", "compound")):
        token = token.head
        if token.i in upper.at:
            return token.i != doc[lower.head].i
    return False


def text_signs(doc: Doc, site: Site, head: Token, act: PlacedAct) -> tuple[str, ...]:
    apart = min((abs(site.at.start - h) for h in act.heads))
    side = "before the act" if site.at.start < head.i else "after the act"
    found = [side, f"{side}, {next((f'within {n}' for n in TOKENS_APART if apart <= n), 'far')}"]
    if any(r in site.at for r in act.recipients):
        found += ["is to whom", f"is to whom of {act.type}"]
    if any(a in site.at for a in act.actors):
        found.append("is who did it")
    between = range(min(site.at.stop, head.i + 1), max(site.at.start, head.i))
    acts_between = sum(1 for o in act.others if o in between)
    found.append(f"{min(acts_between, 2)} acts between")
    if any(doc[i].text in ("“", "”", '"') for i in between):
        found.append("quotation marks between")
    if any(doc[i].text == ";" for i in between):
        found.append("semicolon between")
    if clause_border(doc[site.head], head):
        found.append("in a clause below the act's")
    if clause_border(head, doc[site.head]):
        found.append("the act is in a clause below")
    place = doc[site.head]
    if place.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "compound", "amod", "npadvmod", "ROOT"):
        found.append(f"place is {place.dep_}")
    return tuple(found)


def clause_border(lower: Token, upper: Token) -> bool:
    """True when a clause border lies between a token and what it shares with another, on its own side."""
    above = {upper.i, *(a.i for a in upper.ancestors)}
    token = lower
    while token.i not in above and token.head != token:
        if token.dep_ in CLAUSES or (token.dep_ == "conj" and token.pos_ == "VERB"):
            return True
        token = token.head
    return False
