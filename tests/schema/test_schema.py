"""The schemas accept what the contract allows and refuse what it does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from reportedly import records, records_events
from reportedly.schema import load

HERE = Path(__file__).parent
VALID = json.loads((HERE / "valid.json").read_text(encoding="utf-8"))
INVALID = [
    line.split("\t")
    for line in (HERE / "invalid.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


def changed(record: dict, path: str, value: str) -> dict:
    """A copy of the record with the value at the path replaced, or deleted where the value is empty."""
    copied = copy.deepcopy(record)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    parent = copied
    for step in steps:
        parent = parent[step]
    if value:
        parent[last] = json.loads(value)
    else:
        del parent[last]
    return copied


@pytest.mark.parametrize("name", VALID)
def test_valid_record_is_accepted(name):
    schema = load(name)
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(VALID[name])] == []


@pytest.mark.parametrize("name, path, value, why", INVALID, ids=[f"{n}:{p}={v}" for n, p, v, _ in INVALID])
def test_invalid_record_is_refused(name, path, value, why):
    assert not Draft202012Validator(load(name)).is_valid(changed(VALID[name], path, value)), why


@pytest.mark.parametrize("relation", (HERE / "relations.txt").read_text(encoding="utf-8").splitlines())
def test_relations_of_a_place_are_accepted(relation):
    assert Draft202012Validator(load("claim")).is_valid(changed(VALID["claim"], "place/relation", json.dumps(relation)))


def test_more_keys_may_be_added():
    assert Draft202012Validator(load("claim")).is_valid(VALID["claim"] | {"note": "checked by eye"})


def test_unknown_schema_names_the_known_ones():
    with pytest.raises(KeyError, match="mention-places"):
        load("claims")


@pytest.mark.parametrize(
    "name, path, literal",
    [
        ("claim", ["properties", "status"], records.Status),
        ("definitions", ["$defs", "manner"], records.Manner),
        ("document", ["properties", "status"], records.DocumentStatus),
    ],
)
def test_enumerations_are_those_of_the_records(name, path, literal):
    schema = load(name)
    for step in path:
        schema = schema[step]
    assert schema["enum"] == list(get_args(literal))


@pytest.mark.parametrize(
    "record, schema",
    [
        (records.Span, "Span"), (records.Party, "Party"), (records.Means, "Means"), (records.Place, "Place"), (records.Time, "Time"),
        (records.Loss, "Loss"), (records.Quantity, "Quantity"), (records.Link, "Link"), (records.Coder, "Coder"), (records_events.LossRange, "Range"),
    ],
)
def test_shapes_have_the_fields_of_the_records(record, schema):
    required = set(load("definitions")["$defs"][schema]["required"])
    fields = set(record.__dataclass_fields__)
    assert required <= fields
    assert fields - required <= {"candidates", "basis"}        # of a Place, additions to the contract


@pytest.mark.parametrize("record, schema", [(records.Claim, "claim"), (records_events.Event, "event")])
def test_lines_have_the_fields_of_the_records(record, schema):
    added = {"subtype", "against_interest"} & set(record.__dataclass_fields__)         # additions to the contract
    assert set(load(schema)["required"]) | added == set(record.__dataclass_fields__)
