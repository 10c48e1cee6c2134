"""From a place name to the whole phrase around it, and what the phrase says of where: near, north of, eastern part of, between.

"15 km west of Raqqa", "the eastern countryside of Aleppo", "northern rural Homs", "Salah al-Din district of Aleppo", "along the Syrian-Iraqi border".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import rows
from ..records import ParsedArticle, PlaceMention

KM_PER_MILE = 1.609

# Words (and the one before "to"/"of") that put the act not in a place but by it.
NEAR = frozenset({"near", "around", "outside", "nearby", "beside", "besieging", "surrounding"})
NEAR_PAIRS = frozenset({("close", "to"), ("next", "to"), ("adjacent", "to"), ("vicinity", "of"), ("outskirts", "of"), ("edge", "of"), ("outside", "of"),
                        ("suburbs", "of"), ("entrance", "of"), ("entrance", "to"), ("direction", "of")})
KILOMETRES = {"km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0, "kilometers": 1.0,
              "mile": KM_PER_MILE, "miles": KM_PER_MILE}

# Before these a direction says where the whole lies, not which part is meant: "the northern town of X" is a town in the north.
WHOLE = frozenset({"town", "village", "admin1", "camp", "airport", "dam", "crossing", "base"})

# A holder follows its place within so many tokens: "X district in the north of Y".
HOLDER_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last) about one name. `bearing` in degrees from north; `kind` a feature word's kind; `holder`: index of the mention it lies in."""

    first: int
    last: int
    relation: str | None = None
    bearing: float | None = None
    direction: str = ""
    distance_km: float | None = None
    kind: str | None = None
    holder: int | None = None
    partner: int | None = None                # the second place of "between X and Y" and "border between X and Y"


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
        last, kind, bearing, direction = self.after(m, stop)
        first, relation, distance = m.first, None, None
        i = m.first - 1
        i, bearing, direction, rural = self.modifiers(i, start, bearing, direction)
        first = i + 1
        kind = kind or ("countryside" if rural else None)
        if m.literal and i - 1 >= start and self.lower[i] in ("of", "with") and self.lower[i - 1] in features():
            kind = kind if kind in ("admin1", "countryside", "border") else features()[self.lower[i - 1]]
            own, whole = (bearing, direction), features()[self.lower[i - 1]] in WHOLE
            i, bearing, direction, rural = self.modifiers(i - 2, start, bearing, direction)
            bearing, direction = own if whole else (bearing, direction)
            if i + 1 < first:
                first = i + 1
        elif i >= start and self.lower[i] in features() and i == m.first - 1 and self.lower[i] not in ("front", "border", "area"):
            own, whole = (bearing, direction), features()[self.lower[i]] in WHOLE
            kind, i = kind or features()[self.lower[i]], i - 1
            i, bearing, direction, rural = self.modifiers(i, start, bearing, direction)
            bearing, direction = own if whole else (bearing, direction)
            first = i + 1
        word = self.lower[i] if i >= start else ""
        if word in ("of", "from") and i > start and self.lower[i - 1] in bearings() and bearings()[self.lower[i - 1]][1] == "of":
            bearing, direction, relation = bearings()[self.lower[i - 1]][0], self.lower[i - 1], f"{self.lower[i - 1]} of"
            first, distance = self.distance(i - 2, start, i - 1)
            if distance is None and i - 2 >= start and self.lower[i - 2] == "the" and self.lower[i - 3:i - 2] != ["to"]:
                relation, direction = None, f"{direction}ern"  # "the west of Aleppo" lies in it, "(to the) west of Aleppo" outside
        elif word in ("from", "of") and (measured := self.distance(i - 1, start, i))[1] is not None:
            (first, distance), relation = measured, "near"
        elif word in NEAR:
            relation, first = "near", i
            first, distance = self.distance(i - 1, start, i)
        elif i > start and (self.lower[i - 1], word) in NEAR_PAIRS:
            relation, first = "near", i - 1
        elif word in ("between", "along"):
            relation, first = word, i
        holder, last = self.holder(n, last, stop)
        partner = self.partner(n, relation, kind)
        return Phrase(first, last, relation, bearing, direction, distance, kind, holder, partner)

    def modifiers(self, i: int, start: int, bearing, direction) -> tuple[int, float | None, str, bool]:
        """Step back over "the", adjectives, directions and "rural" before a name; note the direction."""
        rural = False
        while i >= start:
            word = self.lower[i]
            if word in bearings() and bearings()[word][1] == "part":
                bearing, direction = (bearings()[word][0], word) if bearing is None else (bearing, direction)
            elif word == "rural":
                rural = True
            elif not (word == "the" or (self.parsed.doc[i].pos_ == "ADJ" and word not in NEAR) or
                      (i in self.inside and not self.places[self.inside[i]].literal and word != "of")):
                break
            i -= 1
        return i, bearing, direction, rural

    def after(self, m: PlaceMention, stop: int) -> tuple[int, str | None, float | None, str]:
        """What follows the name: "'s northern countryside", "province", "city outskirts"."""
        i, bearing, direction, kind, last = m.last, None, "", None, m.last
        if i < stop and self.lower[i] in ("'s", "s"):
            i += 1
        while i < stop:
            word = self.lower[i]
            if word in bearings():
                bearing, direction = bearings()[word][0], word
            elif word in features() and i not in self.at:
                kind, last = self.sharper(kind, features()[word]), i + 1
            elif not (word in ("rural", "-") or (word == "'s" and last == i)):
                break
            i += 1
        if kind is None:
            bearing, direction = None, ""
        return last, kind, bearing, direction

    @staticmethod
    def sharper(old: str | None, new: str) -> str:
        return new if old is None or new in ("countryside", "outskirts", "border", "airport", "dam", "crossing") else old

    def distance(self, i: int, start: int, first: int) -> tuple[int, float | None]:
        """ "15 kilometres" (perhaps "to the") ending at token i → where it begins, and kilometres; else (first, None)."""
        while i >= start and self.lower[i] in ("to", "the", "away", "some", "]", ")"):
            i -= 1
        if i - 1 >= start and self.lower[i] in KILOMETRES and self.parsed.doc[i - 1].like_num:
            try:
                return i - 1, float(self.lower[i - 1].replace(",", "")) * KILOMETRES[self.lower[i]]
            except ValueError:
                return first, None
        return first, None

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

    def partner(self, n: int, relation: str | None, kind: str | None) -> int | None:
        """The other place of "between X and Y", "X-Y border", "X's border with Y"."""
        if relation != "between" and kind != "border":
            return None
        m = self.places[n]
        if relation == "between":                              # "between X, southwest of Y, and Z": the one after "and"
            for other in range(n + 1, min(n + 4, len(self.places))):
                if self.parsed.sentence_of[self.places[other].first] == self.parsed.sentence_of[m.first] and self.follows_and(other):
                    return other
        for other in (n + 1, n - 1):
            if 0 <= other < len(self.places) and self.parsed.sentence_of[self.places[other].first] == self.parsed.sentence_of[m.first]:
                a, b = sorted((m, self.places[other]), key=lambda p: p.first)
                if all(w in ("and", "-", "/", "with", "border", "borders", "the", "its", "'s", "northern", "southern", "eastern", "western",
                             "town", "of", "city", "village", "towns", "crossing", "point", "locality") or w in features() for w in self.lower[a.last:b.first]):
                    return other
        return None
