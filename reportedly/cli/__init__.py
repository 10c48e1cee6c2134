"""The command line: one module a command. Only click is imported here, so that --help answers at once.

Exit codes: 0 all went well · 1 an error of ours · 2 the call or the settings are off · 3 some input was refused or failed ·
4 the ledger is not as it was written · 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys

import click

from .. import __version__
from ..errors import ReportedlyError
from .actors import actors
from .add import add
from .claims import claims, search
from .code import code
from .decide import decide
from .events import events
from .limits import limits
from .link import link, why
from .mentions import mentions
from .merge import merge
from .options import Group
from .read import read
from .recode import recode
from .redact import redact
from .show import show
from .sources import sources
from .status import status
from .verify import verify
from .watch import watch

OURS, USAGE, SOME_INPUT, INTERRUPTED = 1, 2, 3, 130


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="reportedly %(version)s")
def cli() -> None:
    """\b
    Example:
      reportedly code report.txt                        claims, on the screen
      cat report.txt | reportedly code -                claims as JSON lines
      reportedly code reports/ --claims claims.jsonl --events events.jsonl

    Reports on a conflict in, sourced claims out: who did what to whom, where, when, with what loss, and according to whom.

    \b
    Exit codes:
      0  all went well
      1  an error of ours
      2  the call or reportedly.toml is off
      3  some input was refused or failed; the others were coded
      4  the ledger is not as it was written
      130  stopped with Ctrl-C
    """


for command in (code, read, mentions, actors, add, status, claims, events, sources, search, show, why, link, decide, verify, redact, recode, merge, watch,
                limits):
    cli.add_command(command)


def main() -> None:
    """The entry point: runs the command and ends with one of the exit codes above."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of one call."""
    try:
        return cli.main(arguments, prog_name="reportedly", standalone_mode=False) or 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("reportedly: stopped; output files were left as they were.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except ReportedlyError as error:
        click.echo(f"reportedly: {error}", err=True)
        return USAGE
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is left in the buffer must not complain at exit.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        import traceback

        traceback.print_exc()
        click.echo(f"reportedly: an error of ours ({type(error).__name__}). Please report it with the lines above.", err=True)
        return OURS
