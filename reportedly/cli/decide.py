"""`reportedly decide …`: what people say about claims and events; kept for good, each with who, when and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .filters import LEDGER
from .options import Command, Group

if TYPE_CHECKING:
    from ..records_events import Decision
    from ..store import Ledger

BY = click.option("--by", metavar="NAME", envvar="REPORTEDLY_BY", help="Who decides; default: $REPORTEDLY_BY, else the name you are logged in by.")
WHY = click.option("--why", metavar="TEXT", default="", help="The reason, for whoever reads this later.")
CLAIMS = click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")


@click.group(cls=Group, short_help="Accept, reject, edit, split, merge, undo.")
def decide() -> None:
    """\b
    Example:
      reportedly decide reject claim:3f2a --why "an exercise, not an attack"

    Decide on claims and events. A decision is never changed or deleted, only undone by another; the coder's own reading stays beside it, and
    coding again with a newer version keeps it. An ID may be shortened to where no other begins alike; the ID of an event stands for all its
    claims.
    """


@decide.command(cls=Command, short_help="A claim is right as it is.")
@CLAIMS
@LEDGER
@BY
@WHY
def accept(claims, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide accept claim:3f2a claim:90bc

    Say that claims are read rightly. An accepted claim keeps its values, whatever a newer coder reads.
    """
    return decided(ledger, "accept", claims, by, why)


