"""kill -9 at random moments: nothing acknowledged is lost, nothing is half written."""

from __future__ import annotations

import os

import pytest

from reportedly.store import adding, linking, recoding

from .kills import run

# Of the 200 of bench/kills.py, those that every run of the tests makes.
SHARE = 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork, so a child at work cannot be killed here")
def test_kill_at_random_moments(tmp_path, monkeypatch):
    monkeypatch.setattr(adding, "code_batch", adding.code_batch)
    monkeypatch.setattr(recoding, "code_batch", recoding.code_batch)
    monkeypatch.setattr(linking, "ANEW_SHARE", linking.ANEW_SHARE)
    count = run(tmp_path, SHARE)
    assert sum(count.values()) == SHARE
    assert sum(number for kind, number in count.items() if kind.endswith("killed")) > 0.8 * SHARE, count
