"""Ranking by the whole report, on namesakes made up for the test."""

import pytest

from reportedly.ground.places_ranking import Naming, holds, rank
from reportedly.records import PlaceCandidate


def place(id: str, name: str, lat: float, lon: float, country: str, admin1: str | None, feature: str = "town", prior: float = 0.5) -> PlaceCandidate:
    return PlaceCandidate(id, name, lat, lon, feature, country, admin1, 5.0, prior)


WEST = place("w", "Westland", 40, -100, "AAA", "Westland", "admin1", 0.8)
EAST = place("e", "Eastland", 40, 20, "BBB", "Eastland", "admin1", 0.8)
MILL_WEST = place("mw", "Mill", 40.1, -100.2, "AAA", "Westland", prior=0.45)
MILL_EAST = place("me", "Mill", 40.2, 20.1, "BBB", "Eastland", "city", prior=0.70)
FORD = place("f", "Ford", 40.3, -100.4, "AAA", "Westland")
KIND = {"mill": (MILL_EAST, MILL_WEST), "ford": (FORD,), "westland": (WEST,), "eastland": (EAST,)}


def best(*names: str, demonyms=(), **said) -> list[str]:
    return [r[0].gazetteer_id for r in rank([Naming(n, KIND[n], **said.get(n, {})) for n in names], demonyms)]


def test_without_context_fame_decides():
    assert best("mill") == ["me"]


def test_places_nearby_outweigh_fame():
    assert best("mill", "ford", "westland") == ["mw", "f", "w"]


def test_what_the_words_say_outweighs_fame():
    assert best("mill", "westland", mill={"holder": "westland"}) == ["mw", "w"]


def test_said_once_it_holds_for_the_report():
    namings = [Naming("mill", KIND["mill"], holder="westland"), Naming("westland", KIND["westland"]), Naming("eastland", KIND["eastland"]),
               Naming("mill", KIND["mill"])]
    first, *_, last = rank(namings, ["BBB", "BBB"])
    assert first[0].gazetteer_id == last[0].gazetteer_id == "mw"
    assert "said to be in Westland" in last[0].reasons


def test_a_province_is_known_by_what_lies_in_it():
    town = place("t", "Westland", 10, 10, "CCC", "Other", "city", 0.9)
    namings = [Naming("ford", (FORD,), holder="westland"), Naming("westland", (town, WEST), held="ford")]
    ranked = rank(namings, [])
    assert ranked[1][0].gazetteer_id == "w"
    assert "Ford is said to be in it" in ranked[1][0].reasons


def test_a_province_whose_town_bears_its_name_is_not_favoured():
    seat = place("s", "Westland", 40, -100, "AAA", "Westland", "city", 0.8)
    assert rank([Naming("westland", (seat, WEST)), Naming("ford", (FORD,))], [])[0][0].gazetteer_id == "s"


def test_a_continent_is_meant_whatever_the_report_is_about():
    continent = place("c", "Middle", 0, 0, "", None, "region", 1.0)
    village = place("v", "Middle", 40.2, -100.1, "AAA", "Westland", "village", 0.4)
    assert rank([Naming("middle", (continent, village)), Naming("ford", (FORD,)), Naming("westland", (WEST,))], ["AAA"])[0][0].gazetteer_id == "c"


@pytest.mark.parametrize("wanted, expected", [("admin1", "w"), ("town", "s"), (None, "s")])
def test_the_kind_that_the_words_ask_for(wanted, expected):
    seat = place("s", "Westland", 40, -100, "AAA", "Westland", "city", 0.8)
    assert rank([Naming("westland", (seat, WEST), wanted)], [])[0][0].gazetteer_id == expected


def test_candidates_come_best_first_and_none_is_lost():
    ranked, = rank([Naming("mill", KIND["mill"])], [])
    assert {c.gazetteer_id for c in ranked} == {"mw", "me"} and ranked[0].score >= ranked[1].score


def test_what_holds_what():
    country = place("a", "Aaa", 0, 0, "AAA", None, "country", 1.0)
    assert holds(country, WEST) and holds(WEST, FORD) and holds(MILL_WEST, FORD)
    assert not holds(EAST, FORD) and not holds(FORD, WEST) and not holds(WEST, WEST)
