"""An event as a person reads it: what, where, when, the toll, how many independent origins, and on what they contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..export.flat import inert, joined
from ..records import Loss, Party, Place, Time
from ..records_events import Agreement, Event, FieldValue, LossRange, OriginGroup
from .filters import LOSS_KINDS
from .layout import STYLES, days, loss_count, parties, when, where, width_of
from .safe import shown

EVENT_COLUMNS = (
    "event_id", "type", "time_start", "time_end", "place", "place_id", "lat", "lon", "precision", "radius_km", "country", "actor", "recipient",
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "reports", "origins", "claims", "contradicted", "roots",
    "denied_by", "review",
)

# So many rival values of one field are shown, and so many origins.
VALUES_SHOWN = 4
ORIGINS_SHOWN = 8

# What a row of agreement on whether it happened holds.
HAPPENED = {"happened": "yes", "did not happen": "no"}


def event_cells(event: Event, reviewed: Mapping[str, int]) -> list:
    """One event as one row of a table, in the order of EVENT_COLUMNS; `reviewed` counts its claims by state of review."""
    place, time = event.place, event.time
    tolls = [getattr(event.losses.get(kind), bound, None) for kind in ("killed", "injured") for bound in ("low", "best", "high")]
    return [inert(cell) for cell in (
        event.event_id, event.type, time and time.start, time and time.end, place and place.name, place and place.gazetteer_id, place and place.lat,
        place and place.lon, place and place.precision, place and place.radius_km, place and place.country, joined(p.name for p in event.actor),
        joined(p.name for p in event.recipient), *tolls, event.reports, event.origins, len(event.claims),
        joined(row.field for row in contradictions(event)), joined(group.root for group in origins_told(event)), joined(group.root for group in origins_denying(event)),
        review_words(event, reviewed))]


def event_block(event: Event, reviewed: Mapping[str, int]) -> str:
    """One event as lines for the screen; `reviewed` counts its claims by state of review."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as drawn:
        console.print(headline(event), width=width_of(console))
        facts = Table.grid(padding=(0, 2, 0, 0))
        facts.add_column(style=STYLES["label"], no_wrap=True)
        facts.add_column(overflow="fold")
        for label, text in lines(event, reviewed):
            facts.add_row(label, text)
        console.print(Padding(facts, (0, 0, 0, 2)), width=width_of(console))
    return "".join(line.rstrip() + "\n" for line in [*drawn.get().splitlines(), ""])


def headline(event: Event) -> Text:
    """What, when and where, on one line."""
    line = Text().append(shown(event.type.replace("_", " ")), STYLES["type"])
    line.append("  ").append(days(event.time.start, event.time.end) if event.time and event.time.start else "no date", STYLES["file"])
    line.append("  ").append_text(where(event.place) if event.place else Text("no place"))
    return line


def lines(event: Event, reviewed: Mapping[str, int]) -> Iterator[tuple[str, Text]]:
    """The labelled lines: contradictions before everything else."""
    for row in contradictions(event):
        yield "CONTRADICTED", contradiction(row, happened(event, "no"))
    yield "who", parties(event.actor).append(" → ", STYLES["aside"]).append_text(parties(event.recipient))
    if event.losses:
        yield "loss", Text(" · ").join([Text(f"{range_words(event.losses[kind])} {kind}", STYLES["loss"]) for kind in LOSS_KINDS if kind in event.losses])
    yield "told by", Text(told_by(event)).append(f": {origin_words(origins_told(event))}", STYLES["chain"])
    if denied := origins_denying(event):
        yield "denied by", Text(origin_words(denied), STYLES["chain"])
    if others := [group for group in event.origin_groups if group not in origins_told(event) and group not in denied]:
        yield "not counted", Text(origin_words(others), STYLES["chain"]).append(" (a plan, a question, or a denial of a part)", STYLES["aside"])
    if event.against_interest:
        yield "against interest", admission_words(event)
    yield "id", Text(f"{event.event_id} · {counted(len(event.claims), 'claim')}, {review_words(event, reviewed)}", STYLES["aside"])


def told_by(event: Event) -> str:
    """9 reports, 3 independent origins."""
    return f"{counted(event.reports, 'report')}, {counted(event.origins, 'independent origin')}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def origins_told(event: Event) -> list[OriginGroup]:
    """The origins that are counted in `event.origins`: those that say it took place; when none does, all of them."""
    said = happened(event, "yes")
    return [group for group in event.origin_groups if not said or said.intersection(group.claims)]


