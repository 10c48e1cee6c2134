"""Place mentions → places: the phrase, the point or area it means, and how precisely.

READS   ParsedArticle, PlaceMention
ADDS    Place, aligned with the mentions

A place is never drawn finer than the words allow: a province has the province's centroid and covering radius, "near" widens, a direction
moves the point and widens, and a village that no gazetteer has is placed where the report says it lies, at that place's precision.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from ..lexicon import folder_of
from ..records import ParsedArticle, Place, PlaceCandidate, PlaceMention, Span
from .distance import km
from .gazetteer import Gazetteer, open_gazetteer
from .places_phrases import Phrase, Reader

KM_PER_DEGREE = 111.2

# Kilometres that vague words add or move, by the common use of reports: "near" a town is within a short drive of it.
NEAR_KM, NEAR_AREA_KM = 15.0, 30.0
DIRECTION_KM = 10.0                    # "north of Aleppo", without a figure
COUNTRYSIDE_KM, COUNTRYSIDE_SHIFT_KM = 40.0, 20.0
OUTSKIRTS_KM = 8.0
MEASURED_SLACK = 0.25                  # "15 km west of": bearing and distance are both round

# Below this share among its rivals no candidate is chosen.
MIN_CONFIDENCE = 0.10

PRECISION = {"country": "country", "admin1": "province", "admin2": "district", "district": "district", "city": "town", "town": "town", "village": "town",
             "region": "region", "area": "region", "desert": "region", "river": "region", "mountain": "region", "lake": "region", "valley": "region",
             "island": "region", "sea": "region", "continent": "region"}
# How many sentences before its own may tell in which province an unknown name lies.
SENTENCES_BACK = 2

# How many names on either side are looked at for that, and how deep "X in Y in Z" is followed: beyond these, text is not prose.
NEIGHBOURS, MAX_NESTING = 20, 4

# A site known no better than this is not exact, a town or village known no better than that is only near its point.
MAX_EXACT_KM, MAX_TOWN_KM = 5.0, 20.0

AREAS = frozenset({"country", "admin1"})


def ground_places(parsed: ParsedArticle, places: tuple[PlaceMention, ...]) -> tuple[Place | None, ...]:
    """The place of each mention, in the same order; None for demonyms that only name a nationality.

    `lat` and `lon` are None and precision "unknown" when the words are a place but none could be chosen.
    """
    return Grounding(parsed, places, open_gazetteer(folder_of(parsed.doc))).all()


class Grounding:
    """The places of one report; each is computed once, those that lie in another after it."""

    def __init__(self, parsed: ParsedArticle, places: tuple[PlaceMention, ...], gazetteer: Gazetteer) -> None:
        self.parsed, self.places, self.gazetteer = parsed, places, gazetteer
        self.reader = Reader(parsed, places)
        self.places = self.narrowed()
        self.done: dict[int, Place | None] = {}
        self.elsewhere: dict[str, int] | None = None

    def all(self) -> tuple[Place | None, ...]:
        return tuple(self.place(n) for n in range(len(self.places)))

    def place(self, n: int) -> Place | None:
        if n not in self.done:
            self.done[n] = None                                # a holder that is held by its own place ends here
            self.done[n] = self.ground(n)
        return self.done[n]

    def ground(self, n: int) -> Place | None:
        m, phrase = self.places[n], self.reader.phrase(n)
        if not m.literal and phrase.kind not in ("border", "area", "admin1", "town", "village", "district", "outskirts", "countryside"):
            return None
        if not m.literal and phrase.kind != "border" and n + 1 < len(self.places) and self.reader.phrase(n + 1).first <= m.first:
            return None                                        # "the Syrian province of Homs" is Homs
        span = self.parsed.span(phrase.first, phrase.last)
        span = m.span if m.span.start < span.start or m.span.end > span.end else span
        if phrase.kind == "border" and m.candidates and m.candidates[0].feature == "country":
            return self.border(n, m, phrase, span) or self.chosen(m, phrase, span)
        if phrase.relation == "between" and phrase.partner is not None and (p := self.between(m, phrase, span)):
            return p
        if m.candidates and m.confidence >= MIN_CONFIDENCE:
            return self.chosen(m, phrase, span)
        return self.fallback(n, m, phrase, span)

    # -- one name

    def chosen(self, m: PlaceMention, phrase: Phrase, span: Span) -> Place:
        """The best candidate, moved and widened as the phrase says."""
        best = m.candidates[0]
        lat, lon, radius, precision, relation = best.lat, best.lon, best.radius_km, precision_of(best), phrase.relation
        box = self.gazetteer.box(best.gazetteer_id) if best.feature in AREAS and phrase.bearing is not None else None
        if phrase.distance_km is not None and phrase.bearing is not None:
            lat, lon = moved(lat, lon, phrase.bearing, phrase.distance_km)
            radius, precision = max(5.0, MEASURED_SLACK * phrase.distance_km) + min(radius, 10.0), "near"
        elif phrase.distance_km is not None:
            radius, precision, relation = phrase.distance_km + min(radius, 10.0), "near", "near"
        elif box:
            lat, lon, radius = part_of(lat, lon, box, phrase.bearing)
            precision = "region" if best.feature == "country" else "province"
            relation = relation or f"{phrase.direction} part of"
        elif relation and relation.endswith(" of") and phrase.bearing is not None:
            lat, lon = moved(lat, lon, phrase.bearing, radius + DIRECTION_KM)
            radius, precision = radius + 1.5 * DIRECTION_KM, "near"
        elif phrase.kind == "countryside" and best.feature not in AREAS:
            if phrase.bearing is not None:
                lat, lon = moved(lat, lon, phrase.bearing, COUNTRYSIDE_SHIFT_KM)
                radius, relation = COUNTRYSIDE_KM * 0.75, f"{phrase.direction} part of"
            else:
                radius, relation = COUNTRYSIDE_KM, relation or "near"
            precision = "district"
        elif phrase.bearing is not None:
            lat, lon = moved(lat, lon, phrase.bearing, 0.4 * radius)
            relation = relation or f"{phrase.direction} part of"
        elif phrase.kind == "outskirts":
            radius, precision, relation = radius + OUTSKIRTS_KM, "near", "near"
        if relation == "near" and phrase.distance_km is None and phrase.kind not in ("countryside", "outskirts"):
            radius, precision = radius + (NEAR_AREA_KM if best.feature in AREAS else NEAR_KM), precision if best.feature in AREAS else "near"
        return Place(span.start, span.end, span.words, best.name, best.gazetteer_id, round(lat, 4), round(lon, 4), precision, round(radius, 1), None,
                     relation, best.admin1, best.country, m.confidence, m.candidates)

    def fallback(self, n: int, m: PlaceMention, phrase: Phrase, span: Span) -> Place:
        """No bearer of the name is known: the place that the report says it lies in, at that precision; else no place."""
        held, why = self.holding(n, phrase)
        if held is None or held.lat is None:
            return Place(span.start, span.end, span.words, m.span.words, None, None, None, "unknown", None, None, phrase.relation, None, None, 0.0, m.candidates)
        stand_in = PlaceCandidate(held.gazetteer_id or "", held.name, held.lat, held.lon, held.precision, held.country or "", held.admin1, held.radius_km or 0.0,
                                  0.5 * held.confidence, (f"no gazetteer has {m.span.words!r}", f"{why} {held.name}"))
        return Place(span.start, span.end, span.words, m.span.words, held.gazetteer_id, held.lat, held.lon, held.precision, held.radius_km, None,
                     "inside", held.admin1, held.country, round(0.5 * held.confidence, 3), (stand_in, *m.candidates))

    def holding(self, n: int, phrase: Phrase) -> tuple[Place | None, str]:
        """Where an unknown name lies: what its phrase says, or says elsewhere in the report; else the province of the place named next to it."""
        if (known := self.known_holder(n)) is not None:
            return self.place(known), "said to lie in"
        if (known := self.held_elsewhere().get(self.places[n].span.words)) is not None:
            return self.place(known), "said elsewhere in the report to lie in"
        sentence, last = self.parsed.sentence_of[self.places[n].first], min(len(self.places), n + NEIGHBOURS)
        here = [k for k in range(max(0, n - NEIGHBOURS), last) if self.is_known(k)
                and 0 <= sentence - self.parsed.sentence_of[self.places[k].first] <= SENTENCES_BACK]
        for k in sorted(here, key=lambda k: (abs(self.places[k].first - self.places[n].first), k)):
            found = self.place(k)
            if found and found.lat is not None and found.country:
                if phrase.kind == "district" and found.precision == "town":
                    return found, "the town named next to it is"
                return self.unit(found) or found, "the place named next to it lies in"
        return None, ""

    def is_known(self, n: int) -> bool:
        return self.places[n].literal and bool(self.places[n].candidates)

    def known_holder(self, n: int) -> int | None:
        """The first known place outwards from mention n: of "X in Y in Z", Z when the gazetteer has no Y."""
        for _ in range(MAX_NESTING):
            n = self.reader.phrase(n).holder
            if n is None or self.is_known(n):
                return n
        return None

    def narrowed(self) -> tuple[PlaceMention, ...]:
        """The mentions with only the bearers that lie where the report says: of "Andar district, Ghazni province", and of "Andar" elsewhere, none of Farah's."""
        holders = {n: self.places[h].candidates[0] for n in range(len(self.places)) if (h := self.known_holder(n)) is not None}
        said = {self.places[n].span.words: held for n, held in reversed(holders.items()) if held.feature in AREAS}
        return tuple(within(m, holders.get(n) or said.get(m.span.words)) for n, m in enumerate(self.places))

    def held_elsewhere(self) -> dict[str, int]:
        """For each unknown name, the known place that some mention of it is said to lie in."""
        if self.elsewhere is None:
            holders = [(p.span.words, self.known_holder(n)) for n, p in enumerate(self.places) if p.literal and not p.candidates]
            self.elsewhere = {words: n for words, n in reversed(holders) if n is not None}
        return self.elsewhere

    def unit(self, place: Place) -> Place | None:
        """The first-level unit that a place lies in, as a place of its own."""
        c = self.gazetteer.admin1(place.admin1, place.country) if place.admin1 else None
        return replace(place, name=c.name, gazetteer_id=c.gazetteer_id, lat=c.lat, lon=c.lon, precision="province", radius_km=c.radius_km) if c else None

    # -- two names

    def between(self, m: PlaceMention, phrase: Phrase, span: Span) -> Place | None:
        """The stretch from one place to the other: its middle, half its length as radius, a line as geometry."""
        other = self.places[phrase.partner]
        if not m.candidates or not other.candidates:
            return None
        a, b = m.candidates[0], other.candidates[0]
        first, last = min(phrase.first, other.first), max(phrase.last, other.last)
        span = self.parsed.span(first, last)
        half = km(a.lat, a.lon, b.lat, b.lon) / 2
        line = {"type": "LineString", "coordinates": [[a.lon, a.lat], [b.lon, b.lat]]}
        return Place(span.start, span.end, span.words, f"{a.name} – {b.name}", None, round((a.lat + b.lat) / 2, 4), round((a.lon + b.lon) / 2, 4), "near",
                     round(half + max(a.radius_km, b.radius_km), 1), line, "between", a.admin1 if a.admin1 == b.admin1 else None,
                     a.country if a.country == b.country else None, round(min(m.confidence, other.confidence), 3), m.candidates)

    def border(self, n: int, m: PlaceMention, phrase: Phrase, span: Span) -> Place | None:
        """The land border of two countries; the second one is named with the first or is the country that the report is mostly about."""
        one = m.candidates[0]
        partner = self.places[phrase.partner] if phrase.partner is not None else None
        two = partner.candidates[0].country if partner and partner.candidates and partner.candidates[0].feature == "country" else self.main_country(one.country)
        line = self.gazetteer.border(one.country, two) if two else None
        if line is None:
            return None
        if partner:
            span = self.parsed.span(min(phrase.first, partner.first), max(phrase.last, partner.last))
        points = [p for piece in sorted(line.lines, key=len, reverse=True) for p in piece]
        lon, lat = self.nearest(n, points)
        radius = max(km(lat, lon, y, x) for x, y in points)
        names = sorted((one.name, self.gazetteer.country(two).name))
        return Place(span.start, span.end, span.words, f"{names[0]}–{names[1]} border", None, lat, lon, "border", round(radius, 1), None,
                     phrase.relation or "along", None, one.country, m.confidence, m.candidates)

    def nearest(self, n: int, points: list[tuple[float, float]]) -> tuple[float, float]:
        """The point of the border next to the nearest town named in its sentence; else the one in the middle."""
        sentence = self.parsed.sentence_of[self.places[n].first]
        towns = [p.candidates[0] for p in self.places
                 if p.literal and p.candidates and self.parsed.sentence_of[p.first] == sentence and p.candidates[0].feature not in AREAS]
        if towns:
            return min(points, key=lambda p: (min(km(t.lat, t.lon, p[1], p[0]) for t in towns), p))
        lat, lon = sum(p[1] for p in points) / len(points), sum(p[0] for p in points) / len(points)
        return min(points, key=lambda p: (km(lat, lon, p[1], p[0]), p))

    def main_country(self, but: str) -> str | None:
        """The country most often named or meant in the report, other than `but` and bordering on it."""
        counts = Counter(p.candidates[0].country for p in self.places if p.candidates)
        for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if code != but and self.gazetteer.border(code, but):
                return code
        return None


