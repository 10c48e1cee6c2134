"""A claim as a person reads it: the words, who did what to whom, where, when, the loss, and according to whom."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..records import Article, Claim, Interval, Link, Loss, Party, Place, Time
from .safe import shown

# Standard colours only: a terminal chooses their shades to fit its own background.
STYLES = {"file": "bold", "trigger": "bold underline", "type": "bold cyan", "party": "bold", "label": "dim", "aside": "dim", "doubt": "bold yellow",
          "loss": "red", "chain": "green"}

# A line of words longer than this is tiring to read, however wide the window is.
WIDTH = 110

# So many rival dates are shown; the rest is counted.
DATES_SHOWN = 3

# Of these the outline is meant, so neither what contains them nor a radius tells more.
WIDE = ("country", "region")

NOBODY = "not said"
CHAIN = " ▸ "


def width_of(console: Console) -> int:
    """The columns to fill."""
    return min(console.width, WIDTH)


def report_header(article: Article, claims: int | None, width: int) -> RenderableType:
    """The line over the claims of one report; `claims` is None when not all of them follow."""
    head = Text(shown(article.title or article.file), "bold")
    facts = [shown(article.outlet)] if article.outlet else []
    if article.title:
        facts.append(shown(article.file))
    if article.published:
        facts.append(days(article.published.start, article.published.end) or doubtful_days(article.published.candidates) or "no date")
    if claims is not None:
        facts.append(f"{claims} claim{'' if claims == 1 else 's'}")
    head.append("\n" + " · ".join(facts), "not bold dim")
    head.append("\n" + "─" * width, "not bold dim")
    return head


def claim_block(article: Article, claim: Claim, ids: str = "") -> RenderableType:
    """One claim: its words, then one line for each thing that it says; `ids` is one more line, for a claim of the ledger."""
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style=STYLES["label"], no_wrap=True)
    facts.add_column(overflow="fold")
    for label, text in lines(article, claim):
        facts.add_row(label, text)
    if ids:
        facts.add_row("id", Text(ids, STYLES["aside"]))
    return Group(Padding(evidence(claim), (0, 0, 0, 2)), Padding(facts, (0, 0, 1, 4)))


def lines(article: Article, claim: Claim) -> Iterator[tuple[str, Text]]:
    """The labelled lines of a claim, those left out about which it says nothing."""
    yield "who", who_what_whom(claim)
    if claim.means:
        yield "with", Text("; ".join(shown(means.words) for means in claim.means))
    if claim.place:
        yield "where", where(claim.place).append(told_elsewhere(claim, claim.place.start, claim.place.end), STYLES["aside"])
    if claim.time:
        yield "when", when(claim.time).append(told_elsewhere(claim, *(claim.time.span or (None, None))), STYLES["aside"])
    if claim.losses:
        yield "loss", Text(" · ").join([Text(loss_words(loss), STYLES["loss"]) for loss in claim.losses])
    if claim.quantities:
        yield "count", Text("; ".join(shown(q.words) for q in claim.quantities))
    yield "source", chain_line(article, claim.chain)


def evidence(claim: Claim) -> Text:
    """The report's own words, the trigger marked."""
    words, first = claim.evidence.words, claim.trigger.start - claim.evidence.start
    last = first + len(claim.trigger.words)
    if not 0 <= first <= last <= len(words):
        return Text(shown(words))
    before, after = words[:first], words[last:]
    text = Text()
    text.append(spaced(before))
    text.append(shown(words[first:last]), STYLES["trigger"])
    text.append(spaced(after))
    return text


def spaced(words: str) -> str:
    """The words on one line, with the blanks kept that part them from what is beside them."""
    if not words.strip():
        return " " if words else ""
    return " " * words[:1].isspace() + shown(words) + " " * words[-1:].isspace()


def who_what_whom(claim: Claim) -> Text:
    """Actor → type → recipient, and the status where the claim is not simply asserted."""
    arrow = " ↔ " if claim.type == "clash" else " → "
    line = parties(claim.actor)
    line.append(arrow, STYLES["aside"]).append(type_words(claim), STYLES["type"]).append(arrow, STYLES["aside"])
    line.append_text(parties(claim.recipient))
    if claim.status != "asserted":
        line.append("   ").append(claim.status.upper(), STYLES["doubt"])
    return line


def type_words(claim: Claim) -> str:
    """The type, with the project's own one below it: "shelling (mortar barrage)"."""
    return shown((f"{claim.type} ({claim.subtype})" if claim.subtype else claim.type).replace("_", " "))


