"""What linking reads of a claim, computed once: intervals as numbers, words as sets."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..lexicon import rows
from ..ground.actor_entry import PROVISIONAL
from ..records import Claim, Loss, Party, Time
from .kinship import type_family

DAY = 86_400.0
# Words of fewer letters are mostly function words; linking needs no list of them, since they are never rare.
SHORTEST_WORD = 3
# Days up to which a time is that of one act or one week of acts; blocks treat longer ones as periods.
NEWS_DAYS = 7.0
# Words at the beginning of a sentence that two printings of it share.
OPENING = 6
# How far a time or place counts that the sentence of the act does not name: the day of the report, the place told before.
TAKEN_OVER = 0.25
# Radius in kilometres when the gazetteer gave a point and a precision, but no radius.
RADIUS_OF = {"exact": 2.0, "near": 15.0, "town": 10.0, "district": 25.0, "province": 80.0, "border": 60.0, "region": 150.0, "country": 400.0}
UNKNOWN_RADIUS = 25.0
# From this many on, the dead, wounded or displaced are taken for those of a war or a year, genocides in a day apart. Our judgement, of no list.
WAR_TOLL = 10_000
# Statuses of an act that has not taken place.
PLANNED = frozenset({"future", "conditional"})
# Kinds of actor that are never one another. A militia may stand on either side, so it is none of them.
SIDE_OF = {"state_forces": "state", "government": "state", "police": "state", "rebel": "rebel", "civilians": "civilians"}


class Bounds(NamedTuple):
    """A number known to lie between `low` and `high`; open ends are 0 and infinity."""

    low: float
    high: float

    def meets(self, other: Bounds) -> bool:
        """True when one number can satisfy both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Facets:
    """One claim as linking compares it, or the claims that were found to tell one act (see `story_of`).

    `report` is the doc_id, None when the claims are of several reports. `when` in days since 1970 (end exclusive), `where` as latitude,
    longitude and radius in km; None and empty sets mean that the claim does not say. `when_sure` and `where_sure` (0..1) are lower where
    the sentence of the act itself does not name them. `order` is the place in the canonical order of the claims at hand; `start` that of
    the (first) word for the act in its report, in characters; `openings` are the first words of the sentences, after the type;
    `refers_back` is True for "the attack", "this blast", `sets_apart` for "another attack", "meanwhile", `habitual` for "regularly", "in
    the past" and the toll of a war, `planned` for what is to come; `sources` are the named innermost sources. Comparing reads every
    field but `claims`, which is empty in a stored story (link/stories.py).
    """

    claims: tuple[Claim, ...]
    report: str | None
    order: int
    start: int
    family: str
    types: frozenset[str]
    when: Bounds | None
    when_sure: float
    where: tuple[float, float, float] | None
    where_sure: float
    place_words: frozenset[str]
    actors: frozenset[str]
    actor_words: frozenset[str]
    recipients: frozenset[str]
    recipient_words: frozenset[str]
    actor_sides: frozenset[str]
    losses: dict[str, Bounds]
    words: frozenset[str]
    trigger: frozenset[str]
    openings: frozenset[str]
    refers_back: bool
    sets_apart: bool
    habitual: bool
    planned: bool
    sources: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim; of several, the first in the text."""
        return self.claims[0]


def facets_of(claims: Iterable[Claim], wording: bool = True) -> tuple[Facets, ...]:
    """Every claim's facets in canonical order: the same for any order of arrival.

    Without `wording` what is read from the words of the sentence is left out, and empty: an event compares values only, and
    half of the time goes into words.
    """
    return tuple(_facets(order, claim, wording) for order, claim in enumerate(in_order(claims)))


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in canonical order: report, place in the text, id."""
    return sorted(claims, key=lambda c: (c.doc_id, c.file, c.trigger.start, c.trigger.end, c.claim_id))


