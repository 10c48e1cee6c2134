"""Runs of tokens that may be place names: the longest known names from left to right, whatever they are used for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..ground.gazetteer import Gazetteer
from ..ground.gazetteer_names import ARTICLES, normal_name
from ..parse.tokens import has_lost_apostrophes
from ..records import ActorMention, ParsedArticle, PlaceCandidate
from .place_words import BEFORE_FEATURE, CONNECTORS, INSTITUTIONS, NAMED_BY_LETTERS, REGIONS, words

# The longest names in the gazetteer that reports use have so many tokens ("Salah al-Din", "Deir ez-Zor" have four).
MAX_TOKENS = 7

# A name whose apostrophe was lost must be as well known as a town of 30,000 or a row of ours.
LOST_APOSTROPHE_PRIOR = 0.6

# Kinds of actors whose members are called by the group's name: the Blackwater of "Blackwater agents" is no town.
GROUPS = frozenset(("company", "media", "rebel", "militia", "ngo"))

# Registered actors whose names say where they are; in those of others a place is no longer meant ("Jerusalem Brigades").
OF_A_PLACE = frozenset(("government", "state_forces", "police", "person"))


@dataclass(frozen=True, slots=True)
class Spotted:
    """A run of tokens that may be a place name; `end` is the offset where its characters end (before a lost possessive "s")."""

    first: int
    last: int
    end: int
    key: str
    candidates: tuple[PlaceCandidate, ...]
    demonym: str | None = None
    within: tuple[int, int] | None = None                     # the tokens of the actor's name that it is a part of
    short: bool = False                                       # a short form ("Kan.")
    seat: bool = False                                        # says where an institution or person is ("Dublin City Council")


def open_tokens(taken: Sequence[ActorMention]) -> tuple[dict[int, tuple[int, int]], frozenset[int]]:
    """Tokens inside the proper names of actors → that name's range; and the tokens whose names are not looked into at all."""
    named = [a for a in taken if a.named or (a.actor_id is not None and a.kind in GROUPS)]
    within = {i: (a.first, a.last) for a in named for i in range(a.first, a.last)}
    closed = frozenset(i for a in named if a.actor_id is not None and a.kind not in OF_A_PLACE for i in range(a.first, a.last))
    return within, closed


def spot(parsed: ParsedArticle, tokens: list[str], gazetteer: Gazetteer, taken: Sequence[ActorMention] = ()) -> Iterator[Spotted]:
    """Longest known names from left to right; in the name of an actor only what opens it or follows its last "of"."""
    within, closed = open_tokens(taken)
    i, n, lost = 0, len(tokens), has_lost_apostrophes(parsed.article.text)
    while i < n:
        short = abbreviation(parsed, tokens, i, gazetteer)
        if short is not None:
            yield short
            i = short.last
            continue
        if not begins_name(tokens, i):
            i += 1
            continue
        hit = next((h for last in reversed(ends(tokens, i))
                    if parsed.sentence_of[last - 1] == parsed.sentence_of[i] and (h := known(parsed, tokens, i, last, gazetteer, lost))), None)
        if hit is None:
            i += 1
            continue
        hit = without_city(parsed, tokens, hit, gazetteer, lost) or hit
        name = within.get(i)
        if name is None or (hit.first <= name[0] and hit.last >= name[1]):
            yield hit
        elif i not in closed and not hit.demonym:
            yield Spotted(hit.first, hit.last, hit.end, hit.key, hit.candidates, within=name)
        i = hit.last


def abbreviation(parsed: ParsedArticle, tokens: list[str], i: int, gazetteer: Gazetteer) -> Spotted | None:
    """The short form of a name that begins at token i, where the words around it show that it is one."""
    if not tokens[i][0].isupper():
        return None
    listed = words().abbreviations
    for last in (i + 2, i + 1):                                # the parser cuts "W. Va." and "W.Va" + "." in two
        found = listed.get("".join(tokens[i:last])) if last <= len(tokens) else None
        if found is None or (last == i + 2 and parsed.starts[i + 1] - parsed.ends[i] > 1) or not is_short_form(tokens, i, last, found.kind):
            continue
        if candidates := found.among(gazetteer.candidates(found.name)):
            return Spotted(i, last, parsed.ends[last - 1], normal_name(found.name), candidates, short=True)
    return None