def origins_denying(event: Event) -> list[OriginGroup]:
    """The origins that only say that it did not take place."""
    told, denials = origins_told(event), happened(event, "no")
    return [group for group in event.origin_groups if group not in told and denials.intersection(group.claims)]


def origin_words(groups: Sequence[OriginGroup]) -> str:
    """Who the origins are, those behind most claims first: army; witnesses (2); 5 more."""
    claims: Counter[str] = Counter()
    for group in groups:
        claims[shown(group.root)] += len(group.claims)
    times = Counter(shown(group.root) for group in groups)
    first = [root for root, _ in claims.most_common(ORIGINS_SHOWN)]
    names = [f"{root} ({times[root]})" if times[root] > 1 else root for root in first]
    more = len(groups) - sum(times[root] for root in first)
    return "; ".join([*names, f"{more} more"] if more else names)


def admission_words(event: Event) -> Text:
    """Who speaks against the own interest and how, each once: Army: its soldiers had losses, says their own side."""
    said = Counter((shown(found.source), shown(found.reason)) for found in event.against_interest)
    line = Text("; ").join(Text(source, STYLES["chain"]).append(f": {reason}", "default") for source, reason in list(said)[:VALUES_SHOWN])
    return line.append(f"; {len(said) - VALUES_SHOWN} more" if len(said) > VALUES_SHOWN else "", STYLES["aside"])


def review_words(event: Event, reviewed: Mapping[str, int]) -> str:
    """2 accepted, 5 machine-made; "all machine-made" when nobody has looked at one."""
    if set(reviewed) <= {"machine"}:
        return "all machine-made" if len(event.claims) > 1 else "machine-made"
    return ", ".join(f"{number} {state.replace('machine', 'machine-made')}" for state, number in reviewed.items())


def contradictions(event: Event) -> list[Agreement]:
    """The fields on which independent origins cannot both be right."""
    return [row for row in event.agreement if row.kind == "contradicts"]


def happened(event: Event, answer: str) -> frozenset[str]:
    """The claims that say it was so ("yes"), or that it was not ("no")."""
    return frozenset(claim_id for row in event.agreement if row.field == "happened" for found in row.values
                     if HAPPENED.get(str(found.value)) == answer for claim_id in found.claims)


def contradiction(row: Agreement, denials: frozenset[str] = frozenset()) -> Text:
    """killed: 6 (1 origin, 1 claim) | at least 17 (2 origins, 5 claims); a side of `denials` only is "denied by the army"."""
    line = Text(f"{row.field}: ", STYLES["doubt"])
    for n, value in enumerate(row.values[:VALUES_SHOWN]):
        denied = row.field == "actor" and denials.issuperset(value.claims)
        line.append(" | " if n else "").append(("denied by " if denied else "") + value_words(value), STYLES["party"])
        line.append(f" ({counted(value.origins, 'origin')}, {counted(len(value.claims), 'claim')})", STYLES["aside"])
    if len(row.values) > VALUES_SHOWN:
        line.append(f" | {len(row.values) - VALUES_SHOWN} more", STYLES["aside"])
    return line


def value_words(found: FieldValue) -> str:
    """A value that claims agree or disagree on, as short as it can be: what rivals it stands beside it."""
    value = found.value
    if isinstance(value, Party):
        return shown(value.name or value.words)
    if isinstance(value, Place):
        return where(value, precisely=False).plain
    if isinstance(value, Time):
        return days(value.start, value.end) or when(value).plain
    if isinstance(value, Loss):
        # Nothing is told by "500 “500”".
        return loss_count(value) + (f" “{shown(value.who)}”" if any(c.isalpha() for c in value.who) else "")
    return HAPPENED.get(str(value)) or shown(str(value)).replace("_", " ")


def range_words(bounds: LossRange) -> str:
    """6–17, best 15; at least 24; 6."""
    low, best, high = bounds.low, bounds.best, bounds.high
    if high is None:
        return f"at least {low}" + (f", best {best}" if best is not None and best != low else "")
    return f"{low}" if low == high else f"{low}–{high}" + (f", best {best}" if best is not None else "")
