"""Where an act happened, by syntax: the likeliest place of its sentence, else none (when: `when`).

A report's topic is not the place of each act; what the context may add is decided in `context`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import word_class
from ..records import ParsedArticle, Place, PlaceMention
from .place_lists import list_with, together
from .place_signs import PlacedAct, Site, hangs_on, is_dateline, likelihood, signs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Below this share of likelihood a place of the sentence is not the act's: chosen on sentences with hand-marked places of acts.
LIKELY = 0.35

# Confidence kept by a place that only the dateline names: many are written elsewhere than where it happened.
BY_DATELINE = 0.5

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

    def __init__(self, parsed: ParsedArticle, mentions: tuple[PlaceMention, ...], places: tuple[Place | None, ...], referred: tuple[Place, ...] = (),
                 unlisted: tuple[Place, ...] = ()):
        self.parsed = parsed
        sites = [self.site(range(m.first, m.last), place) for m, place in zip(mentions, places) if place is not None]
        sites += [self.site(self.tokens(place), place, referred=True) for place in referred]
        sites += [self.site(self.tokens(place), place, unlisted=True) for place in unlisted]
        self.by_sentence: dict[int, list[Site]] = {}
        for site in sorted(sites, key=lambda s: s.at.start):
            self.by_sentence.setdefault(parsed.sentence_of[site.at.start], []).append(site)

    def site(self, at: range, place: Place, **named: bool) -> Site:
        doc = self.parsed.doc
        head = next((i for i in at if doc[i].head.i not in at), at.stop - 1)
        return Site(at, head, place, dateline=is_dateline(self.parsed.article.text, place), **named)

    def tokens(self, place: Place) -> range:
        """The tokens that a place's words begin and end in."""
        return range(bisect_right(self.parsed.starts, place.start) - 1, max(bisect_left(self.parsed.starts, place.end), 1))

    def own(self, act: PlacedAct) -> Place | None:
        """The place that the syntax gives the act, None when no place of its sentence is likely enough."""
        pairs = self.pairs(act)
        rated = [(likelihood(signs), -site.at.start, site) for site, signs in pairs]
        best = max(rated, key=lambda r: r[:2], default=None)
        if best is None or best[0] < LIKELY:
            return None
        listed = list_with(self.parsed, best[2], [site for site, _ in pairs])
        if len(listed) > 1:
            return together(self.parsed.article.text, [site.place for site in listed])
        return marked(best[2])

    def openings(self) -> dict[int, Place]:
        """The place of each sentence's main verb, by the number of the sentence: it sets the scene where the sentence tells no act."""
        found = {}
        for index, sentence in enumerate(self.parsed.sentences):
            root = next((t for t in self.parsed.doc[sentence.first:sentence.last] if t.head == t and t.pos_ == "VERB"), None)
            if root is not None and not sentence.heading and index in self.by_sentence:
                if (place := self.own(PlacedAct((root.i,), "", frozenset(), (), ()))) is not None:
                    found[index] = place
        return found

    def pairs(self, act: PlacedAct) -> list[tuple[Site, tuple[str, ...]]]:
        """The places of the act's sentence that may be where it happened, each with its signs: who did it and states that only own something are none."""
        doc = self.parsed.doc
        here = self.by_sentence.get(self.parsed.sentence_of[act.heads[0]], [])
        sites = [s for s in here if not any(a in s.at for a in act.actors) and not is_somebodys(doc, s.at, s.place)]
        sites = [s for s in sites if not (s.referred and any(names(doc, other, s) for other in sites))]
        return [(site, signs_of(doc, act, site, sites)) for site in sites]


def marked(site: Site) -> Place:
    """The place of a site, with a basis when the words about the act do not name it."""
    if site.referred:
        return replace(site.place, basis=site.place.candidates[0].reasons[0])
    return replace(site.place, confidence=round(site.place.confidence * BY_DATELINE, 3), basis="only the dateline names a place") if site.dateline else site.place


def names(doc: Doc, name: Site, noun: Site) -> bool:
    """True when the noun of a back reference has its own name beside it: "the area around X", "the X neighborhood of Y"."""
    return not name.referred and (hangs_on(doc, name, noun) or (name.place.start < noun.place.end and noun.place.start < name.place.end))
