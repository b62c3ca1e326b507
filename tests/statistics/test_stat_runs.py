"""Runs and crossings by hand, and what is refused."""

from itertools import product

import numpy as np
import pytest

from hjulet.statistics import Refusal, run_chart

UPS_AND_DOWNS = [1, 9, 2, 8, 3, 7, 4, 6, 1, 9, 2, 8]


def test_runs_and_crossings_are_counted_as_by_hand():
    """Median 5: - + + - - - + + + + - -, runs of 1, 2, 3, 4 and 2."""
    chart = run_chart([1, 9, 8, 2, 3, 4, 6, 7, 8, 9, 1, 2])

    assert chart.centre[0] == 5
    assert (chart.parts[0].longest_run, chart.parts[0].crossings) == (4, 4)
    assert (chart.parts[0].observations, chart.parts[0].useful) == (12, 12)


@pytest.mark.parametrize(
    ("n", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (36, 8, 13), (68, 9, 27)],
)
def test_limits_are_those_of_the_paper(n, longest, crossings):
    """Anhoej & Olesen 2014, PLoS ONE 9:e113825: round(log2 n) + 3, and the 5 % quantile of Bin(n - 1, 1/2)."""
    part = run_chart(np.arange(n) % 2).parts[0]

    assert (part.longest_run_limit, part.crossings_limit) == (longest, crossings)


def test_false_alarms_of_twelve_points_are_what_all_sequences_give():
    """All 4,096 sequences of 12 signs: 4.3 % signal (design notes, section 2.10, by two programmes)."""
    signs = np.array(list(product((0, 1), repeat=12)), dtype=float)
    around = np.hstack([signs * 2 - 1, np.zeros((4096, 1))])
    frozen = np.hstack([np.zeros((4096, 1)), around])
    part = run_chart(frozen, freeze=1, guard=False).parts[0]

    assert round(float(part.signal.mean()), 3) == 0.043


def test_points_on_the_median_and_missing_ones_do_not_end_a_run():
    plain = run_chart([1, 2, 3, 8, 9, 7] * 2, freeze=6).parts[0]
    gaps = run_chart([1, 2, np.nan, 3, 8, 9, 7, 1, 5, 2, 3, np.nan, 8, 9, 7], freeze=7).parts[0]

    assert (gaps.longest_run, gaps.crossings, gaps.useful) == (plain.longest_run, plain.crossings, 12)


def test_the_last_bit_of_a_mean_does_not_move_a_point_off_the_line():
    part = run_chart([0.1 + 0.2, 0.3, 0.3, 1, 0, 1, 0, 1, 0, 1, 0], freeze=3).parts[0]

    assert part.useful == 8


def test_a_shift_signals():
    part = run_chart([5, 4, 6, 5, 4, 6, 5, 4, 6, 4, 5, 6, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8]).parts[0]

    assert part.signal
    assert part.longest_run == 12


def test_freezing_keeps_the_old_median_and_counts_runs_over_all():
    chart = run_chart(UPS_AND_DOWNS + [9] * 9, freeze=12)

    assert set(chart.centre) == {5}
    assert chart.parts[0].longest_run == 10
    assert chart.parts[0].signal


def test_a_new_part_has_its_own_median_and_runs():
    chart = run_chart(UPS_AND_DOWNS + [90 + value for value in UPS_AND_DOWNS], starts=[12])

    assert (chart.centre[11], chart.centre[12]) == (5, 95)
    assert [part.signal for part in chart.parts] == [False, False]
    assert run_chart(UPS_AND_DOWNS + [90 + value for value in UPS_AND_DOWNS]).parts[0].signal


def test_an_excluded_point_counts_neither_for_the_median_nor_the_runs():
    with_ghost = run_chart([*UPS_AND_DOWNS, 99], exclude=[12])

    assert with_ghost.centre[0] == 5
    assert with_ghost.parts[0].useful == 12


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ([1, 2, 3], Refusal.TOO_FEW_POINTS),
        ([np.nan] * 20, Refusal.TOO_FEW_POINTS),
        ([0] * 20, Refusal.MEDIAN_IS_MINIMUM),
        ([7] * 20, Refusal.MEDIAN_IS_MINIMUM),
        ([0, 0, 0, 1] * 6, Refusal.MEDIAN_IS_MINIMUM),
        ([1] * 13 + [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0], Refusal.MOSTLY_ON_MEDIAN),
        ([1, 1, 1, 1, 1, 0, 2, 0, 2, 0, 2, 0], Refusal.TOO_FEW_USEFUL),
    ],
)
def test_what_runs_cannot_answer_is_refused_and_does_not_signal(values, refusal):
    chart = run_chart(values)

    assert chart.refusal == refusal
    assert not chart.parts[0].signal


def test_the_guard_can_be_left_to_the_reader():
    rare = [0] * 15 + [1] + [0] * 3 + [2] + [0] * 4

    assert run_chart(rare).refusal == Refusal.MEDIAN_IS_MINIMUM
    assert run_chart(rare, guard=False).refusal is None
    assert run_chart([0] * 9, guard=False).refusal == Refusal.TOO_FEW_USEFUL


def test_a_refused_old_part_does_not_silence_the_one_that_is_going_on():
    chart = run_chart([0] * 12 + UPS_AND_DOWNS, starts=[12])

    assert chart.parts[0].refusal == Refusal.MEDIAN_IS_MINIMUM
    assert chart.refusal is None


def test_stable_rare_events_seldom_signal_behind_the_guard():
    """Without the guard up to 95 % of stable series signal (design notes, section 2.1)."""
    generator = np.random.default_rng(1)
    for mean in (0.1, 0.3, 0.5, 1, 3, 8):
        stable = generator.poisson(mean, (2000, 36))
        assert run_chart(stable).parts[0].signal.mean() <= 0.16


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: run_chart([]),
        lambda: run_chart(np.ones((2, 2, 2))),
        lambda: run_chart([1, np.inf]),
        lambda: run_chart([1, 2, 3], freeze=4),
        lambda: run_chart([1, 2, 3], freeze=0),
        lambda: run_chart([1, 2, 3], starts=[2, 1]),
        lambda: run_chart([1, 2, 3], starts=[3]),
        lambda: run_chart([1, 2, 3], exclude=[3]),
    ],
)
def test_positions_outside_the_series_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
