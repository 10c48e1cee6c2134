"""Text in capitals is read in ordinary letters: names keep their capital, no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import known_names
from reportedly.parse import parse
from reportedly.parse.capitals import lower_capitals
from reportedly.parse.dictionary import dictionary_of
from reportedly.parse.model import load_model
from reportedly.records import Article

# Invented: as received, as read.
COPY = [
    ("TWO SOLDIERS WERE KILLED ON SUNDAY. THEY DIED IN HOSPITAL.", "Two soldiers were killed on Sunday. They died in hospital."),
    ("QUITO, 3 MAR 91 (EFE) -- [TEXT] THE POLICE MAY MARCH TODAY.", "Quito, 3 Mar 91 (EFE) -- [Text] The police may march today."),
    ("A BOMB WENT OFF IN BUENOS AIRES AND ANOTHER IN SAN BORJA.", "A bomb went off in Buenos Aires and another in San Borja."),
    ("COLONEL RAMIRO QUESPE TOLD PRESIDENT ORTUNEZ THAT I WAS THERE.", "Colonel Ramiro Quespe told President Ortunez that I was there."),
    ("GUNMEN SHOT GREGORIO ROSA QUESPE. ROSA QUESPE WAS A TEACHER.", "Gunmen shot Gregorio Rosa Quespe. Rosa Quespe was a teacher."),
    ("THE DRY WELLS FRONT (DWF) ATTACKED; THE DWF LOST TEN MEN.", "The Dry Wells Front (DWF) attacked; the DWF lost ten men."),
    ("THE FLK [VALLEY WORKERS MOVEMENT] FREED TWO AMERICAN NURSES.", "The FLK [valley workers movement] freed two American nurses."),
    ("SYRIA'S ARMY SHELLED ALEPPO FOR THE 3RD DAY, WITNESSES SAID.", "Syria's army shelled Aleppo for the 3rd day, witnesses said."),
    ("U.S. PLANES WERE SEEN. THE U.S. EMBASSY IS CLOSED TODAY.", "U.S. planes were seen. The U.S. embassy is closed today."),
]


@pytest.fixture(scope="module")
def reads():
    dictionary, names = dictionary_of(load_model()), known_names()
    return lambda text: lower_capitals(text, dictionary, names)


@pytest.mark.parametrize("received, read", COPY)
def test_capitals_become_ordinary_copy(received, read, reads):
    assert reads(received) == read


@pytest.mark.parametrize("text", [
    "Two soldiers were killed in Qadria on Sunday.",
    "NATO and the SDF said so.",
    "The FBI, CIA, NSA and DIA met the BBC, AFP and CNN.",
    "OK",
    "",
])
def test_ordinary_copy_is_left_alone(text, reads):
    assert reads(text) == text


def test_a_paragraph_in_capitals_takes_the_letters_of_the_others(reads):
    text = "GUNMEN HELD KHAVAR TAL LAST NIGHT.\n\nThe village of Khavar Tal lies in the hills. Nobody held it before."
    assert reads(text) == "Gunmen held Khavar Tal last night.\n\nThe village of Khavar Tal lies in the hills. Nobody held it before."


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ABCDEÄßİŉ'’.()[]-1", min_size=4, max_size=9), min_size=4, max_size=12))
def test_no_offset_moves(words):
    text = " ".join(words)
    read = lower_capitals(text, dictionary_of(load_model()), known_names())
    assert len(read) == len(text)
    assert all(a == b or a.isupper() and b == a.lower() for a, b in zip(text, read))


def test_the_claims_point_into_the_text_as_received():
    text = "GUNMEN KILLED THREE OFFICERS IN SAN BORJA ON SUNDAY."
    parsed = parse(Article("sha256:0", "wire.txt", text), load_model())
    assert [text[a:b] for a, b in zip(parsed.starts, parsed.ends)] == text.removesuffix(".").split() + ["."]
    assert parsed.doc[1].tag_ == "VBD"
