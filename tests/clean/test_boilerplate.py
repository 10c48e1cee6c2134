"""Which passages are cut, and which look-alikes are not: tests/clean/cuts.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.clean.boilerplate import mark_boilerplate
from reportedly.lexicon import rows

CASES = re.findall(r"^==== (.+)\n((?:(?!====).*\n?)*)", Path(__file__).with_name("cuts.txt").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("marked", [text for _, text in CASES], ids=[name for name, _ in CASES])
def test_exactly_what_is_marked_is_cut(marked):
    wanted = re.findall(r"⟦(.*?)⟧", marked, re.DOTALL)
    text = re.sub("[⟦⟧]", "", marked).strip()
    cuts = mark_boilerplate(text).cuts
    assert [cut.words for cut in cuts] == wanted
    assert all(text[cut.start:cut.end] == cut.words and cut.reason for cut in cuts)


@pytest.mark.parametrize("ending, name", [("--Reuters", "Reuters"), ("-AFP", "AFP"), ("Source: Associated Press", "AP"), ("(Xinhua)", "Xinhua")])
def test_the_agency_at_the_end_is_credited_with_the_whole_report(ending, name):
    text = f"Two men were killed. {ending}"
    (link,) = mark_boilerplate(text).credits
    assert (link.name, link.kind, link.anonymous) == (name, "agency", False)
    assert text[link.start:link.end] == link.words


def test_agencies_that_only_contributed_are_not_credited_with_the_whole():
    assert mark_boilerplate("Two men were killed. (With Reuters and AFP)").credits == ()


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_do_not_matter(end):
    text = end.join(["Two men were killed.", "", "Leave a Reply", ""])
    assert [cut.words for cut in mark_boilerplate(text).cuts] == ["Leave a Reply"]


def test_every_row_names_its_match_and_its_source():
    for row in rows("boilerplate.tsv"):
        assert row["match"] in ("line", "list", "anywhere", "between", "end", "bracket"), row
        assert row["phrase"] and row["reason"] and row["source"], row


def test_a_projects_own_phrases_are_cut_too(tmp_path):
    (tmp_path / "boilerplate.tsv").write_text("phrase\tmatch\tcredit\treason\tsource\nThe end of the bulletin\tline\t\tfooter\tours\n", "utf-8")
    assert [cut.reason for cut in mark_boilerplate("Two died.\nThe end of the bulletin", str(tmp_path)).cuts] == ["footer"]