def story_of(members: Sequence[Facets]) -> Facets:
    """What a report, or several, say on one act: the best supported time and place, the largest toll (others are parts), else all.

    It holds no claims and has no `order`: stories are compared by what they say.
    """
    dated, placed = [f for f in members if f.when], [f for f in members if f.where]
    when = dated[best_supported([(f.when, f.when_sure, f.when.high - f.when.low) for f in dated])] if dated else None
    where = placed[best_supported([(f.where, f.where_sure, f.where[2]) for f in placed])] if placed else None
    first = members[0]

    def union(field: str) -> frozenset[str]:
        return getattr(first, field).union(*[getattr(f, field) for f in members[1:]])

    return Facets(
        claims=(),
        report=first.report if all(f.report == first.report for f in members) else None,
        order=0,
        start=first.start,
        family=first.family,
        types=union("types"),
        when=when.when if when else None,
        when_sure=when.when_sure if when else 0.0,
        where=where.where if where else None,
        where_sure=where.where_sure if where else 0.0,
        place_words=union("place_words"),
        actors=union("actors"),
        actor_words=union("actor_words"),
        recipients=union("recipients"),
        recipient_words=union("recipient_words"),
        actor_sides=union("actor_sides"),
        losses={kind: _largest(f.losses[kind] for f in members if kind in f.losses) for kind in sorted({k for f in members for k in f.losses})},
        words=union("words"),
        trigger=union("trigger"),
        openings=union("openings"),
        refers_back=False,
        sets_apart=False,
        habitual=all(f.habitual for f in members),
        planned=all(f.planned for f in members),
        sources=union("sources"),
    )


def best_supported(given: Sequence[tuple[Hashable, float, float]]) -> int:
    """The position of the value to believe among (value, how sure 0..1, how wide in days or km); at least one must be given.

    Each vote counts as far as it is sure; a narrow value needs fewer votes than a wide one, which says less, and a single slip of the
    coder does not carry the day. Ties go to the surest, then to the first.
    """
    if len(given) == 1:
        return 0
    votes: dict[Hashable, float] = {}
    for value, sure, wide in given:
        votes[value] = votes.get(value, 0.0) + sure / (1 + math.log2(1 + wide))
    return max(range(len(given)), key=lambda n: (votes[given[n][0]], given[n][1], -n))


def _largest(tolls: Iterable[Bounds]) -> Bounds:
    return max(tolls, key=lambda toll: (toll.low, -toll.high))


def _facets(order: int, claim: Claim, wording: bool) -> Facets:
    sentence = claim.evidence.words if wording else ""
    before = sentence[: max(0, claim.trigger.start - claim.evidence.start)].lower()
    words = _WORDS(sentence.lower())
    own_time = _own_time(claim)
    return Facets(
        claims=(claim,),
        report=claim.doc_id,
        order=order,
        start=claim.trigger.start,
        family=type_family(claim.type),
        types=frozenset((claim.type,)),
        when=_when(claim, own_time),
        when_sure=1.0 if own_time else TAKEN_OVER,
        where=_where(claim),
        where_sure=_where_sure(claim),
        place_words=words_of(claim.place.words) if claim.place else frozenset(),
        actors=_ids(claim.actor),
        actor_words=_party_words(claim.actor),
        recipients=_ids(claim.recipient),
        recipient_words=_party_words(claim.recipient),
        actor_sides=frozenset(SIDE_OF[p.kind] for p in claim.actor if p.kind in SIDE_OF),
        losses=loss_bounds(claim.losses),
        words=words_of(sentence),
        trigger=words_of(claim.trigger.words),
        openings=frozenset((_opening(claim.type, words),)) if wording else frozenset(),
        refers_back=_refers_back(claim, before),
        sets_apart=not _listed("other_act_words.tsv").isdisjoint(_WORDS(before)),
        habitual=not _listed("habit_words.tsv").isdisjoint(words) or _is_of_a_war(claim),
        planned=claim.status in PLANNED,
        sources=frozenset((link.source_id or link.name) for link in claim.chain[-1:] if not link.anonymous and (link.source_id or link.name)),
    )


def interval_of(time: Time | None) -> Bounds | None:
    """An ISO 8601 interval as days since 1970, the end exclusive; None when it has no start. A date as end includes its whole day."""
    return None if time is None or time.start is None else _interval(time.start, time.end or time.start)


@lru_cache(maxsize=20_000)
def _interval(start: str, end: str) -> Bounds:
    return Bounds(_days(start), _days(end) + (len(end) <= 10))


def _is_of_a_war(claim: Claim) -> bool:
    """True for the toll of a whole war, which reports append to the news of one day: "the conflict has killed 280,000"."""
    return any((loss.low or loss.best or 0) >= WAR_TOLL for loss in claim.losses if loss.kind in ("killed", "injured", "displaced"))


