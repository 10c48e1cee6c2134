"""`reportedly actors`: look into the register of actors, and write a project's own changes to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import SettingsError, UsageError
from .options import Command, Group, SETTINGS
from .safe import shown

if TYPE_CHECKING:
    from ..ground.register import Register
    from ..lexicon.project_actors import ProjectActor, ProjectMember, ProjectMerge
    from ..settings import Settings

YEAR = click.IntRange(1000, 2100)
SOURCE = click.option("--source", required=True, metavar="TEXT", help="Where you know it from; stands in the file beside the entry.")


@click.group(cls=Group, short_help="Who a name means; actors of your own.")
def actors() -> None:
    """\b
    Example:
      reportedly actors show "Hachd al-Chaabi"

    The register of actors: show who a name means and why; add actors of your own, or join two entries. What you add
    goes to actors.toml in your project's folder ([lexicon] folder in reportedly.toml), and every command then uses it.
    """


@actors.command(cls=Command, short_help="Who a name or an id means, and why.")
@click.argument("name")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="A country that the report speaks of (ISO 3166-1 alpha-3); may be repeated.")
@click.option("--kind", metavar="KIND", help="What the report calls it: rebel, militia, state_forces, media, person ...")
@click.option("--year", type=YEAR, metavar="YEAR", help="The report's year: decides between names of different times, and whom it then belonged to.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For people, or one JSON object.")
@SETTINGS
def show(name, countries, kind, year, form, settings) -> int:
    """\b
    Example:
      reportedly actors show "Ansar al-Sharia" --country YEM --year 2014

    Show who a name or an id means: preferred name, kind, country, years, whom it belonged to in which years, spellings,
    why it was matched, and who else it may be. Nobody is chosen where two fit alike.
    """
    from ..export import json_line
    from ..ground.actor_matching import Context, identify
    from ..ground.register import load_register
    from ..settings import load_settings
    from .actors_layout import as_json, as_text
    from .screen import Output, set_encoding

    register = load_register(load_settings(settings).lexicon)
    check_context(register, countries, kind)
    found = identify(register, name, Context(frozenset(countries), kind, year))
    entry = register.get(name) or found.chosen
    set_encoding("jsonl" if form == "json" else "table")
    output = Output()
    output.line(json_line(as_json(register, entry, found, year)) if form == "json" else as_text(register, entry, found, year))
    output.flush()
    return 0


def check_context(register: Register, countries: tuple[str, ...], kind: str | None) -> None:
    """Raises UsageError for a country or kind that no entry can have."""
    from ..lexicon.project import countries as known

    for code in countries:
        if code not in known():
            raise UsageError(f"--country {code!r} is no ISO 3166-1 alpha-3 code; Syria is SYR, Iraq is IRQ.")
    kinds = {entry.kind for entry in register.entries}
    if kind is not None and kind not in kinds:
        raise UsageError(f"--kind {kind!r} is none of {', '.join(sorted(kinds))}.")


@actors.command(cls=Command, short_help="Add an actor of your own, or change one of ours.")
@click.argument("id")
@click.option("--name", metavar="NAME", help="Preferred name; needed for a new actor.")
@click.option("--kind", metavar="KIND", help="rebel, militia, state_forces, police, government, igo, ngo, media, company, person ...; needed for a new actor.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name or spelling, in any script; may be repeated.")
@click.option("--not-called", multiple=True, metavar="NAME", help="A name of ours for it that is wrong in your reports; may be repeated.")
@click.option("--parent", metavar="ID", help="The body that it is part of.")
@click.option("--country", metavar="CODE", help="Its country (ISO 3166-1 alpha-3).")
@click.option("--from", "since", type=YEAR, metavar="YEAR", help="First year of activity.")
@click.option("--to", "until", type=YEAR, metavar="YEAR", help="Last year of activity.")
@click.option("--member-of", metavar="ID", help="Instead of the above: it belonged to this body, from --from to --to.")
@SOURCE
@SETTINGS
def add(id, name, kind, aliases, not_called, parent, country, since, until, member_of, source, settings) -> int:
    """\b
    Example:
      reportedly actors add blue-brigade --name "Blue Brigade" --kind militia --country SYR --alias "Liwa al-Azraq" --source "our desk"

    Add an actor of your own, or change one of ours: what you give replaces what we have, and aliases are added. With
    --member-of, note whom an actor belonged to in which years. Nothing is written when the entry cannot be used.
    """
    from ..lexicon.project_actors import ProjectActor, ProjectMember

    if member_of:
        if name or kind or aliases or not_called or parent or country:
            raise UsageError("--member-of takes only --from, --to and --source; give the rest in a second call.")
        return write(settings, "member", ProjectMember(id, member_of, source, since, until))
    return write(settings, "actor", ProjectActor(id, source, name, kind, parent, country, since, until, aliases, not_called))


@actors.command(cls=Command, short_help="Read two entries as one.")
@click.argument("id")
@click.argument("into")
@SOURCE
@SETTINGS
def merge(id, into, source, settings) -> int:
    """\b
    Example:
      reportedly actors merge blue-legion blue-brigade --source "our desk"

    Read two entries as one: every name of the first then means the second. The first id stays valid and is read as the second.
    """
    from ..lexicon.project_actors import ProjectMerge

    return write(settings, "merge", ProjectMerge(id, into, source))


def write(settings: str | None, table: str, record: ProjectActor | ProjectMember | ProjectMerge) -> int:
    """Write one table to the project's actors.toml, after making sure that the register can be read with it. Raises LexiconError."""
    from ..export import written
    from ..ground.register import load_register
    from ..ground.register_rows import entries
    from ..lexicon.project_actors import FILE_NAME, parse_project_actors, with_table
    from ..settings import load_settings

    folder = folder_of(load_settings(settings))
    path = folder / FILE_NAME
    text = with_table(path.read_text(encoding="utf-8-sig") if path.is_file() else "", table, record)
    entries(str(folder), parse_project_actors(text, str(path)))
    with written(str(path)) as file:
        file.write(text)
    load_register.cache_clear()                        # whoever goes on in this process reads it anew
    click.echo(f"{path}: [[{table}]] {shown(record.id)} written; `reportedly actors show {shown(record.id)}` shows it.", err=True)
    return 0


def folder_of(settings: Settings) -> Path:
    """The project's folder. Raises SettingsError where the project has none."""
    if settings.lexicon is None:
        raise SettingsError("No folder for your own entries: make one and name it in reportedly.toml:\n\n    [lexicon]\n    folder = \"our-words\"\n")
    return Path(settings.lexicon)
