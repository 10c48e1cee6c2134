"""Who a source is: the link's name, kind and anonymity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..ground.actor_entry import PROVISIONAL
from ..records import ActorMention, Link, ParsedArticle, Time, TimeMention
from .sources_lexicon import MEDIA, media_kind, phrase_cue, source_nouns
from .sources_spans import INTERVIEWS, NAME, NOMINAL, Range, is_finite, trimmed
from .sources_pronouns import HE, THEY, PERSONS, TITLE_NOUNS, antecedent_of, fuller_name, outer_subject, stands_for
from .sources_sayings import Saying

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOT_NAMED = re.compile(r"\banonym|\bnot (?:to )?be (?:named|identified)\b", re.IGNORECASE)
RELATIVE = re.compile(r",? (?:who|which|whose) |, (?:speaking|reached|contacted|an?|the|one|his|her|their) ")

# A link is a name or a short description; of a longer phrase, with its appositions, only the name or the head is kept.
LONGEST_LINK = 12

# By what a speaker is heard: "in a statement", "in a Twitter post". The noun stands within so many words of its preposition.
MEDIUMS = INTERVIEWS | frozenset("statement communique communiqué post message tweet video recording letter broadcast speech release briefing address sermon".split())
REACH_OF_MEDIUM = 4

# "Residents contacted by X", "a report seen by X": how X came by their words adds nothing to who they are.
ASKED = frozenset("contacted reached interviewed seen obtained reviewed questioned cited".split())

DENY_ALL = frozenset(("no", "nobody", "none", "neither", "nothing"))       # "No group has claimed it" names nobody
NO_SOURCE = "none"                                                          # the kind of such nouns in source_nouns.tsv
KIND_OF_ACTOR = {"state_forces": "military", "rebel": "military", "militia": "military", "police": "official", "government": "official",
                 "igo": "organisation", "ngo": "organisation", "company": "organisation", "media": "agency", "person": "person", "civilians": "witness"}


def build_link(parsed: ParsedArticle, saying: Saying, source: Range, earlier: Sequence[Link],
               actors: Sequence[ActorMention], times: Sequence[TimeMention]) -> Link:
    """The source as a link of the chain; pronouns and definite descriptions get the name of the earlier speaker they stand for."""
    doc, head = parsed.doc, head_of(parsed.doc, source)
    kind, anonymous = kind_of(doc, source, head)
    named = name_range(doc, source, head)
    span = parsed.span(*source)
    if len(span.words.split()) > LONGEST_LINK:
        span = parsed.span(*(named or (min(source[0], head), head + 1)))
    anonymous = anonymous or named is None and asks_not_to_be_named(parsed, source)
    link = Link(span.start, span.end, span.words, without_relative(without_article(span.words)), None, kind, anonymous, parsed.span(*saying.cue), saying.row.manner, said_when(parsed, saying, times))
    at = named[1] - 1 if named else head
    actor = next((a for a in actors if a.named and a.first <= at < a.last), None)
    name = doc[named[0]:named[1]].text if named else None
    if actor is not None and named and is_part_of_name(doc, actor, named):
        actor = None                                   # another "Observatory" than the one that is known by this word alone
    if actor is not None and (actor.actor_id is None or actor.actor_id.startswith(PROVISIONAL)):
        kind = KIND_OF_ACTOR.get(actor.kind, kind)
        link = replace(link, kind=kind, anonymous=False)
    elif actor is not None:
        return replace(link, name=actor.name, source_id=actor.actor_id, kind=KIND_OF_ACTOR.get(actor.kind, kind), anonymous=False)
    outer = outer_subject(parsed, source) if not name else None
    if outer is not None and stands_for(doc[source[0]].lower_, there := build_link(parsed, saying, outer, earlier, actors, times)):
        return replace(link, name=there.name, source_id=there.source_id, kind=there.kind, anonymous=there.anonymous)
    known = fuller_name(name, earlier) if name else antecedent_of(doc, source, head, earlier)
    if known is not None:
        return replace(link, name=known.name, source_id=known.source_id, kind=known.kind, anonymous=known.anonymous)
    return replace(link, name=name, anonymous=False) if name else link


def is_part_of_name(doc: Doc, actor: ActorMention, named: Range) -> bool:
    """True when the actor rests on a common noun ("Observatory") that is only the end of a longer name."""
    return actor.last - actor.first == 1 and named[0] < actor.first and doc[actor.first].lower_ in source_nouns(doc) and doc[actor.first - 1].tag_ in NAME


def addressee_link(parsed: ParsedArticle, saying: Saying, actors: Sequence[ActorMention]) -> Link | None:
    """Who passed it on ("told AFP"): a link when the addressee is an agency or an outlet by name, else None."""
    doc, (first, last) = parsed.doc, saying.told
    words = parsed.span(first, last)
    actor = next((a for a in actors if a.named and a.first < last and first < a.last), None)
    kind = KIND_OF_ACTOR.get(actor.kind, "unknown") if actor else media_kind(doc, first, last)
    if kind not in MEDIA:
        return None
    return Link(words.start, words.end, words.words, actor.name if actor else words.words, actor.actor_id if actor else None, kind, False, parsed.span(*saying.cue), "quoted")


def speaker_alone(doc: Doc, source: Range) -> Range:
    """The source without who carried its words and by what medium ("a doctor | , quoted by X", "the group | in a statement online")."""
    for i in range(source[0] + 1, source[1]):
        carried = phrase_cue(doc, i)
        if doc[i].text == "," and i + 1 < source[1] and doc[i + 1].tag_ in ("WP", "WDT", "WP$") or doc[i].lower_ == "speaking":
            return trimmed(doc, source[0], i)
        medium = doc[i].lower_ in ("in", "via") and any(t.lower_ in MEDIUMS for t in doc[i + 1:min(source[1], i + 1 + REACH_OF_MEDIUM)])
        asked = doc[i].lower_ in ASKED and doc[i + 1].lower_ == "by" and not doc[i - 1].tag_ == "RB"
        if carried is not None and carried[0].manner == "quoted" or medium or asked:
            return trimmed(doc, source[0], i)
    return source


def is_no_source(doc: Doc, source: Range) -> bool:
    """True for "plan", "type", "nobody": words that stand where a source stands and name none."""
    if doc[source[0]].lower_ in DENY_ALL:
        return True
    first = next((t for t in doc[source[0]:source[1]] if t.tag_ in NOMINAL), None)
    known = source_nouns(doc).get(first.lower_) if first is not None and first.tag_ not in NAME else None
    return known is not None and known.kind == NO_SOURCE


def can_speak(doc: Doc, source: Range, link: Link) -> bool:
    """True for a source that can hold or give information: a name, a pronoun for a person, or a known source noun at its head."""
    head = doc[head_of(doc, source)]
    return head.tag_ in NAME or head.text[:1].isupper() and head.i > source[0] or head.lower_ in HE | THEY or head.lower_ in source_nouns(doc) or link.source_id is not None


# ---------------------------------------------------------------- the phrase

def speakers_in(doc: Doc, source: Range) -> tuple[Range, ...]:
    """The speakers of "X and Y said", each its own phrase; the whole phrase when it is one speaker or one name."""
    head = head_of(doc, source)
    others = [c for c in doc[head].rights if c.dep_ == "conj" and c.i < source[1]]
    joint = next((i for i in range(head + 1, source[1]) if doc[i].tag_ == "CC" and doc[i].lower_ == "and"), None)
    if not others or joint is None or doc[others[0].i].tag_ not in NOMINAL or any(is_finite(t) for t in doc[source[0]:source[1]]):
        return (source,)
    if (doc[head].tag_ in NAME) != (others[0].tag_ in NAME) and doc[joint + 1].tag_ not in ("DT", "PRP$"):
        return (source,)
    return ((source[0], joint), (joint + 1, source[1])) if joint + 1 < source[1] else (source,)


def head_of(doc: Doc, source: Range) -> int:
    """The token that heads the phrase: the one whose governor lies outside, else its last noun."""
    for i in range(*source):
        if not source[0] <= doc[i].head.i < source[1] and (doc[i].tag_ in NOMINAL or doc[i].tag_ in ("PRP", "WP", "CD")) or doc[i].head.i == i:
            return i
    nouns = [i for i in range(*source) if doc[i].tag_ in NOMINAL]
    return nouns[-1] if nouns else source[1] - 1


def name_range(doc: Doc, source: Range, head: int) -> Range | None:
    """The name in the phrase: the person after a title ("chief Rami X"), the person before one ("Rami X, head of …"),
    else the run of capitalised words around a head that is a name; None when there is none."""
    runs = name_runs(doc, source)
    for first, last in reversed(runs):
        if first > source[0] and is_title(doc, first - 1):
            return without_title(doc, first, last)
    for first, last in runs:
        if first > source[0] + 1 and last - first > 1 and doc[first - 1].text == "," and any(is_title(doc, i) for i in range(source[0], first - 1)):
            return without_title(doc, first, last)
        if first > source[0] and doc[first - 1].lower_ in ("named", "called") and doc[first - 2].text != "-":
            return first, last
        after = last + (last < source[1] and doc[last].text == ",")
        if last - first > 1 and after + 1 < source[1] and is_title(doc, after) and (after > last or doc[after + 1].tag_ == "IN"):
            return first, last
    found = next(((first, last) for first, last in runs if first <= head < last), None)
    return without_title(doc, *found) if found else None


def without_title(doc: Doc, first: int, last: int) -> Range:
    """The name without the title written before it ("President X Y", "Chief of Operations X Y"): at least two words must be left."""
    for i in range(last - 3, first - 1, -1):
        known = source_nouns(doc).get(doc[i].lower_)
        if doc[i].lower_ in TITLE_NOUNS or known and known.kind in PERSONS and known.anonymous:
            after = i + 3 if doc[i + 1].lower_ in ("of", "for") else i + 1
            if last - after > 1:
                return after, last
    return first, last


def is_title(doc: Doc, i: int) -> bool:
    """True for a title in small letters ("director", "spokesman")."""
    return doc[i].lower_ in TITLE_NOUNS and doc[i].text[:1].islower()


def name_runs(doc: Doc, source: Range) -> list[Range]:
    """The runs of capitalised words in the phrase, joined by "of", "for" and hyphens ("Observatory for Human Rights")."""
    runs, first = [], None
    for i in range(source[0], source[1] + 1):
        inside = i < source[1] and (doc[i].tag_ in NAME or doc[i].text[:1].isupper() and doc[i].tag_ in ("JJ", "CD", "VBG") and (doc[i].tag_ == "JJ" or not doc[i].is_sent_start))
        joins = first is not None and i + 1 < source[1] and (doc[i].text == "-" or doc[i].lower_ in ("of", "for", "al")) and doc[i + 1].tag_ in NAME
        if inside and first is None:
            first = i
        elif first is not None and not inside and not joins:
            if any(doc[k].tag_ in NAME for k in range(first, i)):
                runs.append((first, i))
            first = None
    return runs


def kind_of(doc: Doc, source: Range, head: int) -> tuple[str, bool]:
    """The kind of link and whether the source is left without a name, by the longest source noun that ends at the head, then by a title beside it."""
    nouns = source_nouns(doc)
    for size in (3, 2, 1):
        found = nouns.get(doc[max(source[0], head - size + 1):head + 1].text.lower())
        if found and found.kind != NO_SOURCE:
            return found.kind, found.anonymous
    titled = [i for i in range(*source) if is_title(doc, i)] if doc[head].tag_ in NAME else []
    for i in titled + list(range(source[1] - 1, source[0] - 1, -1)):
        found = nouns.get(doc[i].lower_)
        if found and found.kind != NO_SOURCE:
            return found.kind, found.anonymous
    return ("person", False) if doc[head].tag_ in NAME and any(t.tag_ in NAME and t.i != head for t in doc[source[0]:source[1]]) else ("unknown", False)


def asks_not_to_be_named(parsed: ParsedArticle, source: Range) -> bool:
    """True when the sentence says so of its source ("who asked not to be named", "on condition of anonymity")."""
    sentence = parsed.sentences[parsed.sentence_of[source[0]]]
    return NOT_NAMED.search(parsed.span(sentence.first, sentence.last).words) is not None


def without_relative(words: str) -> str:
    """The phrase without a relative clause behind a comma ("a commander, who asked not to be named,")."""
    return RELATIVE.split(words, maxsplit=1)[0]


def without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else words


def said_when(parsed: ParsedArticle, saying: Saying, times: Sequence[TimeMention]) -> Time | None:
    """The time in the cue's own clause, outside of what is said ("said on Friday")."""
    edge = max(saying.cue[1], saying.source[1] if saying.source and saying.source[0] >= saying.cue[1] else 0)
    here = parsed.sentence_of[saying.cue[0]]
    for time in times:
        if parsed.sentence_of[time.first] != here or time.interval is None or any(a <= time.first < b for a, b in saying.content):
            continue
        behind = edge <= time.first <= edge + 2
        before = time.last == saying.cue[0] or time.last + 1 == saying.cue[0] and parsed.doc[time.last].dep_ != "cc"
        if behind or saying.row.link == "yes" and before:
            return time.interval
    return None