def _opening(type_: str, words: Sequence[str]) -> str:
    """The type and the first words that are not common ("Observatory for Human Rights said" opens half of all reports), or all when few are."""
    telling = list(islice((w for w in words if w not in common_words()), OPENING))
    return " ".join([type_, *(telling if len(telling) >= OPENING // 2 else words)])


def common_words() -> frozenset[str]:
    """Words that many reports use and that so say nothing about which event is meant. Source: lexicon/common_words.tsv."""
    return _listed("common_words.tsv")


_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\W+((?:\w+\W+){0,2})$").search
# Two words and an article are not longer than this.
DEFINITE_LETTERS = 80


def _refers_back(claim: Claim, before: str) -> bool:
    """The, this or that stands before the word for the act, at most two words away: "the deadly blast", but not "the army attacked"."""
    found = _DEFINITE(before, max(0, len(before) - DEFINITE_LETTERS))
    return bool(found) and words_of(found[1]).isdisjoint(_party_words(claim.actor) | _party_words(claim.recipient))


@lru_cache(maxsize=None)
def _listed(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows(name))


def _days(iso: str) -> float:
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp() / DAY


def _own_time(claim: Claim) -> bool:
    return claim.time is not None and claim.time.span is not None and _within(claim, claim.time.span[0])


def _when(claim: Claim, own_time: bool) -> Bounds | None:
    """The claim's interval. A report of Monday tells of Sunday or Monday, so a day that was taken over is widened by the day before it."""
    given = interval_of(claim.time)
    if given is None or own_time or given.high - given.low > 1:
        return given
    return Bounds(given.low - 1, given.high)


def _where(claim: Claim) -> tuple[float, float, float] | None:
    place = claim.place
    if place is None or place.lat is None or place.lon is None or _names_actor(claim):
        return None
    return place.lat, place.lon, place.radius_km if place.radius_km is not None else RADIUS_OF.get(place.precision, UNKNOWN_RADIUS)


def _names_actor(claim: Claim) -> bool:
    """The country is who acted, not where: "US missile strike", "Turkey shelled". A town in the actor's words ("rebels in Alba") stays."""
    place = claim.place
    return place.precision == "country" and any(p.start < place.end and place.start < p.end for p in claim.actor)


def _where_sure(claim: Claim) -> float:
    """The coder's confidence in the place, less when the place stands in another sentence than the act."""
    place = claim.place
    if place is None:
        return 0.0
    return place.confidence * (1.0 if _within(claim, place.start) else TAKEN_OVER)


def _within(claim: Claim, start: int) -> bool:
    return claim.evidence.start <= start < claim.evidence.end


def _ids(parties: Sequence[Party]) -> frozenset[str]:
    # A name that the register lacks may belong to somebody whom the other report names otherwise: its words are compared, not its id.
    return frozenset(p.actor_id for p in parties if p.actor_id and not p.actor_id.startswith(PROVISIONAL))


def _party_words(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset().union(*[words_of(f"{p.name} {p.words}") for p in parties])


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, lower case, plural and possessive s left off, so that "Syrias" (lost apostrophe) meets "Syria's"."""
    text = text.lower()
    return frozenset(map(_bare, _WORDS(_POSSESSIVE("", text) if "'" in text or "’" in text else text))) - _NOTHING


_WORDS = re.compile(r"\w+").findall
_POSSESSIVE = re.compile(r"['’]s\b").sub
_NOTHING = frozenset(("",))


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    """A word without its plural s; nothing for a short one."""
    if len(word) < SHORTEST_WORD:
        return ""
    return word[:-1] if len(word) > SHORTEST_WORD + 1 and word.endswith("s") and not word.endswith("ss") else word


def loss_bounds(losses: Sequence[Loss]) -> dict[str, Bounds]:
    """The toll of each kind as an interval: "at least 17" is 17 and more, "up to 20" is 0 to 20.

    Several losses of a kind add up ("three officers and five civilians"), unless they are the same figure for the same people.
    """
    found: dict[str, Bounds] = {}
    if len(losses) > 1:
        losses = {(x.kind, x.low, x.best, x.high, frozenset(w for w in words_of(x.who) if not w.isdigit())): x for x in losses}.values()
    for loss in losses:
        low, high = loss.low, loss.high
        if low is None and high is None:
            low = high = loss.best
        if low is None and high is None:
            continue
        here = found.get(loss.kind, Bounds(0, 0))
        found[loss.kind] = Bounds(here.low + (low or 0), here.high + (math.inf if high is None else high))
    return found
