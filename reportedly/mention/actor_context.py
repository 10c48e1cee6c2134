"""What the report itself settles: whose "regime forces" are, who "the coalition" and "the terrorists" are, how a body was called in that year.

A label is resolved only where the report leaves one reading, at CONTEXT_CONFIDENCE, and the candidates with their reasons stay on the
mention; where several are left there is no id, only the candidates.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..ground.actor_entry import Entry
from ..ground.register import Register
from ..lexicon import word_class
from ..records import ActorCandidate, ActorMention, ParsedArticle
from .actor_words import role_at

# Words for a state's power that a report takes up again without its name.
STATE_NOUNS = frozenset({"regime", "government", "army", "military", "police", "authorities"})

# A body taken up again by the last word of its name: "the US-led coalition ... the coalition".
BODY_NOUNS = frozenset({"coalition", "alliance", "council", "observatory", "commission", "organisation", "organization", "front", "ministry"})

# Labels and common nouns for armed groups, which reports give to one group and then use alone: "ISIS terrorists ... the terrorists".
GROUP_NOUNS = word_class("group_labels")
GROUP_KINDS = frozenset({"rebel", "militia"})

# These say that a group fights the government: not a militia on its side.
REBEL_NOUNS = frozenset({"rebel", "opposition", "insurgent"})

# A candidate to link by, not an identification: the report may still mean another army.
CONTEXT_CONFIDENCE = 0.6

# How likely a group is meant that the report names but does not label so itself; candidates that nothing speaks for are not listed.
NAMED_ONLY = 0.3
LISTED = 5


def resolve_in_context(parsed: ParsedArticle, register: Register, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, with an id added where their word has exactly one owner in this report, and candidates where it has any."""
    owners: dict[str, Counter[str]] = {}
    bodies: dict[str, Counter[str]] = {}
    labelled: dict[str, Counter[str]] = {}
    groups: Counter[str] = Counter()
    for m in mentions:
        entry = register.get(m.actor_id)
        if entry is None or m.kind == "object":
            continue
        words = words_of(parsed, m)
        if entry.country and entry.id.startswith(entry.country + "-"):
            for word in words & STATE_NOUNS:
                owners.setdefault(word, Counter())[entry.country] += 1
        if (word := words_in_order(parsed, m)[-1]) in BODY_NOUNS:
            bodies.setdefault(word, Counter())[entry.id] += 1
        if entry.kind in GROUP_KINDS and m.kind != "person":
            groups[entry.id] += 1
            for word in {stem(w) for w in words} & GROUP_NOUNS:
                labelled.setdefault(word, Counter())[entry.id] += 1
    found = [in_context(parsed, register, m, owners, bodies) for m in mentions]
    return [of_group(parsed, register, m, labelled, groups) for m in found]


def in_context(parsed: ParsedArticle, register: Register, m: ActorMention, owners: dict[str, Counter[str]],
               bodies: dict[str, Counter[str]]) -> ActorMention:
    """One mention with the id that the report's other mentions give its word."""
    if m.actor_id or m.named or m.kind in ("civilians", "rebel") or qualified(m):
        return m
    at = role_at(parsed.doc, m.head)
    states: Counter[str] = sum((owners.get(word, Counter()) for word in sorted(words_of(parsed, m) & STATE_NOUNS)), Counter())
    if states and at and at[1].tie != "none":
        entries = {state: register.get(f"{state}-{at[1].organ or 'GOV'}") or register.get(f"{state}-GOV") for state in states}
        candidates = ranked({entries[state]: n for state, n in states.items()}, "the report names the {} so")
        if len(states) > 1:
            return replace(m, candidates=candidates)
        entry = entries[min(states)]
        kind = entry.kind if m.kind in ("unknown", "state_forces", "government", "police") else m.kind
        return replace(m, actor_id=entry.id, kind=kind, confidence=CONTEXT_CONFIDENCE, candidates=candidates)
    words = words_in_order(parsed, m)
    body = bodies.get(words[0])                        # "the coalition", "coalition forces"
    if body and len(words) <= 2:
        candidates = ranked({register.get(id): n for id, n in body.items()}, "{} ends in this word")
        if len(body) > 1:
            return replace(m, candidates=candidates)
        entry = register.get(min(body))
        if m.kind in ("object", "person", "civilians"):
            return replace(m, actor_id=entry.id, confidence=CONTEXT_CONFIDENCE, candidates=candidates) if at and at[1].tie != "none" else m
        return replace(m, actor_id=entry.id, name=entry.name, kind=entry.kind, confidence=CONTEXT_CONFIDENCE, candidates=candidates)
    return m


