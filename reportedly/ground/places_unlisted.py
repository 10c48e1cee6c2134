"""Places whose names no gazetteer has and nothing but their place in the sentence tells: "shelled targets in Beit Zeit", "the Hafeez area".

`find_places` leaves such names out, for a capitalised word behind "in" may as well be a company or a year's campaign. A claim may take one
as its place all the same, when the syntax makes it the scene of the act. It is put where the report says it lies, else nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..lexicon import folder_of, rows, word_class
from ..mention.place_names import MAX_TOKENS
from ..mention.place_words import words
from ..mention.places import confidence
from ..records import ActorMention, ParsedArticle, Place, PlaceMention
from .gazetteer import Gazetteer, open_gazetteer
from .gazetteer_names import ARTICLES, normal_name
from .places import Grounding
from .places_nominal import SETTLEMENTS
from .places_phrases import features

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Behind these stands the scene of something.
SCENE_PREPOSITIONS = frozenset(r["word"] for r in rows("place_prepositions.tsv") if r["strength"] == "strong") | {"on", "along", "above", "over", "off"}

# Words between the parts of a name: "Ain el-Helweh", "Tell al Hawa", "Khan-e Char".
INNER = frozenset("al el ad as ash at az an ar e i ul ez ed de del la au sur en bin ibn abu of".split())

# Verbs whose object is a place more often than a person.
TAKEN_PLACES = word_class("taken_places")

# Words with which names of places begin, and hardly any of persons.
OPENERS = word_class("place_openers")

# Words between "the villages" and the name of one: "the villages of the plain of X".
NAMING_REACH = 3

# What a name does not begin with, article words of Arabic names apart.
NEVER_FIRST = frozenset(("DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "ADV", "VERB", "INTJ", "NUM"))

# Behind these a body stands for its building: "outside the University of X".
BY_A_BUILDING = frozenset(("at", "near", "outside", "inside", "around"))

# Kinds of actor that a name of a place is at times taken for; a name of any other kind is somebody's.
NOBODY = frozenset(("object", "unknown"))


def ground_unlisted(parsed: ParsedArticle, places: tuple[PlaceMention, ...], actors: Sequence[ActorMention]) -> tuple[Place, ...]:
    """The places of names that only the syntax says are places, in the order of the text; `lat` is None when nothing tells where."""
    gazetteer = open_gazetteer(folder_of(parsed.doc))
    found = find_unlisted(parsed, places, actors, gazetteer)
    if not found:
        return ()
    merged = tuple(sorted((*places, *found), key=lambda m: m.first))
    grounded = Grounding(parsed, merged, gazetteer).all()
    ours = {id(m) for m in found}
    return tuple(g for m, g in zip(merged, grounded) if id(m) in ours and g is not None)


def find_unlisted(parsed: ParsedArticle, places: Sequence[PlaceMention], actors: Sequence[ActorMention], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Capitalised names behind a preposition of place or beside a word for a kind of place, as mentions without candidates."""
    doc = parsed.doc
    sites = {i for p in places for i in range(p.first, p.last)}
    taken = sites | {i for a in actors if is_somebody(a, doc) for i in range(a.first, a.last)}
    found, i = [], 0
    while i < len(doc):
        last = end_of_name(parsed, i, taken)
        if last > i and may_be_place(doc, i, last) and is_scene(doc, i, last, sites):
            sites.update(range(i, last))
            found.append(with_kind(parsed, i, last, gazetteer) or PlaceMention(parsed.span(i, last), i, last, True, (), 0.0))
        i = max(last, i + 1)
    return tuple(found)


def with_kind(parsed: ParsedArticle, first: int, last: int, gazetteer: Gazetteer) -> PlaceMention | None:
    """The listed place of "Khost Province", "Kandahar City": a known name with its kind in capitals, which `find_places` takes for a body's name."""
    kind, name = features().get(parsed.doc[last - 1].lower_), parsed.span(first, max(first + 1, last - 1))
    if kind is None or last - first < 2:
        return None
    bearers = gazetteer.candidates_of_key(normal_name(name.words))
    fitting = tuple(c for c in bearers if c.feature == kind or (kind == "town" and c.feature in SETTLEMENTS))
    return PlaceMention(name, first, last - 1, True, fitting, confidence(fitting)) if fitting else None