def within(m: PlaceMention, held: PlaceCandidate | None) -> PlaceMention:
    """The mention with the bearers that lie in the province or country `held`, unless its best one does so already."""
    if held is None or held.feature not in AREAS or not m.literal or not m.candidates or lies_in(m.candidates[0], held):
        return m
    return replace(m, candidates=tuple(c for c in m.candidates if lies_in(c, held)))


def lies_in(c: PlaceCandidate, held: PlaceCandidate) -> bool:
    """True for a place in a province or country, and for one that is itself such an area."""
    if c.feature in AREAS or (c.country == held.country and (held.feature == "country" or c.admin1 == held.admin1)):
        return True
    return held.feature == "admin1" and c.country == held.country and km(c.lat, c.lon, held.lat, held.lon) <= held.radius_km / 2   # our borders are coarse


def precision_of(c: PlaceCandidate) -> str:
    """The contract's precision of a place; one that is only known to within many kilometres is merely "near"."""
    precision = PRECISION.get(c.feature, "exact")
    limit = MAX_EXACT_KM if precision == "exact" else MAX_TOWN_KM if precision in ("town", "district") and c.feature != "city" else math.inf
    return "near" if c.radius_km > limit else precision


def part_of(lat: float, lon: float, box, bearing: float | None) -> tuple[float, float, float]:
    """The middle of the part of a box that lies in a direction, and half that part's extent in km."""
    height, width = box.north - box.south, box.east - box.west
    turn = math.radians(bearing)
    lat, lon = lat + math.cos(turn) * height / 4, lon + math.sin(turn) * width / 4
    reach = max(height, width * math.cos(math.radians(lat))) * KM_PER_DEGREE / 2
    return lat, lon, reach


def moved(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """The point so many kilometres away in a direction (plane geometry: distances here are short)."""
    turn = math.radians(bearing)
    return (lat + math.cos(turn) * distance_km / KM_PER_DEGREE,
            lon + math.sin(turn) * distance_km / (KM_PER_DEGREE * max(0.1, math.cos(math.radians(lat)))))
