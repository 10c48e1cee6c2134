"""Denials of an accusation: "Damascus refuted the allegations" denies the act that somebody was just said to have done.

READS   the drafts of a report in their context, the attributions
GIVES   the same drafts; a rejected accusation becomes the accused act with the status denied and the denier as its source
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import word_class
from ..ground.actor_kinship import related_actors
from ..records import Attribution, ParsedArticle, Party
from .acts import FIGHTING, HARM, STRIKES
from .draft import Draft

# What is denied when no act is named: an accusation, or one's part in it.
ACCUSATION = word_class("accusation")

# Sentences back to which a denial may reach: a report sets the accusation directly before it.
DENIAL_REACH = 4


def denials(drafts: Sequence[Draft], parsed: ParsedArticle, attributions: Sequence[Attribution]) -> list[Draft]:
    """The drafts of one article in the order of their triggers, denied accusations read as denied acts; all others unchanged."""
    found = list(drafts)
    for n, draft in enumerate(drafts):
        link = denial_of(draft, parsed, attributions) if draft.type == "reject" else None
        if link is None:
            continue
        accused = accused_act(n, drafts, link.link.source_id)
        if accused is not None:
            found[n] = replace(
                draft, type=accused.type, actor=accused.actor or draft.actor, recipient=accused.recipient, means=accused.means,
                place=accused.place, time=accused.time, chains=((link.link,),), statuses=("denied",),
            )
    return found


def denial_of(draft: Draft, parsed: ParsedArticle, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who denies what the draft rejects, when that is an accusation; None for a plan, an offer or a demand that is rejected."""
    act = draft.group.act
    head = parsed.doc[act.head]
    words = {parsed.doc[i].lemma_.lower() for i in range(act.first, act.last)} | {t.lemma_.lower() for t in head.subtree if t.dep_ in ("dobj", "nsubjpass")}
    if head.dep_ == "acl":
        words.add(head.head.lemma_.lower())                       # "an accusation | dismissed by the government"
    if words.isdisjoint(ACCUSATION):
        return None
    return next((a for a in attributions if a.manner == "denied" and any(first < act.last and act.first < last for first, last in a.cue)), None)


def accused_act(n: int, drafts: Sequence[Draft], denier: str | None) -> Draft | None:
    """The act that draft n denies: of the fights and killings told shortly before it, the last whose actor is the denier's side; else the
    last that somebody is accused of. None when there is none: then nobody knows what is denied."""
    here = drafts[n].sentence
    before = [d for d in drafts[:n][::-1] if here - DENIAL_REACH <= d.sentence <= here and d.type in FIGHTING | HARM and "denied" not in d.statuses]
    ids = {denier, *ids_of(drafts[n].actor)} - {None}
    before = [named_before(d, before) for d in before]
    own = next((d for d in before if any(related_actors(a, b) for a in ids_of(d.actor) for b in ids)), None)
    accusing = {d.sentence for d in drafts[:n] if d.type == "accuse"}
    strangers = (d for d in before if not (ids and ids_of(d.actor)))              # known on both sides, and not of one side: another's act
    return own or next((d for d in strangers if d.sentence in accusing or is_accusation(d)), None)


def named_before(act: Draft, before: Sequence[Draft]) -> Draft:
    """"The attack" with the type of the strike told last before it ("a chemical attack … blamed the army for the attack")."""
    if act.type != "attack" or not act.definite:
        return act
    told = next((d for d in before if d.group.act.first < act.group.act.first and d.type in STRIKES and not d.definite), act)
    return replace(act, type=told.type)


def is_accusation(draft: Draft) -> bool:
    """True for an act that its own source lays at somebody's door."""
    return any(link.manner == "accused" for chain in draft.chains for link in chain)


def ids_of(parties: Sequence[Party]) -> set[str]:
    return {p.actor_id for p in parties if p.actor_id}
