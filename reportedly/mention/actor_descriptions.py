"""Descriptions: noun phrases headed by a role noun, and whose they are: "Iraqi army", "ISIS terrorists", "members of Ahrar al-Sham"."""

from __future__ import annotations

from ..ground.actor_entry import Entry
from ..ground.register import Register
from ..records import ActorMention, ParsedArticle
from .actor_names import HYPHENS, POSSESSIVES, Match, is_qualifier
from .actor_phrases import MODIFIER_DEPS, Owner, left_edge, owners, resolve
from .actor_words import BODY_TITLES, Role, is_label, labels_in, role_at

SURE_PHRASE = 0.9         # a role noun with its owner: "Syrian army"
PLAIN_PHRASE = 0.7        # a role noun alone: "gunmen"
LOOSE_PHRASE = 0.5        # a role noun that only modifies another noun: "rebel rocket fire"

# A role noun is also read as an adjective or participle: "the wounded", "jihadist".
HEAD_POS = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def find_phrases(parsed: ParsedArticle, register: Register, at: dict[int, Match]) -> list[ActorMention]:
    """The noun phrases headed by a role noun, resolved to an entry where a name in them says whose they are."""
    doc = parsed.doc
    found: list[ActorMention] = []
    for i, token in enumerate(doc):
        if token.pos_ not in HEAD_POS or is_inside(at, i) or not (described := role_at(doc, i)):
            continue
        start, role = described
        modifies = modified_noun(doc, i)
        if is_qualifier(doc, start, i + 1, before=False) or is_title(doc, i, role):
            continue
        if token.pos_ in ("ADJ", "VERB") and not (token.pos_ == "ADJ" and modifies is not None) and not heads_a_phrase(token):
            continue
        if role.tie == "prefix" or role.tie == "name" and not (token.text[0].isupper() and i > parsed.sentences[parsed.sentence_of[i]].first):
            continue
        if modifies is not None and (role.tie in ("none", "means") or (role.noun == "military" and token.pos_ == "ADJ")):
            continue                                   # "city centre", "rocket attack", "military escalation": no party
        if modifies is not None and (is_inside(at, modifies) or role_at(doc, modifies)):
            continue                                   # a title or part of a longer role: "army spokesman", "President Assad"
        found += describe(parsed, register, at, start, i, role, modifies is not None)
    return found


def is_inside(at: dict[int, Match], i: int) -> bool:
    """True for a token of a name of the register."""
    return i in at and bool(at[i].entries)


def heads_a_phrase(token) -> bool:
    """True for an adjective or participle that stands for people: "the wounded", "jihadists" read as an adjective."""
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "ROOT") or token.tag_ in ("VBD", "VB", "VBZ", "VBP", "VBG"):
        return False
    return token.pos_ == "ADJ" or (token.i > 0 and token.nbor(-1).pos_ in ("DET", "NUM"))


def is_title(doc, i: int, role: Role) -> bool:
    """True for a title that is itself part of a name: "Minister Anwar Kassab", "Col. Hassan Rajoub"."""
    return (role.kind == "person" and i + 1 < len(doc) and doc[i].text[0].isupper() and doc[i + 1].pos_ == "PROPN"
            and doc[i + 1].text[0].isupper() and doc[i].dep_ in MODIFIER_DEPS)


def modified_noun(doc, i: int) -> int | None:
    """The noun to the right that token i only modifies ("rebel positions"); None for a head of its own."""
    token = doc[i]
    if token.dep_ in MODIFIER_DEPS and token.head.i > i and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head.i
    return None