def parties(found: tuple[Party, ...]) -> Text:
    """The names, each with the loaded words that the report uses for it."""
    if not found:
        return Text().append(NOBODY, STYLES["aside"])
    line = Text()
    for i, party in enumerate(found):
        line.append(", " if i else "").append(shown(party.name or party.words), STYLES["party"])
        if labels := [shown(label) for label in party.labels if label.casefold() not in party.name.casefold()]:
            line.append(f" (called “{'”, “'.join(labels)}”)", STYLES["aside"])
        if perhaps := meant(party):
            line.append(f" ({shown(perhaps)})", STYLES["aside"])
    return line


# Candidates that fit on a line beside a party.
FEW = 3


def meant(party: Party) -> str:
    """Who a party without a name of its own is taken for, or may be: never more than the coder knows."""
    if party.named or not party.candidates:
        return ""
    if party.actor_id is None:
        return "perhaps " + " or ".join(c.name for c in party.candidates[:FEW])
    return f"taken for {party.candidates[0].name}" if party.candidates[0].name not in (party.name, party.words) else ""


def where(place: Place, precisely: bool = True) -> Text:
    """The place with what contains it, and, `precisely`, how well it is known."""
    line = Text(shown(place_words(place)))
    around = [shown(part) for part in (place.admin1, place.country) if part and place.precision not in WIDE and part != place.name]
    if around:
        line.append(", " + ", ".join(around))
    if not precisely:
        return line
    facts = ["not placed"] if place.lat is None else [place.precision] if place.precision != place.relation else []
    if place.lat is not None and place.radius_km and place.precision not in WIDE:
        facts.append(f"within {place.radius_km:g} km")
    return line.append(f"  {', '.join(facts)}" if facts else "", STYLES["aside"])


def told_elsewhere(claim: Claim, start: int | None, end: int | None) -> str:
    """Says that a place or date was taken over from another sentence than the one shown; empty for the claim's own."""
    if start is None or end is None:
        return ""
    if end <= claim.evidence.start:
        return "  from an earlier sentence"
    return "  from a later sentence" if start >= claim.evidence.end else ""


def place_words(place: Place) -> str:
    """The name with how the place lies to it: "south of Al Bab"; the report's own words for a stretch or an unknown name."""
    if place.relation in ("between", "along") or not place.gazetteer_id:
        return place.words or place.name
    return place.name if place.relation in (None, "inside") else f"{place.relation} {place.name}"


def when(time: Time) -> Text:
    """The date, or those that the words allow."""
    found = days(time.start, time.end)
    line = Text(found or doubtful_days(time.candidates) or "no date", "" if found else STYLES["doubt"])
    return line.append(f"  “{shown(time.words)}”" if time.words.strip() else "  the report's own date", STYLES["aside"])


def days(start: str | None, end: str | None) -> str:
    """An interval in the shortest form: 2019-02-22, 2019-02-22 18:00, 2019-02-01 – 2019-02-28."""
    if not start:
        return ""
    first, last = start.replace("T", " "), (end or start).replace("T", " ")
    if first == last or first[:10] == last[:10] and last.endswith(("23:59", "23:59:59")) and first.endswith(("00:00", "00:00:00")):
        return first if first == last else first[:10]
    return f"{first} – {last[11:] if first[:10] == last[:10] and len(last) > 10 else last}"


def doubtful_days(candidates: tuple[Interval, ...]) -> str:
    """The likeliest dates, best first, and how many more there are."""
    named = [days(c.start, c.end) for c in candidates[:DATES_SHOWN]]
    more = len(candidates) - len(named)
    return " or ".join(named) + (f" or {more} more" if more else "") + ("?" if named else "")


def loss_words(loss: Loss) -> str:
    """A loss with its bounds: 6 killed · 10–15 injured · at least 24 killed (dozens)."""
    return f"{loss_count(loss)} {loss.kind}" + (f" ({shown(loss.who)})" if loss.who.strip() else "")


def loss_count(loss: Loss) -> str:
    """6; 10–15; at least 24."""
    if loss.best is not None:
        return str(loss.best)
    if loss.low is not None and loss.high is not None:
        return f"{loss.low}–{loss.high}"
    if loss.low is not None:
        return f"at least {loss.low}"
    return f"up to {loss.high}" if loss.high is not None else "some"


def chain_line(article: Article, chain: tuple[Link, ...]) -> Text:
    """outlet ▸ agency ▸ residents (anonymous): who told it to whom, the origin last."""
    first = shown(article.outlet) if article.outlet else "the report"
    if credited := [shown(link.name) for link in article.credits if link.name != article.outlet]:
        first += f" ({', '.join(credited)})"
    line = Text().append(first, STYLES["chain"])
    for link in chain:
        line.append(CHAIN, STYLES["aside"]).append(shown(link.name or link.words), STYLES["chain"])
        if link.anonymous:
            line.append(" (anonymous)", STYLES["aside"])
    return line
