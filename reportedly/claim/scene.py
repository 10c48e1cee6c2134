"""Where an act happened, by syntax: the place of its own phrases, its clause, its sentence, else none (when: `when`).

A report's topic is not the place of each act; what the context may add is decided in `context`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..ground.distance import km
from ..records import ParsedArticle, Place, PlaceMention
from .acts import ActGroup
from .distance import from_place

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Arcs (with surcharges) beyond which a place of the sentence no longer belongs to the act.
PLACE_TOO_FAR = 9.0

# A place inside the best one may be this much further away and is still preferred.
NESTED = 2.5

# A place that is what the act was done to is at most this far: "shelled the town of X".
AS_RECIPIENT = 2.0

# What a place is set back by when it has no coordinates, is a whole country or region, or only refers back to a name.
UNKNOWN_PLACE, WIDE_PLACE, REFERRED_PLACE = 1.5, 1.0, 1.0

# Of two that the tree puts equally far, the one nearer in the text: arcs for each token between.
PLACE_TOKEN = 0.01


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
