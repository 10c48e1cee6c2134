"""One place for an act that is told of several: "in Homs and Hama", "the towns of Anadan, Huraytan and Kafr Hamra"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..ground.distance import km
from ..records import ParsedArticle, Place, Span
from .place_signs import Site, holds

# What may stand between two places of a list, and what makes it one: a comma alone also stands in "Kabul, Afghanistan".
BETWEEN = re.compile(r"\s*(?:,\s*)?(?:(?:and|or|&|as well as)\s+)?(?:(?:in|at|near)\s+)?(?:the\s+)?(?:both\s+)?", re.I)
JOINS = re.compile(r"\b(?:and|or|as well as)\b|&", re.I)

# A list whose places lie within this of their middle is one neighbourhood.
NEIGHBOURHOOD_KM = 30.0


def list_with(parsed: ParsedArticle, best: Site, sites: Sequence[Site]) -> list[Site]:
    """The places that stand in one list with `best`, itself among them, in the order of the text; [best] when it stands alone."""
    ordered = sorted((s for s in sites if not s.referred), key=lambda s: (s.place.start, s.place.end))
    if best not in ordered or best.place.relation in ("between", "along") or best.place.precision == "border":
        return [best]
    runs: list[list[Site]] = []
    for site in ordered:
        if runs and goes_on(parsed, runs[-1][-1], site):
            runs[-1].append(site)
        else:
            runs.append([site])
    run = next(r for r in runs if best in r)
    joined = any(JOINS.search(gap(parsed, a, b)) for a, b in zip(run, run[1:]))
    return run if joined else [best]


def goes_on(parsed: ParsedArticle, one: Site, other: Site) -> bool:
    """True when nothing but a comma or "and" parts two places of which neither holds the other."""
    between = gap(parsed, one, other)
    return bool(between.strip()) and BETWEEN.fullmatch(between) is not None and not holds(one.place, other.place) and not holds(other.place, one.place)


def gap(parsed: ParsedArticle, one: Site, other: Site) -> str:
    """The characters between two places; from the first one's name where its words were read to take in the second ("Nablus, Jenin")."""
    end = one.place.end if one.place.end <= other.place.start else parsed.ends[one.at.stop - 1]
    return parsed.article.text[end:other.place.start]


def together(text: str, places: Sequence[Place]) -> Place:
    """Several places as one: their middle, a radius that reaches over all of them, a MultiPoint, the units that they share."""
    span = Span(places[0].start, places[-1].end, text[places[0].start:places[-1].end])
    names = ", ".join(dict.fromkeys(p.name for p in places))
    located = [p for p in places if p.lat is not None and p.lon is not None]
    candidates = tuple(c for p in places for c in p.candidates[:1])
    if not located:
        return Place(span.start, span.end, span.words, names, None, None, None, "unknown", None, None, None, None, None, 0.0, candidates)
    lat, lon = (round(sum(values) / len(located), 4) for values in zip(*((p.lat, p.lon) for p in located)))
    radius = round(max(km(lat, lon, p.lat, p.lon) + (p.radius_km or 0.0) for p in located), 1)
    admin1, country = shared([p.admin1 for p in located]), shared([p.country for p in located])
    points = {"type": "MultiPoint", "coordinates": [[p.lon, p.lat] for p in located]}
    precision = "near" if radius <= NEIGHBOURHOOD_KM else "province" if admin1 else "country" if country else "region"
    return Place(span.start, span.end, span.words, names, None, lat, lon, precision, radius, points, None, admin1, country,
                 min(p.confidence for p in located), candidates)


def shared(values: Sequence[str | None]) -> str | None:
    """The value that all have, None when they differ."""
    return values[0] if len(set(values)) == 1 else None
