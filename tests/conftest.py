"""What all tests share: hypothesis profiles, the language model, the sample reports, and tests that need something not shipped.

A test marked `@pytest.mark.needs("gold")` is left out where that thing is missing, and the last lines of the run say so;
on a build server (CI set) nothing is left out, so that it fails there with a message that says what to provide.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.accuracy.corpora import SHARED_MISSING, shared_folder

ROOT = Path(__file__).resolve().parent.parent

# The first parse of a run loads the model, and two cores are shared: time per example says nothing here.
SLOW_START = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("quick", max_examples=25, derandomize=True, **SLOW_START)
settings.register_profile("search", max_examples=1000, **SLOW_START)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# What a test may need that does not come with the project: how to see that it is there, and what to do where it is not.
NEEDS = {"gold": (lambda: shared_folder() is not None, SHARED_MISSING)}

left_out: dict[str, int] = {}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"needs(thing): needs something that is not shipped; one of {', '.join(NEEDS)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose need is missing on this machine; on a build server run them, so that they fail."""
    if os.environ.get("CI"):
        return
    kept, missing = [], []
    for item in items:
        lacking = [mark.args[0] for mark in item.iter_markers("needs") if not NEEDS[mark.args[0]][0]()]
        (missing if lacking else kept).append(item)
        for thing in lacking:
            left_out[thing] = left_out.get(thing, 0) + 1
    if missing:
        config.hook.pytest_deselected(items=missing)
        items[:] = kept


def pytest_terminal_summary(terminalreporter) -> None:
    for thing, count in sorted(left_out.items()):
        terminalreporter.write_line(f"not run: {count} tests that need {thing}: {NEEDS[thing][1]}", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def no_added_places(tmp_path_factory):
    """Tests see the built-in gazetteer only, whatever was added to it on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def model():
    """The language model, loaded once a run."""
    from reportedly.parse.model import load_model

    return load_model()


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of sample reports that ship with the project."""
    return ROOT / "examples" / "reports"