@decide.command(cls=Command, short_help="A claim is no claim, or read quite wrongly.")
@CLAIMS
@LEDGER
@BY
@WHY
def reject(claims, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide reject claim:3f2a --why "a football match"

    Say that claims are wrong as a whole. A rejected claim stays in the ledger, but counts in no event and is printed only when asked for.
    """
    return decided(ledger, "reject", claims, by, why)


@decide.command(cls=Command, short_help="A claim says something else in some field.")
@click.argument("claim", metavar="CLAIM")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@LEDGER
@BY
@WHY
def edit(claim, changes, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide edit claim:3f2a status=denied killed=15-17 time=2013-02-21 actor="the brigade"

    Put values right. FIELD is type, subtype, status, time (a day, or FIRST..LAST), actor or recipient (words of the sentence; several parted
    by ;), killed, injured, captured, missing or displaced (17, 15-17, 17+ for at least 17), place, means, losses, quantities or chain (JSON
    in the contract's shape). The value null takes a value away. The coder's reading of the other fields still counts.
    """
    from ..errors import UsageError
    from ..review import edited, value_of
    from ..store import open_ledger
    from ..store.decisions import decide as write
    from ..store.query import claims_of

    who = name_of(by)
    with open_ledger(ledger, write=True) as opened:
        (key,) = claim_ids(opened, [claim], one=True)
        (stored,) = claims_of(opened, "claim_id", key)
        now, fields = stored.claim, {}
        for change in changes:
            name, sign, text = change.partition("=")
            if not sign:
                raise UsageError(f"{change!r}: write FIELD=VALUE.")
            field, value = value_of(now, name.strip(), text.strip(), who)
            fields[field] = value
            now = edited(now, {field: value})
        return told(opened, write(opened, "edit", [key], who=who, why=why, fields=fields))


@decide.command(cls=Command, short_help="Claims do not belong to their event.")
@CLAIMS
@LEDGER
@BY
@WHY
def split(claims, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide split claim:3f2a claim:90bc --why "the bombing of the day after"

    Take claims out of their event; together they are an event of their own.
    """
    return decided(ledger, "split", claims, by, why)


@decide.command(cls=Command, short_help="Two events are one.")
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@LEDGER
@BY
@WHY
def merge(events, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide merge event:3f2a event:77d0 --why "the same market"

    Say that events, named by their IDs or by one of their claims, are one. Claims that later join one of them join the whole.
    """
    return decided(ledger, "merge", events, by, why)


@decide.command(cls=Command, short_help="Take a decision back.")
@click.argument("decisions", nargs=-1, required=True, metavar="DECISION...")
@LEDGER
@BY
@WHY
def undo(decisions, ledger, by, why) -> int:
    """\b
    Example:
      reportedly decide undo decision:5c1e

    Take decisions back. Both stay on record; undoing an undo brings the decision back into force.
    """
    from ..errors import UsageError
    from ..store import open_ledger
    from ..store.decisions import decide as write
    from ..store.query import find_id

    with open_ledger(ledger, write=True) as opened:
        found = [find_id(opened, given) for given in decisions]
        for given, (kind, _) in zip(decisions, found):
            if kind != "decision":
                raise UsageError(f"{given!r} is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind}, not of a decision. `reportedly decide list` prints them.")
        return told(opened, write(opened, "undo", [key for _, key in found], who=name_of(by), why=why))


@decide.command("list", cls=Command, short_help="Print all decisions.")
@LEDGER
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, else jsonl.")
def list_(ledger, form) -> int:
    """\b
    Example:
      reportedly decide list

    Print every decision, oldest first: who, when, what and why, whether it is in force, and in which fields the coder now reads a claim
    otherwise than when the decision was made.
    """
    from dataclasses import asdict

    from ..export import json_line
    from ..store import open_ledger
    from ..store.decisions import all_decisions, moved_since
    from ..review import in_force
    from .safe import shown
    from .screen import Output, set_encoding

    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    set_encoding(form)
    output = Output()
    with open_ledger(ledger) as opened:
        decisions = all_decisions(opened)
        force, moved = {d.decision_id for d in in_force(decisions)}, moved_since(opened)
    for decision in decisions:
        state = "undo" if decision.action == "undo" else "in force" if decision.decision_id in force else "undone"
        fields = moved.get(decision.decision_id, ())
        if form == "jsonl":
            output.line(json_line({**asdict(decision), "state": state, "moved": list(fields)}))
            continue
        output.line(f"{decision.decision_id}  {decision.at[:19].replace('T', ' ')}  {shown(decision.who)}  {decision.action}  {state}\n")
        output.line(f"  {', '.join(decision.target[:3])}{f' and {len(decision.target) - 3} more' if len(decision.target) > 3 else ''}\n")
        if decision.after:
            output.line(f"  sets {', '.join(decision.after)}\n")
        if decision.why:
            output.line(f"  because {shown(decision.why)}\n")
        if fields:
            output.line(f"  NO LONGER FITS: the coder {'no longer reads this claim' if 'gone' in fields else 'now reads otherwise: ' + ', '.join(fields)}\n")
    output.flush()
    return 0


def decided(ledger: str, action: str, ids: tuple[str, ...], by: str | None, why: str) -> int:
    """Write one kind of decision on claims named by their ids or by their event's."""
    from ..store import open_ledger
    from ..store.decisions import decide as write

    with open_ledger(ledger, write=True) as opened:
        return told(opened, write(opened, action, claim_ids(opened, ids), who=name_of(by), why=why))


def claim_ids(ledger: Ledger, ids, one: bool = False) -> list[str]:
    """The claims that ids of claims and events name. Raises UsageError for other ids."""
    from ..errors import UsageError
    from ..store.query import claims_of, find_id

    found: list[str] = []
    for given in ids:
        kind, key = find_id(ledger, given)
        if kind == "claim":
            found.append(key)
        elif kind == "event" and not one:
            found += [stored.claim.claim_id for stored in claims_of(ledger, "event_id", key)]
        else:
            raise UsageError(f"{given!r} is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind}. Name a claim{'' if one else ' or an event'}.")
    return found


def told(ledger: Ledger, made: list[Decision]) -> int:
    """Bring the events up to date, and say what was written."""
    from ..store import relink

    relink(ledger)
    for decision in made:
        click.echo(f"{decision.decision_id}  {decision.action} {', '.join(decision.target[:3])}{' …' if len(decision.target) > 3 else ''}", err=True)
    return 0


def name_of(by: str | None) -> str:
    """Who decides. Raises UsageError when nobody says and the system does not know."""
    from ..errors import UsageError

    if by and by.strip():
        return by.strip()
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("who decides? Say so with --by NAME, or set REPORTEDLY_BY.") from error
