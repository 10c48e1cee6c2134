"""`reportedly limits`: every bound, with its reason."""

from __future__ import annotations

import click

from .options import Command


@click.command(cls=Command, short_help="Print every bound, with its reason.")
def limits() -> int:
    """\b
    Example:
      reportedly limits

    Print what the program refuses to go beyond, and why: how large a report may be, how deep an archive, how long a page may take.
    """
    from ..limits import explained

    for limit in explained():
        click.echo(f"{limit.name:24} {limit.value:>16,}  {limit.reason}")
    return 0
