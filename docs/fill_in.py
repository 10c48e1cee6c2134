"""Fill in what the pages show of the program, by running it.

    python docs/fill_in.py

Writes the output block of README.md for the report above it, docs/terminal.svg, and the help texts of docs/cli.md.
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "terminal.svg"
CLI_PAGE = ROOT / "docs" / "cli.md"
PICTURED = "examples/reports/al-bab-bakery-denial.txt"

COMMAND = re.compile(r"^    reportedly code (.+)$", re.MULTILINE)
REPORT = re.compile(r"<!-- report:.*?```text\n(.*?)```", re.DOTALL)
OUTPUT = re.compile(r"(<!-- output:.*?```text\n)(.*?)(```)", re.DOTALL)

# The help text of the command that the heading above it names: "## `reportedly code`".
HELP = re.compile(r"(^## `reportedly ?([\w ]*)`$.*?^```text\n)(.*?)(^```)", re.DOTALL | re.MULTILINE)

# Characters in a line of the README on the project's page, before it scrolls sideways.
COLUMNS = 110

# The picture shows the top of what is printed: so many lines fit on a page.
PICTURE_LINES = 42

# The picture must not fetch a font from somebody's server: the viewer's own monospace will do.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def in_terminal(command: list[str], folder: Path) -> str:
    """What a command prints to a terminal of COLUMNS columns, with its colours; what it says on stderr is left out."""
    ours, theirs = pty.openpty()
    shape = {"COLUMNS": str(COLUMNS), "LINES": "60", "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    process = subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=subprocess.DEVNULL, env=os.environ | shape)
    os.close(theirs)
    printed = bytearray()
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:                 # Linux says so when the other end of a terminal is closed
            break
        if not part:
            break
        printed += part
    os.close(ours)
    if process.wait():
        raise RuntimeError(f"ended with {process.returncode}: {' '.join(command)}")
    return printed.decode().replace("\r\n", "\n")


def code_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reportedly", "code", *arguments]


def readme_output() -> str:
    """What the README's command prints for its report, without colours."""
    with tempfile.TemporaryDirectory() as folder:
        page = README.read_text(encoding="utf-8")
        (Path(folder) / "report.txt").write_text(REPORT.search(page)[1], encoding="utf-8")
        printed = in_terminal(code_command(*COMMAND.search(page)[1].split()), Path(folder))
    lines = Text.from_ansi(printed).plain.splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def draw() -> str:
    """The SVG picture of the command on one of the sample reports."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for line in in_terminal(code_command(PICTURED), ROOT).splitlines()[:PICTURE_LINES]:
        console.print(Text.from_ansi(line))
    return console.export_svg(title=f"reportedly code {PICTURED}", code_format=SVG, unique_id="terminal")


def help_text(command: str) -> str:
    """What `reportedly COMMAND --help` prints."""
    return in_terminal([sys.executable, "-m", "reportedly", *command.split(), "--help"], ROOT).strip("\n") + "\n"


def main() -> None:
    output = readme_output()
    README.write_text(OUTPUT.sub(lambda m: m[1] + output + m[3], README.read_text(encoding="utf-8")), encoding="utf-8")
    CLI_PAGE.write_text(HELP.sub(lambda m: m[1] + help_text(m[2]) + m[4], CLI_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
