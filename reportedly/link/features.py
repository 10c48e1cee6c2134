"""The features that speak for or against two claims telling one event, as a list with weights.

A feature returns a number from -1 (speaks against) over 0 (says nothing: missing values are neutral) to 1 (speaks for); its weight says
how much that counts, and the first sentence of its docstring is what `reportedly why` prints. The weights are rough
log-odds: set by reasoning, then adjusted by hand in a few rounds on 72 hand-coded reports, so scores on those reports flatter them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import lru_cache

from ..ground.actor_kinship import related_actors
from ..ground.distance import km
from .facets import Bounds, Facets, common_words
from .kinship import type_relation

# Up to this many days a difference may be night against morning or a time zone ("late Thursday", "early Friday").
NEAR_MISS_DAYS = 1.0
# What two days in a row are worth in two reports.
NEXT_DAY = 0.3
# An interval this many times longer than another is a period that contains an act, not the time of that act.
PERIOD = 7.0
# Kilometres by which a gazetteer's point may lie off the place meant.
POINT_ERROR_KM = 5.0
# Radius in km from which on a place is a region that contains many events.
REGION_KM = 80.0
# Two points of a gazetteer nearer than this are two entries of one place.
ONE_POINT_KM = 1.0
# A circle so many times larger than another is a city that contains a quarter, not the town next to it.
CONTAINS = 2.0
# Share of a match of time or place that counts even when a side has taken its value over from elsewhere in the report.
MATCH_UNSURE = 0.6
# Share of that when both have: two sentences of one report share the day of a third, whatever they tell.
SHARED_SCENE = 0.5
# Share of a contradiction of places that counts when the later claim of a report refers back to an act the reader knows.
TOLD_AGAIN = 0.3
# Largest ratio of two tolls that still looks like one event counted at two times.
TOLL_RATIO = 2.0
# What one shared word that is not common (lexicon/common_words.tsv) adds to a match of names; two make it full.
RARE_WORD = 0.7
# Letters after which a report has mostly passed on: about eight sentences.
FAR_LETTERS = 1200
# Share of common words from which on two passages are one wording.
SAME_WORDING = 0.6


@dataclass(frozen=True, slots=True)
class Context:
    """What a feature cannot see in the two claims themselves: which pairs of reports (ids in order) are copies.

    Nothing here depends on the rest of the run, so that a later report never changes the score of two earlier ones.
    """

    copies: Container[tuple[str, str]] = frozenset()


# How far two types go towards one act.
ACT_POINTS = {"equal": 1.0, "same": 0.5, "general": 0.5, "part": 0.0, "outcome": 0.3, "outcomes": 0.1, None: -1.0}
# Types in which both sides act, so that who is named first says nothing.
MUTUAL = frozenset({"clash", "negotiate", "agree", "cooperate"})

Feature = Callable[[Facets, Facets, Context], float]


def time(a: Facets, b: Facets, context: Context) -> float:
    """Both claims name the same time.

    The share of the two intervals that is common, so that "in December" meets "in December" and not the 7th. One report that names two
    days in a row means two; in two reports it may be one night, or a time zone. A time that two sentences of one report have both taken
    over from a third says little.
    """
    if a.when is None or b.when is None:
        return 0.0
    sure = min(a.when_sure, b.when_sure)
    here = _one_report(a, b)
    found = _trusted(_common_time(a.when, b.when, here), sure)
    return found * SHARED_SCENE if here and found > 0 and max(a.when_sure, b.when_sure) < 1 else found


@lru_cache(maxsize=100_000)
def _common_time(one: Bounds, other: Bounds, in_one_report: bool) -> float:
    """The points of two times, -1 … 1, before it is asked how sure they are."""
    common = min(one.high, other.high) - max(one.low, other.low)
    if common <= 0:
        return -1.0 if -common >= NEAR_MISS_DAYS else -0.7 if in_one_report else NEXT_DAY
    whole = max(one.high, other.high) - min(one.low, other.low)
    longer, shorter = max(_length(one), _length(other)), min(_length(one), _length(other))
    if longer > PERIOD * max(1.0, shorter):
        return -0.6 if longer > 4 * PERIOD else -0.2
    # Two acts of one year need not be one; two of one day more likely are.
    return min(1.0, 2 * common / whole) / (1 + math.log10(max(1.0, longer / PERIOD)))


def undated(a: Facets, b: Facets, context: Context) -> float:
    """One claim is dated and the other, which does not refer back to an act, is not: a general statement beside news."""
    if (a.when is None) == (b.when is None):
        return 0.0
    loose = a if a.when is None else b
    return 0.0 if loose.refers_back or loose.losses else -1.0


def habit(a: Facets, b: Facets, context: Context) -> float:
    """One claim tells what happens regularly or happened in the past, the other a single act."""
    return -1.0 if a.habitual != b.habitual else 0.0


def place(a: Facets, b: Facets, context: Context) -> float:
    """The two places are the same, or one contains the other.

    Distance is measured in the larger circle: 1 for one point, 0 at its edge, below beyond. A region that merely contains the other
    place says little.
    """
    if a.where is None or b.where is None:
        return 0.0
    sure = min(a.where_sure, b.where_sure)
    wider, narrower = max(a.where[2], b.where[2]), min(a.where[2], b.where[2])
    reach, distance = wider + POINT_ERROR_KM, distance_km(a.where, b.where)
    if distance > reach:
        return _trusted(-min(1.0, 0.2 + (distance - reach) / (2 * reach)), sure) * _not_told_again(a, b)
    if wider < REGION_KM:
        return _trusted(1.0 - distance / reach, sure)
    return _trusted(0.6 if narrower >= REGION_KM else 0.25, sure)


def two_places(a: Facets, b: Facets, context: Context) -> float:
    """One report names two towns or quarters, neither of them part of the other: it means two acts.

    Two reports may place one act differently, so that nothing follows there.
    """
    if a.where is None or b.where is None or not _one_report(a, b):
        return 0.0
    wider, narrower, distance = max(a.where[2], b.where[2]), min(a.where[2], b.where[2]), distance_km(a.where, b.where)
    if wider >= REGION_KM or distance <= ONE_POINT_KM or distance <= wider and wider >= CONTAINS * narrower:
        return 0.0
    return _trusted(-1.0 if distance > wider + narrower else -0.5, min(a.where_sure, b.where_sure)) * _not_told_again(a, b)


def place_name(a: Facets, b: Facets, context: Context) -> float:
    """The words for the place share a name."""
    return min(1.0, RARE_WORD * len((a.place_words & b.place_words) - common_words()))


def act(a: Facets, b: Facets, context: Context) -> float:
    """The event types are equal, or may describe one act (lexicon/type_families.tsv)."""
    return act_points(a.types, b.types)


@lru_cache(maxsize=None)
def act_points(one: frozenset[str], other: frozenset[str]) -> float:
    """The points of the best match of two sets of types; below 0 when no row joins any of them."""
    return max(ACT_POINTS[type_relation(x, y)] for x in one for y in other)


def actor(a: Facets, b: Facets, context: Context) -> float:
    """Both claims name the same actor; two known actors that are not parts of one another, or of two sides, speak against."""
    value = _parties(a.actors, b.actors, a.actor_words, b.actor_words)
    return -0.7 if value == 0 and a.actor_sides and b.actor_sides and not a.actor_sides & b.actor_sides else value


def roles(a: Facets, b: Facets, context: Context) -> float:
    """Who acts in one claim is acted on in the other: an attack and the answer to it. Meetings and clashes have no such roles."""
    if a.types & MUTUAL or b.types & MUTUAL or a.actors & b.actors:
        return 0.0
    return -1.0 if a.actors & b.recipients or b.actors & a.recipients else 0.0


def recipient(a: Facets, b: Facets, context: Context) -> float:
    """Both claims name the same target or victim; different ones hardly speak against, since one act may hit many."""
    value = _parties(a.recipients, b.recipients, a.recipient_words, b.recipient_words)
    return value if value > 0 else value / 4


def losses(a: Facets, b: Facets, context: Context) -> float:
    """The tolls are equal, or can be: "at least 17" can be 22; tolls of very different size speak against, close ones do not."""
    values = [_toll(a.losses[kind], b.losses[kind]) for kind in sorted(a.losses.keys() & b.losses.keys())]
    return max(-1.0, min(1.0, sum(values))) if values else 0.0


def rare_words(a: Facets, b: Facets, context: Context) -> float:
    """The sentences of two reports share words that few reports use, as a share of such words in the shorter one.

    Within one report it says nothing: a report repeats its own names.
    """
    if _one_report(a, b):
        return 0.0
    # The words for the act have a feature of their own.
    shared = len((a.words & b.words) - a.trigger - b.trigger - common_words())
    if not shared:
        return 0.0
    return min(1.0, 2 * shared / min(len(a.words - a.trigger - b.trigger - common_words()), len(b.words - a.trigger - b.trigger - common_words())))


def trigger(a: Facets, b: Facets, context: Context) -> float:
    """The same word names the act."""
    return 1.0 if a.trigger & b.trigger else 0.0


def same_wording(a: Facets, b: Facets, context: Context) -> float:
    """The sentences are nearly the same and their act has the same words: one passage printed twice."""
    union = len(a.words | b.words)
    return 1.0 if union and a.types & b.types and a.trigger & b.trigger and len(a.words & b.words) / union >= SAME_WORDING else 0.0


def copied_report(a: Facets, b: Facets, context: Context) -> float:
    """The two reports are near copies of each other."""
    return 1.0 if a.report and b.report and tuple(sorted((a.report, b.report))) in context.copies else 0.0


def refers_back(a: Facets, b: Facets, context: Context) -> float:
    """In one report, the later claim speaks of "the attack", "this blast": an act the reader already knows."""
    return 1.0 if _one_report(a, b) and _later(a, b).refers_back else 0.0


def sets_apart(a: Facets, b: Facets, context: Context) -> float:
    """In one report, the later claim says that it tells of something else: "another attack", "meanwhile", "separately"."""
    return -1.0 if _one_report(a, b) and _later(a, b).sets_apart else 0.0


def planned(a: Facets, b: Facets, context: Context) -> float:
    """One claim tells what is to come, the other what has taken place."""
    return -1.0 if a.planned != b.planned else 0.0


def far_apart(a: Facets, b: Facets, context: Context) -> float:
    """In one report, the claims stand far apart: it has mostly passed on to something else."""
    return -min(1.0, abs(a.start - b.start) / FAR_LETTERS) if _one_report(a, b) else 0.0


def source(a: Facets, b: Facets, context: Context) -> float:
    """The two reports quote the same source, which few reports of the run quote."""
    return 1.0 if not _one_report(a, b) and a.sources & b.sources else 0.0


def one_report(a: Facets, b: Facets, context: Context) -> float:
    """Both claims stand in one report, which mostly tells one story; claims of two reports need more in common."""
    return 1.0 if _one_report(a, b) else 0.0


# What has to be made up before two claims count as one event: most pairs are of two events. It is set so that the same day and the
# same type, even the same word, do not join two reports, and do join two claims of one report.
PRIOR = -5.0

FEATURES: tuple[tuple[Feature, float], ...] = (
    (time, 3.0),
    (undated, 1.5),
    (habit, 3.0),
    (place, 1.5),
    (two_places, 3.8),
    (place_name, 1.0),
    (act, 1.4),
    (actor, 1.7),
    (roles, 3.6),
    (recipient, 1.0),
    (losses, 2.0),
    (rare_words, 2.0),
    (trigger, 0.5),
    (same_wording, 2.5),
    (copied_report, 1.0),
    (refers_back, 1.7),
    (sets_apart, 0.5),
    (planned, 2.0),
    (far_apart, 1.2),
    (source, 1.0),
    (one_report, 3.2),
)
# Two types that no row joins: no sum of other features makes one event of an arrest and an air strike.
TWO_ACTS = -6.0


def score(a: Facets, b: Facets, context: Context) -> float:
    """The log-odds, roughly, that two claims tell one event: above 0 for, below 0 against."""
    if act_points(a.types, b.types) < 0:
        return TWO_ACTS
    return PRIOR + sum(weight * feature(a, b, context) for feature, weight in FEATURES)


def distance_km(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """Great-circle distance of two points in kilometres; the third number, the radius, is not read."""
    return 0.0 if a[0] == b[0] and a[1] == b[1] else _km(a[0], a[1], b[0], b[1])


# A war has some hundreds of places, which meet again and again.
_km = lru_cache(maxsize=100_000)(km)


def _one_report(a: Facets, b: Facets) -> bool:
    return a.report is not None and a.report == b.report


def _later(a: Facets, b: Facets) -> Facets:
    return max(a, b, key=lambda f: f.order)


def _not_told_again(a: Facets, b: Facets) -> float:
    """The share of a contradiction that counts: little where the later claim speaks of "the strike"; its sentence then names other places."""
    return TOLD_AGAIN if _one_report(a, b) and _later(a, b).refers_back else 1.0


def _trusted(value: float, sure: float) -> float:
    """A contradiction counts as far as both sides are sure of their value; a match at least MATCH_UNSURE, since errors seldom meet."""
    return value * sure if value < 0 else value * (MATCH_UNSURE + (1 - MATCH_UNSURE) * sure)


def _length(interval: Bounds) -> float:
    return interval.high - interval.low


def _parties(ids_a: frozenset[str], ids_b: frozenset[str], words_a: frozenset[str], words_b: frozenset[str]) -> float:
    if ids_a and ids_b:
        return 1.0 if any(related_actors(x, y) for x in ids_a for y in ids_b) else -1.0
    return 0.7 if words_a & words_b else 0.0


def _toll(a: Bounds, b: Bounds) -> float:
    if a == b:
        # Small numbers meet by chance.
        return 1.0 if a.low >= 10 else 0.6
    if a.meets(b):
        return 0.3 if max(a.low, b.low) <= TOLL_RATIO * max(1.0, min(a.low, b.low)) else 0.0
    low, high = sorted((min(a.high, b.high), max(a.low, b.low)))
    return 0.0 if high <= TOLL_RATIO * max(1.0, low) else -0.7
