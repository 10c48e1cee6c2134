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

HELD_WEIGHT = 0.30

# The votes are counted again with what the first round chose.
ROUNDS, FAME_EXPONENT, STANDING_RATE = 2, 4, 7.0

# Smaller shares of a vote decide nothing: a "Springfield" has forty bearers.
MIN_VOTE = 0.02

# Bearers of a holder's name that are tried: "Iraq" has one, "Lebanon" is a country and several towns.
HOLDERS = 3

# A place is near when it lies in the same or a neighbouring square of so many degrees.
SQUARE_DEGREES = 1.0

# Features so wide that no other place is near them; they get for their country what towns get for their neighbours.
WIDE = frozenset({"admin1", "region", "river", "mountain", "desert", "island", "sea", "lake"})

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
    held: str | None = None                   # key of the place that is said to lie in it


def rank(namings: Iterable[Naming], demonyms: Iterable[str], rounds: int = ROUNDS) -> list[tuple[PlaceCandidate, ...]]:
    """The candidates of each naming, best first, with scores and reasons; `demonyms` are country codes (alpha-3), one for each use.

    Each of the `rounds` but the last only counts the votes anew.
    """
    namings, demonyms = list(namings), list(demonyms)
    relations = Relations(namings)
    weights = {n.key: fame(n.candidates) for n in namings}
    for _ in range(rounds - 1):
        ranked = one_round(namings, Votes(namings, demonyms, weights), relations)
        weights = {n.key: standing(r) for n, r in zip(namings, ranked)}
    return one_round(namings, Votes(namings, demonyms, weights), relations)


def one_round(namings: list[Naming], votes: Votes, relations: Relations) -> list[tuple[PlaceCandidate, ...]]:
    """The candidates of each naming as these votes order them."""
    done: dict[tuple, tuple[PlaceCandidate, ...]] = {}
    ranked = []
    for n in namings:
        key = (n.key, n.wanted, n.holder, n.held, n.candidates[:1])
        if key not in done:
            scored = [score(c, n, votes, relations) for c in n.candidates]
            done[key] = tuple(sorted(scored, key=lambda c: (-c.score, c.gazetteer_id)))
        ranked.append(done[key])
    return ranked


def fame(candidates: Iterable[PlaceCandidate]) -> dict[str, float]:
    """The share of a name's vote that each bearer has before any context."""
    return shares({c.gazetteer_id: c.score ** FAME_EXPONENT for c in candidates})


def standing(ranked: tuple[PlaceCandidate, ...]) -> dict[str, float]:
    """The same after a round: a bearer that is 0.1 behind the best has half its share."""
    return shares({c.gazetteer_id: math.exp(STANDING_RATE * (c.score - ranked[0].score)) for c in ranked})


def shares(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values()) or 1.0
    return {key: weight / total for key, weight in weights.items()}


class Relations:
    """What the words of a report say about which place lies in which."""

    def __init__(self, namings: list[Naming]) -> None:
        self.candidates = {n.key: n.candidates for n in namings}
        self.holder_of: dict[str, str] = {}                   # a name is said once where it lies, and is then used without
        for n in namings:
            if n.holder and any(holds(h, c) for h in self.candidates.get(n.holder, ())[:HOLDERS] for c in n.candidates):
                self.holder_of.setdefault(n.key, n.holder)

    def holder(self, n: Naming, c: PlaceCandidate) -> PlaceCandidate | None:
        """The place that this bearer lies in according to the words here or elsewhere in the report."""
        key = n.holder or self.holder_of.get(n.key, "")
        return next((h for h in self.candidates.get(key, ())[:HOLDERS] if holds(h, c)), None)

    def held(self, n: Naming, c: PlaceCandidate) -> PlaceCandidate | None:
        """The place that the words here say lies in this one ("Buffalo, New York")."""
        if n.held is None or c.feature not in ("country", "admin1"):
            return None
        return next((h for h in self.candidates.get(n.held, ()) if holds(c, h)), None)


