"""Which claims become one event: the scenarios of stories.txt, and what holds for any claims."""

import random
import time as clock
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link import link, why
from tests.link.made import lines, scenario, scenarios

STORIES = scenarios("stories.txt")
# All scenarios as one run, in which each report tells many stories.
EVERYTHING = scenario("all", [line for line in lines("stories.txt") if not line.startswith("#")])


def grouped(claims, names):
    groups = {}
    for claim, name in zip(claims, names):
        groups.setdefault(name, set()).add(claim.claim_id)
    return sorted(map(sorted, groups.values()))


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.title)
def test_story(story):
    events = link(story.articles, story.claims)
    assert sorted(sorted(e.claims) for e in events) == grouped(story.claims, story.events)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.title)
def test_story_among_many_other_reports(story):
    """A rare word is rarer in a large run; the outcome must not hang on that."""
    extra = [f"x{n} | other{n} | protest | Citizens number{n} [marched] through street{n} | at={n % 60}.0,100.0,3 | on=2018-01-{n % 28 + 1:02}" for n in range(150)]
    more = scenario("", extra)
    claims = [*story.claims, *(replace(c, claim_id="x" + c.claim_id) for c in more.claims)]
    events = link([*story.articles, *more.articles], claims)
    ours = {c.claim_id for c in story.claims}
    assert sorted(sorted(e.claims) for e in events if set(e.claims) & ours) == grouped(story.claims, story.events)


@given(st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(chance: random.Random):
    claims, articles = list(EVERYTHING.claims), list(EVERYTHING.articles)
    expected = link(articles, claims)
    chance.shuffle(claims)
    chance.shuffle(articles)
    assert link(articles, claims) == expected


@given(st.sets(st.sampled_from(range(len(EVERYTHING.claims)))))
def test_every_claim_is_in_exactly_one_event(chosen):
    claims = [EVERYTHING.claims[n] for n in sorted(chosen)]
    events = link(EVERYTHING.articles, claims)
    assert sorted(c for e in events for c in e.claims) == sorted(c.claim_id for c in claims)
    assert len({e.event_id for e in events}) == len(events)
    for event in events:
        assert sorted(c for group in event.origin_groups for c in group.claims) == sorted(event.claims)
        assert 1 <= event.origins <= len(event.origin_groups) <= len(event.claims)


def test_id_depends_on_the_claims_alone():
    story = STORIES[0]
    alone = link(story.articles, story.claims)[0]
    among = {e.claims: e.event_id for e in link((), story.claims)}
    assert alone.event_id == among[alone.claims] and alone.event_id.startswith("event:")


def test_no_claims():
    assert link((), ()) == ()


def test_why_adds_up_and_explains():
    story = STORIES[0]
    reasons = why(*story.claims, story.articles, story.claims)
    assert reasons[0].feature == "prior" and sum(r.points for r in reasons) > 0
    assert {"time", "place", "losses"} <= {r.feature for r in reasons}
    assert all(r.words.endswith(".") for r in reasons)


def test_growth_is_near_linear():
    """Four times the claims, at the same density, take nowhere near sixteen times as long."""
    def seconds(n):
        rows = [f"e | r{i // 3} | airstrike | Jets [bombed] place{i} | actor=blue-air | at={i % 50}.0,{i % 97}.0,5 | on=20{10 + i // 336 % 20}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(n)]
        made = scenario("", rows)
        start = clock.process_time()
        link(made.articles, made.claims)
        return clock.process_time() - start

    small, large = min(seconds(300) for _ in range(2)), seconds(1200)
    assert large < 9 * small


def test_an_event_of_very_many_reports_is_one():
    """More stories meet in a block than are all compared with one another."""
    rows = [f"a | r{i:03} | bombing | Report number{i} says a [bomb] hit the market of Alba | at=10.00{i % 9},10.0,{4 + i % 4} | on=2020-03-01 | killed={'31' if i % 3 else '30+'}" for i in range(200)]
    made = scenario("", rows)
    assert len(link(made.articles, made.claims)) == 1
