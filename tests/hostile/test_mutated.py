"""A fixed share of the inputs changed at random; `python -m tests.hostile.mutate 20000` reads more."""

from __future__ import annotations

import pytest

from .mutate import read_many

SHARE, PIECE = 5_000, 500


@pytest.mark.parametrize("first", range(0, SHARE, PIECE))
def test_every_changed_input_ends_in_a_record(first):
    assert sum(read_many(first, PIECE).values()) >= PIECE * 0.9
