"""The contract's JSON → the records it was written from: the way back of contract.py.

What the contract leaves out comes back empty (the reasons of a place's candidates stay, their feature and radius do not).
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..records import Claim, Event, FieldValue, Loss, Party, Place, PlaceCandidate, Time

# What a field of an event's agreement holds; the others are words.
VALUES = {"actor": Party, "recipient": Party, "place": Place, "time": Time, "killed": Loss, "injured": Loss}

# Not in the contract.
LEFT_OUT = {PlaceCandidate: {"feature": "", "admin1": None, "radius_km": 0.0}}


def claim_of(record: dict) -> Claim:
    """The claim of a contract record. Raises KeyError or TypeError when it is none."""
    return _made(Claim, record)


def event_of(record: dict) -> Event:
    """The event of a contract record, the values of its agreement as records too."""
    rows = [{**row, "values": [FieldValue(_value(row["field"], v["value"]), tuple(v["claims"]), v["origins"]) for v in row["values"]]}
            for row in record["agreement"]]
    return _made(Event, {**record, "agreement": rows})


def time_of(record: dict | None) -> Time | None:
    """The time of a contract record."""
    return None if record is None else _made(Time, record)


def made(kind: type, record: Any) -> Any:
    """A record of any kind of records.py from its JSON."""
    return _made(kind, record)


def _value(field: str, value: object) -> object:
    return _made(VALUES[field], value) if field in VALUES else value


@lru_cache(maxsize=None)
def _shape(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind))


def _made(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, FieldValue):
        return value
    if is_dataclass(kind):
        known = {**LEFT_OUT.get(kind, {}), **value}
        return kind(**{name: _made(hint, known[name]) for name, hint in _shape(kind) if name in known})
    origin = get_origin(kind)
    if origin is tuple:
        of = get_args(kind)[0]
        return tuple(_made(of, item) for item in value)
    if origin in (Union, types.UnionType):
        return _made(next(option for option in get_args(kind) if option is not type(None)), value)
    if origin is dict and len(get_args(kind)) == 2:
        of = get_args(kind)[1]
        return {key: _made(of, item) for key, item in value.items()}
    return value
