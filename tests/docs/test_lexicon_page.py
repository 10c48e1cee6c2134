"""The rows that docs/lexicon.md shows are rows that the program reads, and the sample project's rows have their effect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.lexicon.project import LISTS, check_project
from reportedly.pipeline import as_article, claims_of, understand
from reportedly.read import read_paths
from reportedly.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## [^\n]*`(\w+\.tsv)`\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
ROWS = [(name, re.search(r"```tsv\n(.*?)```", body, re.DOTALL).group(1)) for name, body in SECTION.findall(PAGE)]
PROJECT = ROOT / "examples" / "project" / "reportedly.toml"


@pytest.mark.parametrize("name, shown", ROWS, ids=[name for name, _ in ROWS])
def test_rows_on_the_page_have_the_columns_of_the_list(name, shown, tmp_path):
    (tmp_path / name).write_text(shown, encoding="utf-8")
    ours = lexicon.rows(name)
    both = lexicon.rows(name, str(tmp_path))
    assert len(both) == len(ours) + len(shown.splitlines()) - 1
    assert list(both[-1]) == list(ours[0])
    assert both[-1]["source"]


@pytest.mark.parametrize("name, shown", ROWS, ids=[name for name, _ in ROWS])
def test_rows_on_the_page_pass_the_check(name, shown, tmp_path):
    (tmp_path / "types.tsv").write_text(dict(ROWS)["types.tsv"], encoding="utf-8")
    (tmp_path / name).write_text(shown, encoding="utf-8")
    check_project(str(tmp_path))


def test_every_list_that_takes_rows_is_on_the_page_and_no_other():
    assert set(re.findall(r"`(\w+\.tsv)`", PAGE)) == set(LISTS)


def test_the_sample_projects_words_are_known_with_it_and_unknown_without(reports):
    def found(settings: Settings) -> set[str | None]:
        articles = [as_article(raw, settings) for raw in read_paths([str(reports)])]
        coded = [(read, claims_of(read, settings)) for read in understand(articles, settings)]
        return {
            *(mention.actor_id for read, _ in coded for mention in read.mentions.actors),
            *(place.gazetteer_id for read, _ in coded for place in read.places if place),
            *(claim.subtype for _, claims in coded for claim in claims),
            *(link.words for read, _ in coded for a in read.mentions.attributions if (link := a.link).kind == "witness"),
        }

    invented = {"ninth-gate-brigade", "orchard-battalions", "dry-wells-front", "project:syr-rahma-bakery", "mortar_barrage",
                "two grave diggers"}
    assert invented <= found(load_settings(str(PROJECT)))
    assert not invented & found(Settings())