def of_group(parsed: ParsedArticle, register: Register, m: ActorMention, labelled: dict[str, Counter[str]], groups: Counter[str]) -> ActorMention:
    """A label or common noun for armed groups, with the group that the report calls so, and with the groups that it names as candidates."""
    words = words_in_order(parsed, m)
    if m.actor_id or m.named or m.kind in ("person", "object", "civilians") or qualified(m) or not groups:
        return m
    nouns = {stem(w) for w in words} & GROUP_NOUNS
    if not nouns or stem(words[-1]) not in GROUP_NOUNS | {"group", "force", "fighter"} or len(words) > 2:
        return m                                       # "Turkish-backed rebels", "al-Bab rebels": others than those named
    called: Counter[str] = sum((labelled.get(noun, Counter()) for noun in sorted(nouns)), Counter())
    if not called:
        named = {entry: n for id, n in groups.items() if (entry := register.get(id)).kind == "rebel" or not nouns & REBEL_NOUNS}
        return replace(m, candidates=ranked(named, "the report names {}", NAMED_ONLY))
    candidates = ranked({register.get(id): n for id, n in called.items()}, f"the report calls {{}} {', '.join(sorted(nouns))!r}")
    if len(called) > 1:
        return replace(m, candidates=candidates)
    return replace(m, actor_id=min(called), confidence=CONTEXT_CONFIDENCE, candidates=candidates)


def ranked(counts: dict[Entry, int], reason: str, best: float = CONTEXT_CONFIDENCE) -> tuple[ActorCandidate, ...]:
    """Candidates by how often the report names them, the score `best` shared out among them; `reason` has a place for the name."""
    total = sum(counts.values())
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0].id))
    return tuple(ActorCandidate(e.id, e.name, round(best * n / total, 3), (f"{reason.format(e.name)} ({n} ×)",)) for e, n in order[:LISTED])


def in_year(register: Register, mentions: list[ActorMention], year: int | None) -> list[ActorMention]:
    """The mentions under the names of the report's year, with what the register dates for it: "Jabhat al-Nusra" in 2013, not a later name."""
    if year is None:
        return mentions
    return [dated(register, renamed(register, m, year), register.get(m.actor_id), year) for m in mentions]


def renamed(register: Register, m: ActorMention, year: int) -> ActorMention:
    """A mention whose candidates bear the names of the year."""
    if not m.candidates:
        return m
    return replace(m, candidates=tuple(replace(c, name=entry.called(year) if (entry := register.get(c.actor_id)) else c.name) for c in m.candidates))


def dated(register: Register, m: ActorMention, entry: Entry | None, year: int) -> ActorMention:
    """One mention as of a year."""
    if entry is None or not entry.history or m.kind == "person":
        return m
    name = entry.called(year)
    parents = [above.name for id in entry.parents(year) if (above := register.get(id))]
    said = [*([f"called {name} in {year}"] if name != entry.name else []), *([f"in {year} part of {', '.join(parents)}"] if parents else [])]
    if not said:
        return m
    known = [c for c in m.candidates if c.actor_id == entry.id] or [ActorCandidate(entry.id, name, m.confidence)]
    others = tuple(c for c in m.candidates if c.actor_id != entry.id)
    first = replace(known[0], name=name, reasons=(*known[0].reasons, *said))
    return replace(m, name=name if m.name == entry.name else m.name, candidates=(first, *others))


def qualified(m: ActorMention) -> bool:
    """True for "pro-government fighters", "anti-regime protesters": not the government's own."""
    words = m.span.words.lower()
    return words.startswith(("pro-", "anti-", "ex-", "former ")) or "-backed" in words or "-allied" in words or "-held" in words


def stem(word: str) -> str:
    """A noun without its plural s."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def words_in_order(parsed: ParsedArticle, m: ActorMention) -> list[str]:
    return [parsed.doc[i].lower_ for i in range(m.first, m.last)]


def words_of(parsed: ParsedArticle, m: ActorMention) -> set[str]:
    """The lower-case words of a mention, and lemmas ("regimes" → "regime")."""
    return {w for i in range(m.first, m.last) for w in (parsed.doc[i].lower_, parsed.doc[i].lemma_.lower())}
