"""What holds of the whole pipeline, whatever comes in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import reportedly
from tests.properties.spans import wrong_ranges, wrong_spans
from tests.properties.texts import any_text, report, report_with_boilerplate

# The whole pipeline takes about a tenth of a second for each of these texts.
FEW = settings(max_examples=15)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("inputs")


def code_bytes(folder: Path, name: str, content: bytes) -> list:
    path = folder / name
    path.write_bytes(content)
    return list(reportedly.code([path]))


@FEW
@given(text=report(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_span_is_cut_from_the_text(text, encoding, folder):
    for coded in code_bytes(folder, "report.txt", text.encode(encoding)):
        assert wrong_spans(coded.article, coded.article.text) == []
        for claim in coded.claims:
            assert claim.doc_id == coded.article.doc_id
            assert wrong_spans(claim, coded.article.text) == []
            assert wrong_ranges(claim) == []


@FEW
@given(texts=st.lists(report(), min_size=1, max_size=3))
def test_every_span_is_cut_from_the_text_of_its_record(texts, folder):
    lines = "\n".join(json.dumps({"id": f"r{i}", "text": text}, ensure_ascii=i % 2 == 0) for i, text in enumerate(texts))
    coded = code_bytes(folder, "reports.jsonl", lines.encode())
    assert len(coded) == len(texts)
    for one in coded:
        for record in (one.article, *one.claims):
            assert wrong_spans(record, one.article.text) == []


@FEW
@given(text=report())
def test_plain_text_is_kept_character_for_character(text, folder):
    (coded,) = code_bytes(folder, "report.txt", text.encode())
    if coded.article.status in ("coded", "empty"):
        assert coded.article.text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


@FEW
@given(report_and_end=report_with_boilerplate())
def test_boilerplate_yields_no_claim(report_and_end, folder):
    text, prose_end = report_and_end
    (coded,) = code_bytes(folder, "pasted.txt", text.encode())
    assert [claim.trigger.words for claim in coded.claims if claim.evidence.end > prose_end] == []
    for cut in coded.article.cuts:
        assert cut.reason and all(claim.trigger.end <= cut.start or cut.end <= claim.trigger.start for claim in coded.claims)


line = st.one_of(
    any_text.map(lambda text: json.dumps({"text": text})),
    report().map(lambda text: json.dumps({"id": "same", "text": text})),
    st.sampled_from(['{"id": 1}', '{"text": 7}', "{", "[]", "null", '{"text": "Police arrested two men."}']),
)
content = st.one_of(st.binary(max_size=60), report().map(str.encode), st.just(b""), st.just(b"\xff\xfe\x00"))


@FEW
@given(files=st.lists(content, max_size=3), lines=st.lists(line, min_size=1, max_size=4))
def test_every_input_ends_in_exactly_one_record(files, lines, folder):
    paths = []
    for i, one in enumerate(files):
        paths.append(folder / f"file{i}.txt")
        paths[-1].write_bytes(one)
    many = folder / "many.jsonl"
    many.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    coded = list(reportedly.code([*paths, many]))
    named = [one.article.file for one in coded]
    assert [name for name in named if "#" not in name] == [str(path) for path in paths]
    assert sum("#" in name for name in named) == len(lines)
    assert len(set(named)) == len(named), "a repeated id gets its line number"
    for one in coded:
        assert one.article.status == "coded" or not one.claims
        assert one.article.status in ("coded", "empty", "duplicate") or one.article.reason


def test_events_do_not_depend_on_the_order_of_the_reports(reports):
    coded = list(reportedly.code([reports]))
    events = reportedly.link_events(coded)
    assert events and sorted(map(repr, events)) == sorted(map(repr, reportedly.link_events(coded[::-1])))
    claims = {claim.claim_id for one in coded for claim in one.claims}
    assert claims == {claim_id for event in events for claim_id in event.claims}
    for event in events:
        assert sorted(event.claims) == sorted(c for group in event.origin_groups for c in group.claims)
        assert 0 <= event.origins <= len(event.origin_groups)      # who only denies or plans is listed and not counted
        assert 1 <= event.reports <= len(event.claims)
