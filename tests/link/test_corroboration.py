"""A small share of bench/corroboration.py: one story in its guises is one origin, independent reports are not."""

import importlib.util
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "bench" / "corroboration.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_corroboration", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_family_is_the_same_every_time_and_its_guises_differ(bench):
    first, again = bench.family(3, 1), bench.family(3, 1)
    assert first == again and len(first) == 1 + bench.GUISES + 3
    assert len({r.text for r in first}) >= 20 and len({r.text for r in bench.family(4, 1)} & {r.text for r in first}) == 0


def test_guises_are_one_origin_and_independent_reports_are_not(bench):
    found = bench.measure(4)
    assert found["guises"] == 80 and found["pairs"] == 24 and found["without_claim"] == 0
    assert found["one_origin"] >= 95 and found["alone"] >= 85 and found["stay_apart"] >= 90
