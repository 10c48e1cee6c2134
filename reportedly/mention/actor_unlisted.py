"""Names in spellings that the register lacks, and names that it does not know at all, which get provisional ids.

A provisional id is made of the sounds of the name alone, so that it is the same in every report of a run, in any order and on any number
of processes, and for every spelling of one sound: "Liwa al-Sahel" and "Liwa as-Saahil" are both new:liwa-sahil.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ..ground.actor_entry import PROVISIONAL
from ..ground.actor_matching import Context, identify
from ..ground.actor_spelling import ARTICLES, consonants, generic_words, keys, skeleton, sounds
from ..ground.register import Register
from ..records import ActorCandidate, ActorMention, ParsedArticle
from .actor_names import HYPHENS, Match
from .actor_persons import name_end, starts_name
from .actor_words import is_demonym, labels_beside, role_at

# An unlisted spelling of a listed name.
UNLISTED_NAME = 0.7

# A single word needs this many consonants to be taken for a name in another spelling: places and given names are as short.
SINGLE_CONSONANTS = 4

# After these a single capitalised word is first of all a place.
LOCATIVES = frozenset({"in", "at", "near", "from", "to", "around", "outside", "towards", "toward", "of", "inside", "into", "between"})

# Bodies and persons that a name of several words can be the name of.
NAMED_KINDS = frozenset({"rebel", "militia", "state_forces", "police", "government", "igo", "ngo", "media", "company", "person", "unknown"})


def widened(parsed: ParsedArticle, register: Register, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches with a word before them that belongs to the name in an unlisted spelling: "Jabhet an- | Nusra"."""
    named = {i for m in matches for i in range(m.first, m.last)}
    return tuple(replace(m, first=first) if (first := wider(parsed, register, m, named)) is not None else m for m in matches)


def wider(parsed: ParsedArticle, register: Register, m: Match, named: set[int]) -> int | None:
    """Where the wider name begins; None where the word before is no part of it."""
    doc, i = parsed.doc, m.first - 1
    while i > 0 and (doc[i].text in HYPHENS or doc[i].lower_ in ARTICLES):
        i -= 1
    if i < 0 or not m.entries or i in named or not doc[i].text[0].isupper() or doc[i].pos_ != "PROPN" or role_at(doc, i) or doc[i].sent != doc[m.first].sent:
        return None
    spelt = register.spelt(sounds(parsed.span(i, m.last).words))
    return i if any(name.entry in m.entries for name in spelt) else None


def find_unlisted(parsed: ParsedArticle, register: Register, matches: tuple[Match, ...], context: Context) -> list[ActorMention]:
    """Runs of capitalised words that are a name of the register in another spelling, order or language."""
    doc = parsed.doc
    named = {i for m in matches for i in range(m.first, m.last)}
    found, i = [], 0
    while i < len(doc):
        if i in named or not starts_name(doc, i):
            i += 1
            continue
        last = name_end(doc, i, named)
        if m := as_unlisted(parsed, register, i, last, context):
            found.append(m)
        i = max(last, i + 1)
    return found


def as_unlisted(parsed: ParsedArticle, register: Register, first: int, last: int, context: Context) -> ActorMention | None:
    """The run [first, last) as a mention of who bears nearly this name in the report's context; None for nobody, or for no one in particular."""
    doc, span = parsed.doc, parsed.span(first, last)
    if any(register.names(key) for key in keys(span.words)):
        return None                                    # listed: letter case or context have spoken against it
    single = last - first == 1
    if single and (consonants(skeleton(sounds(span.words))) < SINGLE_CONSONANTS or (first and doc[first - 1].lower_ in LOCATIVES)):
        return None
    found = identify(register, span.words, context)
    entry = found.chosen
    if entry is None or (single and entry.kind == "person"):
        return None
    candidates = tuple(ActorCandidate(c.entry.id, c.entry.name, round(min(c.score, 100) / 100, 3), c.reasons) for c in found.candidates)
    return ActorMention(span, first, last, last - 1, entry.id, entry.name, True, entry.kind, labels_beside(doc, first, last, entry.name), UNLISTED_NAME,
                        candidates)


def with_provisional_ids(parsed: ParsedArticle, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, with a provisional id for each name of several words that the register does not know."""
    return [replace(m, actor_id=id) if (id := provisional_id(parsed, m)) else m for m in mentions]


def provisional_id(parsed: ParsedArticle, m: ActorMention) -> str | None:
    """The provisional id of a named mention; None where it has an id, or its words name nobody in particular."""
    if m.actor_id or not m.named or m.kind not in NAMED_KINDS or parsed.sentences[parsed.sentence_of[m.head]].heading:
        return None
    spelt = sounds(m.name)
    if len(spelt) < 2 or not is_distinctive(parsed, m):
        return None
    return PROVISIONAL + "-".join(spelt)


def is_distinctive(parsed: ParsedArticle, m: ActorMention) -> bool:
    """True where one of the words is a name of its own: "Sultan Selim Brigade", not "Health Ministry" or "Syrian Air Force"."""
    doc = parsed.doc
    return m.kind == "person" or any(doc[i].pos_ == "PROPN" and doc[i].text[0].isupper() and not doc[i].text.isupper() and not is_demonym(doc, i)
                                     and not role_at(doc, i) and doc[i].lower_ not in names_of_kinds() for i in range(m.first, m.last))


@lru_cache(maxsize=1)
def names_of_kinds() -> frozenset[str]:
    """Words that stand in the names of many bodies: "brigade", "national", "security"."""
    return frozenset(generic_words()) | frozenset(generic_words().values())
