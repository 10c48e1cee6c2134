"""The accuracy gate: what was reached once on the hand-made gold is reached again."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.accuracy.corpora import ROOT, SHARED_MISSING, shared_folder
from tests.accuracy.gate import FLOORS, SLACK, broken_prohibitions, code, corpus_hashes, figures, read_floors, score
from tests.accuracy.raise_floors import as_toml, raised

PRINTED = """\
claims: 313 gold, 300 predicted, 210 matched · detection P 70.0 R 67.1 F1 68.5
slots on matched: actor 90/150 · chain 20/70 · nested chains 4/21 · not asserted 11/30
must not come out, but did: 'Leave a Reply'
linking of matched claims: B3 P 90.0 R 70.0 F1 78.7 · pairs P 80.0 R 60.0 F1 68.6
contradictions found: 12/53 · agreeing pairs called contradictions: 1/9
slot F1 47.2
"""


def test_figures_are_read_off_the_scorers_lines():
    assert figures(PRINTED) == {
        "detection_f1": 68.5, "slot_f1": 47.2, "nested_chains": 4, "not_asserted": 11, "linking_b3_f1": 78.7, "contradictions": 12,
    }
    assert broken_prohibitions(PRINTED) == ["'Leave a Reply'"]


def test_floors_only_rise():
    pinned = {"sha256_jsonl": "a", "slot_f1": 47.0, "detection_f1": 70.0}
    assert raised(pinned, {"slot_f1": 48.5}, {"sha256_jsonl": "a"}) == {"sha256_jsonl": "a", "slot_f1": 48.5, "detection_f1": 70.0}
    assert raised(pinned, {"detection_f1": 69.0}, {"sha256_jsonl": "a"}) == pinned
    with pytest.raises(ValueError, match="corpus has changed"):
        raised(pinned, {"slot_f1": 99.0}, {"sha256_jsonl": "b"})
    assert tomllib.loads(as_toml({"reports": pinned})) == {"reports": pinned}


def test_no_floor_was_lowered_since_it_was_first_committed():
    path = FLOORS.relative_to(ROOT).as_posix()
    git = lambda *arguments: subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout
    floors = read_floors()
    for revision in git("log", "--format=%H", "--", path).split():
        for corpus, section in tomllib.loads(git("show", f"{revision}:{path}")).items():
            assert corpus in floors, f"the floors of {corpus} were taken out since {revision[:10]}"
            same_corpus = section["sha256_jsonl"] == floors[corpus]["sha256_jsonl"] and section["sha256_toml"] == floors[corpus]["sha256_toml"]
            lowered = [name for name, floor in section.items() if isinstance(floor, float) and same_corpus and floors[corpus].get(name, 0.0) < floor]
            assert not lowered, f"{corpus}: {lowered} lowered since {revision[:10]}"


@pytest.fixture(scope="module")
def shared() -> Path:
    folder = shared_folder()
    assert folder is not None, f"The accuracy gate needs the gold: {SHARED_MISSING}"
    return folder


@pytest.fixture(scope="module")
def printed(shared, tmp_path_factory) -> dict[str, str]:
    return {corpus: score(shared, corpus, tmp_path_factory.mktemp(corpus)) for corpus in read_floors()}


@pytest.mark.needs("gold")
@pytest.mark.parametrize("corpus", read_floors())
def test_no_figure_falls_below_its_floor(corpus, shared, printed):
    pinned = read_floors()[corpus]
    hashes = corpus_hashes(shared, corpus)
    assert {name: pinned[name] for name in hashes} == hashes, "the floors were measured on another version of the corpus"
    floors = {name: floor for name, floor in pinned.items() if name not in hashes}
    reached = figures(printed[corpus])
    fallen = {name: (reached.get(name), floor) for name, floor in floors.items() if reached.get(name, -10.0) < floor - SLACK.get(name, 0.0)}
    assert fallen == {}, f"(reached, floor):\n{printed[corpus]}"


@pytest.mark.needs("gold")
@pytest.mark.parametrize("corpus", read_floors())
def test_nothing_comes_out_that_must_not(corpus, printed):
    assert broken_prohibitions(printed[corpus]) == []


@pytest.fixture(scope="module")
def seeds(shared, tmp_path_factory) -> dict[str, list[dict]]:
    """What the main job writes for the two real reports, pasted as they were."""
    written = code([shared / "seeds"], tmp_path_factory.mktemp("seeds"))
    return {kind: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for kind, path in written.items()}


@pytest.mark.needs("gold")
def test_both_seeds_are_coded_and_yield_claims(seeds):
    assert [document["status"] for document in seeds["documents"]] == ["coded", "coded"]
    assert {claim["doc_id"] for claim in seeds["claims"]} == {document["doc_id"] for document in seeds["documents"]}
    assert seeds["events"]


@pytest.mark.needs("gold")
def test_no_claim_lies_in_the_seeds_comment_forms(seeds):
    for document in seeds["documents"]:
        form = document["text"].index("Leave a Reply")
        assert [cut["words"] for cut in document["cuts"] if cut["start"] <= form < cut["end"] and cut["reason"]]
        late = [claim["trigger"]["words"] for claim in seeds["claims"] if claim["doc_id"] == document["doc_id"] and claim["evidence"]["end"] > form]
        assert late == []
