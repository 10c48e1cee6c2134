"""Place names in the text, each with its ranked candidates.

READS   ParsedArticle, the gazetteer, the actors already found
ADDS    PlaceMention

A known name is a place name when the words around it speak for a place (prepositions, "town of", "province", a holder such as
"X in Y") or fame and the rest of the report do, and nothing speaks for a person, an organisation or a common word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..ground.gazetteer import Gazetteer
from ..ground.gazetteer_names import ARTICLES, normal_name
from ..ground.places_ranking import Naming, rank
from ..lexicon import rows, word_class
from ..parse.tokens import has_lost_apostrophes
from ..records import ActorMention, ParsedArticle, PlaceCandidate, PlaceMention, Span

# The longest names in the gazetteer that reports use have so many tokens ("Salah al-Din", "Deir ez-Zor" have four).
MAX_TOKENS = 7

# Lower-case words within a name, when a capitalised word follows.
CONNECTORS = frozenset("of and the de del la le les du des da do di upon on sur ibn bin".split()) | ARTICLES

# Lower-case words between a name and its kind of place: "Tabqa military airport", "Omar oil field".
BEFORE_FEATURE = frozenset("air military oil gas refugee international central".split())

# Evidence that a known name is used as a place, added to how famous the place is (its prior, 0.2 to 1.0); tuned on training reports.
STRONG_PREPOSITION, WEAK_PREPOSITION, FEATURE_WORD, HELD, IN_COUNTRY, ELSEWHERE = 0.40, 0.12, 0.50, 0.35, 0.15, 0.20
COMMON_WORD, NOT_PROPER, PERSON_WORD, PART_OF_NAME = -0.60, -0.30, -0.60, -0.90
ACCEPT = 0.62


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists this module goes by, all lower case except names."""

    features: dict[str, str]
    strong: frozenset[str]
    weak: frozenset[str]
    organisations: frozenset[str]
    common: frozenset[str]
    calendar: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    directions: frozenset[str]
    demonyms: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    prepositions = {r["word"]: r["strength"] for r in rows("place_prepositions.tsv")}
    kinds = {r["word"]: r["kind"] for r in rows("not_places.tsv")}
    demonyms = {normal_name(word): r["country"] for r in rows("demonyms.tsv")
                for word in (*r["adjectives"].split("|"), *r["nationals"].split("|")) if word and not word.isupper() and "." not in word}
    return Words(
        {r["word"]: r["feature"] for r in rows("place_features.tsv")},
        frozenset(w for w, s in prepositions.items() if s == "strong"), frozenset(w for w, s in prepositions.items() if s == "weak"),
        frozenset(r["word"] for r in rows("organisation_words.tsv")), frozenset(w.lower() for w in kinds),
        frozenset(w for w, k in kinds.items() if k == "calendar"),
        frozenset(r["name"] for r in rows("given_names.tsv")), frozenset(r["word"] for r in rows("place_titles.tsv")),
        frozenset(r["word"] for r in rows("directions.tsv")), demonyms)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A run of tokens that may be a place name; `end` is the offset where its characters end (before a lost possessive "s")."""

    first: int
    last: int
    end: int
    key: str
    candidates: tuple[PlaceCandidate, ...]
    demonym: str | None = None


def find_places(parsed: ParsedArticle, gazetteer: Gazetteer, taken: Sequence[ActorMention] = ()) -> tuple[PlaceMention, ...]:
    """All place names in the order of the text, demonyms too; `taken` are the actors whose names are not looked into."""
    tokens = [t.text for t in parsed.doc]
    closed = closed_tokens(taken)
    found = [s for s in spot(parsed, tokens, gazetteer, closed)]
    scene = Scene(parsed, tokens, found)
    kept = [t for s in scene.accepted() if (t := scene.at_home(s, gazetteer))]
    kept = sorted(kept + unknown(parsed, tokens, scene, kept, closed, gazetteer), key=lambda s: s.first)
    literal = [s for s in kept if s.demonym is None]
    after = following(kept)
    namings = [Naming(s.key, s.candidates, kind, scene.holder(s, after.get(s.first))) for s, kind in zip(literal, scene.all_wanted(literal))]
    ranked = dict(zip((s.first for s in literal), rank(namings, [s.demonym for s in kept if s.demonym])))
    return tuple(mention(parsed, s, ranked.get(s.first, s.candidates)) for s in kept)


def mention(parsed: ParsedArticle, s: Spotted, candidates: tuple[PlaceCandidate, ...]) -> PlaceMention:
    span = parsed.cut(parsed.starts[s.first], s.end)
    return PlaceMention(span, s.first, s.last, s.demonym is None, candidates, confidence(candidates))


def confidence(candidates: tuple[PlaceCandidate, ...]) -> float:
    """How far the best candidate stands out, 0..1: its share of exp(8·score), so a lead of 0.1 gives two to one."""
    if not candidates:
        return 0.0
    best = candidates[0].score
    return round(1 / sum(math.exp(8 * (c.score - best)) for c in candidates), 3)


# Kinds of actors whose members are called by the group's name: the Blackwater of "Blackwater agents" is no town.
GROUPS = frozenset(("company", "media", "rebel", "militia", "ngo"))


def closed_tokens(taken: Sequence[ActorMention]) -> dict[int, tuple[int, int]]:
    """Tokens inside the proper names of actors → that name's range; a name of one word may itself be a place ("Syria said")."""
    closed = [a for a in taken if a.named or (a.actor_id is not None and a.kind in GROUPS)]
    return {i: (a.first, a.last) for a in closed for i in range(a.first, a.last)}


