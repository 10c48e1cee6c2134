"""The walkers themselves: what they find, and what they call wrong."""

from reportedly.records import Link, Loss, Span, Time
from tests.properties.spans import spans_of, wrong_ranges, wrong_spans

SAID = Time("2024-03-12", "2024-03-12", "Tuesday", (16, 23), "day", "weekday")
LINK = Link(0, 6, "Police", "police", None, "official", False, Span(7, 11, "said"), "said", SAID)
TEXT = "Police said, on Tuesday"


def test_spans_of_a_record_and_of_its_json_are_found():
    as_json = {"start": 0, "end": 6, "words": "Police", "cue": {"start": 7, "end": 11, "words": "said"},
               "said": {"start": "2024-03-12", "end": "2024-03-12", "words": "Tuesday", "span": [16, 23]}}
    expected = {("", 0, 6, "Police"), ("/cue", 7, 11, "said"), ("/said", 16, 23, "Tuesday")}
    assert set(spans_of(LINK)) == set(spans_of(as_json)) == expected


def test_words_that_are_not_the_texts_are_wrong():
    assert wrong_spans(LINK, TEXT) == []
    assert len(wrong_spans(LINK, TEXT[1:])) == 3
    assert wrong_spans(LINK, "Police") == ["/cue: [7, 11) lies outside a text of 6", "/said: [16, 23) lies outside a text of 6"]


def test_counts_out_of_order_are_wrong():
    assert wrong_ranges(Loss("killed", 10, None, 15, "10-15", 0, 5, "")) == []
    assert wrong_ranges(Loss("killed", 15, None, 10, "10-15", 0, 5, "")) == [": [15, 10] is not in order"]
