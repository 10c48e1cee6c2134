"""An invented war, for measuring linking: as many claims as wanted, skewed as in real reporting, and the event that each really tells.

A few towns see most of the fighting, offensives make some weeks hot, a few events fill the papers and most stand in one report. Reports
tell several events, some of them days old; they leave out or blur places, days and actors, give different tolls, and copy one another.
The war lasts longer the more claims are asked for, so that the reports of one day do not grow with the run.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.records import Article, Claim, Coder, Link, Loss, Party, Place, Span, Time

FIRST_DAY = date(2012, 1, 1)
REPORTS_A_DAY = 70
TOWNS, PROVINCES, SIDES, OUTLETS, SOURCES = 600, 14, 4, 60, 300
VOCABULARY = 30_000
COPIES = 0.12
# Type, its share, the words for it, and whether it is told with a toll.
ACTS = (
    ("airstrike", 14, ("raid", "strike", "bombed"), True), ("shelling", 16, ("shelled", "shells", "rockets"), True),
    ("clash", 14, ("clashes", "fighting", "battle"), True), ("bombing", 8, ("bomb", "blast", "explosion"), True),
    ("attack", 12, ("attacked", "attack", "assault"), True), ("take_control", 7, ("seized", "captured", "retook"), False),
    ("arrest", 4, ("arrested", "detained", "raided"), False), ("evacuate", 4, ("evacuated", "left", "convoy"), False),
    ("accuse", 8, ("accused", "blamed", "said"), False), ("negotiate", 6, ("talks", "met", "ceasefire"), False),
    ("protest", 4, ("protested", "marched", "rallied"), False), ("aid", 3, ("aid", "delivered", "trucks"), False),
)
CODER = Coder("invented", "1")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the war as it was."""

    number: int
    day: int
    type: str
    words: tuple[str, ...]
    town: int
    actor: int
    recipient: int
    toll: int
    own_words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its article, its claims, and for each claim the number of the event that it tells."""

    article: Article
    claims: tuple[Claim, ...]
    events: tuple[int, ...]


class War:
    """The war, day by day; the same seed gives the same war."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = chance = random.Random(seed)
        centres = [(33 + chance.random() * 4, 36 + chance.random() * 6) for _ in range(PROVINCES)]
        self.towns = []
        for n in range(TOWNS):
            province = chance.randrange(PROVINCES)
            lat, lon = centres[province]
            self.towns.append((f"Town{n}", lat + chance.gauss(0, 0.35), lon + chance.gauss(0, 0.35), province))
        self.centres = centres
        self.heat = [1 / (n + 1) for n in range(TOWNS)]
        self.vocabulary = [f"w{_letters(n)}" for n in range(VOCABULARY)]
        self.zipf = [1 / (n + 20) for n in range(2000)]
        self.events = 0
        self.reports = 0
        self.front = (0, 0)

    def reports_until(self, claims: int) -> Iterator[Report]:
        """Reports in the order of their days, until they hold this many claims."""
        recent: list[list[Happening]] = []
        made = day = 0
        while made < claims:
            today = self._events_of(day)
            recent = [today, *recent][:6]
            written: list[Report] = []
            for _ in range(len(today) and max(1, round(REPORTS_A_DAY * len(today) / 40))):
                if written and self.chance.random() < COPIES:
                    report = self._copy(self.chance.choice(written))
                else:
                    report = self._report(day, recent)
                written.append(report)
                made += len(report.claims)
                yield report
                if made >= claims:
                    return
            day += 1

    def _events_of(self, day: int) -> list[Happening]:
        chance = self.chance
        if day % 30 == 0:
            # An offensive: three weeks in which one town is where most happens, at some distance from the last one.
            self.front = (day, chance.choices(range(60), self.heat[:60])[0])
        hot = day - self.front[0] < 21
        count = round(chance.lognormvariate(3.5, 0.35) * (1.6 if hot else 0.8))
        return [self._event(day, self.front[1] if hot and chance.random() < 0.35 else chance.choices(range(TOWNS), self.heat)[0]) for _ in range(count)]

    def _event(self, day: int, town: int) -> Happening:
        chance = self.chance
        type_, _, words, tolled = chance.choices(ACTS, [act[1] for act in ACTS])[0]
        actor = chance.choices(range(40), self.heat[:40])[0]
        toll = int(chance.paretovariate(1.1)) if tolled and chance.random() < 0.6 else 0
        self.events += 1
        return Happening(
            self.events, day, type_, words, town, actor, (actor + 1 + chance.randrange(39)) % 40, toll, tuple(chance.choices(self.vocabulary, k=12)),
            chance.paretovariate(0.9),
        )

    def _report(self, day: int, recent: list[list[Happening]]) -> Report:
        chance = self.chance
        today = [e for e in recent[0]] or [e for events in recent for e in events]
        told = chance.choices(today, [e.weight for e in today], k=chance.choice((1, 1, 2, 2, 3, 4)))
        older = [e for events in recent[1:] for e in events]
        if older and chance.random() < 0.3:
            told.append(chance.choices(older, [e.weight for e in older])[0])
        number, self.reports = self.reports, self.reports + 1
        doc_id = f"sha256:{_letters(number * 7919 % 99_999_989)}"
        published = str(FIRST_DAY + timedelta(days=day + (chance.random() < 0.3)))
        text, claims, events = "", [], []
        for event in dict.fromkeys(told):
            for nth in range(chance.choice((1, 1, 2, 3))):
                claim = self._claim(doc_id, f"c{number}-{len(claims)}", event, nth, text, published)
                claims.append(claim)
                events.append(event.number)
                text += claim.evidence.words + ". "
        time = Time(published, published, "", None, "day", "given")
        article = Article(doc_id, f"{number}.txt", text, outlet=f"Outlet {chance.choices(range(OUTLETS), self.heat[:OUTLETS])[0]}", published=time)
        return Report(article, tuple(claims), tuple(events))

    def _claim(self, doc_id: str, claim_id: str, event: Happening, nth: int, text: str, published: str) -> Claim:
        chance = self.chance
        name, lat, lon, province = self.towns[event.town]
        word = chance.choice(event.words)
        filler = chance.choices(self.vocabulary[:2000], self.zipf, k=chance.randrange(8, 18))
        body = [f"actor{event.actor}", word, *chance.sample(event.own_words, 4), name.lower(), *filler]
        chance.shuffle(body)
        words = " ".join(body)
        start = len(text)
        place = body.index(name.lower())
        at = start + len(" ".join(body[:place])) + (place > 0)
        trigger = start + words.index(word)
        day = str(FIRST_DAY + timedelta(days=event.day))
        said = ()
        if chance.random() < 0.7:
            source = chance.choices(range(SOURCES), [1 / (n + 3) for n in range(SOURCES)])[0]
            said = (Link(start, start + 5, f"source {source}", f"Source {source}", f"source-{source}" if source % 3 else None, "official", source % 11 == 0, None, "said"),)
        toll = max(1, round(event.toll * chance.choice((1, 1, 1, 1, 0.8, 1.2)))) if event.toll else 0
        return Claim(
            claim_id, doc_id, f"{doc_id}.txt", Span(start, start + len(words), words), Span(trigger, trigger + len(word), word),
            "kill" if nth == 1 and event.toll else event.type, self._party(event.actor), self._party(event.recipient), (),
            self._place(name, lat, lon, province, at), self._time(day, published, start),
            (Loss("killed", toll, toll, toll, str(toll), start, start, "people"),) if toll and chance.random() < 0.6 else (),
            (), said, "denied" if chance.random() < 0.02 else "asserted", 1.0, CODER,
        )

    def _party(self, number: int) -> tuple[Party, ...]:
        if self.chance.random() < 0.3:
            return ()
        known = self.chance.random() < 0.75
        return (Party(0, 0, f"fighters {number}", f"actor-{number}" if known else None, f"fighters {number}", known, ("state_forces", "rebel")[number % 2]),)

    def _place(self, name: str, lat: float, lon: float, province: int, at: int) -> Place | None:
        case = self.chance.random()
        if case < 0.2:
            return None
        if case < 0.32:
            lat, lon = self.centres[province]
            return Place(at, at, f"province{province}", f"Province {province}", None, lat, lon, "province", 80.0, None, None, None, None, 0.9)
        # Sometimes the place stands in another sentence than the act.
        return Place(at if case < 0.8 else 10**7, at, name, name, None, lat, lon, "town", 8.0, None, None, None, None, 0.9)

    def _time(self, day: str, published: str, start: int) -> Time | None:
        case = self.chance.random()
        if case < 0.12:
            return None
        if case < 0.45:
            return Time(day, day, "on Sunday", (start, start + 5), "day", "words")
        return Time(published, published, "", None, "day", "published")

    def _copy(self, report: Report) -> Report:
        """Another outlet prints the report, sometimes cut."""
        number, self.reports = self.reports, self.reports + 1
        doc_id = f"sha256:{_letters(number * 7919 % 99_999_989)}"
        kept = len(report.claims) if self.chance.random() < 0.7 else math.ceil(len(report.claims) / 2)
        claims = tuple(replace(c, claim_id=f"c{number}-{n}", doc_id=doc_id, file=f"{doc_id}.txt") for n, c in enumerate(report.claims[:kept]))
        text = report.article.text[: claims[-1].evidence.end + 2]
        article = replace(report.article, doc_id=doc_id, file=f"{number}.txt", text=text, outlet=f"Outlet {self.chance.randrange(OUTLETS)}")
        return Report(article, claims, report.events[:kept])


def _letters(number: int) -> str:
    found = ""
    while number or not found:
        number, digit = divmod(number, 26)
        found += chr(97 + digit)
    return found
