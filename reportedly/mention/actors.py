"""ParsedArticle → who can act or be acted on: names of the register, unknown persons, and descriptions by role nouns.

READS   ParsedArticle.doc, .sentences, .sentence_of; lexicon/actor_nouns.tsv, labels.tsv, state_acts.tsv
ADDS    Mentions.actors

Pronouns are no mentions. Names of places are none either, unless syntax makes the state an actor ("Russia denied", "Russian raids").
"""

from __future__ import annotations

from dataclasses import replace

from ..ground.actor_entry import Entry
from ..ground.register import Register
from ..records import ActorCandidate, ActorMention, ParsedArticle
from .actor_acronyms import with_acronyms
from .actor_context import in_year, resolve_in_context
from .actor_descriptions import find_phrases
from .actor_names import Match, find_names, report_context, settled
from .actor_persons import find_persons
from .actor_phrases import MODIFIER_DEPS
from .actor_states import state_organ
from .actor_unlisted import find_unlisted, widened, with_provisional_ids
from .actor_words import BODY_TITLES, is_demonym, is_label, labels_beside, role_at

# How sure the reading is, by what it rests on; for descriptions see actor_descriptions.py.
SURE_NAME = 0.95          # the register knows exactly one bearer of the name
AMBIGUOUS_NAME = 0.5      # several bearers: the first listed is taken, as a candidate
COMMON_NAME = 0.7         # a name in small letters could be a common noun: "popular committees", "the observatory"
STATE_NAME = 0.8          # a country or capital where syntax makes it an actor
NATIONALS = 0.7           # "Syrians"


def find_actors(parsed: ParsedArticle, register: Register) -> tuple[ActorMention, ...]:
    """All actor mentions in the order of the text.

    `actor_id` is None where the words leave open who it is ("gunmen", "government troops"); loaded words go to `labels` and
    never decide `kind`. Two owners of one head ("Russian and Syrian warplanes") are two mentions with one span.
    """
    matches = find_names(parsed, register)
    context = report_context(parsed, matches)
    matches = widened(parsed, register, settled(parsed.doc, matches, context))
    phrases = find_phrases(parsed, register, {i: m for m in matches for i in range(m.first, m.last)})
    absorbed = {i for p in phrases for i in range(p.first, p.last)}
    named = [m for match in matches if (m := name_mention(parsed, register, match, absorbed))]
    phrases = outside_titles(phrases, named)
    taken = {i for p in (*phrases, *named) for i in range(p.first, p.last)}
    named += [m for m in find_unlisted(parsed, register, matches, context) if taken.isdisjoint(range(m.first, m.last))]
    taken = {i for p in (*phrases, *named) for i in range(p.first, p.last)}
    persons, phrases = find_persons(parsed, matches, taken, phrases)
    mentions = with_acronyms(parsed, with_provisional_ids(parsed, [*phrases, *named, *persons]))
    mentions = in_year(register, resolve_in_context(parsed, register, mentions), context.year)
    everyone = {(m.first, m.last, m.head, m.actor_id or ""): m for m in mentions}
    return tuple(everyone[key] for key in sorted(everyone))


def outside_titles(phrases: list[ActorMention], named: list[ActorMention]) -> list[ActorMention]:
    """The phrases that are not part of a longer name: not the "Secretary of State" of "Secretary of State Kerry"."""
    ends = {i: m.last for m in named for i in range(m.first, m.last)}
    return [p for p in phrases if p.last >= ends.get(p.first, 0)]


def name_mention(parsed: ParsedArticle, register: Register, match: Match, absorbed: set[int]) -> ActorMention | None:
    """A name as a mention; None where it is part of a description, qualifies somebody else, or is only a place or an adjective."""
    if match.qualifies or match.first in absorbed:
        return None
    doc = parsed.doc
    head = head_of(doc, match.first, match.last)
    if match.state:
        plural = match.last + has_lost_plural(parsed, match)
        if match.role == "national" or plural > match.last:
            return mention(parsed, match.first, plural, head, None, "unknown", NATIONALS, False)
        organ = state_organ(parsed, match, head)
        entry = register.get(f"{match.state}-{organ}") if organ else None
        return mention(parsed, match.first, match.last, head, entry, entry.kind, STATE_NAME) if entry else None
    entry = match.entries[0]
    first = with_titles(doc, match.first, entry.kind)
    confidence = AMBIGUOUS_NAME if len(match.entries) > 1 else SURE_NAME if doc[match.first].text[0].isupper() else COMMON_NAME
    candidates = tuple(ActorCandidate(c.entry.id, c.entry.name, round(c.score / len(match.entries) / 105, 3), c.reasons) for c in match.ranked)
    return replace(mention(parsed, first, match.last, head, entry, entry.kind, confidence), candidates=candidates)


def has_lost_plural(parsed: ParsedArticle, match: Match) -> bool:
    """True for "Syrians" read as "Syrian 's": an adjective has no possessive, so the "s" is a plural."""
    i = match.last
    return match.role == "adjective" and i < len(parsed.doc) and parsed.doc[i].text == "'s" and parsed.article.text[parsed.starts[i]] == "s"


def head_of(doc, first: int, last: int) -> int:
    """The token of [first, last) whose head lies outside; the last one when the parser tore the name apart."""
    roots = [i for i in range(first, last) if not first <= doc[i].head.i < last or doc[i].head.i == i]
    return roots[0] if len(roots) == 1 else last - 1


def with_titles(doc, first: int, kind: str) -> int:
    """The first token of the loaded words and titles in front of a name: "terrorist group Daesh", "Russian Foreign Minister Lavrov"."""
    start = first
    while start > 0 and doc[start - 1].sent == doc[first].sent:
        at = role_at(doc, start - 1) if doc[start - 1].tag_ in ("NN", "NNP") else None
        if is_label(doc[start - 1]) or (start < first and is_demonym(doc, start - 1)):
            start -= 1
        elif at and (at[1].kind == "person" if kind == "person" else at[1].noun in BODY_TITLES) and is_beside(doc, at[0], start, first):
            start = at[0]
        else:
            break
    return start


def is_beside(doc, title: int, start: int, first: int) -> bool:
    """True where the parser ties the title [title, start) to the name after it, or both are capitalised: "Secretary of State Kerry"."""
    return any(doc[i].head.i >= first and doc[i].dep_ in MODIFIER_DEPS for i in range(title, start)) or doc[title].text[0].isupper()


def mention(parsed: ParsedArticle, first: int, last: int, head: int, entry: Entry | None, kind: str, confidence: float,
            named: bool = True) -> ActorMention:
    """A mention of a named entry."""
    span = parsed.span(first, last)
    return ActorMention(span, first, last, head, entry.id if entry else None, entry.name if entry else span.words, named, kind,
                        labels_beside(parsed.doc, first, last, entry.name if entry else ""), confidence)
