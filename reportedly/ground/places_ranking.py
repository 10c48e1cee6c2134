"""Which bearer of a name is meant: candidates ranked by the whole report.

Each name of a report votes for the countries, first-level units and map squares of its candidates, and is then re-ranked by what the
others voted for (the "geographic context" and "one sense per discourse" heuristics of Leidner 2007, Toponym Resolution in Text).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..records import PlaceCandidate

# How much context may outweigh fame (priors run from 0.2 to 1.0); tuned on the training reports and local news.
COUNTRY_WEIGHT, ADMIN1_WEIGHT, NEAR_WEIGHT, HOLDER_WEIGHT, FEATURE_WEIGHT = 0.45, 0.25, 0.20, 0.60, 0.25

# A place is near when it lies in the same or a neighbouring square of so many degrees.
SQUARE_DEGREES = 1.0

# Features that an expected kind accepts; a kind that is not listed accepts all.
FITS = {
    "admin1": {"admin1"}, "admin2": {"admin2", "district", "admin1"}, "countryside": {"city", "town", "village", "admin1"},
    "town": {"city", "town", "village", "district"}, "village": {"village", "town", "district"}, "district": {"district", "city", "town", "village", "admin2"},
    "airport": {"airport", "airbase"}, "base": {"base", "airport", "airbase", "site"}, "dam": {"dam"}, "crossing": {"crossing", "town", "city"}, "camp": {"camp", "base"},
    "river": {"river"}, "lake": {"lake"}, "mountain": {"mountain"}, "border": {"country"},
}


@dataclass(frozen=True, slots=True)
class Naming:
    """All that a report says of one name at one spot: its candidates, the kind of place the words ask for, and a name that holds it."""

    key: str
    candidates: tuple[PlaceCandidate, ...]
    wanted: str | None = None                 # a feature of place_features.tsv
    holder: str | None = None                 # key of the place it is said to lie in


def rank(namings: Iterable[Naming], demonyms: Iterable[str]) -> list[tuple[PlaceCandidate, ...]]:
    """The candidates of each naming, best first, with scores and reasons; `demonyms` are country codes (alpha-3), one for each use."""
    namings = list(namings)
    votes = Votes(namings, demonyms)
    holders = {n.key: n.candidates for n in namings}
    wanted: dict[str, Counter] = {}
    for n in namings:
        if n.wanted:
            wanted.setdefault(n.key, Counter())[n.wanted] += 1
    done: dict[tuple, tuple[PlaceCandidate, ...]] = {}
    ranked = []
    for n in namings:
        key = (n.key, n.wanted, n.holder, n.candidates[:1])
        if key not in done:
            scored = [score(c, n, votes, holders.get(n.holder or "", ())) for c in n.candidates]
            done[key] = tuple(sorted(scored, key=lambda c: (-c.score, c.gazetteer_id)))
        ranked.append(done[key])
    return ranked


class Votes:
    """What the names of a report together speak for; a name's own votes are left out when it is asked for."""

    def __init__(self, namings: list[Naming], demonyms: Iterable[str]) -> None:
        counts = Counter(n.key for n in namings)
        self.countries: Counter = Counter()
        self.units: Counter = Counter()
        self.squares: Counter = Counter()
        self.own: dict[str, tuple[Counter, Counter, Counter]] = {}
        for n in sorted({n.key: n for n in namings}.values(), key=lambda n: n.key):
            weights = [c.score ** 4 for c in n.candidates]
            total, uses = sum(weights) or 1.0, 1 + math.log(counts[n.key])
            own = Counter(), Counter(), Counter()
            for c, weight in zip(n.candidates, weights):
                share = uses * weight / total
                own[0][c.country] += share
                if c.admin1:
                    own[1][c.country, c.admin1] += share
                if c.feature not in ("country", "admin1"):
                    own[2][square(c)] += share
            self.own[n.key] = own
            for all_votes, these in zip((self.countries, self.units, self.squares), own):
                all_votes.update(these)
        for code, uses in sorted(Counter(demonyms).items()):
            self.countries[code] += 1 + math.log(uses)

    def share(self, c: PlaceCandidate, key: str) -> tuple[float, float, float]:
        """How far the other names agree on the candidate's country, unit and neighbourhood, each 0..1."""
        own = self.own.get(key, (Counter(), Counter(), Counter()))
        names = max(1.0, sum(self.countries.values()) - sum(own[0].values()))
        country = (self.countries[c.country] - own[0][c.country]) / names
        unit = self.units[c.country, c.admin1] - own[1][c.country, c.admin1] if c.admin1 else 0.0
        y, x = square(c)
        near = sum(self.squares[y + dy, x + dx] - own[2][y + dy, x + dx] for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        return max(0.0, country), min(1.0, max(0.0, unit) / 2), min(1.0, max(0.0, near) / 2)


def square(c: PlaceCandidate) -> tuple[int, int]:
    return math.floor(c.lat / SQUARE_DEGREES), math.floor(c.lon / SQUARE_DEGREES)


def score(c: PlaceCandidate, n: Naming, votes: Votes, holders: tuple[PlaceCandidate, ...]) -> PlaceCandidate:
    """The candidate with its score in this report, and why."""
    country, unit, near = votes.share(c, n.key)
    total, reasons = c.score + COUNTRY_WEIGHT * country, list(c.reasons)
    if country > 0.3:
        reasons.append(f"the report speaks of {c.country}")
    if c.feature == "country":
        total += (ADMIN1_WEIGHT + NEAR_WEIGHT) * country        # what a place within it can gain by unit and neighbourhood
    else:
        total += ADMIN1_WEIGHT * unit + NEAR_WEIGHT * near
        if unit > 0.3:
            reasons.append(f"other places in {c.admin1} are named")
        if near > 0.3:
            reasons.append("other places nearby are named")
    held = next((h for h in holders[:3] if holds(h, c)), None)
    if held:
        total += HOLDER_WEIGHT
        reasons.append(f"said to be in {held.name}")
    if n.wanted in FITS:
        if c.feature in FITS[n.wanted]:
            total += FEATURE_WEIGHT
            reasons.append(f"called a {n.wanted.replace('admin1', 'province').replace('admin2', 'district')}")
        else:
            total -= FEATURE_WEIGHT
    return replace(c, score=round(total, 4), reasons=tuple(reasons))


def holds(holder: PlaceCandidate, c: PlaceCandidate) -> bool:
    """True when the holder is the candidate's country or first-level unit, or lies around it."""
    if holder.gazetteer_id == c.gazetteer_id or holder.country != c.country:
        return False
    if holder.feature == "country":
        return c.feature != "country"
    if holder.feature == "admin1":
        return c.admin1 == holder.admin1 and c.feature != "admin1"
    return abs(holder.lat - c.lat) + abs(holder.lon - c.lon) < 0.5 and c.feature not in ("country", "admin1")
