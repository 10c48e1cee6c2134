"""Which spotted names are place names here: evidence for and against each, added to how famous the place is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..ground.gazetteer import Gazetteer
from ..ground.places_ranking import ROUNDS, Naming, rank
from ..records import PlaceCandidate
from .place_company import Company
from .place_names import Spotted
from .place_surroundings import Surroundings, following
from .place_words import CIVIC, LOCALS, REGIONS, SPEAKING

# Evidence that a known name is used as a place, added to how famous the place is (its prior, 0.2 to 1.0); tuned on training reports
# and local news.
STRONG_PREPOSITION, WEAK_PREPOSITION, FEATURE_WORD, HELD, IN_COUNTRY, ELSEWHERE = 0.40, 0.12, 0.50, 0.35, 0.15, 0.20
LOCAL_FOLLOWS, DATELINE = 0.30, 0.30
COMMON_WORD, NOT_PROPER, PERSON_WORD, PART_OF_NAME, SPEAKS, STREET = -0.60, -0.30, -0.60, -0.90, -0.35, -0.30
ACCEPT = 0.62

# A report that names countries speaks of places elsewhere only when readers know them: from about 60,000 inhabitants, or a row of ours.
KNOWN_ABROAD = 0.63


# A country is a setting of the report when so many names, and such a share of them, are likeliest to lie in it.
SETTING_NAMES, SETTING_SHARE = 3, 0.4


def settings(chosen: list[tuple[str, PlaceCandidate]]) -> frozenset[str]:
    """The countries that most of the names lie in; `chosen` are the names with their likeliest bearers."""
    countries = Counter(c.country for _, c in sorted(dict(chosen).items()) if c.country)
    return frozenset(code for code, n in countries.items() if n >= SETTING_NAMES and n >= SETTING_SHARE * countries.total())


class Scene(Surroundings):
    """The spotted names, weighed."""

    # -- evidence

    def evidence(self, s: Spotted) -> float:
        """What the words around the name say: positive for a place, negative for anything else."""
        if s.short:
            return STRONG_PREPOSITION
        total, placed, b = 0.0, self.placed(s), self.before(s.first)
        if placed:
            total += STRONG_PREPOSITION
        elif b >= 0 and self.lower[b] in self.words.weak:
            total += WEAK_PREPOSITION
        if self.kinds.get(s.first) and not self.names_street(s):
            total += FEATURE_WORD
        elif self.same_sentence(s.first, s.last) and self.lower[s.last] in LOCALS:
            total += LOCAL_FOLLOWS
        if self.opens_dateline(s):
            total += DATELINE
        if self.joined(s):
            total += PART_OF_NAME
        elif self.names_street(s):
            total += STREET
        return total + self.against(s, placed)

    def against(self, s: Spotted, placed: bool) -> float:
        """What speaks for a person or a common word."""
        total, region = 0.0, s.candidates[0].feature in REGIONS if s.candidates else False
        if s.last - s.first == 1:
            if self.doc[s.first].pos_ != "PROPN" and not self.dateline(s.first):
                total += NOT_PROPER if self.opening(s.first) == s.first else NOT_PROPER / 3   # within a sentence the capital outweighs a tagger new to the name
            if s.key in self.lowercase and not self.tokens[s.first].isupper():      # "US" is not "us"
                total += COMMON_WORD
            if self.first_name(s):
                total += 2 * PERSON_WORD
            elif self.tokens[s.first] in self.words.given or self.tokens[s.first] in self.surnames:
                total += PERSON_WORD / 3 if placed or region else PERSON_WORD
            elif not region and self.speaks(s):
                total += SPEAKS
        if s.key in self.words.common:
            total += COMMON_WORD
        if self.person_before(s.first):
            total += PERSON_WORD
        return total

    def speaks(self, s: Spotted) -> bool:
        """True for the subject of a verb that only people are the subject of."""
        token = self.doc[s.last - 1]
        return token.dep_ == "nsubj" and token.head.lemma_ in SPEAKING

    def opens_dateline(self, s: Spotted) -> bool:
        """True for "COLUMBUS, Ohio (AP) —" and "LONDON (Reuters)"."""
        if not self.dateline(s.first):
            return False
        window = self.tokens[s.last:s.last + 6]
        return any(w in ("—", "–", "--", "-") for w in window) or "(" in window[:4]

    # -- the decision

    def accepted(self, gazetteer: Gazetteer) -> list[Spotted]:
        """The spotted names that are place names here, without bearers that cannot be meant.

        First those that stand by themselves; they tell the settings, which are added to `countries`, and are the company of the others.
        """
        evidence = {s.first: self.evidence(s) for s in self.found}
        certain = {s.key for s in self.found if evidence[s.first] >= STRONG_PREPOSITION and not s.within} | {f.naming.key for f in self.filed}
        alone = {s.first for s in self.found if self.passes(s, evidence[s.first], certain, 0.0)}
        literal, ranked = self.ranked([s for s in self.found if s.first in alone], rounds=1)
        chosen = [(s.key, r[0]) for s, r in zip([*literal, *(f.naming for f in self.filed)], ranked) if r]
        self.countries |= settings(chosen)
        company = Company(chosen)
        kept = [s for s in self.found if s.first in alone or self.passes(s, evidence[s.first], certain, company.bonus(s.key, s.candidates))]
        return [replace(t, seat=self.is_part(s) and not s.demonym and (s.within is not None or self.seats(s)))
                for s in kept if (t := self.at_home(s, gazetteer, company))]

    def ranked(self, names: list[Spotted], rounds: int = ROUNDS) -> tuple[list[Spotted], list[tuple[PlaceCandidate, ...]]]:
        """The names that are no demonyms, and the bearers of each and then of the datelines' names, ranked by what all of them together say."""
        literal = [s for s in names if s.demonym is None]
        after = following(names)
        before = {t.first: s for s, t in zip(names, names[1:])}
        holders = [None if self.in_list(before.get(s.first), s, after.get(s.first)) else self.holder(s, after.get(s.first)) for s in literal]
        held = [None, *(s.key if holder == t.key else None for s, t, holder in zip(literal, literal[1:], holders))]
        namings = [Naming(s.key, s.candidates, *said) for s, *said in zip(literal, self.all_wanted(literal), holders, held)]
        return literal, rank(namings + [f.naming for f in self.filed], [s.demonym for s in names if s.demonym], rounds)

    def is_part(self, s: Spotted) -> bool:
        """True for a name within the name of somebody or something else."""
        return not s.short and (s.within is not None or self.joined(s))

    def passes(self, s: Spotted, evidence: float, certain: set[str], company: float) -> bool:
        """True when all that speaks for a place outweighs the rest; `certain` are keys that are places somewhere in the report."""
        if s.short or s.demonym:
            return s.short or not (self.same_sentence(s.first, s.last) and self.tokens[s.last] in self.words.organisations)
        best = s.candidates[0]
        if self.is_part(s):
            if self.seats(s):
                return s.key in certain or self.is_seat(s, best, company)
            if s.within or (best.feature not in REGIONS and s.key not in certain):
                return False                                    # "Ain Larouz" is not Ain, whatever stands before it
        total = best.score + evidence + company
        if s.key in certain:
            total += ELSEWHERE if evidence > PART_OF_NAME else -PART_OF_NAME / 3       # a title-case heading, a row of tags
        if any(c.country in self.countries for c in s.candidates):
            total += IN_COUNTRY
        if self.holder(s, self.after.get(s.first)):
            total += HELD
        return total >= ACCEPT

    def is_seat(self, s: Spotted, best: PlaceCandidate, company: float) -> bool:
        """True when the place that opens an institution's name is one that the report may mean."""
        if best.feature in REGIONS or (best.feature == "admin2" and s.last - s.first > 1):
            return True
        if s.key in self.words.common or self.tokens[s.first] in self.words.given or self.tokens[s.last - 1] in self.surnames:
            return False
        if self.same_sentence(s.first, s.last) and self.tokens[s.last] in CIVIC:
            return True
        return company > 0 or (best.score >= KNOWN_ABROAD and best.country in self.countries)

    def at_home(self, s: Spotted, gazetteer: Gazetteer, company: Company) -> Spotted | None:
        """The name without small bearers in countries that the report never speaks of; None when no bearer is left and nothing says it is a place."""
        if s.demonym or s.short or not self.countries or s.candidates[0].score >= KNOWN_ABROAD:
            return s
        near = tuple(c for c in s.candidates if c.country in self.countries or c.score >= KNOWN_ABROAD or not c.country
                     or company.support(s.key, c))
        if near:
            return replace(s, candidates=near)
        if not self.wanted(s):
            return s if self.holder(s, self.after.get(s.first)) else None
        return replace(s, candidates=gazetteer.alike(s.key, frozenset(self.countries)))
