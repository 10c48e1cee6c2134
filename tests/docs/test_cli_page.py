"""Every command and option of the program is on the page, with the help text as it is printed."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reportedly.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
FILL_IN = runpy.run_path(str(ROOT / "docs" / "fill_in.py"))
SHOWN = {match[2]: match[3] for match in FILL_IN["HELP"].finditer(PAGE)}


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """The command and all commands below it, by the words that one types after `reportedly`."""
    yield name, command
    for sub, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{name} {sub}".strip())


COMMANDS = dict(commands(cli))


def test_the_page_has_a_section_for_each_command():
    assert set(SHOWN) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_on_the_page_is_what_is_printed(name):
    assert SHOWN[name] == FILL_IN["help_text"](name), "run `python docs/fill_in.py`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_outside_the_help_text(name):
    prose = PAGE
    for shown in SHOWN.values():
        prose = prose.replace(shown, "")
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")]
    missing = [option for option in options if f"`{option}" not in prose and option not in ("--help", "--version")]
    assert missing == []
