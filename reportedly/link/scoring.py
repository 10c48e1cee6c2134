"""Scores of many pairs: most are far from one event, and are given up before their costly features are asked.

The features and their weights are those of features.py and nothing else; a score that is not given up is exactly `features.score`.
"""

from __future__ import annotations

from collections.abc import Callable

from .facets import Facets
from .features import FEATURES, PRIOR, Context
from .kinship import type_relation

# Features that never speak for an event: their most is 0. Every other feature's most is 1.
AGAINST_ONLY = frozenset({"undated", "habit", "two_places", "roles", "sets_apart", "planned", "far_apart"})
# The order in which a hopeless pair is given up soonest: cheap and decisive features first, sets of words last.
FIRST = ("act", "undated", "habit", "planned", "time", "trigger", "same_wording", "place", "one_report", "losses", "actor", "roles", "two_places", "refers_back")
# Sums in another order may differ by less than this.
ROUNDING = 1e-9


def score_above(least: float, a: Facets, b: Facets, context: Context) -> float | None:
    """The score of two claims or stories, None when it is not above `least` (0 or more); given up as soon as it can't be any more."""
    if a.types.isdisjoint(b.types) and all(type_relation(x, y) is None for x in a.types for y in b.types):
        return None
    values = [0.0] * len(FEATURES)
    reached = PRIOR
    for place, feature, weight, left in _PLAN:
        values[place] = value = weight * feature(a, b, context)
        reached += value
        if reached + left <= least - ROUNDING:
            return None
    # Summed in the order of the list, so that the last digit is that of `score`.
    found = PRIOR + sum(values)
    return found if found > least else None


def _plan() -> tuple[tuple[int, Callable[[Facets, Facets, Context], float], float, float], ...]:
    """For each feature, in the order of asking: its place in FEATURES, itself, its weight, and the most that those after it can add."""
    names = {feature.__name__: n for n, (feature, _) in enumerate(FEATURES)}
    order = [names[name] for name in FIRST if name in names] + [n for name, n in names.items() if name not in FIRST]
    most = [0.0 if FEATURES[n][0].__name__ in AGAINST_ONLY else FEATURES[n][1] for n in order]
    return tuple((n, *FEATURES[n], sum(most[k + 1 :])) for k, n in enumerate(order))


_PLAN = _plan()
