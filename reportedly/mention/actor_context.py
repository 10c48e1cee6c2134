"""What the report itself settles: whose "regime forces" are, when it names one owner of that word and no other."""

from __future__ import annotations

from dataclasses import replace

from ..ground.register import Register
from ..records import ActorMention, ParsedArticle
from .actor_words import role_at

# Words for a state's power that a report takes up again without its name.
STATE_NOUNS = frozenset({"regime", "government", "army", "military", "police", "authorities"})

# A body taken up again by the last word of its name: "the US-led coalition ... the coalition".
BODY_NOUNS = frozenset({"coalition", "alliance", "council", "observatory", "commission", "organisation", "organization", "front", "ministry"})

# A candidate to link by, not an identification: the report may still mean another army.
CONTEXT_CONFIDENCE = 0.6


def resolve_in_context(parsed: ParsedArticle, register: Register, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, with an id added where their word has exactly one owner in this report; unchanged where it has none or several."""
    owners: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    for m in mentions:
        entry = register.get(m.actor_id)
        if entry is None or m.kind == "object":
            continue
        words = words_of(parsed, m)
        if entry.country and (entry.id.startswith(entry.country + "-")):
            for word in words & STATE_NOUNS:
                owners.setdefault(word, set()).add(entry.country)
        for word in {words_in_order(parsed, m)[-1]} & BODY_NOUNS:
            bodies.setdefault(word, set()).add(entry.id)
    return [in_context(parsed, register, m, owners, bodies) for m in mentions]


def in_context(parsed: ParsedArticle, register: Register, m: ActorMention, owners: dict[str, set[str]], bodies: dict[str, set[str]]) -> ActorMention:
    """One mention with the id that the report's other mentions give its word."""
    if m.actor_id or m.named or m.kind in ("civilians", "rebel") or qualified(m):
        return m
    states = set().union(*(owners.get(word, set()) for word in words_of(parsed, m) & STATE_NOUNS))
    at = role_at(parsed.doc, m.head)
    if len(states) == 1 and at and at[1].tie != "none":
        organ = at[1].organ or "GOV"
        entry = register.get(f"{min(states)}-{organ}") or register.get(f"{min(states)}-GOV")
        kind = entry.kind if m.kind in ("unknown", "state_forces", "government", "police") else m.kind
        return replace(m, actor_id=entry.id, kind=kind, confidence=CONTEXT_CONFIDENCE)
    words = words_in_order(parsed, m)
    body = bodies.get(words[0], set())                 # "the coalition", "coalition forces"
    if len(body) == 1 and len(words) <= 2:
        entry = register.get(min(body))
        if m.kind in ("object", "person", "civilians"):
            return replace(m, actor_id=entry.id, confidence=CONTEXT_CONFIDENCE) if at and at[1].tie != "none" else m
        return replace(m, actor_id=entry.id, name=entry.name, kind=entry.kind, confidence=CONTEXT_CONFIDENCE)
    return m


def qualified(m: ActorMention) -> bool:
    """True for "pro-government fighters", "anti-regime protesters": not the government's own."""
    words = m.span.words.lower()
    return words.startswith(("pro-", "anti-", "ex-", "former ")) or "-backed" in words or "-allied" in words or "-held" in words


def words_in_order(parsed: ParsedArticle, m: ActorMention) -> list[str]:
    return [parsed.doc[i].lower_ for i in range(m.first, m.last)]


def words_of(parsed: ParsedArticle, m: ActorMention) -> set[str]:
    """The lower-case words of a mention, and lemmas ("regimes" → "regime")."""
    return {w for i in range(m.first, m.last) for w in (parsed.doc[i].lower_, parsed.doc[i].lemma_.lower())}