def is_somebody(actor: ActorMention, doc: Doc) -> bool:
    """True for the name of somebody; "Dara'a Governorate" is a place, whoever governs it."""
    return actor.kind not in NOBODY and (actor.named or actor.actor_id is not None) and doc[actor.last - 1].lower_ not in features()


def end_of_name(parsed: ParsedArticle, first: int, taken: set[int]) -> int:
    """Where the run of name words that begins at `first` ends; `first` itself when none begins there."""
    doc, last, i = parsed.doc, first, first
    stop = min(len(doc), first + MAX_TOKENS, parsed.sentences[parsed.sentence_of[first]].last)
    if doc[first].pos_ in NEVER_FIRST and doc[first].lower_ not in ARTICLES:
        return first
    while i < stop and i not in taken and doc[i].text.rstrip(".") not in words().calendar:
        if doc[i].text[0].isupper():
            last = i + 1
        elif i == first or not (doc[i].lower_ in INNER or doc[i].text in ("-", "'")):
            break
        i += 1
    return last


def may_be_place(doc: Doc, first: int, last: int) -> bool:
    """False for nationalities, bodies that act ("X Committee"), a bare word for a kind of place, letters alone, and web addresses."""
    run = [doc[i] for i in range(first, last)]
    if run[-1].text in words().organisations and preposition_before(doc, first) not in BY_A_BUILDING:
        return False
    if any(t.lower_ not in ARTICLES and normal_name(t.text) in words().demonyms for t in (run if len(run) == 1 else run[-1:])):
        return False
    return not all(t.lower_ in features() for t in run) and not (len(run) == 1 and run[0].text.isupper()) and not any("http" in t.text for t in run)


def is_scene(doc: Doc, first: int, last: int, sites: set[int]) -> bool:
    """True when the words around a name say that it is a place; `sites` are the tokens of the places before it."""
    head = next((doc[i] for i in range(first, last) if not first <= doc[i].head.i < last), doc[last - 1])
    preposition = preposition_before(doc, first)
    if last - first == 1 and doc[first].lower_ in words().common:
        return False
    if preposition in SCENE_PREPOSITIONS:
        return True
    if doc[first].text in words().given or doc[first].text in words().titles:
        return False
    if (last - first > 1 and (doc[last - 1].lower_ in features() or doc[first].text in OPENERS)) or goes_on_list(doc, first, sites):
        return True                                    # "Khillani Square", "Tal Hadya", "the towns of Ariha, X and Y"
    if head.dep_ in ("compound", "nmod", "amod", "poss") and head.head.lower_ in features():
        return True                                    # "the Aqrab area"
    top = head
    while top.dep_ == "conj" and top.head != top:
        top = top.head
    governing = top.head.lower_ if top.dep_ == "pobj" else preposition
    if governing in ("of", "like", "called", "named", "surrounding"):
        return any(a.lower_ in features() for a in islice(top.ancestors, NAMING_REACH))
    if governing in SCENE_PREPOSITIONS:
        return True
    if head.dep_ == "dobj" and head.head.lemma_.lower() in TAKEN_PLACES:
        return True                                    # "stormed Qabasin"
    return head.dep_ == "appos" and head.head.lower_ in features()


def preposition_before(doc: Doc, first: int) -> str:
    """The word that stands before a name and the adjectives and articles in front of it."""
    i = first - 1
    while i > 0 and (doc[i].lower_ in ("the", "'s", "both", "nearby", "rural") or doc[i].pos_ in ("ADJ", "DET", "NUM") or doc[i].lower_ in words().directions):
        i -= 1
    return doc[i].lower_ if i >= 0 else ""


def goes_on_list(doc: Doc, first: int, sites: set[int]) -> bool:
    """True when only a comma or "and" stands between a place and the name."""
    i = first - 1
    while i > 0 and doc[i].lower_ in (",", "and", "or", "the"):
        i -= 1
    return i < first - 1 and i in sites
