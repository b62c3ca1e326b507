"""Tables where nobody can be counted out, which method to choose, and the words of every refusal."""

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hjulet.statistics import Advice, Level, Method, Refusal, Why, recommend, suppress

TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: arrays(int, shape, elements=st.sampled_from([0, 0, 1, 2, 3, 5, 8, 20]))
)


def test_one_small_count_takes_three_others_with_it_and_leaves_the_margins():
    got = suppress([[20, 3, 12], [8, 15, 30], [11, 40, 9]])

    assert got.hidden.sum() == 4
    assert not got.hidden[:, -1].any()
    assert not got.hidden[-1].any()
    assert got.safe


def test_margins_are_published_and_right():
    got = suppress([[20, 30], [10, 40]])

    assert got.published.tolist() == [[20, 30, 50], [10, 40, 50], [30, 70, 100]]
    assert not got.hidden.any()


def test_a_small_margin_is_hidden_too():
    got = suppress([[2, 0], [10, 40]])

    assert got.primary.tolist() == [[True, False, True], [False, False, False], [False, False, False]]
    assert got.safe


def test_a_single_small_total_hides_itself_and_its_term():
    got = suppress([3])

    assert got.hidden.tolist() == [True, True]
    assert np.isnan(got.published).all()


def test_one_row_with_one_small_count_hides_the_cheapest_companion():
    assert suppress([10, 20, 3, 8]).hidden.tolist() == [False, False, True, True, False]


def test_zeros_stay_open_and_k_is_a_choice():
    got = suppress([[0, 6, 20], [7, 8, 9]], k=5)

    assert not got.hidden.any()
    assert suppress([[0, 6, 20], [7, 8, 9]], k=8).primary.sum() == 3


@given(TABLES)
@settings(deadline=None, derandomize=True, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_every_table_comes_out_safe_and_true(table):
    got = suppress(table)
    full = np.pad(table, ((0, 1), (0, 1)))
    full[:-1, -1], full[-1, :-1], full[-1, -1] = table.sum(axis=1), table.sum(axis=0), table.sum()

    assert got.safe
    assert (got.published[~got.hidden] == full[~got.hidden]).all()
    assert got.hidden[(full >= 1) & (full < 5)].all()
    assert ((got.lower <= full) & (full <= got.upper)).all()


@given(arrays(int, (2, 2), elements=st.integers(0, 7)))
@settings(deadline=None, derandomize=True, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_the_audit_agrees_with_trying_every_table(table):
    """All 2 x 2 tables with entries up to 16 that fit what is published."""
    got = suppress(table)
    tables = np.array(list(product(range(17), repeat=4))).reshape(-1, 2, 2)
    full = np.concatenate([tables, tables.sum(axis=1, keepdims=True)], axis=1)
    full = np.concatenate([full, full.sum(axis=2, keepdims=True)], axis=2)
    open_ = ~got.hidden
    fits = full[(full[:, open_] == got.published[open_]).all(axis=1)]

    assert (fits.min(axis=0) == got.lower).all()
    bounded = np.isfinite(got.upper) & (got.upper <= 16)
    assert (fits.max(axis=0)[bounded] == got.upper[bounded]).all()
    for cell in zip(*np.nonzero(got.primary), strict=True):
        values = fits[(slice(None), *cell)]
        assert values.min() <= 1
        assert values.max() >= 5


@pytest.mark.parametrize("wrong", [[[1.5, 2]], [[-1, 2]], [[np.nan, 2]], [], np.ones((2, 2, 2))])
def test_tables_that_are_not_complete_counts_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        suppress(wrong)
    with pytest.raises(ValueError, match=r"\.$"):
        suppress([1, 2], k=1)


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ([1, 2, 3], Advice(Method.WAIT, Level.HERE, Why.TOO_FEW_POINTS, 1)),
        ([0] * 24, Advice(Method.YEARLY_COUNT, Level.NOWHERE, Why.TOO_FEW_EVENTS, None)),
        ([0, 0, 1, 0] * 6, Advice(Method.YEARLY_COUNT, Level.TOGETHER, Why.TOO_FEW_EVENTS, 8)),
        ([0, 0, 2, 0] * 6, Advice(Method.YEARLY_COUNT, Level.TOGETHER, Why.MOSTLY_LEAST, 4)),
        ([1, 2, 0, 1] * 6, Advice(Method.RUN_CHART, Level.TOGETHER, Why.SOME_EVENTS, 2)),
        ([3, 4, 2, 5] * 6, Advice(Method.RUN_CHART, Level.HERE, Why.SOME_EVENTS, 1)),
        ([9, 12, 7, 10] * 6, Advice(Method.XMR_CHART, Level.HERE, Why.MANY_EVENTS, 1)),
        ([4] * 24, Advice(Method.WAIT, Level.HERE, Why.NO_VARIATION, 1)),
        ([31.5, 28.2] * 6, Advice(Method.XMR_CHART, Level.HERE, Why.MEASURED, None)),
        ([31.5] * 12, Advice(Method.WAIT, Level.HERE, Why.NO_VARIATION, None)),
        ([np.nan] * 12, Advice(Method.WAIT, Level.NOWHERE, Why.TOO_FEW_POINTS, None)),
    ],
)
def test_each_series_gets_the_method_it_deserves(values, advice):
    assert recommend(values) == advice


def test_rates_and_shares_get_wider_charts_when_they_spread_more_than_chance():
    even, uneven = [9, 10, 11, 10, 9, 12] * 4, [2, 30, 4, 25, 1, 28] * 4

    assert recommend(even, [100] * 24).method == Method.RATE_CHART
    assert recommend(uneven, [100] * 24).method == Method.WIDE_RATE_CHART
    assert recommend(even, [300] * 24, kind="shares").method == Method.SHARE_CHART
    assert recommend(uneven, [300] * 24, kind="shares").method == Method.WIDE_SHARE_CHART
    assert recommend(even, [30] * 24, kind="shares").why == Why.SMALL_GROUPS
    assert recommend([9, 10], [300] * 2, kind="shares").method == Method.SHARE_INTERVALS
    assert recommend([300] * 12, [300] * 12, kind="shares").why == Why.NO_VARIATION


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: recommend([[1, 2]]),
        lambda: recommend([1, 2], [1]),
        lambda: recommend([-1, 2], kind="counts"),
        lambda: recommend([5, 2], [4, 4], kind="shares"),
        lambda: recommend([5, 2], kind="percent"),
    ],
)
def test_series_that_do_not_fit_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()


@pytest.mark.parametrize("reason", [*Refusal, *Why])
def test_every_reason_has_short_plain_words_and_no_method_name(reason):
    jargon = ("diagram", "median", "signifikan", "konfidens", "varians", "poisson", "xmr", "test")

    assert reason.words.endswith(".")
    assert len(reason.words) <= 120
    assert not any(word in reason.words.lower() for word in jargon)
