"""The words around a spotted name: what they ask for, what holds it, what it is joined to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..ground.gazetteer_names import normal_name
from ..records import ActorMention, ParsedArticle
from .place_dateline import Filed
from .place_names import PARTY_LETTERS, Spotted
from .place_words import DIRECT_FEATURES, INSTITUTIONS, LOCALS, REGIONS, words

# From about 300,000 inhabitants on a place tells in which country a report is set.
WELL_KNOWN = 0.70

# A name of at least this prior is a place beside another name, without any further evidence.
PLACE_ANYHOW = 0.52

# How many tokens of a capitalised run are looked at for the word that makes it an institution.
INSTITUTION_TOKENS = 6

# Words that may stand between a place and the one that it is said to lie in, besides directions and kinds of place.
JOINING = frozenset({",", "in", "of", "the", "rural", "s", "'s", "-"})


def following(names: list[Spotted]) -> dict[int, Spotted]:
    """For each name, by its first token, the next one of the text."""
    return {s.first: t for s, t in zip(names, names[1:])}


def with_short_forms(found: list[Spotted]) -> list[Spotted]:
    """The names, of which "Washington" before "D.C." can only mean the place of the short form."""
    after = following(found)
    short = {s.first: t for s in found if (t := after.get(s.first)) and t.short and t.key == s.key and t.first - s.last <= 1}
    return [replace(s, candidates=short[s.first].candidates) if s.first in short else s for s in found]


def units_of(s: Spotted) -> set[str]:
    """The countries that have a first-level unit of the name."""
    return {c.country for c in s.candidates if c.feature == "admin1"}


class Surroundings:
    """The spotted names of one report and the tokens around them."""

    def __init__(self, parsed: ParsedArticle, tokens: list[str], found: list[Spotted], taken: Sequence[ActorMention] = (),
                 filed: Sequence[Filed] = ()) -> None:
        found = with_short_forms(found)
        self.parsed, self.doc, self.tokens, self.found, self.filed, self.words = parsed, parsed.doc, tokens, found, filed, words()
        self.lower = [t.lower() for t in tokens]
        self.after = following(found)
        self.covered = {i: s for s in found for i in range(s.first, s.last)}
        self.lowercase = {t for t in tokens if t[0].islower()}
        shouted = sum(t.isupper() for t in tokens)
        self.shouting = shouted > 0.6 * sum(t[0].isalpha() for t in tokens)
        self.countries = self.countries_named()
        named = [s for s in found if s.demonym is None]
        self.kinds = {s.first: kind for s, kind in zip(named, self.all_wanted(named)) if kind}
        self.surnames = {tokens[s.first] for s in found if s.first and self.person_before(s.first)}
        self.surnames |= {tokens[a.last - 1] for a in taken if a.kind == "person" and a.named and a.last - a.first > 1}
        self.surnames |= {tokens[s.first] for s in found if s.last - s.first == 1 and self.follows_name(s.first)}
        self.surnames |= {tokens[s.first] for s in found if s.last - s.first == 1 and s.first and tokens[s.first - 1] in self.surnames}

    def countries_named(self) -> frozenset[str]:
        """The countries that the report names, or whose provinces or great cities it names in so many words."""
        found = {s.demonym or s.candidates[0].country for s in self.found if s.demonym or s.short or s.candidates[0].feature == "country"}
        for s in self.found:
            if s.candidates and not s.demonym:
                best, b = s.candidates[0], self.before(s.first)
                placed = b >= 0 and self.lower[b] in self.words.strong
                if placed and (best.feature == "admin1" or best.score >= WELL_KNOWN):
                    found.add(best.country)
                elif best.feature in ("admin1", "admin2") and s.key == normal_name(best.name) and s.key not in self.words.common \
                        and not self.joined_left(s) and (s.last - s.first > 1 or self.tokens[s.first] not in self.words.given):
                    found.add(best.country)
        found |= {f.naming.candidates[0].country for f in self.filed if f.naming.candidates[0].feature in REGIONS}
        return frozenset(found)

    # -- the words around a name

    def before(self, i: int) -> int:
        """The token before i that is not an article, adjective or participle in front of the name; -1 at a sentence start."""
        start = self.opening(i)
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
        if not all(w in JOINING or w in self.words.directions or w in self.words.features for w in between):
            return None
        said = "in" in between or "of" in between
        kind = s.candidates[0].feature if s.candidates else None
        listed = kind == "country" or (kind == "admin1" and any(c.feature == kind for c in later.candidates[:1]))
        return later.key if said or ("the" not in between and not listed) else None        # no lists of countries or provinces

    def in_list(self, before: Spotted | None, s: Spotted, later: Spotted | None) -> bool:
        """True for the middle one of three provinces: "Virginia, Washington, West Virginia"."""
        if before is None or later is None or not (self.listed(before, s) and self.listed(s, later)):
            return False
        return bool(units_of(before) & units_of(s) & units_of(later))

    def same_sentence(self, i: int, j: int) -> bool:
        return j < len(self.tokens) and self.parsed.sentence_of[i] == self.parsed.sentence_of[j]

    def opening(self, i: int) -> int:
        """The first token of the sentence that holds token i."""
        return self.parsed.sentences[self.parsed.sentence_of[i]].first

    def person_before(self, i: int) -> bool:
        """True when a given name or a title stands directly before token i (an article may stand between)."""
        j = i - 1
        return j >= 0 and (self.tokens[j] in self.words.given or self.tokens[j].removesuffix(".") in self.words.titles)

    def follows_name(self, i: int) -> bool:
        """True when a capitalised word stands before token i that is neither a place nor a word for an institution: "Sue Griffin"."""
        left = i - 1
        return left >= self.opening(i) and self.tokens[left][0].isupper() and self.tokens[left].isalpha() and not self.tokens[left].isupper() \
            and self.doc[left].pos_ == "PROPN" and self.doc[i].pos_ == "PROPN" and not self.is_place(left) and not self.harmless(left) \
            and self.tokens[left] not in INSTITUTIONS and self.lower[left] not in self.words.common

    def first_name(self, s: Spotted) -> bool:
        """True for the given name of "Chad Walker"."""
        return s.last - s.first == 1 and self.tokens[s.first] in self.words.given and self.same_sentence(s.first, s.last) \
            and self.tokens[s.last][0].isupper() and self.doc[s.last].pos_ == "PROPN" and self.tokens[s.last] not in INSTITUTIONS \
            and not self.harmless(s.last)

    def placed(self, s: Spotted) -> bool:
        """True for "in X", "Ashley Evans, 26, of X" and "Robert Ford, D-X"."""
        b = self.before(s.first)
        if b >= 0 and self.lower[b] in self.words.strong:
            return True
        if b >= 3 and self.lower[b] == "of" and self.lower[b - 1] == "," and self.tokens[b - 2].isdigit():
            return True
        return s.first > 1 and self.tokens[s.first - 1] == "-" and self.tokens[s.first - 2] in PARTY_LETTERS

    def names_street(self, s: Spotted) -> bool:
        """True for "Memphis Street": called after a place, and not there."""
        return self.same_sentence(s.first, s.last) and self.tokens[s.last][0].isupper() and self.words.features.get(self.lower[s.last]) == "road"

    # -- what it is a part of

    def dateline(self, i: int) -> bool:
        """True for a name in capitals in a text that is not: "BEIRUT A shell hit …"."""
        return self.tokens[i].isupper() and len(self.tokens[i]) > 3 and not self.shouting

    def joined(self, s: Spotted) -> bool:
        """True when a capitalised word that is no place, kind of place, weekday or sentence opening touches the name."""
        return not self.dateline(s.first) and (self.joined_left(s) or self.joined_right(s))

    def joined_left(self, s: Spotted) -> bool:
        first, left = self.opening(s.first), s.first - 1
        if left - 1 >= first and self.tokens[left] == "-" and self.tokens[left - 1][0].isupper() and not self.is_place(left - 1) and not self.shouting:
            return self.tokens[left - 1] not in PARTY_LETTERS   # "Tal-Arous"
        return left >= first and self.tokens[left][0].isupper() and not self.is_place(left) and not self.shouting \
            and self.doc[left].pos_ == "PROPN" and not self.harmless(left)

    def joined_right(self, s: Spotted) -> bool:
        right = s.last
        if not self.same_sentence(s.first, right):
            return False
        if self.tokens[right][0].isupper() and not self.is_place(right) and not self.shouting:
            if self.tokens[right] == "City" and any(t in INSTITUTIONS for t in self.run(right)[1:2]):
                return True                                     # "Springfield City Council"
            if self.tokens[right] in self.words.organisations or (self.doc[right].pos_ == "PROPN" and not self.harmless(right)):
                return True
        return right in self.covered and self.tokens[right] in self.words.organisations

    def seats(self, s: Spotted) -> bool:
        """True when the name says where an institution or a person is: "Dublin City Council", "Oakland police spokesman X", "the government of Chad"."""
        if self.joined_left(s) or self.person_before(s.first):
            return False
        right = s.last
        if s.within and right >= s.within[1]:
            return self.lower[s.first - 1] == "of" or self.lower[s.first - 2:s.first] == ["of", "the"]
        if not self.same_sentence(s.first, right):
            return False
        if self.tokens[right] in ("'s", "’s"):
            return s.within is not None
        if self.tokens[right] in INSTITUTIONS or self.lower[right] in LOCALS:
            return True
        region = bool(s.candidates) and s.candidates[0].feature in REGIONS
        return region and (self.tokens[right][0].islower() or any(t in INSTITUTIONS for t in self.run(right)))

    def run(self, i: int) -> list[str]:
        """The capitalised words from token i on, and the small words between them."""
        j = i
        while j < min(len(self.tokens), i + INSTITUTION_TOKENS) and (self.tokens[j][0].isupper() or self.tokens[j] in ("of", "and", "&", "for", "the")):
            j += 1
        return self.tokens[i:j]

    def is_place(self, i: int) -> bool:
        """True when token i is in a spotted name that is a place without any further evidence ("Smith" is a town, but not one of these)."""
        s = self.covered.get(i)
        return s is not None and (s.demonym is not None or s.short or s.last - s.first > 1 or s.candidates[0].score >= PLACE_ANYHOW)

    def harmless(self, i: int) -> bool:
        word = self.lower[i]
        if self.tokens[i].isupper() and len(word) > 2 and self.tokens[i] not in self.words.organisations:
            return True                                         # an agency's letters beside a name: "strike on Aleppo AFP"
        return word in self.words.features or word in self.words.directions or self.tokens[i] in self.words.calendar or word in self.words.strong \
            or word in self.words.weak or word == "rural"
