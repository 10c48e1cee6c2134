"""From a place name to the whole phrase around it, and what the phrase says of where: near, north of, eastern part of, between.

"15 km west of Raqqa", "the eastern countryside of Aleppo", "northern rural Homs", "Salah al-Din district of Aleppo", "along the Syrian-Iraqi border".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import rows
from ..mention.numerals import read_numerals
from ..records import ParsedArticle, PlaceMention

KM_PER_MILE = 1.609

# Words (and the one before "to"/"of") that put the act not in a place but by it.
NEAR = frozenset({"near", "around", "outside", "off", "nearby", "beside", "besieging", "surrounding"})
NEAR_PAIRS = frozenset({("close", "to"), ("next", "to"), ("adjacent", "to"), ("vicinity", "of"), ("outskirts", "of"), ("edge", "of"), ("outside", "of"),
                        ("entrance", "of"), ("entrance", "to"), ("direction", "of")})
KILOMETRES = {"km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0, "kilometers": 1.0,
              "mile": KM_PER_MILE, "miles": KM_PER_MILE}

# Before these a direction says where the whole lies, not which part is meant: "the northern town of X" is a town in the north.
WHOLE = frozenset({"town", "village", "admin1", "camp", "airport", "dam", "crossing", "base"})

# A number before its unit has at most so many tokens: "a hundred and twenty five".
NUMBER_TOKENS = 6

# A holder follows its place within so many tokens: "X district in the north of Y".
HOLDER_TOKENS = 5


# "The eastern part of X", "the southern half of X".
PARTS = frozenset({"part", "parts", "half", "side", "portion", "portions", "section", "sections", "sector", "sectors", "corner", "end"})

# "The road linking X and Y".
LINKING = frozenset({"linking", "connecting", "joining", "links", "connects", "joins"})

# "Within 12 miles of", "less than 5 km from".
AT_MOST = frozenset({"within", "than", "under", "inside", "barely"})

# Between the two names of "from X to Y" and "X and Y", besides words for kinds of place.
JOINING = frozenset({"and", "-", "–", "—", "/", "with", "to", "the", "its", "'s", "of", "all", "way", "towards", "point"})

# Kinds of place with an outline: "north of" one of these is mostly said of its northern part.
AREAS = frozenset({"country", "admin1"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last) about one name.

    `bearings`: degrees from north of each direction that is named, None for the middle ("central"); `directions` are their words. `outside`:
    the directions lead out of the place ("north of X"), they do not name a part of it. `within`: the distance is the most it can be. `kind`: a feature word's kind. `holder`: index of the
    mention it lies in. `partner`: index of the second place of "between X and Y", "from X to Y", "border between X and Y".
    """

    first: int
    last: int
    relation: str | None = None
    bearings: tuple[float | None, ...] = ()
    directions: tuple[str, ...] = ()
    outside: bool = False
    distance_km: float | None = None
    within: bool = False
    kind: str | None = None
    holder: int | None = None
    partner: int | None = None

    @property
    def compass(self) -> tuple[float, ...]:
        """The bearings without the middle."""
        return tuple(b for b in self.bearings if b is not None)


@lru_cache(maxsize=1)
def bearings() -> dict[str, tuple[float | None, str]]:
    """Direction word → bearing and kind ("north": of, "northern": part)."""
    return {r["word"]: (float(r["bearing"]) if r["bearing"] else None, r["kind"]) for r in rows("directions.tsv")}


@lru_cache(maxsize=1)
def features() -> dict[str, str]:
    return {r["word"]: r["feature"] for r in rows("place_features.tsv")}


