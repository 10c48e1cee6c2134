"""The commands as they are called: exit codes, where output goes, what standard error says."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from reportedly import pipeline
from reportedly.cli import run

from .fake import CLAIMS, CODED, EMPTY, REFUSED


@pytest.fixture
def coder(monkeypatch):
    """Replaces the coder: the commands get these inputs."""
    def set_to(*coded, error: BaseException | None = None):
        def code(paths, **options):
            yield from coded
            if error:
                raise error

        monkeypatch.setattr(pipeline, "code", code)
        monkeypatch.setattr(pipeline, "link_events", lambda kept: ())

    return set_to


def test_all_well(coder, capfd):
    coder(CODED, EMPTY)
    assert run(["code", "report.txt"]) == 0
    out, err = capfd.readouterr()
    assert [json.loads(line)["claim_id"] for line in out.splitlines()] == [claim.claim_id for claim in CLAIMS]
    assert err == "2 read: 1 coded, 1 empty, 0 duplicate, 0 not coded, 0 refused, 0 failed. 3 claims.\n"


def test_a_refused_input_is_named_with_its_reason_and_ends_with_3(coder, capfd):
    coder(REFUSED, CODED)
    assert run(["code", "a", "b"]) == 3
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 3
    assert err.splitlines()[0] == "refused: bad\\x1b[2J.bin: is binary. Save it as text."
    assert "1 coded, 0 empty, 0 duplicate, 0 not coded, 1 refused, 0 failed" in err


@pytest.mark.parametrize("arguments", [["code"], ["nonsense"], ["code", "x", "--published", "yesterday"], ["code", "x", "--jobs", "0"],
                                       ["code", "x", "--settings", "absent.toml"], ["mentions", "verbs", "x"], ["code", "x", "--claims", "no/such/folder/c"]])
def test_a_call_that_is_off_ends_with_2(arguments, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert capfd.readouterr().err


def test_an_error_of_ours_ends_with_1_and_leaves_no_file(coder, capfd, tmp_path):
    coder(CODED, error=RuntimeError("broken"))
    assert run(["code", "x", "--claims", str(tmp_path / "c.jsonl")]) == 1
    assert "report it" in capfd.readouterr().err and list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_with_130_and_keeps_the_old_file(coder, capfd, tmp_path):
    old = tmp_path / "c.jsonl"
    old.write_text("old")
    coder(CODED, error=KeyboardInterrupt())
    assert run(["code", "x", "--claims", str(old)]) == 130
    assert old.read_text() == "old" and list(tmp_path.iterdir()) == [old]


def test_files(coder, capfd, tmp_path):
    coder(REFUSED, CODED)
    assert run(["code", "x", "--claims", str(tmp_path / "c.csv"), "--documents", str(tmp_path / "d"), "--events", str(tmp_path / "e")]) == 3
    assert capfd.readouterr().out == ""
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        assert [row["type"] for row in csv.DictReader(file)] == ["kill", "shelling", "clash"]
    assert [json.loads(line)["status"] for line in (tmp_path / "d").read_text().splitlines()] == ["refused", "coded"]
    assert (tmp_path / "e").read_text() == ""


@pytest.mark.parametrize("form, first", [("csv", "claim_id,"), ("jsonl", '{"claim_id"'), ("table", "Seventeen killed")])
def test_forms_on_standard_output(coder, capfd, form, first):
    coder(CODED)
    assert run(["code", "x", "--format", form]) == 0
    assert capfd.readouterr().out.startswith(first)


@pytest.mark.parametrize("arguments", [["--help"], ["code", "--help"], ["mentions", "-h"]])
def test_help_opens_with_an_example(arguments, capfd):
    assert run(arguments) == 0
    assert capfd.readouterr().out.startswith("Example:\n  ")


def test_version(capfd):
    assert run(["--version"]) == 0
    assert capfd.readouterr().out == "reportedly 0.1.0\n"


def test_help_does_not_load_the_coder():
    check = "import sys; from reportedly.cli import run; run(['--help']); sys.exit(bool({'spacy', 'rich', 'trafilatura', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], stdout=subprocess.DEVNULL).returncode == 0


FAKE_RUN = """
import sys
from reportedly import pipeline
from reportedly.cli import run
from tests.cli.fake import CODED
pipeline.code = lambda paths, **options: (CODED for _ in range(5000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_a_reader_that_goes_away_is_no_error(form):
    with subprocess.Popen([sys.executable, "-c", FAKE_RUN, "code", "x", "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_a_report_is_never_overwritten(coder, capfd, tmp_path):
    coder(CODED)
    (tmp_path / "sub").mkdir()
    report = tmp_path / "sub" / "report.txt"
    report.write_text("Rebels shelled Homs.", encoding="utf-8")
    (tmp_path / "link").symlink_to(report)
    for inputs, target in ((report, report), (tmp_path, report), (report, tmp_path / "link"), (tmp_path / "link", report)):
        assert run(["code", str(inputs), "--documents", str(target)]) == 2
        assert "would be overwritten" in capfd.readouterr().err
    assert report.read_text(encoding="utf-8") == "Rebels shelled Homs."


def test_two_outputs_are_two_files(coder, capfd, tmp_path):
    coder(CODED)
    both = str(tmp_path / "out.jsonl")
    assert run(["code", "report.txt", "--claims", both, "--events", both]) == 2
    assert "named for two outputs" in capfd.readouterr().err and not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["claims.jsonl", "claims.csv"])
def test_output_of_an_earlier_run_is_written_again(coder, tmp_path, name):
    coder(CODED)
    arguments = ["code", str(tmp_path), "--claims", str(tmp_path / name), "--documents", str(tmp_path / "documents.jsonl")]
    assert [run(arguments), run(arguments)] == [0, 0]


def test_output_to_a_pipe_by_its_name():
    call = [sys.executable, "-m", "reportedly", "code", "-", "--documents", "/dev/stdout", "--claims", "/dev/null"]
    done = subprocess.run(call, input=b"", capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["status"] == "empty"
