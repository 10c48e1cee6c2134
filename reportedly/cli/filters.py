"""Options that narrow what is read from the ledger, and the ones that all commands on a ledger share."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import click

from .options import IsoDate

if TYPE_CHECKING:
    from ..store.query import Filter

LEDGER = click.option("--ledger", metavar="FILE", default="reportedly.sqlite", show_default=True, help="The ledger.")
FORMAT = click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), help="Default: table on a terminal, else jsonl.")
LIMIT = click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N; default: 25 in a table, else all.")

# Rows of a table on the screen, where nobody asks for more.
TABLE_LIMIT = 25

LOSS_KINDS = ("killed", "injured", "captured", "missing", "displaced")
STATUSES = ("asserted", "possible", "denied", "negated", "future", "conditional", "question")


class BoxType(click.ParamType):
    """Four numbers: west, south, east, north."""

    name = "box"

    def convert(self, value, param, ctx):
        from ..store.query import Box

        try:
            box = Box(*(float(number) for number in value.split(",")))
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no box. Write west,south,east,north in degrees: 36.0,35.5,38.5,37.0", param, ctx)
        if not (-90 <= box.south <= box.north <= 90 and abs(box.west) <= 180 and abs(box.east) <= 180):
            self.fail(f"{value!r} is no box on this earth. Write west,south,east,north in degrees: 36.0,35.5,38.5,37.0", param, ctx)
        return box


class TollType(click.ParamType):
    """A kind of loss, or a kind and the least number."""

    name = "losses"

    def convert(self, value, param, ctx):
        from ..store.query import Toll

        found = re.fullmatch(r"([a-z]+)(?:\s*>=\s*(\d{1,9}))?", value.strip())
        if not found or found[1] not in LOSS_KINDS:
            self.fail(f"{value!r} is no loss. Write a kind ({', '.join(LOSS_KINDS)}), or a kind and a number: killed>=10", param, ctx)
        return Toll(found[1], int(found[2] or 0))


class EventType(click.ParamType):
    """One of our event types, or a project's own."""

    name = "type"

    def convert(self, value, param, ctx) -> str:
        from ..mention.acts import event_types
        from ..settings import load_settings

        known = event_types(load_settings(None).lexicon)
        if value not in known:
            self.fail(f"{value!r} is no event type. There are: {', '.join(sorted(known))}.", param, ctx)
        return value


OPTIONS = (
    click.option("--since", type=IsoDate(), metavar="DATE", help="What happened on that day or later."),
    click.option("--until", type=IsoDate(), metavar="DATE", help="What happened on that day or earlier."),
    click.option("--place", metavar="NAME", help="A place, or the province or country (ISO code) around it."),
    click.option("--box", type=BoxType(), metavar="W,S,E,N", help="Places within these degrees."),
    click.option("--actor", metavar="NAME", help="Who acted or was acted on: part of a name, or an id."),
    click.option("--type", "types", multiple=True, type=EventType(), metavar="TYPE", help="An event type; may be given more than once."),
    click.option("--source", metavar="NAME", help="Who says so: somebody in the chain, or the outlet."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), metavar="STATUS", help="asserted, possible, denied …; may be repeated."),
    click.option("--losses", multiple=True, type=TollType(), metavar="KIND[>=N]", help="With such a loss: killed, or killed>=10."),
    click.option("--review", "reviews", multiple=True, type=click.Choice(["machine", "accepted", "edited", "rejected", "all"]), metavar="STATE",
                 help="machine, accepted, edited, rejected or all; default: all but rejected."),
)


def filters(command):
    """Adds the options; the command gets them as one `wanted`."""
    names = ("since", "until", "place", "box", "actor", "types", "source", "statuses", "losses", "reviews")

    @functools.wraps(command)
    def called(**given):
        return command(wanted=chosen({name: given.pop(name) for name in names}), **given)

    for option in reversed(OPTIONS):
        called = option(called)
    return called


def chosen(given: dict) -> Filter:
    """The filter that the options ask for."""
    from ..store.query import COUNTED, REVIEWS, Filter

    if given["actor"]:
        given["actor_id"] = known_as(given["actor"])
    reviews = given.pop("reviews")
    given["reviews"] = COUNTED if not reviews else REVIEWS if "all" in reviews else reviews
    return Filter(**{**given, "since": given["since"] and given["since"][:10], "until": given["until"] and given["until"][:10]})


def known_as(name: str) -> str:
    """The id of whom the register knows by that name ("Daesh"), empty for nobody or for more than one."""
    from ..ground.actor_matching import identify
    from ..ground.register import load_register
    from ..settings import load_settings

    found = identify(load_register(load_settings(None).lexicon), name).chosen
    return found.id if found else ""


def form_and_limit(form: str | None, limit: int | None) -> tuple[str, int | None]:
    """The form, by default one that suits where the output goes, and the limit that goes with it."""
    import sys

    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    return form, TABLE_LIMIT if form == "table" and limit is None else limit
