"""How many independent origins claims of one event have: the table origins.tsv."""

import csv
from dataclasses import replace

import pytest

from reportedly.link import link
from reportedly.link.events import event_of as event_of_facets
from reportedly.link.facets import facets_of
from tests.link.made import article, claim, lines
from tests.link.made import link as source
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


def roots_of(*cells):
    """The claims of each origin, as the numbers of their cells."""
    return sorted(sorted(int(c[1:]) for c in group.claims) for group in event_of(*cells).origin_groups)


def test_one_credit_does_not_join_what_two_reports_quote():
    """The agency's own words rest on one of the sources; the other source stays one by itself."""
    assert roots_of("afp1 |", "afp2 |", "afp1 | by=Colonel Aran", "afp2 | by=Doctor Sella") == [[0, 1, 2], [3]]


def test_own_words_that_are_cited_as_a_source_still_rest_on_what_they_quote():
    assert roots_of("r1 |", "r1 | by=Colonel Aran", "r2 | by=Daily Bell") == [[0, 1, 2]]


def test_a_short_name_joins_no_two_longer_ones():
    assert roots_of("r1 | by=Alba health ministry", "r2 | by=Norra health ministry", "r2 | by=health ministry") == [[0, 2], [1]]


def told(name, toll, report="r1", **source):
    link_, made = chain_of(name, **source), claim(name, report, "shelling", WORDING[0], 0, {"at": "10.0,10.0,5", "on": "2020-03-01", "killed": toll})
    return replace(made, chain=(link_,) if name != "own" else ())


def chain_of(name, kind="witness", anonymous=True, source_id=None):
    return replace(source(name, kind), anonymous=anonymous, source_id=source_id)


def groups(*claims):
    articles = {a.doc_id: a for a in ARTICLES}
    return sorted(sorted(group.claims) for group in event_of_facets(facets_of(claims), articles, {}).origin_groups)


def test_anonymous_sources_whose_tolls_rule_each_other_out_are_two():
    assert groups(told("nurse", "9"), told("porter", "14")) == [["nurse"], ["porter"]]
    assert groups(told("nurse", "9+"), told("porter", "14")) == [["nurse", "porter"]]


def test_own_words_rest_on_a_quoted_source_that_they_do_not_contradict():
    colonel = told("Colonel Aran", "9", kind="military", anonymous=False)
    assert groups(colonel, told("porter", "14"), told("own", "14")) == [["Colonel Aran"], ["own", "porter"]]
    assert groups(colonel, told("own", "14")) == [["Colonel Aran"], ["own"]]


def test_the_army_is_the_one_army_that_is_quoted():
    named = told("Syrian armed forces", "9", report="r2", kind="military", anonymous=False, source_id="SYR-FORCES")
    other = told("Iraqi armed forces", "9", report="copy", kind="military", anonymous=False, source_id="IRQ-FORCES")
    army = told("army", "9", kind="military", anonymous=False)
    assert groups(named, army) == [["Syrian armed forces", "army"]]
    assert groups(named, other, army) == [["Iraqi armed forces"], ["Syrian armed forces"], ["army"]]


def test_an_origin_without_outlet_is_named_by_title_or_file():
    unsigned = replace(article("d" * 64, "A text"), title="Shells on Alba")
    of = lambda a: event_of_facets(facets_of([claim("c", a.doc_id, "shelling", WORDING[0], 0, {})]), {a.doc_id: a}, {}).origin_groups[0].root
    assert of(unsigned) == "Shells on Alba"
    assert of(replace(unsigned, title=None)) == "d" * 64 + ".txt"
