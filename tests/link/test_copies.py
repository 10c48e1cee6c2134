"""Near copies: cut, retitled and quoted reports are found, reports of one event are not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.link import find_copies
from reportedly.records import Cut
from tests.link.made import article

STORY = (
    "Shells fell on the market of Alba on Sunday morning as traders were opening their stalls. Seven people died and more than twenty were "
    "taken to the hospital in Boro, the mayor told our agency by telephone. He said that the fire came from the hills to the east. Nobody "
    "answered calls to the command of the Second Corps, which holds those hills since the spring."
)
OTHER = (
    "At least seven traders lost their lives in Alba when mortar rounds struck stalls near the old fountain, according to the town's clinic. "
    "Witnesses counted five explosions within ten minutes. The Second Corps did not comment. Alba has changed hands twice this year, and its "
    "market had only reopened last week after a truce that both sides accuse each other of breaking."
)


def pairs(*articles):
    return [(c.doc_id, c.of) for c in find_copies(articles)]


def test_retitled_copy():
    one, two = article("r1", STORY), article("r2", "MARKET SHELLED. " + STORY + " (Agencies)")
    copy, = find_copies([two, one])
    assert (copy.doc_id, copy.of) == ("r1", "r2") and copy.share > 0.9
    assert copy.reason.endswith("of the shorter report's sequences of 5 words stand in the other")


def test_cut_copy():
    assert pairs(article("r1", STORY), article("r2", STORY.split(" He said")[0])) == [("r1", "r2")]


def test_lost_apostrophes_and_capitals_do_not_hide_a_copy():
    assert pairs(article("r1", STORY.replace("Alba", "Alba's")), article("r2", STORY.replace("Alba", "Albas").upper())) == [("r1", "r2")]


def test_two_reports_of_one_event_are_no_copies():
    assert pairs(article("r1", STORY), article("r2", OTHER)) == []


def test_what_was_cut_does_not_count():
    menu = " ".join(f"Section {n}: news, sport, weather and more of what you like" for n in range(12))
    one, two = (replace(article(d, text + menu), cuts=(Cut(len(text), len(text + menu), "menu", menu),)) for d, text in (("r1", STORY), ("r2", OTHER)))
    assert pairs(one, two) == []
    assert pairs(replace(one, cuts=()), replace(two, cuts=())) == [("r1", "r2")]


def test_a_headline_proves_nothing():
    assert pairs(article("r1", "Seven people died in Alba"), article("r2", "Seven people died in Alba")) == []


def test_pairs_the_reader_found_identical():
    assert pairs(article("r1", "Short"), replace(article("r2", "Short"), copy_of="r1")) == [("r1", "r2")]


def test_large_family_is_one_chain_of_copies():
    found = pairs(*(article(f"r{n:03}", STORY) for n in range(100)))
    assert len({doc for pair in found for doc in pair}) == 100


@given(st.permutations([article("r1", STORY), article("r2", OTHER), article("r3", STORY + " More."), article("r4", "")]))
def test_order_does_not_matter(articles):
    assert pairs(*articles) == [("r1", "r3")]