def is_short_form(tokens: list[str], i: int, last: int, kind: str) -> bool:
    """True when what stands before or after allows the short form here."""
    before = tokens[i - 1] if i else ""
    party = before == "-" and i > 1 and tokens[i - 2] in PARTY_LETTERS
    after_name = before == "," and i > 1 and tokens[i - 2][0].isupper()
    if kind == "initials":
        return not before.isdigit()                            # "300 B.C."
    if kind == "postal":
        return after_name or party or (last < len(tokens) and is_zip_code(tokens[last]) and before[:1].isupper())
    return after_name or party or before == "(" or before.lower() in words().strong


# "Sen. Robert Ford, D-Charleston": Democrat, Republican, Independent.
PARTY_LETTERS = frozenset("DRI")


def is_zip_code(token: str) -> bool:
    return len(token) == 5 and token.isdigit()


def begins_name(tokens: list[str], i: int) -> bool:
    word = tokens[i]
    if word[0].isupper():
        return word != "The"                                   # keys leave it out: "The Hague" begins at "Hague"
    after = tokens[i + 1:i + 3]                                # "al-Bab", "al Bab", but "at Bab" only with a hyphen
    return word in ARTICLES and bool(after) and ((after[0][0].isupper() and word in ("al", "el")) or (after[0] == "-" and after[1:] != [] and after[1][0].isupper()))


def ends(tokens: list[str], first: int) -> list[int]:
    """Where a name that begins at `first` may end, shortest first."""
    found, i = [], first
    limit = min(len(tokens), first + MAX_TOKENS)
    while i < limit:
        word = tokens[i]
        if word[0].isupper() or (i > first and (word[0].isdigit() or word in words().features)):
            found.append(i + 1)                                # "Sultana dam" is a name that ends in lower case
        elif not (word in ("-", "'") or word in CONNECTORS or word in BEFORE_FEATURE):
            break
        i += 1
    return found


def known(parsed: ParsedArticle, tokens: list[str], first: int, last: int, gazetteer: Gazetteer, lost: bool) -> Spotted | None:
    """The name at these tokens if it is one; `lost` when the copy has lost its apostrophes."""
    start, end = parsed.starts[first], parsed.ends[last - 1]
    key = normal_name(parsed.article.text[start:end])
    if not key or "$" in tokens[last - 1]:                    # "US$2 million"
        return None
    demonym = words().demonyms.get(key)
    if demonym:
        country = gazetteer.country(demonym)
        return Spotted(first, last, end, key, (country,) if country else (), demonym)
    if last - first == 1 and (key in words().directions or key in words().features or tokens[first] in words().calendar):
        return None                                                                                # "Eastern", "City", "March"
    if last - first == 1 and len(key) <= 4 and tokens[first].isupper() and not any(c.feature in NAMED_BY_LETTERS for c in gazetteer.candidates_of_key(key)[:1]):
        return None                                                                                # "FAO", "DOH"
    if len(key) <= 3 and not tokens[first].isupper() and len(tokens[first]) <= 3:
        short = tuple(c for c in gazetteer.candidates_of_key(key) if c.feature != "country")      # "us" and "Car" are no countries
    else:
        short = gazetteer.candidates_of_key(key)
    if key.endswith("s") and len(key) > 4 and lost and parsed.article.text[end - 1] == "s" and (not short or owns(tokens, last)):
        stem = gazetteer.candidates_of_key(key[:-1])                                               # "Hamas eastern countryside": a lost apostrophe
        if stem and stem[0].score >= LOST_APOSTROPHE_PRIOR:
            return Spotted(first, last, end - 1, key[:-1], stem)
    if short:
        return Spotted(first, last, end, key, short)
    return None


def without_city(parsed: ParsedArticle, tokens: list[str], hit: Spotted, gazetteer: Gazetteer, lost: bool) -> Spotted | None:
    """Springfield in "Springfield City Council", where there is a small Springfield City too; but not Kansas in "Kansas City Council"."""
    if tokens[hit.last - 1] != "City" or hit.last - hit.first < 2 or hit.last >= len(tokens) or tokens[hit.last] not in INSTITUTIONS:
        return None
    shorter = known(parsed, tokens, hit.first, hit.last - 1, gazetteer, lost)
    better = shorter and shorter.candidates and shorter.candidates[0].feature not in REGIONS and shorter.candidates[0].score > hit.candidates[0].score
    return shorter if better else None


def owns(tokens: list[str], after: int) -> bool:
    """True when the next words are a part of a place ("eastern countryside", "outskirts"), so that the name before them is a possessive."""
    while after < len(tokens) and tokens[after] in words().directions:
        after += 1
    return after < len(tokens) and words().features.get(tokens[after]) in ("countryside", "outskirts", "border")
