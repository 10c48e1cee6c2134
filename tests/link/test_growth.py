"""Adding and removing reports gives what linking everything anew gives; the fast ways give what a plain, slow linker gives."""

import random
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.link import add_stories, block_keys, from_row, groups, groups_of, growth, link, rank, remove_stories, sketch_of, stories_of, to_row
from reportedly.link.copies import Copied
from reportedly.link.features import FEATURES, Context, score
from reportedly.link.groups import all_groups
from reportedly.link.scoring import AGAINST_ONLY, score_above
from tests.link.graph import MemoryGraph
from tests.link.made import lines, scenario

TYPES = ["airstrike", "shelling", "attack", "kill", "arrest"]
WORDS = "market school bridge convoy dawn hospital river checkpoint alba boro cale".split()


@st.composite
def claims(draw, report):
    """One line of a scenario, from so few values that many claims meet."""
    def maybe(key, values):
        value = draw(st.sampled_from([None, *values]))
        return f" | {key}={value}" if value else ""

    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)))
    sentence = f"the [{draw(st.sampled_from(['raid', 'blast', 'strike']))}] {words}"
    return f"e | r{report:02} | {draw(st.sampled_from(TYPES))} | {sentence}" + maybe("actor", ["red-front", "blue-air", "gunmen"]) + maybe(
        "to", ["blue-army", "villagers"]
    ) + maybe("at", ["10.0,10.0,5", "10.1,10.0,5", "10.0,11.0,90", "12.0,12.0,5"]) + maybe(
        "on", ["2020-03-01", "2020-03-02", "2020-03-01..2020-03-04", "2020-03-05", "2020-01-01..2020-12-31"]
    ) + maybe("killed", ["3", "17", "17+", "40"])


@st.composite
def runs(draw, most=12):
    """A scenario of a few reports with up to three claims each."""
    reports = draw(st.integers(2, most))
    return scenario("run", [draw(claims(report)) for report in range(reports) for _ in range(draw(st.integers(1, 3)))])


EVERYTHING = scenario("all", [line for line in lines("stories.txt") if not line.startswith("#")])


def by_report(run):
    return {a.doc_id: stories_of(c for c in run.claims if c.doc_id == a.doc_id) for a in run.articles}


def anew(made, reports, sketches):
    """The events of some reports, linked at once, as sets of claim ids."""
    return told(all_groups([story for report in reports for story in made[report]], Context(Copied(sketches.get))))


def told(found):
    return {frozenset(claim for story in group for claim in story.claims) for group in found}


def replaced(events, changed):
    """The events after some of them were made anew."""
    fresh = told(changed)
    held = frozenset().union(*fresh)
    return {event for event in events if event.isdisjoint(held)} | fresh


@pytest.fixture(params=[200, 3, 1], ids=lambda most: f"{most} cores a block")
def tight(request, monkeypatch):
    """Blocks so small that their limit is met by a handful of claims."""
    for module in (groups, growth):
        monkeypatch.setattr(module, "MOST_CORES", request.param)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(run=runs(), chance=st.randoms(use_true_random=False))
def test_any_order_of_adding_gives_what_linking_anew_gives(tight, run, chance: random.Random):
    sketches = {a.doc_id: sketch_of(a) for a in run.articles}
    graph, events, here = MemoryGraph(sketches), set(), []
    made = by_report(run)
    waiting = sorted(made)
    chance.shuffle(waiting)
    while waiting:
        batch, waiting = waiting[: (size := chance.randint(1, 4))], waiting[size:]
        here += batch
        events = replaced(events, groups_of(graph, add_stories(graph, [story for report in batch for story in made[report]])))
        assert events == anew(made, here, sketches)
    while here:
        gone = here.pop(chance.randrange(len(here)))
        ids = {claim for story in made[gone] for claim in story.claims}
        left = remove_stories(graph, [story.story_id for story in made[gone]])
        events = {kept for event in events if (kept := event - ids)}
        events = replaced(events, groups_of(graph, left))
        assert events == anew(made, here, sketches)


@settings(max_examples=30, deadline=None)
@given(runs())
def test_fast_linking_gives_what_a_plain_linker_gives(run):
    stories = sorted((s for made in by_report(run).values() for s in made), key=lambda s: (s.facets.report, s.facets.start, s.claims))
    context = Context(Copied({a.doc_id: sketch_of(a) for a in run.articles}.get))
    assert told(all_groups(stories, context)) == told(plain_groups(stories, context))


def plain_groups(stories, context):
    """Every story against every core that shares a block and ranks before it, each pair scored to the end."""
    keys = {s.story_id: set(block_keys(s.facets)) for s in stories}
    events = []
    for story in sorted(stories, key=rank):
        met = [event for event in events if keys[event[0].story_id] & keys[story.story_id]]
        scores = [score(event[0].facets, story.facets, context) for event in met]
        if scores and max(scores) > 0:
            met[scores.index(max(scores))].append(story)
        else:
            events.append([story])
    return events


@settings(max_examples=40, deadline=None)
@given(runs(most=6))
def test_giving_up_early_changes_no_score(run):
    facets = [story.facets for made in by_report(run).values() for story in made]
    context = Context(Copied({a.doc_id: sketch_of(a) for a in run.articles}.get))
    for a, b in combinations(facets, 2):
        whole = score(a, b, context)
        assert score_above(0.0, a, b, context) == (whole if whole > 0 else None)
        assert score_above(1.5, a, b, context) == (whole if whole > 1.5 else None)


def test_features_that_only_speak_against_never_speak_for():
    facets = [story.facets for made in by_report(EVERYTHING).values() for story in made]
    named = {feature.__name__: feature for feature, _ in FEATURES}
    assert AGAINST_ONLY <= named.keys()
    assert all(named[name](a, b, Context()) <= 0 for name in AGAINST_ONLY for a, b in combinations(facets, 2))


def test_a_story_is_a_row_and_back():
    for made in by_report(EVERYTHING).values():
        for story in made:
            assert from_row(to_row(story)) == story
            assert block_keys(from_row(to_row(story)).facets) == block_keys(story.facets)


def test_stories_are_of_one_report():
    with pytest.raises(ValueError, match="one report"):
        stories_of(EVERYTHING.claims)


@given(runs())
def test_an_event_keeps_its_id_while_its_first_claim_stays(run):
    few, all_events = link(run.articles[:-1], [c for c in run.claims if c.doc_id != run.articles[-1].doc_id]), link(run.articles, run.claims)
    ids = {event.claims[0]: event.event_id for event in all_events}
    assert all(ids[event.claims[0]] == event.event_id for event in few if event.claims[0] in ids)
    assert len(set(ids.values())) == len(all_events)


def test_the_most_telling_story_is_first_in_rank():
    rows = ["actor=red-front | at=10,10,5 | on=2020-03-01 | killed=3", "actor=red-front | at=10,10,5 | on=2020-03-01", "at=10,10,5 | on=2020-03-01", "at=10,10,90", ""]
    run = scenario("", [f"e | r{n} | airstrike | Jets [bombed] Alba | {row}" for n, row in enumerate(rows)])
    made = by_report(run)
    ranks = [rank(story) for report in sorted(made) for story in made[report]]
    assert ranks == sorted(ranks)
