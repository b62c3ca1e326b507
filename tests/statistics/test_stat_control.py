"""Control charts by hand and from a textbook, and what is refused."""

import numpy as np
import pytest
from scipy.stats import poisson

from hjulet.statistics import Refusal, control_chart

VISCOSITY = [
    33.75,
    33.05,
    34.0,
    33.81,
    33.46,
    34.02,
    33.68,
    33.27,
    33.49,
    33.2,
    33.62,
    33.0,
    33.54,
    33.12,
    33.84,
]


def test_individuals_give_montgomerys_aircraft_primer_paint():
    """Montgomery, Introduction to Statistical Quality Control, individuals example: 33.52, 32.25-34.80 (d2 1.128)."""
    chart = control_chart("i", VISCOSITY, screen=False)

    assert chart.centre[0] == pytest.approx(33.52, abs=0.005)
    assert chart.upper[0] == pytest.approx(34.80, abs=0.02)
    assert chart.lower[0] == pytest.approx(32.24, abs=0.02)


def test_moving_ranges_skip_a_gap_and_have_a_limit():
    """|3 - 1| = 2, |0 - 4| = 4 and across the gap |4 - 3| = 1; mean 7/3, limit 3.267 means."""
    chart = control_chart("mr", [1, 3, np.nan, 4, 0])

    assert chart.values[[1, 3, 4]].tolist() == [2, 1, 4]
    assert np.isnan(chart.values[[0, 2]]).all()
    assert chart.upper[0] == pytest.approx(3.267 * 7 / 3)


def test_counts_have_limits_at_three_roots_of_the_mean():
    chart = control_chart("c", [9, 9, 8, 10, 20])

    assert chart.centre[0] == pytest.approx(11.2)
    assert chart.upper[0] == pytest.approx(11.2 + 3 * np.sqrt(11.2))
    assert chart.upper_warning[0] == pytest.approx(11.2 + 2 * np.sqrt(11.2))
    assert chart.outside.tolist() == [False] * 5


def test_rates_and_shares_by_hand():
    rates = control_chart("u", [2, 4], [10, 20], multiply=100)
    shares = control_chart("p", [5, 15], [10, 30])

    assert rates.values.tolist() == [20, 20]
    assert rates.upper[1] == pytest.approx(100 * (0.2 + 3 * np.sqrt(0.2 / 20)))
    assert rates.lower[0] == 0
    assert shares.upper.tolist() == [
        pytest.approx(0.5 + 3 * np.sqrt(0.25 / 10)),
        pytest.approx(0.5 + 3 * np.sqrt(0.25 / 30)),
    ]


def test_wide_limits_are_narrow_limits_times_sigma_z():
    y, n = np.array([50, 70, 40, 90, 60]), np.full(5, 1000)
    narrow, wide = control_chart("u", y, n), control_chart("u'", y, n)
    z = (y / n - 0.062) / np.sqrt(0.062 / n)
    sigma_z = np.abs(np.diff(z)).mean() / 1.128

    assert wide.sigma_z == (pytest.approx(sigma_z),)
    assert wide.upper[0] - 0.062 == pytest.approx((narrow.upper[0] - 0.062) * sigma_z)


def test_cases_between_events_are_drawn_around_the_median_with_limits_from_the_mean():
    chart = control_chart("g", [1, 2, 3, 4, 90])

    assert chart.centre[0] == 3
    assert chart.upper[0] == pytest.approx(20 + 3 * np.sqrt(20 * 21))
    assert chart.lower[0] == 0


def test_times_between_events_are_transformed_there_and_back():
    days = np.array([3.0, 12, 1, 40, 7, 20])
    chart = control_chart("t", days, screen=False)
    w = days ** (1 / 3.6)

    assert chart.centre[0] == pytest.approx(w.mean() ** 3.6)
    assert chart.upper[0] == pytest.approx((w.mean() + 3 * np.abs(np.diff(w)).mean() / 1.128) ** 3.6)


def test_probability_limits_leave_at_most_their_tail_outside():
    chart = control_chart("c", [0, 1, 0, 2, 1, 0, 1, 3, 0, 2], limits="probability")

    assert poisson.sf(chart.upper[0], 1) < 0.00135 <= poisson.sf(chart.upper[0] - 1, 1)
    assert chart.upper[0] == 5


