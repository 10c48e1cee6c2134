"""What exists is documented, and what is documented exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportedly.schema import load

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *(ROOT / "examples").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#:\s]+)?(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SCHEMAS = ("claim", "document", "event", "mention-places", "mention-times", "mention-actors", "mention-attributions", "mention-quantities", "definitions")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), f"{target}#{anchor}"


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "index.md" and f"({page.name})" not in index] == []


def terms(schema: object) -> set[str]:
    """Every key and every enumerated word of a schema."""
    found: set[str] = set()
    if isinstance(schema, dict):
        found |= set(schema.get("properties", {})) | {word for word in schema.get("enum", []) if isinstance(word, str)}
        for part in schema.values():
            found |= terms(part)
    elif isinstance(schema, list):
        for part in schema:
            found |= terms(part)
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_and_word_of_the_schemas_is_on_the_contract_page(name):
    page = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    quoted = set(re.findall(r"[\w ]+", " ".join(re.findall(r"`[^`]+`|\"[^\"]+\"", page)).replace("`", "|").replace('"', "|")))
    words = {word for phrase in quoted for word in (phrase, *phrase.split())}
    assert terms(load(name)) - words == set()
