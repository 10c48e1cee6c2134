"""How many independent origins claims of one event have: the table origins.tsv."""

import csv

import pytest

from reportedly.link import link
from tests.link.made import article, claim, lines
from tests.link.test_copies import OTHER, STORY

ARTICLES = (
    article("r1", STORY, outlet="Daily Bell"),
    article("r2", OTHER, outlet="Evening Star"),
    article("copy", "Reprinted. " + STORY, outlet="The Mirror"),
    article("afp1", "A first text of its own about the market that was shelled on a Sunday", outlet="North Post", credit="AFP"),
    article("afp2", "Quite another wording for what happened among the stalls that morning", outlet="South Post", credit="AFP"),
)
WORDING = {0: "Seven died when shells [hit] the market of Alba", 1: "Traders were killed as mortar fire [hit] stalls at Alba market on its busiest day"}
TABLE = list(csv.DictReader((line for line in lines("origins.tsv") if not line.startswith("#")), delimiter="\t"))


def event_of(*cells):
    claims = []
    for n, cell in enumerate(cells):
        report, _, rest = cell.partition("|")
        fields = {"at": "10.0,10.0,5", "on": "2020-03-01", "killed": "7", **dict(f.split("=", 1) for f in [rest.strip()] if f)}
        claims.append(claim(f"c{n}", report.strip(), "shelling", WORDING[n % 2], 100 * n, fields))
    event, = link(ARTICLES, claims)
    return event


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["what"])
def test_origins(row):
    event = event_of(row["first"], row["second"])
    assert event.origins == len(event.origin_groups) == int(row["expected"])
    assert all(group.root and group.reason for group in event.origin_groups)


def test_group_names_its_root_and_reason():
    group, = event_of("r1 | by=Daily Bell>Colonel Aran", "r2 | by=Colonel Aran").origin_groups
    assert group.root == "Colonel Aran" and group.reason == "all go back to Colonel Aran"
    group, = event_of("afp1 |", "afp2 |").origin_groups
    assert group.root == "AFP" and "credited to AFP" in group.reason


def test_twelve_reports_two_origins():
    event = event_of(*["r1 | by=Colonel Aran", "r2 | by=Colonel Aran", "copy | by=Colonel Aran", "afp1 |", "afp2 |"])
    assert (event.reports, event.origins) == (5, 2)


def test_the_same_passage_in_two_reports_is_one_origin():
    same = "Shells [hit] the crowded market of Alba shortly after dawn on Sunday morning"
    claims = [claim(f"c{n}", report, "shelling", same, 0, {"at": "10.0,10.0,5", "on": "2020-03-01"}) for n, report in enumerate(("r1", "r2"))]
    event, = link(ARTICLES, claims)
    assert event.origins == 1


def test_unknown_report_is_its_own_root():
    claims = [claim(f"c{n}", f"missing{n}", "shelling", WORDING[n], 0, {"at": "10.0,10.0,5", "on": "2020-03-01", "killed": "7"}) for n in range(2)]
    event, = link((), claims)
    assert event.origins == 2
