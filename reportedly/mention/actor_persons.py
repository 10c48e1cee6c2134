"""Names that the register does not know: persons by a title or because they speak, and later by surname; groups by "Liwa", "Jaysh"."""

from __future__ import annotations

from dataclasses import replace

from ..lexicon import word_class
from ..records import ActorMention, ParsedArticle
from .actor_names import HYPHENS, Match
from .actor_words import role_at, state_acts

TITLED_PERSON = 0.85      # "spokesman Anwar Dabbas"
SPEAKING_PERSON = 0.6     # two capitalised words as the subject of a verb of saying
NAME_PARTICLES = word_class("name_particles")

# Titles that are written short; the full forms are role nouns.
SHORT_TITLES = word_class("short_titles")


def find_persons(parsed: ParsedArticle, matches: list[Match], taken: set[int],
                 phrases: list[ActorMention]) -> tuple[list[ActorMention], list[ActorMention]]:
    """Unknown persons, and the phrases without those that turned out to be a person's title.

    A person takes over the `actor_id` of the title: whom "Hezbollah commander Anwar Dabbas" belongs to, not who he is.
    """
    doc = parsed.doc
    named = {i for m in matches if m.entries or m.role != "adjective" for i in range(m.first, m.last)}
    titles = {p.last: p for p in phrases if p.kind != "object" and doc[p.head].tag_ in ("NN", "NNP")}
    surnames: dict[str, ActorMention] = {}
    found, used, i = [], set(), 0
    while i < len(doc):
        if i in named or not starts_name(doc, i):
            i += 1
            continue
        last = name_end(doc, i, named)
        first = after_titles(doc, i, last)
        person = as_person(parsed, i, first, last, titles.get(i)) if not any(t in taken for t in range(first, last)) else None
        if person:
            used.add(i) if i in titles else None
            if person.kind == "person":
                surnames[doc[last - 1].text] = person
            found.append(person)
        elif last - first == 1 and doc[first].text in surnames and first not in taken and doc[first].dep_ not in ("compound", "nmod"):
            found.append(replace(surnames[doc[first].text], span=parsed.span(first, last), first=first, last=last, head=first, labels=()))
        i = max(last, i + 1)
    return found, [p for p in phrases if not (p.last in used and titles.get(p.last) is p)]


def as_person(parsed: ParsedArticle, start: int, first: int, last: int, title: ActorMention | None) -> ActorMention | None:
    """The run [first, last) as a person when a title before it or its verb says that it is one."""
    doc = parsed.doc
    acts = state_acts()
    if first >= last or role_at(doc, last - 1) or doc[last - 1].lower_ in acts["noun FORCES"] | acts["noun GOV"]:
        return None                                    # "Terrorist Attack" in a headline
    head = last - 1
    unit = role_at(doc, first)
    if unit and unit[1].tie == "prefix" and last - first >= 2:
        return ActorMention(parsed.span(first, last), first, last, head, None, parsed.span(first, last).words, True, unit[1].kind, (), TITLED_PERSON)
    name = parsed.span(first, last).words
    if title and start == first and not is_person(doc, title.head):       # "the rebel group Liwa Sahel"
        return ActorMention(parsed.span(title.first, last), title.first, last, head, None, name, True, title.kind, title.labels, SPEAKING_PERSON)
    if title:
        return ActorMention(parsed.span(title.first, last), title.first, last, head, title.actor_id, name, True, "person", title.labels, TITLED_PERSON)
    if start < first:
        return ActorMention(parsed.span(start, last), start, last, head, None, name, True, "person", (), TITLED_PERSON)
    if last - first < 2:
        return None
    if is_described_as_person(doc[head]):
        return ActorMention(parsed.span(first, last), first, last, head, None, name, True, "person", (), TITLED_PERSON)
    if doc[head].dep_ == "nsubj" and doc[head].head.lemma_.lower() in acts["verb SAY"]:
        return ActorMention(parsed.span(first, last), first, last, head, None, name, True, "person", (), SPEAKING_PERSON)
    return None


def is_person(doc, i: int) -> bool:
    """True for a role noun of persons ("commander"), false for one of bodies ("group")."""
    at = role_at(doc, i)
    return bool(at) and at[1].group


def is_described_as_person(token) -> bool:
    """True where an apposition before or after the name is a title: "the minister for trade, Anwar Dabbas", "Dabbas, a colonel"."""
    described = [token.head] if token.dep_ == "appos" else []
    described += [child for child in token.children if child.dep_ == "appos"]
    roles = [role_at(token.doc, t.i) for t in described]
    return any(at and at[1].kind == "person" for at in roles)


def starts_name(doc, i: int) -> bool:
    """True for a capitalised proper noun that is more than an initial, or a short title."""
    text = doc[i].text
    return text[0].isupper() and len(text) > 1 and (doc[i].pos_ == "PROPN" or text.rstrip(".") in SHORT_TITLES)


def name_end(doc, i: int, named: set[int]) -> int:
    """The token after the run of capitalised proper nouns, particles, initials and hyphens that starts at i."""
    j, end = i + 1, doc[i].sent.end
    while j < end and j not in named:
        token = doc[j]
        after = j
        while after < end and is_particle(doc[after]):
            after += 1
        if j < after < end and doc[after].text[0].isupper() and after not in named:
            j = after + 1
        elif token.pos_ == "PROPN" and (token.text[0].isupper() or token.text == "."):
            j += 1
        else:
            break
    return j


def is_particle(token) -> bool:
    """True for hyphens and particles inside names: "al", "bin", "de"."""
    return token.text in HYPHENS or token.lower_ in NAME_PARTICLES


def after_titles(doc, first: int, last: int) -> int:
    """Where the name proper begins: "Colonel | Hassan Rajoub", "Lt. Gen. | Omar Said"."""
    start = first
    for k in range(first, last - 1):
        at = role_at(doc, k)
        if doc[k].text == "." and k == start and k > first:    # the parser splits "Col." in two
            start = k + 1
        elif doc[k].text.rstrip(".") in SHORT_TITLES or (at and at[1].group and at[1].kind != "object"):
            start = k + 1
    return start
