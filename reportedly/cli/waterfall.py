"""The score of two claims as a waterfall: every feature that speaks for or against one event, from the prior to the sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .layout import STYLES, evidence, width_of

if TYPE_CHECKING:
    from ..link import Reason
    from ..store.query import Stored

# Columns of one point, and of the bar's whole width.
PER_POINT, BAR = 2, 24


def waterfall(one: Stored, other: Stored, reasons: Sequence[Reason]) -> str:
    """The two claims, a row for each reason with its points and the sum so far, and the verdict."""
    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=box.SIMPLE, pad_edge=False)
    for column, right in (("feature", False), ("points", True), ("so far", True), ("", False), ("what it asks", False)):
        table.add_column(column, justify="right" if right else "left", overflow="fold")
    total = 0.0
    for reason in reasons:
        before, total = total, total + reason.points
        table.add_row(reason.feature.replace("_", " "), f"{reason.points:+.2f}", f"{total:.2f}", bar(before, total), reason.words)
    with console.capture() as drawn:
        for stored in (one, other):
            console.print(Text(stored.claim.claim_id, STYLES["aside"]), width=width_of(console))
            console.print(evidence(stored.claim), width=width_of(console))
        console.print(table, width=width_of(console))
        verdict = "for one event" if total > 0 else "for two events"
        console.print(Text(f"{total:.2f}: speaks {verdict}. ").append(together(one, other), STYLES["aside"]), width=width_of(console))
    return drawn.get()


def together(one: Stored, other: Stored) -> str:
    """What linking made of them: groups are joined by the average over all their pairs, so it may differ from the score of one pair."""
    if one.event_id is None or other.event_id is None:
        return "They have not been linked yet: run `reportedly link`."
    if one.event_id == other.event_id:
        return f"Both are in {one.event_id}."
    return f"They are in two events, {one.event_id} and {other.event_id}."


def bar(before: float, after: float) -> Text:
    """The stretch between two sums, on a scale with 0 in its middle."""
    low, high = sorted((position(before), position(after)))
    filled = "█" * max(1, high - low) if before != after else ""
    return Text(" " * low).append(filled, "green" if after >= before else "red")


def position(score: float) -> int:
    return max(0, min(BAR, round(BAR / 2 + score * PER_POINT)))
