"""The company that a name is in: other places of the report next to it, or the province around it named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..ground.places_ranking import square
from ..records import PlaceCandidate

# What company adds to the evidence for a name: another place of the report within about 100 km, or its province named.
NEIGHBOUR, NAMED_UNIT = 0.15, 0.10


class Company:
    """Where the places of a report lie, by map square and by first-level unit."""

    def __init__(self, chosen: Iterable[tuple[str, PlaceCandidate]]) -> None:
        """`chosen`: names that are certainly places, each with its likeliest bearer."""
        self.squares: dict[tuple[int, int], set[str]] = defaultdict(set)
        self.units: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, c in chosen:
            if c.feature == "admin1" and c.admin1:
                self.units[c.country, c.admin1].add(key)
            elif c.feature != "country":
                self.squares[square(c)].add(key)

    def bonus(self, key: str, candidates: Iterable[PlaceCandidate]) -> float:
        """The greatest support that any bearer of the name has from other names."""
        return max((self.support(key, c) for c in candidates if c.feature != "country"), default=0.0)

    def support(self, key: str, c: PlaceCandidate) -> float:
        y, x = square(c)
        near = any(self.squares.get((y + dy, x + dx), set()) - {key} for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        named = bool(c.admin1 and self.units.get((c.country, c.admin1), set()) - {key})
        return NEIGHBOUR * near + NAMED_UNIT * named
