"""Options that several commands share."""

from __future__ import annotations

import inspect
import textwrap
from datetime import date, datetime

import click


class ExampleFirst:
    """Help that opens with the example: the first paragraph of the description stands before the usage."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        example, _, rest = inspect.cleandoc(self.help).partition("\n\n")
        formatter.write(textwrap.dedent(example.replace("\b\n", "")) + "\n\n")
        self.help = rest
        super().format_help(ctx, formatter)


class Command(ExampleFirst, click.Command):
    """A command whose help opens with an example."""


class Group(ExampleFirst, click.Group):
    """The program, whose help opens with an example."""


class IsoDate(click.ParamType):
    """A date or date-time as ISO 8601; the value stays the text that was given."""

    name = "date"

    def convert(self, value, param, ctx) -> str:
        for kind in (date, datetime):
            try:
                kind.fromisoformat(value)
                return value
            except ValueError:
                pass
        self.fail(f"{value!r} is no ISO 8601 date. Write it as 2019-02-23.", param, ctx)


PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
SETTINGS = click.option("--settings", metavar="FILE", help="Settings to use instead of ./reportedly.toml.")
PUBLISHED = click.option("--published", type=IsoDate(), metavar="DATE", help="Publication date of the reports that do not state their own.")
OUTLET = click.option("--outlet", metavar="NAME", help="Outlet of the reports that do not name their own.")


class Column(click.ParamType):
    """FIELD=NAME: which column of a table, or key of a record, holds a field of a report."""

    name = "column"

    def convert(self, value, param, ctx) -> tuple[str, str]:
        from ..read.columns import FIELDS

        field, _, name = value.partition("=") if isinstance(value, str) else ("", "", "")
        if field not in FIELDS or not name:
            self.fail(f"{value!r} is not FIELD=NAME with one of {', '.join(FIELDS)}. Write it as text=Body.", param, ctx)
        return field, name


COLUMNS = click.option("--column", "columns", type=Column(), multiple=True, metavar="FIELD=NAME",
                       help="The column of a table, or key of a record, that holds text, title, outlet, published, url, lang, author or id. Repeat it.")
