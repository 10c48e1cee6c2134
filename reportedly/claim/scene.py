"""Where and when an act happened, by syntax: the place and time of its own phrases, its clause, its sentence, else none.

A report's topic is not the place of each act; what the context may add is decided in `context`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..ground.distance import km
from ..records import ParsedArticle, Place, PlaceMention, Time, TimeMention
from .acts import ActGroup
from .distance import from_place, from_time

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Arcs (with surcharges) beyond which a place or a time of the sentence no longer belongs to the act.
PLACE_TOO_FAR = 9.0
TIME_TOO_FAR = 7.0

# A place inside the best one may be this much further away and is still preferred.
NESTED = 2.5

# A place that is what the act was done to is at most this far: "shelled the town of X".
AS_RECIPIENT = 2.0

# What a place is set back by when it has no coordinates, is a whole country or region, or only refers back to a name.
UNKNOWN_PLACE, WIDE_PLACE, REFERRED_PLACE = 1.5, 1.0, 1.0

# Of two that the tree puts equally far, the one nearer in the text: arcs for each token between.
PLACE_TOKEN, TIME_TOKEN = 0.01, 0.02


def holds(outer: Place, inner: Place) -> bool:
    """True when the inner place is the smaller one and lies within the outer."""
    if None in (outer.lat, outer.lon, inner.lat, inner.lon) or (inner.radius_km or 0) >= (outer.radius_km or 0) / 2:
        return False
    if outer.precision == "country":
        return outer.country == inner.country
    return km(outer.lat, outer.lon, inner.lat, inner.lon) <= (outer.radius_km or 0)


# Words that the name of a country or town before a hyphen turns into a description: "Britain-based", "US-led".
DESCRIBING = word_class("describing")


def is_somebodys(doc: Doc, at: range, place: Place) -> bool:
    """True for a state named as owner or home, not as the scene: "US cruise missiles", "the Britain-based monitor"."""
    last = doc[at.stop - 1]
    if at.stop + 1 < len(doc) and doc[at.stop].text == "-" and doc[at.stop + 1].lower_ in DESCRIBING:
        return True
    return place.precision == "country" and last.text.replace(".", "").isupper() and last.dep_ in ("compound", "nmod", "amod", "poss", "nsubj")


class PlacePicker:
    """Chooses among the grounded places of one article."""

    def __init__(self, parsed: ParsedArticle, mentions: tuple[PlaceMention, ...], places: tuple[Place | None, ...], referred: tuple[Place, ...]):
        self.parsed = parsed
        self.referred = frozenset((p.start, p.end) for p in referred)
        self.by_sentence: dict[int, list[tuple[range, Place]]] = {}
        found = [(range(m.first, m.last), place) for m, place in zip(mentions, places) if place is not None]
        found += [(self.tokens(place), place) for place in referred]
        for at, place in sorted(found, key=lambda f: f[0].start):
            self.by_sentence.setdefault(parsed.sentence_of[at.start], []).append((at, place))

    def tokens(self, place: Place) -> range:
        """The tokens that a place's words begin and end in."""
        return range(bisect_right(self.parsed.starts, place.start) - 1, max(bisect_left(self.parsed.starts, place.end), 1))

    def own(self, group: ActGroup, actors: tuple[int, ...], recipients: tuple[int, ...], others: frozenset[int]) -> Place | None:
        """The place that the syntax gives the act. `others` are the heads of the sentence's other acts."""
        doc = self.parsed.doc
        here = self.by_sentence.get(self.parsed.sentence_of[group.act.head], [])
        heads = [doc[h] for h in group.heads()]
        rated: list[tuple[float, int, Place]] = []
        for at, place in here:
            if any(a in at for a in actors) or is_somebodys(doc, at, place):
                continue                              # who did it is not where it happened
            cost = min(from_place(doc[self.head_of(at)], head, others) for head in heads)
            if any(place.start <= self.parsed.starts[r] < place.end for r in recipients):
                cost = min(cost, AS_RECIPIENT)
            cost += PLACE_TOKEN * min(abs(at.start - h.i) for h in heads)
            if place.lat is None:
                cost += UNKNOWN_PLACE
            if place.precision in ("country", "region"):
                cost += WIDE_PLACE
            if (place.start, place.end) in self.referred:
                cost += REFERRED_PLACE
            rated.append((cost, at.start, place))
        rated.sort(key=lambda r: r[:2])
        if not rated or rated[0][0] >= PLACE_TOO_FAR:
            return None
        best = rated[0]
        for cost, first, place in rated[1:]:          # "X, in the province of Y": the smaller of two nested places
            if cost <= best[0] + NESTED and holds(best[2], place):
                best = (cost, first, place)
        return best[2]

    def head_of(self, inside: range) -> int:
        """The token of the words that hangs highest in the tree."""
        doc = self.parsed.doc
        return next((i for i in inside if doc[i].head.i not in inside), inside.stop - 1)


def is_undated_day(mention: TimeMention) -> bool:
    """True for a day that cannot be reckoned for want of a date to start from: "on Sunday" in a report without one."""
    return mention.type in ("DATE", "TIME") and ("WXX" in mention.value or mention.value.startswith("XXXX-"))


def undated(mention: TimeMention) -> Time:
    """The words of such a day, kept with no date."""
    return Time(None, None, mention.span.words, (mention.span.start, mention.span.end), "unknown",
                "no date of publication to reckon it from")


class TimePicker:
    """Chooses among the times of one article. `statements` are the spans of times that say when something was said: never the act's."""

    def __init__(self, parsed: ParsedArticle, mentions: tuple[TimeMention, ...], statements: frozenset[tuple[int, int]]):
        self.parsed = parsed
        self.by_sentence: dict[int, list[TimeMention]] = {}
        for mention in mentions:
            if (mention.interval is not None or is_undated_day(mention)) and mention.type != "SET" \
                    and (mention.span.start, mention.span.end) not in statements:
                self.by_sentence.setdefault(parsed.sentence_of[mention.first], []).append(mention)

    def own(self, group: ActGroup, others: frozenset[int]) -> Time | None:
        """The time that the syntax gives the act, None when none of the sentence is near enough."""
        doc = self.parsed.doc
        best: tuple[float, int, Time] | None = None
        for mention in self.by_sentence.get(self.parsed.sentence_of[group.act.head], []):
            top = next((i for i in range(mention.first, mention.last) if doc[i].head.i not in range(mention.first, mention.last)), mention.first)
            cost = min(from_time(doc[top], doc[h], others) for h in group.heads())
            cost += TIME_TOKEN * min(abs(mention.first - h) for h in group.heads())
            if best is None or (cost, mention.first) < best[:2]:
                best = (cost, mention.first, mention.interval or undated(mention))
        return best[2] if best is not None and best[0] < TIME_TOO_FAR else None
