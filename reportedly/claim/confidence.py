"""How sure the coder is that an act is a claim, and of its own reading of it.

A logistic model over a handful of readable signs (lexicon/confidence.tsv, one weight a sign): which kind of word the act is, which
of its slots the syntax filled, where it stands. scripts/train_confidence.py fits the weights on the hand-made train reports; the
value is the estimated share of such claims that a careful reader would code too.
"""

from __future__ import annotations

import math
from functools import lru_cache

from .. import lexicon
from ..ground.actor_entry import PROVISIONAL
from ..mention.acts import Frame
from ..records import ParsedArticle
from .draft import Draft

# Below this, an act word is more likely no claim. On the train reports, cross-validated, detection F1 is the same from 0.28 to 0.60 (82.5-83.0).
THRESHOLD = 0.36

# Tokens from which on a sentence is long: the parser's attachments are less sure there.
LONG_SENTENCE = 60

ARMED = frozenset(("state_forces", "rebel", "militia", "police"))


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon.rows("confidence.tsv")}


def confidence_of(parsed: ParsedArticle, draft: Draft, frame: Frame) -> float:
    """Between 0 and 1, to two places."""
    table = weights()
    score = sum(table.get(sign, 0.0) for sign in signs_of(parsed, draft, frame))
    return round(1 / (1 + math.exp(-score)), 2)


def signs_of(parsed: ParsedArticle, draft: Draft, frame: Frame) -> tuple[str, ...]:
    """The signs of a draft, each a short phrase that can be shown to a person."""
    head = parsed.doc[draft.group.act.head]
    kinds = {p.kind for p in (*draft.actor, *draft.recipient)}
    word = frame.pattern[-1] if frame.pos == "noun" else frame.pattern[0]
    found = ["always", f"type {draft.type}", f"{'weak' if frame.weak else 'strong'} {frame.pos}", f"word {word}"]
    yes = {
        "more than one word": len(frame.pattern) > 1,
        "has an actor": bool(draft.actor),
        "has a recipient": bool(draft.recipient),
        "has both parties": bool(draft.actor and draft.recipient),
        "actor in the register": any(p.actor_id and not p.actor_id.startswith(PROVISIONAL) for p in draft.actor),
        "an armed party": bool(kinds & ARMED),
        "has losses": bool(draft.losses),
        "has means": bool(draft.means),
        "takes up harm words": bool(draft.group.harms),
        "has a place of its own": draft.place is not None,
        "has a time of its own": draft.time is not None,
        "somebody says it": any(draft.chains),
        "in a headline": draft.heading,
        "definite noun": draft.definite,
        "bare definite noun": draft.definite and not (draft.actor or draft.recipient or draft.losses or draft.group.harms),
        "bare noun": frame.pos == "noun" and not (draft.actor or draft.recipient or draft.losses or draft.place),
        "weak with both parties": frame.weak and bool(draft.actor and draft.recipient),
        "weak with losses or means": frame.weak and bool(draft.losses or draft.means),
        "weak with an armed party": frame.weak and bool(kinds & ARMED),
        "modifies a noun": head.dep_ in ("amod", "compound", "nmod"),
        "relative clause": head.dep_ in ("relcl", "acl"),
        "infinitive": head.tag_ == "VB" and head.dep_ in ("xcomp", "advcl", "acl", "ccomp"),
        "participle": head.tag_ == "VBG",
        "main verb": head.dep_ == "ROOT",
        "after a preposition": head.dep_ == "pobj",
        "subject": head.dep_ in ("nsubj", "nsubjpass"),
        "object": head.dep_ == "dobj",
        "long sentence": parsed.sentences[draft.sentence].last - parsed.sentences[draft.sentence].first > LONG_SENTENCE,
    }
    return (*found, *(sign for sign, holds in yes.items() if holds))
