"""Intervals against published tables, and by hand."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjulet.statistics import (
    Direction,
    Refusal,
    directly_standardised_rate,
    newcombe,
    possible_counts,
    rate_interval,
    rate_ratio,
    share_against,
    trend_over_years,
    wilson,
)


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_table_of_single_proportions(x, n, lower, upper):
    """Newcombe 1998, Stat Med 17:857, table I, method 3."""
    got = wilson(x, n)

    assert (round(got.lower, 4), round(got.upper, 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "lower", "upper"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_his_own_table(x1, n1, x2, n2, lower, upper):
    """Newcombe 1998, Stat Med 17:873, table II, method 10."""
    got = newcombe(x1, n1, x2, n2)

    assert (round(got.lower, 4), round(got.upper, 4)) == (lower, upper)


def test_a_group_home_that_fell_from_all_to_three_of_four_may_not_have_changed():
    got = newcombe(12, 16, 14, 14)

    assert (round(100 * got.value), round(100 * got.lower), round(100 * got.upper)) == (-25, -49, 1)


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(0, 0, 3.689), (1, 0.0253, 5.572), (3, 0.619, 8.767), (10, 4.795, 18.39)]
)
def test_exact_rates_give_garwoods_table(count, lower, upper):
    """Garwood 1936, Biometrika 28:437; printed in Breslow & Day 1987, table 2.10."""
    got = rate_interval(count, 1)

    assert got.lower == pytest.approx(lower, abs=6e-4 * max(1, lower))
    assert got.upper == pytest.approx(upper, abs=6e-4 * upper)


def test_medication_deviations_fell_by_half_between_2021_and_2022():
    got = rate_ratio(241, 1, 114, 1)

    assert (round(got.value, 2), round(got.lower, 2), round(got.upper, 2)) == (0.47, 0.38, 0.59)
    assert got.mid_p < got.p < 1e-9


def test_mid_p_of_none_against_three_is_an_eighth():
    """All three on one side: 2 x (1/2) x (1/2)^3."""
    got = rate_ratio(0, 1, 3, 1)

    assert (got.mid_p, got.p, got.value, got.upper) == (0.125, 0.25, np.inf, np.inf)


def test_no_events_at_all_say_nothing():
    got = rate_ratio(0, 1, 0, 1)

    assert np.isnan(got.value)
    assert (got.lower, got.upper, got.p, got.mid_p) == (0, np.inf, 1, 1)


def test_arrays_give_the_same_as_one_by_one():
    x1, x2, time = np.array([0.0, 3, 241]), np.array([2.0, 3, 114]), np.array([12.0, 24, 12])
    together = rate_ratio(x1, time, x2, time)

    for i in range(3):
        alone = rate_ratio(x1[i], time[i], x2[i], time[i])
        assert alone.lower == together.lower[i]
        assert alone.p == together.p[i]


def test_missing_figures_give_missing_intervals_and_no_answers_say_nothing():
    got = wilson(np.array([np.nan, 0.0]), np.array([10.0, 0.0]))

    assert np.isnan([got.value[0], got.lower[0], got.value[1]]).all()
    assert (got.lower[1], got.upper[1]) == (0, 1)


@given(st.integers(0, 300), st.integers(1, 300), st.sampled_from([0.8, 0.95, 0.998]))
@settings(deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_wilson_holds_the_share_and_mirrors(x, n, level):
    x = min(x, n)
    got, mirror = wilson(x, n, level), wilson(n - x, n, level)

    assert 0 <= got.lower <= got.value <= got.upper <= 1
    assert got.lower == pytest.approx(1 - mirror.upper, abs=1e-12)


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.1, 10))
@settings(deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_ratio_turns_around_with_the_periods(x1, x2, time):
    forth, back = rate_ratio(x1, time, x2, 1), rate_ratio(x2, 1, x1, time)

    assert forth.lower == pytest.approx(1 / back.upper if back.upper else np.inf, rel=1e-9)
    assert forth.p == pytest.approx(back.p, rel=1e-9)


def test_standardised_rate_weighs_the_bands_as_by_hand():
    """Rates 0.1 and 0.02 with weights 1/4 and 3/4."""
    got = directly_standardised_rate([10, 4], [100, 200], [1, 3])

    assert got.value == pytest.approx(0.04)
    assert got.lower < got.value < got.upper


def test_standardised_rate_refuses_few_events_and_gaps():
    assert directly_standardised_rate([5, 4], [100, 200], [1, 3]).refusal == Refusal.TOO_FEW_EVENTS
    assert directly_standardised_rate([50, np.nan], [100, 200], [1, 3]).refusal == Refusal.GAPS


def test_published_percentages_that_cannot_be():
    """Leksand 2025: 85 % of 14 does not exist, it is 11 of 13; 75 % of 13 is 9 of 12."""
    assert possible_counts(85, 14) == ()
    assert possible_counts(85, 13) == (11,)
    assert possible_counts(75, 13) == ()
    assert possible_counts(75, 12) == (9,)


def test_possible_counts_follow_the_decimals_that_are_printed():
    assert possible_counts(78.6, 14) == (11,)
    assert possible_counts(78.5, 14) == ()
    assert possible_counts(80.0, 1000) == tuple(range(795, 806))
    assert possible_counts(80.0, 1000, decimals=1) == (800,)
    assert possible_counts(101, 50) == ()


def test_halves_may_have_been_rounded_either_way():
    assert possible_counts(12, 8) == (1,)
    assert possible_counts(13, 8) == (1,)


@given(st.integers(1, 400), st.data())
@settings(deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_every_true_share_is_possible(n, data):
    x = data.draw(st.integers(0, n))

    assert x in possible_counts(round(100 * x / n), n)
    assert x in possible_counts(round(100 * x / n, 1), n, decimals=1)


def test_a_middle_year_of_the_same_size_leaves_the_slope_to_the_ends():
    """Equal sizes: the slope is half the difference of the ends, and its interval half of Newcombe's."""
    got, ends = trend_over_years([14, 9, 7], [14, 14, 14]), newcombe(7, 14, 14, 14)

    assert got.change == pytest.approx(ends.value / 2)
    assert (got.lower, got.upper) == (pytest.approx(ends.lower / 2), pytest.approx(ends.upper / 2))