class Votes:
    """What the names of a report together speak for; a name's own votes are left out when it is asked for."""

    def __init__(self, namings: list[Naming], demonyms: Iterable[str], weights: dict[str, dict[str, float]]) -> None:
        counts = Counter(n.key for n in namings)
        self.countries: Counter = Counter()
        self.units: Counter = Counter()
        self.squares: Counter = Counter()                     # each vote is in its own square and the eight around it
        self.own: dict[str, tuple[Counter, Counter, Counter]] = {}
        for n in sorted({n.key: n for n in namings}.values(), key=lambda n: n.key):
            uses = 1 + math.log(counts[n.key])
            own = Counter(), Counter(), Counter()
            for c in n.candidates:
                share = uses * weights[n.key].get(c.gazetteer_id, 0.0)
                if share < MIN_VOTE:
                    continue
                own[0][c.country] += share
                if c.admin1:
                    own[1][c.country, c.admin1] += share
                if c.feature not in ("country", "admin1"):
                    y, x = square(c)
                    for neighbour in ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)):
                        own[2][neighbour] += share
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
        near = self.squares[square(c)] - own[2][square(c)]
        return max(0.0, country), min(1.0, max(0.0, unit) / 2), min(1.0, max(0.0, near) / 2)


def square(c: PlaceCandidate) -> tuple[int, int]:
    return math.floor(c.lat / SQUARE_DEGREES), math.floor(c.lon / SQUARE_DEGREES)


def score(c: PlaceCandidate, n: Naming, votes: Votes, relations: Relations) -> PlaceCandidate:
    """The candidate with its score in this report, and why."""
    if not c.country:                                         # continents, seas: a report may name them whatever it is about
        return replace(c, score=round(c.score + COUNTRY_WEIGHT + ADMIN1_WEIGHT, 4))
    country, unit, near = votes.share(c, n.key)
    total, reasons = c.score + COUNTRY_WEIGHT * country, list(c.reasons)
    if country > 0.3:
        reasons.append(f"the report speaks of {c.country}")
    if c.feature == "country":
        total += (ADMIN1_WEIGHT + NEAR_WEIGHT) * country        # what a place within it can gain by unit and neighbourhood
    else:
        total += ADMIN1_WEIGHT * unit + NEAR_WEIGHT * (near if c.feature not in WIDE else 0.0 if has_seat(c, n.candidates) else max(unit, country))
        if unit > 0.3:
            reasons.append(f"other places in {c.admin1} are named")
        if near > 0.3 and c.feature not in WIDE:
            reasons.append("other places nearby are named")
    if (holder := relations.holder(n, c)) is not None:
        total += HOLDER_WEIGHT
        reasons.append(f"said to be in {holder.name}")
    elif (held := relations.held(n, c)) is not None:
        total += HELD_WEIGHT
        reasons.append(f"{held.name} is said to be in it")
    if n.wanted in FITS:
        if c.feature in FITS[n.wanted]:
            total += FEATURE_WEIGHT
            reasons.append(f"called a {n.wanted.replace('admin1', 'province').replace('admin2', 'district')}")
        else:
            total -= FEATURE_WEIGHT
    return replace(c, score=round(total, 4), reasons=tuple(reasons))


def has_seat(unit: PlaceCandidate, candidates: Iterable[PlaceCandidate]) -> bool:
    """True when a town of the unit bears its name: reports that mean the province mostly say so."""
    return any(c.feature in ("city", "town") and c.country == unit.country and c.admin1 == unit.admin1 for c in candidates)


def holds(holder: PlaceCandidate, c: PlaceCandidate) -> bool:
    """True when the holder is the candidate's country or first-level unit, or lies around it."""
    if holder.gazetteer_id == c.gazetteer_id or holder.country != c.country:
        return False
    if holder.feature == "country":
        return c.feature != "country"
    if holder.feature == "admin1":
        return c.admin1 == holder.admin1 and c.feature != "admin1"
    return abs(holder.lat - c.lat) + abs(holder.lon - c.lon) < 0.5 and c.feature not in ("country", "admin1")
