"""Every line that the program prints for the sample reports is what the contract says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from reportedly.export import json_line, mention_rows
from reportedly.pipeline import Read, as_article, understand
from reportedly.read import read_paths
from reportedly.schema import load
from tests.properties.spans import wrong_ranges, wrong_spans

MENTIONS = ("places", "times", "actors", "attributions", "quantities")


def printed(*arguments: str) -> list[dict]:
    """The lines that a command prints when its output is not a terminal."""
    done = subprocess.run([sys.executable, "-m", "reportedly", *arguments], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def errors(name: str, records: list[dict]) -> list[str]:
    validator = Draft202012Validator(load(name))
    found = ((i, best_match(validator.iter_errors(record))) for i, record in enumerate(records, 1))
    return [f"line {i}: {error.json_path}: {error.message}" for i, error in found if error]


@pytest.fixture(scope="module")
def run(reports, tmp_path_factory) -> dict[str, list[dict]]:
    """One run over the sample reports: its claims, documents and events."""
    out = tmp_path_factory.mktemp("run")
    claims = printed("code", str(reports), "--documents", str(out / "documents"), "--events", str(out / "events"))
    return {"claim": claims, "document": lines(out / "documents"), "event": lines(out / "events")}


@pytest.mark.parametrize("name", ["claim", "document", "event"])
def test_every_line_of_code_is_valid(run, name):
    assert run[name] and errors(name, run[name]) == []


def test_every_span_is_cut_from_its_document(run):
    texts = {document["doc_id"]: document["text"] for document in run["document"]}
    for claim in run["claim"]:
        assert wrong_spans(claim, texts[claim["doc_id"]]) == [] and wrong_ranges(claim) == []
    for document in run["document"]:
        assert wrong_spans(document["cuts"], document["text"]) == []


def test_every_sample_report_is_coded(run):
    assert [(d["file"], d["status"]) for d in run["document"] if d["status"] not in ("coded", "duplicate")] == []
    assert len(run["document"]) == 16


@pytest.fixture(scope="module")
def understood(reports) -> list[Read]:
    """What the layers below the claims find in the sample reports."""
    return list(understand(as_article(raw) for raw in read_paths([str(reports)])))


@pytest.mark.parametrize("kind", MENTIONS)
def test_every_line_of_mentions_is_valid(understood, kind):
    found = 0
    for read in understood:
        rows = [json.loads(json_line(row)) for row in mention_rows(kind, read)]
        assert errors(f"mention-{kind}", rows) == []
        assert [wrong for row in rows for wrong in wrong_spans(row, read.parsed.article.text)] == []
        found += len(rows)
    assert found