def test_probability_limits_keep_stable_small_counts_quiet():
    """Three sigma marks 47 % of stable series of 36 months with mean 0.3, exact limits about 1 %."""
    stable = np.random.default_rng(1).poisson(0.3, (2000, 36))

    assert control_chart("c", stable).outside.any(axis=1).mean() > 0.3
    assert control_chart("c", stable, limits="probability").outside.any(axis=1).mean() < 0.04


def test_probability_limits_of_rates_and_shares_follow_their_sizes():
    y = [1, 0, 2, 1, 0, 30]
    rates = control_chart("u", y, [100, 50, 80, 60, 90, 100], limits="probability", freeze=5)
    shares = control_chart("p", y, [100, 50, 80, 60, 90, 100], limits="probability", freeze=5)

    assert rates.outside.tolist() == shares.outside.tolist() == [False] * 5 + [True]


def test_frozen_limits_stay_and_excluded_points_do_not_widen_them():
    frozen = control_chart("c", [9, 8, 10, 9, 30, 31], freeze=4)
    excluded = control_chart("c", [9, 8, 10, 9, 30], exclude=[4])

    assert frozen.centre[5] == excluded.centre[0] == 9
    assert frozen.outside.tolist() == [False] * 4 + [True] * 2
    assert excluded.outside.tolist() == [False] * 4 + [True]


def test_parts_have_their_own_limits():
    chart = control_chart("c", [9, 8, 10, 9, 90, 80, 100, 90], starts=[4])

    assert (chart.centre[3], chart.centre[4]) == (9, 90)
    assert len(chart.parts) == len(chart.sigma_z) == len(chart.refusals) == 2


@pytest.mark.parametrize(
    ("kind", "values", "sizes", "refusal"),
    [
        ("c", [0, 0, 0, 0], None, Refusal.TOO_FEW_EVENTS),
        ("u", [0, 0, 0], [5, 5, 5], Refusal.TOO_FEW_EVENTS),
        ("p", [5, 5, 5], [5, 5, 5], Refusal.NO_VARIATION),
        ("p'", [1, 1, 1], [5, 5, 5], Refusal.NO_VARIATION),
        ("i", [4, 4, 4, 4], None, Refusal.NO_VARIATION),
        ("i", [0.1 + 0.2, 0.3, 0.3], None, Refusal.NO_VARIATION),
        ("i", [0] * 23 + [5], None, Refusal.NO_VARIATION),
        ("mr", [2, 2, 2], None, Refusal.NO_VARIATION),
        ("g", [0, 0, 0], None, Refusal.NO_VARIATION),
        ("t", [7, 7, 7], None, Refusal.NO_VARIATION),
        ("c", [3], None, Refusal.TOO_FEW_POINTS),
        ("u", [1, 2, 3], [np.nan, np.nan, 5], Refusal.TOO_FEW_POINTS),
        ("i", [np.nan, np.nan], None, Refusal.TOO_FEW_POINTS),
    ],
)
def test_what_has_no_limits_is_refused_and_nothing_is_outside(kind, values, sizes, refusal):
    chart = control_chart(kind, values, sizes)

    assert chart.refusal == refusal
    assert not chart.outside.any()
    assert np.isinf(chart.upper).all()
    assert np.isinf(chart.lower).all()


def test_a_size_of_zero_or_missing_leaves_a_gap():
    chart = control_chart("u", [1, 2, 0, 3, np.nan], [10, 10, 0, np.nan, 10])

    assert np.isnan(chart.values).tolist() == [False, False, True, True, True]
    assert np.isnan(chart.upper).tolist() == [False, False, True, True, True]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: control_chart("x", [1, 2]),
        lambda: control_chart("u", [1, 2]),
        lambda: control_chart("c", [1, 2], [3, 4]),
        lambda: control_chart("c", [-1, 2]),
        lambda: control_chart("p", [5, 2], [4, 4]),
        lambda: control_chart("u", [5, 2], [0, 4]),
        lambda: control_chart("u", [5, 2], [1, 2, 4]),
        lambda: control_chart("t", [0, 2]),
        lambda: control_chart("i", [1, 2], limits="probability"),
        lambda: control_chart("p", [1, 2], [4.5, 4], limits="probability"),
        lambda: control_chart("c", [1, 2], freeze=3),
    ],
)
def test_impossible_input_is_an_error(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
