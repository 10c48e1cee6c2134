"""Reports on a conflict in, sourced claims out.

    code(paths)          every report with its claims
    link_events(coded)   the events that the claims of a run speak of
    read_reports(paths)  the reports as they were read, uncoded
    Settings             what a project may set; load_settings reads reportedly.toml

The records they give are in `reportedly.records`, the errors in `reportedly.errors`. docs/python.md shows each at work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pipeline import Coded, code, link_events, read_reports
    from .settings import Settings, load_settings

__version__ = "0.1.0"
__all__ = ["Coded", "Settings", "code", "link_events", "load_settings", "read_reports"]

# Loaded on first use: the parser takes seconds to import, `reportedly --help` should not.
HOMES = {"Coded": "pipeline", "code": "pipeline", "link_events": "pipeline", "read_reports": "pipeline",
         "Settings": "settings", "load_settings": "settings"}


def __getattr__(name: str):
    if name in HOMES:
        return getattr(import_module(f".{HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *HOMES])