def spot(parsed: ParsedArticle, tokens: list[str], gazetteer: Gazetteer, closed: dict[int, tuple[int, int]]) -> Iterator[Spotted]:
    """Longest known names from left to right."""
    i, n, lost = 0, len(tokens), has_lost_apostrophes(parsed.article.text)
    while i < n:
        if not begins_name(tokens, i):
            i += 1
            continue
        hit = next((h for last in reversed(ends(tokens, i))
                    if parsed.sentence_of[last - 1] == parsed.sentence_of[i] and (h := known(parsed, tokens, i, last, gazetteer, lost))), None)
        if hit is None:
            i += 1
            continue
        name = closed.get(i)
        if name is None or (hit.first <= name[0] and hit.last >= name[1]):
            yield hit
        i = hit.last


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
    if not key:
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


# Kinds of place that reports name by capital letters alone: "UAE", and our own rows such as "T4" or "FATA".
NAMED_BY_LETTERS = frozenset({"country", "airbase", "site", "region"})


# A name whose apostrophe was lost must be as well known as a town of 30,000 or a row of ours.
LOST_APOSTROPHE_PRIOR = 0.6


def owns(tokens: list[str], after: int) -> bool:
    """True when the next words are a part of a place ("eastern countryside", "outskirts"), so that the name before them is a possessive."""
    while after < len(tokens) and tokens[after] in words().directions:
        after += 1
    return after < len(tokens) and words().features.get(tokens[after]) in ("countryside", "outskirts", "border")


# From about 300,000 inhabitants on a place tells in which country a report is set.
WELL_KNOWN = 0.70

# A report that names countries speaks of places elsewhere only when readers know them: from about 60,000 inhabitants, or a row of ours.
KNOWN_ABROAD = 0.63


def following(names: list[Spotted]) -> dict[int, Spotted]:
    """For each name, by its first token, the next one of the text."""
    return {s.first: t for s, t in zip(names, names[1:])}


