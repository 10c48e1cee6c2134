"""Scores of many pairs: most are far from one event, and are given up before their costly features are asked.

The features and their weights are those of features.py and nothing else; a score that is not given up is exactly `features.score`.
"""

from __future__ import annotations

from collections.abc import Callable

from .facets import Facets
from .features import FEATURES, PRIOR, Context, act_points

# Features that never speak for an event: their most is 0. Every other feature's most is 1.
AGAINST_ONLY = frozenset({"undated", "habit", "two_places", "roles", "sets_apart", "planned", "far_apart"})
# When a feature certainly says nothing, as is seen without asking it: one side is missing, no word is shared, the reports differ.
SILENT: dict[str, Callable[[Facets, Facets], bool]] = {
    "one_report": lambda a, b: a.report != b.report or a.report is None,
    "time": lambda a, b: a.when is None or b.when is None,
    "trigger": lambda a, b: a.trigger.isdisjoint(b.trigger),
    "same_wording": lambda a, b: a.trigger.isdisjoint(b.trigger) or a.types.isdisjoint(b.types),
    "place": lambda a, b: a.where is None or b.where is None,
    "losses": lambda a, b: not a.losses or not b.losses,
    "actor": lambda a, b: not (a.actors and b.actors or a.actor_words and b.actor_words or a.actor_sides and b.actor_sides),
    "recipient": lambda a, b: not (a.recipients and b.recipients or a.recipient_words and b.recipient_words),
    "refers_back": lambda a, b: a.report != b.report,
    "sets_apart": lambda a, b: a.report != b.report,
    "two_places": lambda a, b: a.report != b.report,
    "far_apart": lambda a, b: a.report != b.report,
    "source": lambda a, b: a.report == b.report or a.sources.isdisjoint(b.sources),
    "copied_report": lambda a, b: a.report == b.report,
    "place_name": lambda a, b: a.place_words.isdisjoint(b.place_words),
}
# The order in which a hopeless pair is given up soonest: cheap and decisive features first, sets of words last.
FIRST = ("act", "time", "undated", "habit", "planned", "place", "trigger", "losses", "actor", "recipient", "roles", "place_name", "same_wording", "rare_words", "two_places")
# Sums in another order may differ by less than this.
ROUNDING = 1e-9


def score_above(least: float, a: Facets, b: Facets, context: Context) -> float | None:
    """The score of two claims or stories, None when it is not above `least` (0 or more); given up as soon as it can't be any more."""
    if act_points(a.types, b.types) < 0:
        return None
    left, asked = ALL_LEFT, []
    for row in _PLAN:
        if row.silent is not None and row.silent(a, b):
            left -= row.most
        else:
            asked.append(row)
    reached, threshold = PRIOR, least - ROUNDING
    values = [0.0] * len(FEATURES)
    for row in asked:
        if reached + left <= threshold:
            return None
        values[row.place] = value = row.weight * row.feature(a, b, context)
        reached += value
        left -= row.most
    # Summed in the order of the list, so that the last digit is that of `score`.
    found = PRIOR + sum(values)
    return found if found > least else None


class _Asked:
    """A feature in the order of asking: its place in FEATURES, and the most that it can add."""

    __slots__ = ("place", "feature", "weight", "most", "silent")

    def __init__(self, place: int) -> None:
        self.place = place
        self.feature, self.weight = FEATURES[place]
        self.most = 0.0 if self.feature.__name__ in AGAINST_ONLY else self.weight
        self.silent = SILENT.get(self.feature.__name__)


def _plan() -> tuple[_Asked, ...]:
    names = {feature.__name__: n for n, (feature, _) in enumerate(FEATURES)}
    return tuple(_Asked(n) for n in [*(names[name] for name in FIRST if name in names), *(n for name, n in names.items() if name not in FIRST)])


_PLAN = _plan()
ALL_LEFT = sum(row.most for row in _PLAN)
