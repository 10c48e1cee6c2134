"""An event as a person reads it: what, where, when, the toll, how many independent origins, and on what they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..export.flat import inert, joined
from ..records import Agreement, Event, FieldValue, Loss, LossRange, Party, Place, Time
from .layout import STYLES, days, loss_words, parties, when, where, width_of
from .safe import shown

EVENT_COLUMNS = (
    "event_id", "type", "time_start", "time_end", "place", "place_id", "lat", "lon", "precision", "radius_km", "country", "actor", "recipient",
    "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "reports", "origins", "claims", "contradicted", "roots",
)

# So many rival values of one field are shown, and so many claims of one.
VALUES_SHOWN = 4


def event_cells(event: Event) -> list:
    """One event as one row of a table, in the order of EVENT_COLUMNS."""
    place, time = event.place, event.time
    tolls = [getattr(event.losses.get(kind), bound, None) for kind in ("killed", "injured") for bound in ("low", "best", "high")]
    return [inert(cell) for cell in (
        event.event_id, event.type, time and time.start, time and time.end, place and place.name, place and place.gazetteer_id, place and place.lat,
        place and place.lon, place and place.precision, place and place.radius_km, place and place.country, joined(p.name for p in event.actor),
        joined(p.name for p in event.recipient), *tolls, event.reports, event.origins, len(event.claims),
        joined(row.field for row in contradictions(event)), joined(group.root for group in event.origin_groups))]


def event_block(event: Event) -> str:
    """One event as lines for the screen."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as drawn:
        console.print(headline(event), width=width_of(console))
        facts = Table.grid(padding=(0, 2, 0, 0))
        facts.add_column(style=STYLES["label"], no_wrap=True)
        facts.add_column(overflow="fold")
        for label, text in lines(event):
            facts.add_row(label, text)
        console.print(Padding(facts, (0, 0, 1, 2)), width=width_of(console))
    return drawn.get()


def headline(event: Event) -> Text:
    """What, when and where, on one line."""
    line = Text().append(shown(event.type.replace("_", " ")), STYLES["type"])
    line.append("  ").append(days(event.time.start, event.time.end) if event.time and event.time.start else "no date", STYLES["file"])
    line.append("  ").append_text(where(event.place) if event.place else Text("no place"))
    return line


def lines(event: Event) -> Iterator[tuple[str, Text]]:
    """The labelled lines: contradictions before everything else."""
    for row in contradictions(event):
        yield "CONTRADICTED", contradiction(row)
    yield "who", parties(event.actor).append(" → ", STYLES["aside"]).append_text(parties(event.recipient))
    if event.losses:
        yield "loss", Text(" · ").join([Text(f"{range_words(bounds)} {kind}", STYLES["loss"]) for kind, bounds in event.losses.items()])
    count = f"{event.reports} report{'s' * (event.reports != 1)}, {event.origins} independent origin{'s' * (event.origins != 1)}"
    yield "told by", Text(count).append(f": {'; '.join(shown(group.root) for group in event.origin_groups)}", STYLES["chain"])
    yield "id", Text(f"{event.event_id} · {len(event.claims)} claim{'s' * (len(event.claims) != 1)}", STYLES["aside"])


def contradictions(event: Event) -> list[Agreement]:
    """The fields on which independent origins cannot both be right."""
    return [row for row in event.agreement if row.kind == "contradicts"]


def contradiction(row: Agreement) -> Text:
    """killed: 6 (1 origin) | at least 17 (2 origins)."""
    line = Text(f"{row.field}: ", STYLES["doubt"])
    for n, value in enumerate(row.values[:VALUES_SHOWN]):
        line.append(" | " if n else "").append(value_words(value), STYLES["party"])
        line.append(f" ({value.origins} origin{'s' * (value.origins != 1)}, {len(value.claims)} claim{'s' * (len(value.claims) != 1)})", STYLES["aside"])
    if len(row.values) > VALUES_SHOWN:
        line.append(f" | {len(row.values) - VALUES_SHOWN} more", STYLES["aside"])
    return line


def value_words(found: FieldValue) -> str:
    """A value that claims agree or disagree on, in a few words."""
    value = found.value
    if isinstance(value, Party):
        return shown(value.name or value.words)
    if isinstance(value, Place):
        return where(value).plain
    if isinstance(value, Time):
        return when(value).plain
    return loss_words(value) if isinstance(value, Loss) else shown(str(value)).replace("_", " ")


def range_words(bounds: LossRange) -> str:
    """6–17, best 15; at least 24; 6."""
    low, best, high = bounds.low, bounds.best, bounds.high
    if high is None:
        return f"at least {low}" + (f", best {best}" if best is not None and best != low else "")
    return f"{low}" if low == high else f"{low}–{high}" + (f", best {best}" if best is not None else "")
