"""Which attributions an act stands under: the chain from the outermost voice to the origin of the information.

READS   ParsedArticle, its attributions, the token of an act
ADDS    Claim.chain
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from ..records import Attribution, Link, ParsedArticle
from .chain_continued import carried_on, carriers_kept
from .chain_outlet import is_own_voice

SPEAKER_ITSELF = frozenset(("i", "we", "you"))


def chain_of(parsed: ParsedArticle, attributions: Sequence[Attribution], act_token: int) -> tuple[Link, ...]:
    """The chain for the act at that token, outermost first, the origin last; empty when the report says it in its own voice.

    Where several speak for one content ("X and Y said") this is the first one's; see `chains_of`.
    """
    return chains_of(parsed, attributions, act_token)[0]


def chains_of(parsed: ParsedArticle, attributions: Sequence[Attribution], act_token: int) -> tuple[tuple[Link, ...], ...]:
    """One chain for each speaker who vouches for the act at that token: normally one, two for "X and Y said".

    The attributions whose content holds the act, the one that holds the others' cues first. Left out: words that assert nothing
    (manner "unknown"), "I" and "we" of a quotation, the outlet's own voice. An act that no content holds may stand in speech
    that goes on without a cue, and a speaker who told an agency may go on speaking: `chain_continued` decides both.
    """
    asserting = [a for a in attributions if a.manner != "unknown" and a.link.words and not is_speaker_itself(a.link)]
    holding = [a for a in asserting if covers(a, act_token)] or carried_on(parsed, asserting, act_token)
    holding = [a for a in holding if len(holding) == 1 or not is_own_document(a.link)]
    levels: list[list[Attribution]] = []
    for attribution in sorted(holding, key=lambda a: depth(a, holding)):
        if levels and same_saying(levels[-1][0], attribution):
            levels[-1].append(attribution)
        else:
            levels.append([attribution])
    passed_on = carriers_kept(parsed, asserting, levels[0][0]) if levels else ()
    chains = (links(parsed, (*passed_on, *choice)) for choice in product(*levels))
    return tuple(dict.fromkeys(chains)) or ((),)


def is_speaker_itself(link: Link) -> bool:
    """True for "we", and for "our information": the speaker of the quotation, not another source."""
    first, *rest = link.words.lower().split()
    return first in SPEAKER_ITSELF and not rest or first in ("our", "my") and link.kind == "document"


def is_own_document(link: Link) -> bool:
    """True for "his information", "their records": what somebody else in the chain goes by, not another voice."""
    return link.kind == "document" and link.words.lower().split()[0] in ("his", "her", "its", "their")


def covers(attribution: Attribution, token: int) -> bool:
    """True when the token stands in what is said."""
    return any(first <= token < last for first, last in attribution.content)


def depth(attribution: Attribution, others: Sequence[Attribution]) -> tuple[int, bool, int]:
    """How many of the others speak of this one: 0 for the outermost voice; then by the order of the text."""
    at = attribution.cue[0][0] if attribution.cue else None
    outer = sum(at is not None and other is not attribution and covers(other, at) for other in others)
    return outer, at is not None, at or 0


def same_saying(one: Attribution, other: Attribution) -> bool:
    """True for the speakers of one cue ("X and Y said")."""
    return bool(one.cue) and one.cue == other.cue and one.content == other.content


def links(parsed: ParsedArticle, attributions: Sequence[Attribution]) -> tuple[Link, ...]:
    """The links in order, without the outlet's own voice and without a speaker who only takes up his own words again."""
    chain: list[Link] = []
    for link in (a.link for a in attributions):
        if not is_own_voice(parsed.article, link) and not any(is_same_speaker(link, earlier) for earlier in chain):
            chain.append(link)
    return tuple(chain)


def is_same_speaker(link: Link, earlier: Link) -> bool:
    """True when both links are one speaker: the same name, by a pronoun or by words that share it ("the army", "it"); "Syria" and its minister are two."""
    if link.name.lower() != earlier.name.lower():
        return False
    ours, theirs = set(link.words.lower().split()), set(earlier.words.lower().split())
    return len(ours) == 1 or len(theirs) == 1 or bool((ours & theirs) - {"the", "a", "of", "for", "in"})