class Reader:
    """Reads phrases in one report."""

    def __init__(self, parsed: ParsedArticle, places: Sequence[PlaceMention]) -> None:
        self.parsed, self.places = parsed, places
        self.lower = [t.lower_ for t in parsed.doc]
        self.read: dict[int, Phrase] = {}
        self.at = {p.first: n for n, p in enumerate(places)}
        self.inside = {i: n for n, p in enumerate(places) for i in range(p.first, p.last)}

    def phrase(self, n: int) -> Phrase:
        """The phrase around mention n."""
        if n not in self.read:
            self.read[n] = self._phrase(n)
        return self.read[n]

    def _phrase(self, n: int) -> Phrase:
        m = self.places[n]
        sentence = self.parsed.sentences[self.parsed.sentence_of[m.first]]
        start, stop = sentence.first, sentence.last
        last, kind, named = self.after(m, stop)
        relation, distance, outside = None, None, False
        i, named, rural = self.modifiers(m.first - 1, start, named)
        first = i + 1
        kind = kind or ("countryside" if rural else None)
        called = self.lower[i - 1] if m.literal and i - 1 >= start and self.lower[i] in ("of", "with") else ""
        if called in features() or called in PARTS:
            kind = kind if kind in ("admin1", "countryside", "border") or called in PARTS else features()[called]
            own, whole = named, features().get(called) in WHOLE
            i, named, rural = self.modifiers(i - 2, start, named)
            named = own if whole else named
            first = min(first, i + 1)
        elif i >= start and self.lower[i] in features() and i == m.first - 1 and self.lower[i] not in ("front", "border", "area"):
            own, whole = named, features()[self.lower[i]] in WHOLE
            kind, i = kind or features()[self.lower[i]], i - 1
            i, named, rural = self.modifiers(i, start, named)
            named = own if whole else named
            first = i + 1
        word = self.lower[i] if i >= start else ""
        if word in ("of", "from") and (before := self.compass_before(i, start)):
            at, named = before
            relation, outside = " and ".join(w for w, _ in named) + " of", True
            first, distance = self.distance(at - 1, start, at)
            if distance is None and not self.leads_out(m, kind, at, start):
                relation, outside = None, False
        elif word in ("from", "of") and (measured := self.distance(i - 1, start, i))[1] is not None:
            (first, distance), relation = measured, "near"
        elif word in NEAR:
            relation, first = "near", i
            first, distance = self.distance(i - 1, start, i)
        elif i > start and (self.lower[i - 1], word) in NEAR_PAIRS:
            relation, first = "near", i - 1
        elif word in ("between", "along"):
            relation, first = word, i
        elif word in LINKING or word == "from":
            relation, first = "between", i
        if relation == "between" and i > start and features().get(self.lower[i - 1]) == "border":
            relation, kind, first = "along", "border", i - 1
        partner = self.partner(n, relation, kind, word)
        if relation == "between" and word not in ("between", *LINKING) and partner is None:
            relation, first = None, i + 1                       # "from X" without "to Y"
        if relation is None and partner is None and (other := self.end_of_road(n, stop)) is not None:
            relation, partner, kind = "between", other, "road"
        holder, last = self.holder(n, last, stop)
        words, degrees = tuple(w for w, _ in named), tuple(b for _, b in named)
        within = distance is not None and first - 1 >= start and self.lower[first - 1] in AT_MOST
        return Phrase(first, last, relation, degrees, words, outside, distance, within, kind, holder, partner)

    def leads_out(self, m: PlaceMention, kind: str | None, at: int, start: int) -> bool:
        """True when the directions that begin at token `at` leave the place: "to the north of X", "north of X"; but "the north of X" lies in it."""
        definite = at - 1 >= start and self.lower[at - 1] == "the"
        to = at - 1 - definite
        if to >= start and self.lower[to] == "to":
            return True
        area = kind == "admin1" or (kind is None and m.candidates[:1] and m.candidates[0].feature in AREAS)
        return not definite and not area

    def compass_before(self, i: int, start: int) -> tuple[int, tuple[tuple[str, float | None], ...]] | None:
        """The directions that end before token i ("the east and the south"): where they begin, and their words with bearings."""
        found, at = [], i
        while (one := self.compass_point(at - 1, start)) and one[1][1] is not None:
            at, found = one[0], [one[1], *found]
            joint = at - 1 - (at - 1 >= start and self.lower[at - 1] == "the")
            if not (joint > start and self.lower[joint] in ("and", "or", ",") and self.compass_point(joint - 1, start)):
                break
            at = joint
        return (at, tuple(found)) if found and not (len(found) == 1 and bearings()[found[0][0]][1] == "part") else None

    def compass_point(self, i: int, start: int) -> tuple[int, tuple[str, float | None]] | None:
        """The direction that ends at token i, also one of several tokens ("south - east"): where it begins, its word and bearing."""
        if i < start or self.lower[i] not in bearings():
            return None
        back = i - 2 if i - 2 >= start and self.lower[i - 1] == "-" else i - 1
        if back >= start and (whole := self.lower[back] + self.lower[i]) in bearings():
            return back, (whole, bearings()[whole][0])
        return i, (self.lower[i], bearings()[self.lower[i]][0])

    def modifiers(self, i: int, start: int, named: tuple) -> tuple[int, tuple, bool]:
        """Step back over "the", adjectives, directions and "rural" before a name; note the directions, unless some are `named` already."""
        rural, found = False, []
        while i >= start:
            word, point = self.lower[i], self.compass_point(i, start)
            if point and bearings()[point[1][0]][1] == "part":
                if not found or self.lower[i + 1] in ("and", ","):
                    found.insert(0, point[1])
                i = point[0] - 1
                continue
            if word == "rural":
                rural = True
            elif word in ("and", ",") and found and (point := self.compass_point(i - 1, start)) and bearings()[point[1][0]][1] == "part":
                pass
            elif not (word == "the" or (self.parsed.doc[i].pos_ == "ADJ" and word not in NEAR) or
                      (i in self.inside and not self.places[self.inside[i]].literal and word != "of")):
                break
            i -= 1
        return i, named or tuple(found), rural

    def after(self, m: PlaceMention, stop: int) -> tuple[int, str | None, tuple]:
        """What follows the name: "'s northern countryside", "province", "city outskirts"."""
        i, named, kind, last = m.last, (), None, m.last
        if i < stop and self.lower[i] in ("'s", "s"):
            i += 1
        while i < stop:
            word = self.lower[i]
            if word in bearings():
                named = (self.compass_point(i, m.last) or (i, (word, bearings()[word][0])))[1:]
            elif word in features() and i not in self.at:
                kind, last = self.sharper(kind, features()[word]), i + 1
            elif not (word in ("rural", "-") or (word == "'s" and last == i)):
                break
            i += 1
        return last, kind, named if kind else ()

    @staticmethod
    def sharper(old: str | None, new: str) -> str:
        return new if old is None or new in ("countryside", "outskirts", "border", "airport", "dam", "crossing") else old

    def distance(self, i: int, start: int, first: int) -> tuple[int, float | None]:
        """ "15 kilometres", "twenty miles" (perhaps "to the") ending at token i → where it begins, and kilometres; else (first, None)."""
        while i >= start and self.lower[i] in ("to", "the", "away", "some", "]", ")"):
            i -= 1
        if i - 1 < start or self.lower[i] not in KILOMETRES:
            return first, None
        begin = max(start, i - NUMBER_TOKENS)
        number = next((found for found in read_numerals(self.lower[begin:i]) if begin + found.last == i), None)
        if number is None:
            return first, None
        at, unit = begin + number.first, KILOMETRES[self.lower[i]]
        if at - 1 >= start and self.lower[at - 1] in ("(", "["):     # "25 km (15 miles) north of": the first one is the report's own
            outer = self.distance(at - 2, start, first)
            return outer if outer[1] is not None else (at - 1, number.value * unit)
        return at, number.value * unit

    def holder(self, n: int, last: int, stop: int) -> tuple[int | None, int]:
        """The mention that this one is said to lie in, and where the phrase then ends."""
        i = last
        while i < stop and i - last < HOLDER_TOKENS:
            word = self.lower[i]
            if i in self.at and i > last - 1:
                held = self.at[i]
                if held == n or not self.places[held].literal:
                    if held != n and not self.places[held].literal:
                        i += 1
                        continue
                    return None, last
                joined = self.lower[last:i]
                if joined and not ({"in", "of", ",", "outside"} & set(joined)):
                    return None, last
                country = self.places[held].candidates[:1] and self.places[held].candidates[0].feature == "country"
                return held, last if country else self.after(self.places[held], stop)[0]
            if not (word in ("in", "of", ",", "the", "rural", "outside", "-") or word in bearings() or word in features() or
                    self.parsed.doc[i].pos_ == "ADJ"):
                return None, last
            i += 1
        return None, last

    def follows_and(self, n: int) -> bool:
        """True when "and" stands before the mention and the words that say what it is ("and the locality of X")."""
        i = self.places[n].first - 1
        while i > 0 and (self.lower[i] in ("the", "of", "-") or self.lower[i] in features() or self.lower[i] in bearings()):
            i -= 1
        return i >= 0 and self.lower[i] == "and"

    def partner(self, n: int, relation: str | None, kind: str | None, word: str) -> int | None:
        """The other place of "between X and Y", "from X to Y", "X-Y border", "X's border with Y"."""
        if relation != "between" and kind != "border":
            return None
        m = self.places[n]
        if word == "between":                                  # "between X, southwest of Y, and Z": the one after "and"
            for other in range(n + 1, min(n + 4, len(self.places))):
                if self.same_sentence(n, other) and self.follows_and(other):
                    return other
        if word == "from" and kind != "border":
            return n + 1 if self.from_to(n) else None
        for other in (n + 1, n - 1):
            if 0 <= other < len(self.places) and self.same_sentence(n, other):
                a, b = sorted((m, self.places[other]), key=lambda p: p.first)
                if all(w in JOINING or w in features() or w in bearings() for w in self.lower[a.last:b.first]):
                    return other
        return None

    def from_to(self, n: int) -> bool:
        """True when only "to" and words for kinds of place part mention n from the next one, and both are settlements or sites."""
        if n + 1 >= len(self.places) or not self.same_sentence(n, n + 1):
            return False
        a, b = self.places[n], self.places[n + 1]
        joint = self.lower[a.last:b.first]
        ends = all(p.literal and p.candidates and p.candidates[0].feature not in AREAS for p in (a, b))
        return ends and "to" in joint and all(w in JOINING or w in features() for w in joint)

    def end_of_road(self, n: int, stop: int) -> int | None:
        """The next mention when the two name a road: "the X-Y highway"."""
        if n + 1 >= len(self.places) or not self.same_sentence(n, n + 1):
            return None
        a, b = self.places[n], self.places[n + 1]
        joined = a.last + 1 == b.first and self.lower[a.last] in ("-", "–", "—", "/", "to")
        roads = [w for w in self.lower[b.last:min(stop, b.last + 2)] if features().get(w) == "road"]
        return n + 1 if joined and roads and a.literal and b.literal else None

    def same_sentence(self, n: int, other: int) -> bool:
        return self.parsed.sentence_of[self.places[other].first] == self.parsed.sentence_of[self.places[n].first]
