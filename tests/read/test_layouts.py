"""A fixed share of the generated pages; `python -m tests.read.layouts 10000` reads more and lists what went wrong."""

from __future__ import annotations

from .layouts import faults

SHARE, RIGHT = 200, 0.98


def test_the_text_and_the_date_of_saved_pages_are_found():
    wrong = {number: found for number in range(SHARE) if (found := faults(number))}
    assert len(wrong) <= SHARE * (1 - RIGHT), wrong
