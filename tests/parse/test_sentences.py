"""Sentences and paragraphs: what the layout settles is not left to the parser."""

import pytest

from reportedly.parse import parse
from reportedly.parse.sentences import is_hard_wrapped, paragraph_starts
from reportedly.records import Article


def sentences(text: str, model, **fields):
    parsed = parse(Article("sha256:x", "x.txt", text, **fields), model)
    return [(parsed.span(s.first, s.last).words, s) for s in parsed.sentences]


def test_a_heading_is_a_sentence_of_its_own(model):
    found = sentences("Shells fall on Harem\n\nThe army shelled the town on Monday. Two people died.\n", model)
    assert [words for words, _ in found] == ["Shells fall on Harem", "The army shelled the town on Monday.", "Two people died."]
    assert [s.heading for _, s in found] == [True, False, False]


def test_a_question_is_known_by_its_mark(model):
    found = sentences("Will the army storm Harem?\n\nThe army shelled the town on Monday.\n", model)
    assert [s.question for _, s in found] == [True, False]
    assert found[0][1].heading


def test_the_given_end_of_a_headline_splits_unbroken_text(model):
    text = "Army shells Harem The army shelled the town of Harem on Monday."
    found = sentences(text, model, heading_end=len("Army shells Harem "))
    assert found[0][0] == "Army shells Harem" and found[0][1].heading and not found[1][1].heading


def test_the_title_is_a_headline_wherever_the_text_prints_it(model):
    text = "Print Share Army shells northern town of Harem The army shelled the town of Harem on Monday."
    found = sentences(text, model, title="Army shells northern town of Harem")
    assert ("Army shells northern town of Harem", True) in [(words, s.heading) for words, s in found]
    assert found[-1][0] == "The army shelled the town of Harem on Monday." and not found[-1][1].heading


WRAPPED = """The army shelled the town of Harem in the north of the province on
Monday and killed two people who were waiting in front of a bakery,
residents said. A spokesman for the army denied it and said that his
men had answered fire from the hills to the south of the town, where
an armed group has held positions since the spring, and that nobody
had been harmed. The town council asked both sides to keep the truce.
"""


def test_hard_wrapped_lines_do_not_end_paragraphs():
    assert is_hard_wrapped(WRAPPED.splitlines())
    assert paragraph_starts(WRAPPED) == [0]


@pytest.mark.parametrize(("text", "starts"), [
    ("One.\nTwo.\n", [0, 5, 10]),
    ("One.\n\nTwo.", [0, 5, 6]),
    ("", [0]),
])
def test_line_breaks_end_paragraphs(text, starts):
    assert paragraph_starts(text) == starts


def test_every_token_is_in_exactly_one_sentence(model):
    parsed = parse(Article("sha256:x", "x.txt", WRAPPED + "\nA heading\n\n“He said so.\n"), model)
    covered = [i for s in parsed.sentences for i in range(s.first, s.last)]
    assert covered == list(range(len(parsed.doc)))
    assert all(s.first <= i < s.last for i in covered for s in [parsed.sentences[parsed.sentence_of[i]]])
