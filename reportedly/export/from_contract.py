"""The contract's JSON → the records it was written from: the way back of contract.py.

What the contract leaves out comes back empty (the reasons of a place's candidates stay, their feature and radius do not).
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..records import Claim, Loss, Party, Place, PlaceCandidate, Time
from ..records_events import Event, FieldValue

# What a field of an event's agreement holds; the others are words.
VALUES = {"actor": Party, "recipient": Party, "place": Place, "time": Time, "killed": Loss, "injured": Loss}

# Not in the contract.
LEFT_OUT = {PlaceCandidate: {"feature": "", "admin1": None, "radius_km": 0.0}}

Maker = Callable[[Any], Any]


def claim_of(record: dict) -> Claim:
    """The claim of a contract record. Raises KeyError or TypeError when it is none."""
    return maker(Claim)(record)


def event_of(record: dict) -> Event:
    """The event of a contract record, the values of its agreement as records too."""
    rows = [{**row, "values": [FieldValue(_value(row["field"], v["value"]), tuple(v["claims"]), v["origins"]) for v in row["values"]]}
            for row in record["agreement"]]
    return maker(Event)({**record, "agreement": rows})


def time_of(record: dict | None) -> Time | None:
    """The time of a contract record."""
    return None if record is None else maker(Time)(record)


@lru_cache(maxsize=None)
def maker(kind: Any) -> Maker:
    """A function from the JSON of one kind of records.py to its record; None stays None. Made once for each kind, since claims are many."""
    if is_dataclass(kind):
        return _record_maker(kind)
    origin = get_origin(kind)
    if origin is tuple:
        of = maker(get_args(kind)[0])
        return lambda value: tuple([of(item) for item in value])
    if origin in (Union, types.UnionType):
        return maker(next(option for option in get_args(kind) if option is not type(None)))
    if origin is dict and len(get_args(kind)) == 2:
        of = maker(get_args(kind)[1])
        return lambda value: {key: of(item) for key, item in value.items()}
    return _as_it_is


def _record_maker(kind: type) -> Maker:
    hints, left_out = get_type_hints(kind), LEFT_OUT.get(kind, {})
    # None: taken as it is.
    makers = [(name, make if make is not _as_it_is else None) for name, make in ((f.name, maker(hints[f.name])) for f in fields(kind))]

    def made(value: Any) -> Any:
        if value is None or isinstance(value, kind):
            return value
        known = {**left_out, **value} if left_out else value
        return kind(**{name: known[name] if make is None or known[name] is None else make(known[name]) for name, make in makers if name in known})

    return made


def _as_it_is(value: Any) -> Any:
    return value


def _value(field: str, value: object) -> object:
    return maker(VALUES[field])(value) if field in VALUES else value
