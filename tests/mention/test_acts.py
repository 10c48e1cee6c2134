"""Which words name an act, as which type, and which only look like one."""

from __future__ import annotations

import pytest

from reportedly.errors import LexiconError
from reportedly.mention.acts import anchor, find_acts, frames
from reportedly.parse import parse
from reportedly.records import Article


def acts(text: str, model) -> list[tuple[str, str]]:
    return [(a.span.words, a.type) for a in find_acts(parse(Article("sha256:0", "acts", text), model))]


@pytest.mark.parametrize("text, found", [
    # the longest pattern wins
    ("A car bomb attack was reported.", [("car bomb attack", "bombing")]),
    ("A car-bomb attack was reported.", [("car-bomb attack", "bombing")]),
    ("The Houthis fired rockets at the port.", [("fired rockets at", "shelling")]),
    # words between the elements of a verb pattern
    ("The army took full control of the hill.", [("took full control", "take_control")]),
    ("He blew himself up.", [("blew himself up", "suicide_bombing")]),
    # but not across another phrase
    ("Troops withdrew from the city under a deal.", [("withdrew", "withdraw"), ("deal", "agree")]),
    # nouns in -ing
    ("Rebel shelling of a school went on.", [("shelling", "shelling")]),
    ("The bombing was condemned.", [("bombing", "bombing"), ("condemned", "accuse")]),
    # harm that is left behind is no departure
    ("The strike left nine people dead.", [("strike", "airstrike"), ("left nine people dead", "kill")]),
    # halves of compounds describe and tell nothing
    ("The rebel-held district was quiet.", []),
    ("The US-backed fighters rested.", [("backed", "support")]),
    # verbs whose mute e the lemmatizer loses
    ("They pillaged the shops.", [("pillaged", "loot")]),
    # looks like an act and tells none
    ("The ministry released a statement.", []),
    ("Heart attacks are common.", []),
    ("Officials spoke calmly.", []),
])
def test_acts(model, text, found):
    assert acts(text, model) == found


def test_acts_do_not_overlap_and_stand_in_order(model):
    parsed = parse(Article("sha256:0", "acts", "Gunmen opened fire on a bus, killing six, and fired mortar shells at the base; an air strike hit them."), model)
    found = find_acts(parsed)
    assert [a.first for a in found] == sorted(a.first for a in found)
    assert all(one.last <= other.first for one, other in zip(found, found[1:]))
    assert all(a.first <= a.head < a.last and a.span == parsed.span(a.first, a.last) for a in found)


@pytest.mark.parametrize("name, element", [("open fire/verb", "open"), ("air strike/noun", "strike"), ("exchange of fire/noun", "exchange")])
def test_anchor_is_the_element_that_governs(name, element):
    frame = frames().by_name[name]
    assert frame.pattern[anchor(frame)] == element


def test_project_rows_add_types_of_their_own(model, tmp_path):
    (tmp_path / "types.tsv").write_text("type\tparent\tsource\nroadblock\tobstruct\ttest\n", encoding="utf-8")
    (tmp_path / "acts.tsv").write_text("pattern\tpos\ttype\tactor\trecipient\tstrength\tsource\nbarricade\tverb\troadblock\tsubj\tobj\tstrong\ttest\n", encoding="utf-8")
    parsed = parse(Article("sha256:0", "acts", "Farmers barricaded the road."), model)
    assert [(a.span.words, a.type) for a in find_acts(parsed, str(tmp_path))] == [("barricaded", "obstruct")]
    assert frames(str(tmp_path)).by_name["barricade/verb"].subtype == "roadblock"


def test_unknown_type_is_refused_with_advice(tmp_path):
    (tmp_path / "acts.tsv").write_text("pattern\tpos\ttype\tactor\trecipient\tstrength\tsource\nfrobnicate\tverb\tfrobbing\tsubj\tobj\tstrong\ttest\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no event type 'frobbing'"):
        frames(str(tmp_path))
