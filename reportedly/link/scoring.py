"""Scores of many pairs: most are far from one event, and are given up before their costly features are asked.

The features and their weights are those of features.py and nothing else; a score that is not given up is exactly `features.score`.
"""

from __future__ import annotations

from functools import lru_cache

from .facets import Facets
from .features import FEATURES, PRIOR, Context, Feature, act_points

# Features that never speak for an event: their most is 0. Every other feature's most is 1.
AGAINST_ONLY = frozenset({"undated", "habit", "two_places", "roles", "sets_apart", "planned", "far_apart"})
# The order in which a hopeless pair is given up soonest: cheap and decisive features first, sets of words last.
FIRST = ("act", "time", "undated", "habit", "planned", "place", "trigger", "losses", "actor", "recipient", "roles", "place_name", "same_wording", "rare_words", "two_places")
# Sums in another order may differ by less than this.
ROUNDING = 1e-9


# What only claims of one report, or only those of two, can say.
WITHIN = frozenset({"one_report", "refers_back", "sets_apart", "two_places", "far_apart"})
BETWEEN = frozenset({"rare_words", "copied_report", "source"})


def score_above(least: float, a: Facets, b: Facets, context: Context) -> float | None:
    """The score of two claims or stories, None when it is not above `least` (0 or more); given up as soon as it can't be any more."""
    if act_points(a.types, b.types) < 0:
        return None
    reached, threshold = PRIOR, least - ROUNDING
    asked, values = _asked(_may_speak(a, b)), [0.0] * len(FEATURES)
    for place, feature, weight, left in asked:
        if reached + left <= threshold:
            return None
        values[place] = value = weight * feature(a, b, context)
        reached += value
    # Summed in the order of the list, so that the last digit is that of `score`.
    found = PRIOR + sum(values)
    return found if found > least else None


def _may_speak(a: Facets, b: Facets) -> int:
    """Which features may say something, as bits of _BIT: the others certainly don't, since a side is missing or no word is shared."""
    may = _WITHIN if a.report is not None and a.report == b.report else _BETWEEN
    if a.when is None or b.when is None:
        may &= ~_BIT["time"]
    if a.where is None or b.where is None:
        may &= ~_NO_PLACE
    if a.trigger.isdisjoint(b.trigger):
        may &= ~_NO_TRIGGER
    elif a.types.isdisjoint(b.types):
        may &= ~_BIT["same_wording"]
    if not a.losses or not b.losses:
        may &= ~_BIT["losses"]
    if not (a.actors and b.actors or a.actor_words and b.actor_words or a.actor_sides and b.actor_sides):
        may &= ~_BIT["actor"]
    if not (a.recipients and b.recipients or a.recipient_words and b.recipient_words):
        may &= ~_BIT["recipient"]
    if a.place_words.isdisjoint(b.place_words):
        may &= ~_BIT["place_name"]
    if a.sources.isdisjoint(b.sources):
        may &= ~_BIT["source"]
    return may


@lru_cache(maxsize=None)
def _asked(may: int) -> tuple[tuple[int, Feature, float, float], ...]:
    """The features to ask, in order: place in FEATURES, feature, weight, and the most that it and those after it can add."""
    places = {feature.__name__: n for n, (feature, _) in enumerate(FEATURES)}
    order = [n for n in (*(places[name] for name in FIRST), *(n for name, n in places.items() if name not in FIRST)) if may >> n & 1]
    most = {n: 0.0 if FEATURES[n][0].__name__ in AGAINST_ONLY else FEATURES[n][1] for n in order}
    return tuple((n, *FEATURES[n], sum(most[later] for later in order[place:])) for place, n in enumerate(order))


_BIT = {feature.__name__: 1 << n for n, (feature, _) in enumerate(FEATURES)}
_WITHIN = sum(bit for name, bit in _BIT.items() if name not in BETWEEN)
_BETWEEN = sum(bit for name, bit in _BIT.items() if name not in WITHIN)
_NO_PLACE = _BIT["place"] | _BIT["two_places"]
_NO_TRIGGER = _BIT["trigger"] | _BIT["same_wording"]
