"""Acronyms that the report itself defines: "Foo Bar Group (FBG) ... FBG" are one."""

from __future__ import annotations

from dataclasses import replace

from ..records import ActorMention, ParsedArticle

# Shorter is an initial, longer is a word in capitals.
MIN_LETTERS, MAX_LETTERS = 2, 7


def with_acronyms(parsed: ParsedArticle, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, and one for each place where an acronym that the report defines stands; its own definition beats the register's."""
    defined = definitions(parsed, mentions)
    if not defined:
        return mentions
    found = [same_as(defined[m.span.words], m) if m.span.words in defined else m for m in mentions]
    taken = {i for m in found for i in range(m.first, m.last)}
    for i, token in enumerate(parsed.doc):
        if i not in taken and token.text in defined:
            model = defined[token.text]
            found.append(replace(model, span=parsed.span(i, i + 1), first=i, last=i + 1, head=i, labels=()))
    return found


def definitions(parsed: ParsedArticle, mentions: list[ActorMention]) -> dict[str, ActorMention]:
    """Acronym → the named mention before it, when its letters are the initials, in order, of the words before the bracket."""
    doc, found = parsed.doc, {}
    for m in mentions:
        i = m.last
        if not m.named or m.last - m.first < 2 or i + 2 >= len(doc) or doc[i].text != "(" or doc[i + 2].text != ")":
            continue
        acronym = doc[i + 1].text
        if acronym.isupper() and acronym.isalpha() and MIN_LETTERS <= len(acronym) <= MAX_LETTERS and is_initials(acronym, doc, m):
            found.setdefault(acronym, m)
    return found


def is_initials(acronym: str, doc, m: ActorMention) -> bool:
    """True when the letters occur in order among the first letters of the words, the first one at the first word."""
    initials = [doc[i].text[0].upper() for i in range(m.first, m.last) if doc[i].text[0].isalpha()]
    if initials[:1] != [acronym[0]] and acronym[0] not in initials:
        return False
    position = 0
    for letter in initials:
        position += position < len(acronym) and acronym[position] == letter
    return position >= len(acronym) - 1                # one letter may come from inside a word ("IS" + "IL")


def same_as(model: ActorMention, m: ActorMention) -> ActorMention:
    """The mention as one of the body that the report defined the acronym for; kept where the report's name is not in the register."""
    if model.actor_id is None or model.actor_id == m.actor_id:
        return m if model.actor_id == m.actor_id or m.actor_id is None else replace(m, actor_id=None, name=model.name, kind=model.kind)
    return replace(m, actor_id=model.actor_id, name=model.name, kind=model.kind)