class Scene:
    """The spotted names in their surroundings."""

    def __init__(self, parsed: ParsedArticle, tokens: list[str], found: list[Spotted]) -> None:
        self.parsed, self.doc, self.tokens, self.found, self.words = parsed, parsed.doc, tokens, found, words()
        self.lower = [t.lower() for t in tokens]
        self.after = following(found)
        self.covered = {i: s for s in found for i in range(s.first, s.last)}
        self.lowercase = {t for t in tokens if t[0].islower()}
        shouted = sum(t.isupper() for t in tokens)
        self.shouting = shouted > 0.6 * sum(t[0].isalpha() for t in tokens)
        self.countries = {s.demonym or s.candidates[0].country for s in found if s.demonym or (s.candidates and s.candidates[0].feature == "country")}
        self.countries |= {s.candidates[0].country for s in found if s.candidates and (s.candidates[0].feature == "admin1" or s.candidates[0].score >= WELL_KNOWN)
                           and self.lower[self.before(s.first)] in self.words.strong and self.before(s.first) >= 0}
        self.surnames = {tokens[s.first] for s in found if s.first and self.person_before(s.first)}

    # -- the words around a name

    def before(self, i: int) -> int:
        """The token before i that is not an article, adjective or participle in front of the name; -1 at a sentence start."""
        start = self.parsed.sentences[self.parsed.sentence_of[i]].first
        i -= 1
        while i >= start and (self.lower[i] in ("the", "-") or self.lower[i] in self.words.directions or self.lower[i] == "rural"
                              or self.doc[i].pos_ in ("ADJ", "DET") or (self.doc[i].pos_ == "VERB" and self.doc[i].dep_ == "amod")
                              or (i in self.covered and self.covered[i].demonym)):
            i -= 1
        return i if i >= start else -1

    def wanted(self, s: Spotted) -> str | None:
        """The kind of place that a word before ("town of") or after ("province") asks for."""
        features = self.words.features
        if s.last < len(self.tokens) and self.same_sentence(s.first, s.last):
            after = s.last + 1 if self.tokens[s.last] == "'s" and s.last + 1 < len(self.tokens) else s.last
            while after < len(self.tokens) - 1 and (self.lower[after] in self.words.directions or self.lower[after] in ("rural", "refugee", "military", "-")
                                                    or (after in self.covered and self.covered[after].demonym)):
                after += 1
            if self.lower[after] in features and self.tokens[after] != "State":                  # "Ohio State", "Islamic State"
                return features[self.lower[after]]
        b = self.before(s.first)
        if b > 0 and self.lower[b] == "of" and self.lower[b - 1] in features:
            return features[self.lower[b - 1]]
        if b >= 0 and b == s.first - 1 and self.tokens[b] in features and features[self.tokens[b]] in DIRECT_FEATURES:
            return features[self.lower[b]]                      # "village Hader", but no "City Hall", "state Senate"
        return "countryside" if s.first and self.lower[s.first - 1] == "rural" else None

    def all_wanted(self, names: list[Spotted]) -> list[str | None]:
        """The kind asked for at each name, shared along a list: "the provinces of Homs and Hama", "the X and Y districts"."""
        kinds = [self.wanted(s) for s in names]
        for n in range(1, len(names)):
            if kinds[n] is None and kinds[n - 1] and self.listed(names[n - 1], names[n]) and not self.named_after(names[n - 1]):
                kinds[n] = kinds[n - 1]
        for n in reversed(range(len(names) - 1)):
            if kinds[n] is None and kinds[n + 1] and self.listed(names[n], names[n + 1]) and self.named_after(names[n + 1]):
                kinds[n] = kinds[n + 1]
        return kinds

    def listed(self, a: Spotted, b: Spotted) -> bool:
        """True when only "and" or commas stand between two names."""
        return b.first - a.last <= 3 and all(w in (",", "and", "or", "the", "as", "well") for w in self.lower[a.last:b.first])

    def named_after(self, s: Spotted) -> bool:
        """True when the kind of place follows the name."""
        return s.last < len(self.tokens) and self.lower[s.last] in self.words.features

    def holder(self, s: Spotted, later: Spotted | None) -> str | None:
        """The key of the place that the next words say it lies in: "Baiji, Iraq", "X district of Y", "X in northern Y"."""
        if later is None or later.first - s.last > 5 or not self.same_sentence(s.first, later.first) or later.demonym:
            return None
        between = self.lower[s.last:later.first]
        allowed = {",", "in", "of", "the", "rural", "s", "'s", "-"} | self.words.directions | set(self.words.features)
        if not all(w in allowed for w in between):
            return None
        said = "in" in between or "of" in between
        return later.key if said or ("the" not in between and s.candidates and s.candidates[0].feature != "country") else None   # no list of countries

    def same_sentence(self, i: int, j: int) -> bool:
        return j < len(self.tokens) and self.parsed.sentence_of[i] == self.parsed.sentence_of[j]

    def person_before(self, i: int) -> bool:
        """True when a given name or a title stands directly before token i (an article may stand between)."""
        j = i - 1
        return j >= 0 and (self.tokens[j] in self.words.given or self.tokens[j] in self.words.titles)

    # -- evidence

    def evidence(self, s: Spotted) -> float:
        """What the words around the name say: positive for a place, negative for anything else."""
        total, left, right = 0.0, s.first - 1, s.last
        b = self.before(s.first)
        if b >= 0 and self.lower[b] in self.words.strong:
            total += STRONG_PREPOSITION
        elif b >= 0 and self.lower[b] in self.words.weak:
            total += WEAK_PREPOSITION
        if self.wanted(s):
            total += FEATURE_WORD
        if self.part_of_name(s, left, right):
            total += PART_OF_NAME
        if s.last - s.first == 1:
            if self.doc[s.first].pos_ != "PROPN" and not self.dateline(s.first):
                opening = s.first == self.parsed.sentences[self.parsed.sentence_of[s.first]].first
                total += NOT_PROPER if opening else NOT_PROPER / 3            # within a sentence the capital outweighs a tagger new to the name
            if s.key in self.lowercase and not self.tokens[s.first].isupper():      # "US" is not "us"
                total += COMMON_WORD
            if self.tokens[s.first] in self.words.given or self.tokens[s.first] in self.surnames:
                total += PERSON_WORD if not (b >= 0 and self.lower[b] in self.words.strong) else PERSON_WORD / 3
        if s.key in self.words.common:
            total += COMMON_WORD
        if self.person_before(s.first):
            total += PERSON_WORD
        return total

    def dateline(self, i: int) -> bool:
        """True for a name in capitals in a text that is not: "BEIRUT A shell hit …"."""
        return self.tokens[i].isupper() and len(self.tokens[i]) > 3 and not self.shouting

    def part_of_name(self, s: Spotted, left: int, right: int) -> bool:
        """True when a capitalised word that is no place, kind of place, weekday or sentence opening touches the name."""
        first = self.parsed.sentences[self.parsed.sentence_of[s.first]].first
        if self.dateline(s.first):
            return False
        if left - 1 >= first and self.tokens[left] == "-" and self.tokens[left - 1][0].isupper() and not self.is_place(left - 1) and not self.shouting:
            return True                                         # "Tal-Arous"
        if left >= first and self.tokens[left][0].isupper() and not self.is_place(left) and not self.shouting:
            if self.doc[left].pos_ == "PROPN" and not self.harmless(left):
                return True
        if self.same_sentence(s.first, right) and self.tokens[right][0].isupper() and not self.is_place(right) and not self.shouting:
            if self.tokens[right] in self.words.organisations or (self.doc[right].pos_ == "PROPN" and not self.harmless(right)):
                return True
        return self.same_sentence(s.first, right) and right in self.covered and self.tokens[right] in self.words.organisations

    def is_place(self, i: int) -> bool:
        """True when token i is in a spotted name that is a place without any further evidence ("Smith" is a town, but not one of these)."""
        s = self.covered.get(i)
        return s is not None and (s.demonym is not None or s.last - s.first > 1 or s.candidates[0].score >= ACCEPT - 0.1)

    def harmless(self, i: int) -> bool:
        word = self.lower[i]
        if self.tokens[i].isupper() and len(word) > 2 and self.tokens[i] not in self.words.organisations:
            return True                                         # an agency's letters beside a name: "strike on Aleppo AFP"
        return word in self.words.features or word in self.words.directions or self.tokens[i] in self.words.calendar or word in self.words.strong \
            or word in self.words.weak or word == "rural"

    def at_home(self, s: Spotted, gazetteer: Gazetteer) -> Spotted | None:
        """The name without small bearers in countries that the report never speaks of; None when no bearer is left and nothing says it is a place."""
        if s.demonym or not self.countries or s.candidates[0].score >= KNOWN_ABROAD:
            return s
        near = tuple(c for c in s.candidates if c.country in self.countries or c.score >= KNOWN_ABROAD or not c.country)
        if near:
            return replace(s, candidates=near)
        if not self.wanted(s):
            return s if self.holder(s, self.after.get(s.first)) else None
        return replace(s, candidates=gazetteer.alike(s.key, frozenset(self.countries)))

    def accepted(self) -> list[Spotted]:
        """The spotted names that are place names here."""
        kept, evidence = [], {}
        for s in self.found:
            evidence[s] = self.evidence(s)
        certain = {s.key for s in self.found if evidence[s] >= STRONG_PREPOSITION}
        for s in self.found:
            if s.demonym:
                if not (self.same_sentence(s.first, s.last) and self.tokens[s.last] in self.words.organisations):
                    kept.append(s)
                continue
            best = s.candidates[0]
            if best.feature not in ("country", "admin1") and s.key not in certain and self.part_of_name(s, s.first - 1, s.last):
                continue                                        # "Ain Larouz" is not Ain, whatever stands before it
            total = best.score + evidence[s]
            if s.key in certain:
                total += ELSEWHERE if evidence[s] > PART_OF_NAME else -PART_OF_NAME / 3       # a title-case heading, a row of tags
            if any(c.country in self.countries for c in s.candidates):
                total += IN_COUNTRY
            if self.holder(s, self.after.get(s.first)):
                total += HELD
            if total >= ACCEPT:
                kept.append(s)
        return kept


