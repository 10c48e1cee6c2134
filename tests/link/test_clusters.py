"""Average linkage: groups depend on the scores alone, and a weak link does not chain."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.clusters import clusters as clusters_of
from reportedly.link.clusters import linked

PAIRS = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.integers(-40, 40).map(lambda n: n / 8))


def clusters(size, scored):
    """The groups, with all scores known beforehand."""
    values = {(a, b): value for a, b, value in scored}
    return clusters_of(size, list(values), [row for row in scored if row[2] > 0], lambda pairs: [(a, b, values[a, b]) for a, b in pairs])


def test_nothing_to_compare():
    assert clusters(3, []) == ((0,), (1,), (2,))


def test_two_join_above_zero_only():
    assert clusters(3, [(0, 1, 0.5), (1, 2, -0.5), (0, 2, 0.0)]) == ((0, 1), (2,))


def test_a_vague_member_does_not_chain_two_groups():
    pairs = [(0, 1, 3.0), (3, 4, 3.0), (1, 2, 0.4), (2, 3, 0.4), (0, 2, 0.4), (2, 4, 0.4), (0, 3, -3.0), (0, 4, -3.0), (1, 3, -3.0), (1, 4, -3.0)]
    assert [0, 1] in [sorted(set(g) - {2}) for g in clusters(5, pairs)]
    assert [3, 4] in [sorted(set(g) - {2}) for g in clusters(5, pairs)]


def test_one_contradiction_does_not_break_what_the_others_carry():
    assert clusters(3, [(0, 1, 4.0), (1, 2, 4.0), (0, 2, -1.0)]) == ((0, 1, 2),)


def test_pairs_that_met_in_no_block_speak_against():
    assert clusters(4, [(0, 1, 3.0), (2, 3, 3.0), (1, 2, 0.9)]) == ((0, 1), (2, 3))


@given(PAIRS)
def test_every_number_is_in_one_group_and_the_order_of_pairs_is_free(scores):
    pairs = [(a, b, value) for (a, b), value in scores.items()]
    found = clusters(12, pairs)
    assert sorted(n for group in found for n in group) == list(range(12))
    assert clusters(12, sorted(pairs, reverse=True)) == found


@given(PAIRS)
def test_components_do_not_change_what_linkage_gives(scores):
    pairs = [(a, b, value) for (a, b), value in scores.items()]
    assert clusters(12, pairs) == tuple(linked(range(12), pairs))
