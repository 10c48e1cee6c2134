"""JSON lines, the flat table, and files that appear whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest
from jsonschema import Draft202012Validator

from reportedly.errors import UsageError
from reportedly.export import COLUMNS, claim_json, claim_row, csv_line, document_json, json_line, written
from reportedly.schema import load
from tests.cli.fake import ARTICLE, CLAIMS, REFUSED

CONTRACT_KEYS = ("claim_id doc_id file evidence trigger type actor recipient means place time losses quantities chain status confidence "
                 "coder subtype").split()                # subtype: a project's own type, an addition to the contract


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_has_the_keys_of_the_contract_in_its_order(claim):
    record = claim_json(claim)
    assert list(record) == CONTRACT_KEYS
    assert list(Draft202012Validator(load("claim")).iter_errors(record)) == []


@pytest.mark.parametrize("article", [ARTICLE, REFUSED.article])
def test_a_document_is_what_the_contract_says(article):
    assert list(Draft202012Validator(load("document")).iter_errors(document_json(article))) == []


@pytest.mark.parametrize("text", ["a\nb", "a\u2028b\u2029c\x85d", "\x1b[2J\x9b31m", "\u202eabc\u2066", "سوريا 🕊", '"\\'])
def test_a_json_line_is_one_line_and_gives_the_words_back(text):
    line = json_line({"words": text})
    assert len(line.splitlines()) == 1 and line.endswith("\n") and json.loads(line) == {"words": text}
    assert not set("\x1b\x9b\u202e\u2066") & set(line)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
def test_words_that_a_spreadsheet_would_run_are_text(words):
    from dataclasses import replace

    row = claim_row(replace(CLAIMS[0], file=words))
    assert row["file"] == "'" + words


def test_a_row_of_the_table():
    (row,) = csv.DictReader(io.StringIO(csv_line(COLUMNS) + csv_line(claim_row(CLAIMS[0]).values())))
    assert (row["actor"], row["recipient"], row["killed_low"], row["killed_best"], row["chain"]) == (
        "masked gunmen", "Example Front", "17", "", "Example Agency > residents")
    assert row["lat"] == "35.0" and row["time_start"] == "2019-02-22"


def test_negative_coordinates_stay_numbers():
    from dataclasses import replace

    assert claim_row(replace(CLAIMS[0], place=replace(CLAIMS[0].place, lat=-12.5)))["lat"] == -12.5


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    path = tmp_path / "out.jsonl"
    with pytest.raises(RuntimeError), written(str(path)) as file:
        file.write("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with written(str(path)) as file:
        file.write("whole")
        assert not path.exists()
    assert path.read_text() == "whole" and os.listdir(tmp_path) == ["out.jsonl"]


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with written(str(tmp_path / "link")) as file:
        file.write("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "target").read_text() == "new"


def test_a_folder_or_a_missing_folder_is_a_usage_error(tmp_path):
    for path in (tmp_path, tmp_path / "absent" / "file"):
        with pytest.raises(UsageError), written(str(path)):
            pass