# Kinds of place that stand right before a name, in lower case: "the village Hader".
DIRECT_FEATURES = frozenset({"town", "village", "district", "camp", "dam"})

# A word for a kind of place that, with "of" after it or a name before it, makes any capitalised word a place name.
NAMING_FEATURES = word_class("naming_features")


def unknown(parsed: ParsedArticle, tokens: list[str], scene: Scene, kept: list[Spotted], closed: dict[int, tuple[int, int]],
            gazetteer: Gazetteer) -> list[Spotted]:
    """Names that only their words say are places ("the village of X"), with like-spelled candidates in the report's countries or none."""
    covered = {i for s in kept for i in range(s.first, s.last)}
    countries = frozenset(scene.countries | {s.candidates[0].country for s in kept if s.candidates})
    found, i, n = [], 0, len(tokens)
    while i < n:
        if i in covered or i in closed or not begins_name(tokens, i) or scene.shouting or tokens[i] in scene.words.calendar:
            i += 1
            continue
        last = i + 1
        for e in ends(tokens, i):
            if all(t == "-" or t[0].isupper() or t in ARTICLES for t in tokens[i:e]) and all(j not in covered and j not in closed for j in range(i, e)) and scene.same_sentence(i, e - 1) and scene.lower[e - 1] not in scene.words.features:
                last = e
            else:
                break
        key = normal_name(parsed.article.text[parsed.starts[i]:parsed.ends[last - 1]])
        s = Spotted(i, last, parsed.ends[last - 1], key, ())
        b = scene.before(i)
        alike = gazetteer.alike(key, countries)
        named = scene.wanted(s) in NAMING_FEATURES
        strong = b >= 0 and scene.lower[b] in scene.words.strong
        if scene.lower[i] not in scene.words.common and tokens[last - 1] not in scene.words.organisations and scene.lower[i] not in scene.words.features \
                and (named or (strong and alike)) and scene.doc[last - 1].pos_ in ("PROPN", "NOUN"):
            found.append(Spotted(i, last, s.end, key, alike))
        i = last
    return found
