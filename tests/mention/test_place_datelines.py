"""Datelines: cut from the text, and still places that the others are read by."""

from reportedly.ground.gazetteer import open_gazetteer
from reportedly.mention.place_dateline import filed_from
from reportedly.mention.places import find_all_places, written_tokens
from reportedly.parse import parse
from reportedly.records import Article, Cut

GAZETTEER = open_gazetteer()


def article(text: str, dateline: str = "") -> Article:
    cuts = (Cut(text.index(dateline), text.index(dateline) + len(dateline), "dateline", dateline),) if dateline else ()
    return Article("sha256:0", "made-up.txt", text, cuts=cuts)


def test_each_name_of_a_dateline_lies_in_the_next(model):
    text = "COLUMBUS, Ohio (AP) — Two trains collided on Monday."
    filed = filed_from(parse(article(text, "COLUMBUS, Ohio (AP) —"), model), GAZETTEER)
    assert [(f.span.words, text[f.span.start:f.span.end], f.naming.key, f.naming.holder, f.naming.held) for f in filed] == [
        ("COLUMBUS", "COLUMBUS", "columbus", "ohio", None), ("Ohio", "Ohio", "ohio", None, "columbus")]


def test_agencies_dates_and_dashes_are_no_places(model):
    text = "BEIRUT, March 3 (Reuters) - A shell hit a shop."
    assert [f.span.words for f in filed_from(parse(article(text, "BEIRUT, March 3 (Reuters) -"), model), GAZETTEER)] == ["BEIRUT"]


def test_a_dateline_is_not_literal_and_decides_between_namesakes(model):
    text = "ATHENS, Ohio (AP) — A man was shot in Athens on Monday."
    found, filed = find_all_places(parse(article(text, "ATHENS, Ohio (AP) —"), model), GAZETTEER)
    assert [(m.span.words, m.literal, m.candidates[0].admin1) for m in (*filed, *found)] == [
        ("ATHENS", False, "Ohio"), ("Ohio", False, "Ohio"), ("Athens", True, "Ohio")]


def test_without_a_dateline_the_famous_one_is_meant(model):
    found, filed = find_all_places(parse(article("A man was shot in Athens on Monday."), model), GAZETTEER)
    assert filed == () and found[0].candidates[0].country == "GRC"


def test_words_that_the_parser_lowered_are_read_as_written(model):
    parsed = parse(article("Free Money Headed To Waco. A bank in Waco, Texas, said so."), model)
    assert written_tokens(parsed)[:5] == ["Free", "Money", "Headed", "To", "Waco"]
