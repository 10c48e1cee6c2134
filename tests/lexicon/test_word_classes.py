"""Every class of words that the code asks for is listed, and every listed class is asked for."""

import re
from pathlib import Path

import pytest

from reportedly import lexicon

CODE = Path(lexicon.__file__).resolve().parent.parent
ASKED = {name for file in CODE.rglob("*.py") for name in re.findall(r'word_class\("(\w+)"\)', file.read_text(encoding="utf-8"))}


def test_listed_and_asked_for_are_the_same():
    assert {row["class"] for row in lexicon.rows("word_classes.tsv")} == ASKED


def test_no_word_stands_twice_in_a_class():
    rows = [(row["class"], row["word"]) for row in lexicon.rows("word_classes.tsv")]
    assert len(rows) == len(set(rows))


def test_a_class_is_a_set_of_its_words():
    assert "dozen" in lexicon.word_class("counting")


def test_an_unknown_class_is_an_error():
    with pytest.raises(KeyError):
        lexicon.word_class("no such class")