def test_trend_of_a_straight_line_is_its_slope():
    got = trend_over_years([50, 60, 70, 80], [100, 100, 100, 100])

    assert got.change == pytest.approx(0.10)
    assert got.direction == Direction.UP
    assert got.lower > 0
    assert got.p < 1e-4


def test_armitage_by_hand():
    """1, 2, 3 of 4: T = sum x (t - 1) = 2, variance 1/2 x 1/2 x 8 = 2, z = 1.414."""
    assert trend_over_years([1, 2, 3], [4, 4, 4]).p == pytest.approx(0.1573, abs=1e-4)


def test_four_answers_a_year_show_no_direction():
    got = trend_over_years([1, 2, 3], [4, 4, 4])

    assert got.direction == Direction.UNDECIDED
    assert got.lower < 0 < got.upper


def test_everybody_content_every_year_is_no_trend():
    got = trend_over_years([14, 13, 16], [14, 13, 16])

    assert got.change == pytest.approx(0, abs=1e-12)
    assert (got.p, got.direction) == (1, Direction.UNDECIDED)


def test_a_missing_year_is_left_out_and_two_years_are_too_few():
    assert trend_over_years([14, np.nan, 8, 6], [14, 14, 14, 14]).years == 3
    assert trend_over_years([14, np.nan, 8], [14, 14, 14]).refusal == Refusal.TOO_FEW_YEARS


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: wilson(5, 4),
        lambda: wilson(-1, 4),
        lambda: wilson(1, 4, level=1),
        lambda: wilson(np.inf, np.inf),
        lambda: wilson(np.ones(2), np.ones(3)),
        lambda: rate_interval(1, 0),
        lambda: rate_interval(1, 1, method="wald"),
        lambda: rate_ratio(1.5, 1, 2, 1),
        lambda: rate_ratio(1, -1, 2, 1),
        lambda: newcombe(5, 4, 1, 4),
        lambda: directly_standardised_rate([1, 2], [1], [1, 2]),
        lambda: possible_counts(50, 0),
        lambda: possible_counts(np.nan, 10),
        lambda: trend_over_years([1, 2, 3], [4, 4, 4], years=[1, 2]),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(wrong):
    with pytest.raises(ValueError, match=r"^[a-z].*\.$|^T.*\.$"):
        wrong()


def test_a_share_against_a_known_one_is_the_mid_p_of_the_binomial():
    """8 of 10 against a half: P(9) + P(10) + P(8)/2 = (10 + 1 + 22.5) / 1024, twice."""
    assert share_against(8, 10, 0.5) == pytest.approx(2 * 33.5 / 1024)
    assert share_against(2, 10, 0.5) == pytest.approx(share_against(8, 10, 0.5))
    assert share_against(5, 10, 0.5) == 1
    assert share_against(0, 0, 0.5) == 1


@pytest.mark.parametrize(("x", "n", "expected"), [(5, 4, 0.5), (1, 2, 1.5), (1, 2, -0.1)])
def test_a_share_against_nonsense_is_refused(x, n, expected):
    with pytest.raises(ValueError, match="must"):
        share_against(x, n, expected)