def describe(parsed: ParsedArticle, register: Register, at: dict[int, Match], start: int, head: int, role: Role, loose: bool) -> list[ActorMention]:
    """The mentions of one role noun: one for each owner, one without id when it has none."""
    doc = parsed.doc
    first = min(start, left_edge(parsed, head))
    if loose and followed_by_qualifier(doc, head):
        return []                                      # "rebel-held": somebody else's quality
    last = head + 1
    owned = owners(at, first, head)
    if not owned and (bracketed := before_bracket(doc, at, first)):
        owned, first = (bracketed[0],), bracketed[1]
    if not owned and (named := complement(parsed, at, head, role)):
        owned, last = (named[0],), named[1]
    words = parsed.span(first, last).words
    labels = labels_in(doc, first, last)
    entries = list(dict.fromkeys(e for o in owned if (e := resolve(role, o, words, register))))
    capital = doc[head].text[0].isupper() and not doc[head].text.isupper() and doc[head].pos_ == "PROPN" and first < head
    if not entries:
        confidence = LOOSE_PHRASE if loose else PLAIN_PHRASE
        return [ActorMention(parsed.span(first, last), first, last, head, None, words, capital, role.kind, labels, confidence)]
    return [ActorMention(parsed.span(first, last), first, last, head, entry.id, described_name(entry, role, words), is_named(role),
                         described_kind(entry, role), labels, SURE_PHRASE) for entry in entries]


def described_kind(entry: Entry, role: Role) -> str:
    """Persons and things stay what they are; a body of people is what its name says."""
    return role.kind if role.kind in ("person", "object", "civilians", "media", "ngo", "company", "igo") else entry.kind


def described_name(entry: Entry, role: Role, words: str) -> str:
    """The entry's name for a body of people; the words themselves for one person or a thing of theirs."""
    return words if role.kind in ("person", "object", "civilians") else entry.name


def is_named(role: Role) -> bool:
    """True for a body called by its name ("Syrian army", "Daesh group"), false for members, things and persons of it."""
    return role.tie == "organ" or role.noun in ("forces", "force") or role.noun.split()[-1] in BODY_TITLES


def followed_by_qualifier(doc, i: int) -> bool:
    """True for the noun in "rebel-held", "government-controlled"."""
    return i + 1 < len(doc) and doc[i + 1].text in HYPHENS


def before_bracket(doc, at: dict[int, Match], first: int) -> tuple[Owner, int] | None:
    """The name and the bracketed acronym right before a role noun, "Syrian Democratic Forces (SDF) | fighters", and where it begins."""
    if first < 4 or doc[first - 1].text != ")" or doc[first - 3].text != "(":
        return None
    m = at.get(first - 4)
    return (Owner(None, m.entries[0]), m.first) if m and m.entries and not m.qualifies else None


def complement(parsed: ParsedArticle, at: dict[int, Match], head: int, role: Role) -> tuple[Owner, int] | None:
    """The name after a role noun that says who it is, and the token after it.

    "members of Ahrar al-Sham", "fighters from the PMU", "troops loyal to Assad", "the rebel group Ahrar al-Sham".
    """
    doc = parsed.doc
    if role.tie not in ("organ", "member", "organisation"):
        return None
    link = [doc[i].lower_ for i in range(head + 1, min(head + 3, len(doc)))]
    loyal = link == ["loyal", "to"]
    bare = role.noun.split()[-1].rstrip("s") in BODY_TITLES and link[:1] not in (["of"], ["from"])
    if not (loyal or bare or link[:1] in (["of"], ["from"])):
        return None
    start = skip_titles(doc, head + (3 if loyal else 1 if bare else 2))
    m = at.get(start)
    if m and doc[min(m.last, len(doc) - 1)].text in POSSESSIVES and m.last + 1 in at:
        m = at[m.last + 1]                             # "jihadists from al-Qaeda's Nusra Front"
    if m is None or m.qualifies or m.role == "adjective":
        return None
    if m.state:
        is_its = not bare and m.role == "name" and role.tie != "organisation" and (loyal or link[0] == "of")
        return (Owner(m.state, None), m.last) if is_its else None
    return (Owner(None, m.entries[0]), m.last) if loyal or m.entries[0].kind != "person" else None


def skip_titles(doc, start: int) -> int:
    """The token after a determiner, loaded words and titles: "the | Nusra Front", "President | Assad"."""
    while start + 1 < len(doc) and (doc[start].pos_ == "DET" or is_label(doc[start]) or doc[start].lower_ == "president"):
        start += 1
    return start
