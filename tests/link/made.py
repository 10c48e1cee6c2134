"""Claims from one line of text, for tests: `event | report | type | sentence with [trigger] | key=value …`.

Keys: actor, to (register ids in lower case with a hyphen, or a description; several joined by +), at (latitude,longitude,radius in km),
on (a date or first..last), killed, injured (17, 17+ for "at least", 10-15), who, by (chain, outermost first, joined by >; a name in
brackets is anonymous), status. All invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportedly.records import Article, Claim, Coder, Link, Loss, Party, Place, Span, Time

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story of a text file: its title, its claims, and the name of the event that each claim should be in."""

    title: str
    claims: tuple[Claim, ...]
    events: tuple[str, ...]
    articles: tuple[Article, ...]


def scenarios(name: str) -> list[Scenario]:
    """The scenarios of a file: a line that starts with # opens one."""
    found: list[tuple[str, list[str]]] = []
    for line in lines(name):
        if line.startswith("# "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [scenario(title, claims) for title, claims in found]


def lines(name: str) -> list[str]:
    """The lines of a file beside this one that are not empty."""
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def scenario(title: str, of: list[str]) -> Scenario:
    """The claims of some lines, with an article for each report that holds its sentences."""
    rows = [[cell.strip() for cell in line.split("|")] for line in of]
    claims, texts = [], {}
    for n, (event, report, type_, sentence, *more) in enumerate(rows):
        before = texts.get(report, "")
        claims.append(claim(f"c{n}", report, type_, sentence, len(before), dict(cell.split("=", 1) for cell in more if cell)))
        texts[report] = before + claims[-1].evidence.words + ". "
    articles = tuple(article(report, text) for report, text in sorted(texts.items()))
    return Scenario(title, tuple(claims), tuple(row[0] for row in rows), articles)


def article(report: str, text: str, outlet: str | None = None, credit: str | None = None, published: str | None = None) -> Article:
    """A report; `credit` is the agency that the whole of it is credited to."""
    credits = (link(credit, kind="agency"),) if credit else ()
    time = Time(published, published, "", None, "day", "given") if published else None
    return Article(report, f"{report}.txt", text, outlet=outlet, published=time, credits=credits)


def claim(id: str, report: str, type_: str, sentence: str, start: int, fields: dict[str, str]) -> Claim:
    """One claim; the trigger stands in brackets."""
    left, right = sentence.index("["), sentence.index("]") - 1
    words = sentence.replace("[", "").replace("]", "")
    losses = [loss(kind, fields[kind], fields.get("who", "")) for kind in ("killed", "injured") if kind in fields]
    return Claim(
        id, report, f"{report}.txt", Span(start, start + len(words), words), Span(start + left, start + right, words[left:right]), type_,
        parties(fields.get("actor", "")), parties(fields.get("to", "")), (), place(fields.get("at"), start), time(fields.get("on"), start), tuple(losses), (),
        tuple(link(name) for name in fields.get("by", "").split(">") if name), fields.get("status", "asserted"), 1.0, Coder("test", "1"),
    )


def parties(text: str) -> tuple[Party, ...]:
    """"blue-army" is an id of the register, "gunmen" a description."""
    return tuple(Party(0, 0, name, name if "-" in name else None, name.replace("-", " "), "-" in name, "unknown") for name in text.split("+") if name)


def place(text: str | None, start: int) -> Place | None:
    """Latitude, longitude, radius in km."""
    if text is None:
        return None
    lat, lon, radius = map(float, text.split(","))
    return Place(start, start, "", "", None, lat, lon, "town", radius, None, None, None, None, 1.0)


def time(text: str | None, start: int = 0) -> Time | None:
    """A date, or first..last."""
    if text is None:
        return None
    first, _, last = text.partition("..")
    return Time(first, last or first, text, (start, start), "day", "test")


def loss(kind: str, text: str, who: str = "") -> Loss:
    """17, 17+, 10-15."""
    if text.endswith("+"):
        return Loss(kind, int(text[:-1]), None, None, text, 0, 0, who)
    low, _, high = text.partition("-")
    return Loss(kind, int(low), None if high else int(low), int(high or low), text, 0, 0, who)


def link(name: str, kind: str = "official") -> Link:
    """A source; in brackets an anonymous one."""
    anonymous = name.startswith("(")
    return Link(0, 0, name.strip("()"), name.strip("()"), None, "witness" if anonymous else kind, anonymous, None, "said")
