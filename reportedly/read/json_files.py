"""A JSON file that holds one record, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..records import RawDocument, Refusal
from .identity import Given, Names, document_of, id_of, limited, refusal


def read_json_file(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The records of the file, a Refusal for each item of its list that is none."""
    data = limited(file)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(f"is JSON that is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise Failed(f"is broken JSON: {error}. Write one record, or a list of records.") from None
    items = found if isinstance(found, list) else [found]
    if not items:
        raise Refused("is an empty list. Put one object with a 'text' in it for each report.")
    names = Names(name)
    for number, item in enumerate(items, 1):
        where = names.name(id_of(item, given) if isinstance(item, dict) else None, number)
        try:
            if not isinstance(item, dict):
                raise Refused(f"is {type(item).__name__}, not an object with a 'text'.")
            yield document_of(item, where, given)
        except ReadError as error:
            yield refusal(where, type(error)(f"item {number}: {error}"))
