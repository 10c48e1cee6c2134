"""Places that are meant but not named: "the city", "the province", "across the country", "there".

They are no place names, so find_places leaves them out; a claim whose only place words are these is placed where they refer back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..lexicon import folder_of, word_class
from ..records import ParsedArticle, Place, PlaceCandidate, PlaceMention
from .gazetteer import open_gazetteer
from .places import Grounding
from .places_phrases import Reader, features

SETTLEMENTS = frozenset({"city", "town", "village"})
QUARTERS = SETTLEMENTS | {"district", "camp"}

# What a noun may refer back to, by the kind that place_features.tsv gives it; other kinds go back to the last place of any size but a country.
REFERS_TO = {"admin1": frozenset({"admin1"}), "town": SETTLEMENTS, "village": SETTLEMENTS, "district": QUARTERS, "admin2": QUARTERS,
             "camp": frozenset({"camp"}), "airport": frozenset({"airport", "airbase"}), "base": frozenset({"airport", "airbase", "base", "site"}),
             "dam": frozenset({"dam"}), "crossing": frozenset({"crossing"}), "countryside": SETTLEMENTS | {"admin1"}, "outskirts": QUARTERS,
             "river": frozenset({"river"})}
LOCAL_ADVERBS = frozenset({"here", "there"})
LOCAL_NOUNS = frozenset({"scene", "site", "compound", "streets", "neighbourhood", "locality", "place"})
COUNTRY_NOUNS = frozenset({"country", "nation", "homeland"})
DETERMINERS = word_class("determiners")

# About four sentences: a reference further back is no longer to what was called so then.
REACH_TOKENS = 100

# A back reference is right less often than a name.
REFERENCE_CONFIDENCE = 0.6


def ground_nominals(parsed: ParsedArticle, places: tuple[PlaceMention, ...]) -> tuple[Place, ...]:
    """The places that common nouns and "there" refer back to, in the order of the text; `words` are the noun with its "north of the" and so on.

    `places` are the named ones of the same report. A noun without anything to refer to gives no place.
    """
    gazetteer = open_gazetteer(folder_of(parsed.doc))
    places = Grounding(parsed, places, gazetteer).places
    nominals = find_nominals(parsed, places)
    merged = tuple(sorted((*places, *nominals), key=lambda m: m.first))
    grounded = Grounding(parsed, merged, gazetteer).all()
    ours = {id(m) for m in nominals}
    return tuple(g for m, g in zip(merged, grounded) if id(m) in ours and g is not None)


def is_event_phrase(token) -> bool:
    """True for the place of "took place", which is none."""
    return token.lower_ == "place" and token.dep_ == "dobj" and token.head.lemma_ == "take"


def find_nominals(parsed: ParsedArticle, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Common nouns for places as mentions that carry the candidates of what they refer back to."""
    named = {i for p in places for i in range(p.first, p.last)}
    reader, found = Reader(parsed, places), []
    for token in parsed.doc:
        i, word = token.i, token.lower_
        if i in named or not (word in LOCAL_ADVERBS or token.pos_ == "NOUN") or is_event_phrase(token):
            continue
        if (antecedent := refers_to(reader, named, i, word)) is not None:
            why = f"{token.text!r} refers back to {antecedent.name}"
            candidate = replace(antecedent, reasons=(why, *antecedent.reasons))
            found.append(PlaceMention(parsed.span(i, i + 1), i, i + 1, True, (candidate,), REFERENCE_CONFIDENCE))
    return tuple(found)


def refers_to(reader: Reader, named: set[int], i: int, word: str) -> PlaceCandidate | None:
    """The best candidate of the place that token i refers back to, None when it refers to none."""
    parsed, places, kind = reader.parsed, reader.places, features().get(word)
    if word in LOCAL_ADVERBS:
        return last_before(places, i, None) if parsed.doc[i].dep_ == "advmod" else None
    if not (kind or word in COUNTRY_NOUNS or word in LOCAL_NOUNS) or not is_definite(parsed, i) or belongs_to_name(parsed, named, i):
        return None
    if word in COUNTRY_NOUNS:
        return main_country(places)
    if kind in ("border", "road", "site") and word not in LOCAL_NOUNS:
        return None
    if kind == "admin1":
        return last_before(places, i, REFERS_TO["admin1"]) or unit_of(last_before(places, i, None))
    return last_called(reader, i, kind) or last_before(places, i, REFERS_TO.get(kind or ""))


def last_called(reader: Reader, i: int, kind: str | None) -> PlaceCandidate | None:
    """The last place before token i, at most REACH_TOKENS back, that the report called by a noun of this kind ("the village of X" … "the village")."""
    if kind not in REFERS_TO:
        return None
    for n in reversed(range(len(reader.places))):
        p = reader.places[n]
        if p.last <= i and i - p.last <= REACH_TOKENS and p.literal and p.candidates and reader.phrase(n).kind == kind:
            return p.candidates[0]
    return None


def is_definite(parsed: ParsedArticle, i: int) -> bool:
    """True when a determiner that points back stands before the noun and its adjectives."""
    j = i - 1
    while j >= 0 and parsed.doc[j].pos_ in ("ADJ", "NUM", "VERB", "ADV", "NOUN") and i - j < 5:
        j -= 1
    return j >= 0 and parsed.sentence_of[j] == parsed.sentence_of[i] and parsed.doc[j].lower_ in DETERMINERS


def belongs_to_name(parsed: ParsedArticle, named: set[int], i: int) -> bool:
    """True when the noun only says what kind of place a name beside it is: "the city of Homs", "the Homs area"."""
    if i - 1 in named or i + 1 in named:
        return True
    return i + 2 < len(parsed.doc) and parsed.doc[i + 1].lower_ in ("of", "in") and any(j in named for j in range(i + 2, min(i + 6, len(parsed.doc))))


def last_before(places: Sequence[PlaceMention], i: int, kinds: frozenset[str] | None) -> PlaceCandidate | None:
    """The best candidate of the last named place before token i whose kind fits; None for `kinds` means any but a country."""
    for p in reversed(places):
        if p.last <= i and p.literal and p.candidates:
            best = p.candidates[0]
            if (best.feature in kinds) if kinds else best.feature not in ("country", "region"):
                return best
    return None


def unit_of(c: PlaceCandidate | None) -> PlaceCandidate | None:
    """The first-level unit that a place lies in."""
    return open_gazetteer().admin1(c.admin1, c.country) if c and c.admin1 else None


def main_country(places: Sequence[PlaceMention]) -> PlaceCandidate | None:
    """The country in which most of the report's named places lie."""
    counts = Counter(p.candidates[0].country for p in places if p.literal and p.candidates and p.candidates[0].country)
    if not counts:
        return None
    code = min(counts, key=lambda c: (-counts[c], c))
    return open_gazetteer().country(code)
