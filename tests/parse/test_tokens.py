"""Tokens keep the place of their characters, whatever the parser is given to read."""

import pytest

from reportedly.parse import parse
from reportedly.lexicon import known_names
from reportedly.parse.dictionary import dictionary_of
from reportedly.parse.headlines import lower_headlines
from reportedly.parse.tokens import has_lost_apostrophes, repaired
from reportedly.records import Article, Cut

STRIPPED = ("Syrias army shelled the town of Harem on Monday residents said. The armys spokesman denied it and blamed Turkeys allies for "
            "the attack on the market where Homs traders and Hamas members were said to have met before the shells fell on them and others.")


def article(text: str, **fields) -> Article:
    return Article("sha256:x", "x.txt", text, **fields)


def words_read(text: str, model, **fields) -> list[str]:
    return [token.text for token in parse(article(text, **fields), model).doc]


def test_a_copy_without_apostrophes_and_commas_gets_its_possessives_back(model):
    read = words_read(STRIPPED, model)
    assert read[:3] == ["Syria", "'s", "army"]
    assert ["army", "'s", "spokesman"] == read[read.index("spokesman") - 2:read.index("spokesman") + 1]
    assert "Homs" in read and "Hamas" in read           # names of their own, not "Hom's" and "Hama's"


def test_a_punctuated_text_is_left_alone(model):
    assert "Syrias" in words_read(STRIPPED.replace("Monday residents", "Monday, residents"), model)


@pytest.mark.parametrize(("text", "lost"), [(STRIPPED, True), (STRIPPED + " It isn't.", False), ("Syrias army fled.", False)])
def test_lost_apostrophes_are_only_judged_on_enough_words(text, lost):
    assert has_lost_apostrophes(text) is lost


@pytest.mark.parametrize(("headline", "read"), [
    ("Nine Civilians Killed in Air Strike on Harem", "nine civilians killed in air strike on Harem"),
    ("Turkey Condemns Barrel Bomb Attack in Aleppo Province", "Turkey condemns barrel bomb attack in Aleppo province"),
    ("Soldiers entered the town of Harem on Monday.", "Soldiers entered the town of Harem on Monday."),      # no headline
    ("Syrian Army Captured Town from Free Syrian Army", "Syrian army captured town from Free Syrian Army"),
    ("UN SECURITY COUNCIL MEETS ON SYRIA TODAY", "UN SECURITY COUNCIL MEETS ON SYRIA TODAY"),               # capitals throughout
])
def test_headlines_are_read_in_lower_case_but_for_names(headline, read, model):
    assert lower_headlines(headline, 0, dictionary_of(model).is_ordinary, known_names()) == read


def test_the_acronym_is_told_from_the_verb(model):
    read = words_read("IS fighters fled. The town is empty.", model)
    assert read[0] == "ISIS" and "is" in read


def test_every_token_keeps_its_characters(model):
    text = "“Syria’s army — he said — shelled Harem,”\r\n\r\nIS said.\tIt is over… 😀 قصف في حلب"
    parsed = parse(article(text), model)
    for i, token in enumerate(parsed.doc):
        span = parsed.span(i, i + 1)
        assert text[span.start:span.end] == span.words
        assert len(span.words) == len(token.text) or token.text == "ISIS"


def test_cuts_are_blank_to_the_parser_and_keep_their_length():
    text = "Shells fell on Harem.\nLeave a Reply\nTwo died."
    start = text.index("Leave")
    cut = Cut(start, start + len("Leave a Reply"), "comment form", "Leave a Reply")
    read = repaired(article(text, cuts=(cut,)))
    assert len(read) == len(text) and "Reply" not in read and read.endswith("Two died.")


def test_the_marks_of_quoted_mail_are_blank_to_the_parser():
    text = "Hi,\n> Shells fell on\n>> Harem.\n>\n> Two died, 3 > 2."
    read = repaired(article(text))
    assert len(read) == len(text) and read.split() == "Hi, Shells fell on Harem. Two died, 3 > 2.".split()


@pytest.mark.parametrize(("text", "read"), [
    ("- **3 May**: Shells *fell* on Harem.", "3 May : Shells fell on Harem."),
    ("# Weekly brief", "Weekly brief"),
    ("* Two died.", "Two died."),
    ("It cost 3 * 4 dollars*", "It cost 3 * 4 dollars"),
    ("Harem - the town - fell to A-10s.", "Harem - the town - fell to A-10s."),
])
def test_marks_of_layout_are_blank_to_the_parser(text, read):
    seen = repaired(article(text))
    assert len(seen) == len(text) and seen.split() == read.split()
