"""Did it become better? Verdicts, what is left out, and how long it takes."""

import numpy as np
import pytest

from hjulet.statistics import Refusal, Verdict, effect, interrupted, months_needed

FALLS = [4, 5, 3, 6, 4, 5, 3, 4] * 3


def test_a_halving_of_many_falls_is_an_improvement():
    got = effect([20, 22] * 12, [10, 11] * 6, improvement=-1)

    assert (got.verdict, got.measure, got.ratio, got.difference) == (Verdict.IMPROVED, "ratio", 0.5, None)
    assert got.lower < 0.5 < got.upper < 1
    assert (got.before, got.after, got.left_out, got.months_needed) == (24, 12, 0, None)


def test_the_same_change_is_worse_where_more_is_better():
    assert effect([20, 22] * 12, [10, 11] * 6, improvement=1).verdict == Verdict.WORSENED
    assert effect([10, 11] * 12, [20, 22] * 6, improvement=1).verdict == Verdict.IMPROVED


def test_a_halving_of_two_a_month_is_too_early_to_call_and_says_how_long_to_wait():
    """The published table of section 5 says 23 months for 2 a month before and a halving."""
    got = effect([2] * 24, [1] * 6, improvement=-1)

    assert got.verdict == Verdict.UNDECIDED
    assert got.months_needed == 23 - 6
    assert got.refusal is None


def test_interval_without_dispersion_is_the_exact_one():
    """241 in 12 months against 114: 0.38 to 0.59."""
    got = effect([20] * 11 + [21], [9, 10] * 6, improvement=-1)

    assert (round(got.lower, 2), round(got.upper, 2)) == (0.38, 0.59)
    assert got.phi == 1


def test_clusters_in_time_widen_the_interval():
    """Months 0, 0, 0, 12: the mean is 3 and Pearson's chi-square per degree of freedom about 9."""
    clustered, even = (
        effect([0, 0, 0, 12] * 6, [2] * 12, improvement=-1),
        effect([3] * 24, [2] * 12, improvement=-1),
    )

    assert clustered.phi > 6
    assert even.phi == 1
    assert clustered.lower < even.lower < even.upper < clustered.upper
    assert clustered.p > even.p


def test_exposure_is_what_is_compared_with():
    got = effect([10] * 24, [20] * 12, [100] * 24, [200] * 12, improvement=-1)

    assert got.value == 1
    assert got.verdict == Verdict.UNDECIDED


def test_months_that_triggered_the_action_are_left_out():
    before = [*([4] * 21), 12, 11, 13]
    with_them, without = (effect(before, [4] * 12, improvement=-1, trigger=trigger) for trigger in (None, 3))

    assert with_them.value < without.value == 1
    assert (without.before, without.left_out) == (21, 3)
    assert effect(before, [4] * 12, improvement=-1, trigger=[21, 22, 23]) == without


def test_regression_to_the_mean_is_not_taken_for_an_improvement():
    """Stable series, acted on when the last three months are the worst so far: nothing has changed."""
    generator = np.random.default_rng(0)
    fooled = {None: 0, 3: 0}
    tried = 0
    while tried < 150:
        before, after = generator.poisson(4, 24), generator.poisson(4, 12)
        if before[-3:].sum() < 20:
            continue
        tried += 1
        for trigger in fooled:
            fooled[trigger] += (
                effect(before, after, improvement=-1, trigger=trigger).verdict == Verdict.IMPROVED
            )

    assert fooled[3] <= 0.03 * tried < fooled[None]


@pytest.mark.parametrize("phi", [1, 2, 3])
def test_an_unchanged_series_seldom_gets_a_verdict(phi):
    """Two-sided 5 %; without protection 13 to 25 % at dispersion 2 and 3 (design notes, section 3.9)."""
    generator = np.random.default_rng(phi)
    mean = 5
    stable = (
        generator.poisson(mean, (300, 36))
        if phi == 1
        else generator.negative_binomial(mean / (phi - 1), 1 / phi, (300, 36))
    )
    verdicts = [effect(y[:24], y[24:], improvement=-1).verdict != Verdict.UNDECIDED for y in stable]

    assert np.mean(verdicts) <= 0.08


def test_measured_values_give_a_difference_of_means():
    """Welch's own kind of example: means 3.5 and 2.5, variances 0.25 x 12/11 and 0.25 x 12/11."""
    got = effect([3.0, 4.0] * 6, [2.25, 2.75] * 6, improvement=-1, measure="difference")

    assert (got.difference, got.ratio) == (-1, None)
    assert got.verdict == Verdict.IMPROVED
    assert got.upper - got.value == pytest.approx(2.131 * np.sqrt(0.25 / 11 + 0.0625 / 11), rel=0.01)


def test_values_with_decimals_are_measured_without_being_told():
    assert effect([3.2, 4.1] * 6, [3.3, 4.0] * 6, improvement=-1).measure == "difference"
    assert effect([-1, 2] * 6, [-1, 2] * 6, improvement=-1).measure == "difference"


def test_a_difference_that_cannot_be_called_says_how_long_to_wait():
    got = effect([3.2, 4.1, 3.0, 4.3] * 6, [2.9, 3.9, 2.4], improvement=-1)

    assert got.verdict == Verdict.UNDECIDED
    assert got.months_needed is not None
    assert effect([3.2, 4.1] * 6, [3.2, 4.1], improvement=-1).months_needed is None


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ([3] * 11, [3] * 12, Refusal.FEW_BEFORE),
        ([3], [3] * 12, Refusal.TOO_SHORT_BEFORE),
        ([3] * 24, [np.nan], Refusal.TOO_SHORT_AFTER),
        ([0] * 24, [0] * 12, Refusal.TOO_FEW_EVENTS),
        ([1.5] * 24, [2.5] * 12, Refusal.NO_VARIATION),
        ([1.5, 2] * 12, [2.5], Refusal.TOO_SHORT_AFTER),
    ],
)
def test_no_verdict_without_enough_to_go_on(before, after, refusal):
    got = effect(before, after, improvement=-1)

    assert (got.verdict, got.refusal, got.months_needed) == (Verdict.UNDECIDED, refusal, None)
    assert not np.isnan([got.lower, got.upper, got.p]).any()


def test_everything_gone_after_is_an_improvement_with_a_ratio_of_zero():
    got = effect(FALLS, [0] * 6, improvement=-1)

    assert (got.verdict, got.value, got.lower) == (Verdict.IMPROVED, 0, 0)
    assert effect([0] * 24, FALLS, improvement=-1).value == np.inf


MONTHS = {
    0.5: (None, None, None, None, None, None),
    1: (14, None, None, None, None, 23),
    2: (6, 23, None, None, None, 8),
    4: (3, 8, None, None, 17, 4),
    8: (2, 4, 12, None, 6, 2),
    15: (1, 2, 5, 24, 3, 1),
    30: (1, 1, 3, 8, 2, 1),
}


@pytest.mark.parametrize(("mean", "months"), MONTHS.items())
def test_months_needed_agree_with_the_design_table(mean, months):
    assert tuple(months_needed(mean, ratio) for ratio in (0.25, 0.5, 0.67, 0.8, 1.5, 2)) == months


def test_months_needed_grow_with_dispersion_and_never_come_without_a_change():
    assert months_needed(8, 0.5, phi=2) > months_needed(8, 0.5)
    assert months_needed(8, 1) is None
    assert months_needed(3, 0) == 2


def test_a_trend_that_was_already_falling_is_not_the_action():
    """Exactly 3 % less each month before and after: no jump."""
    y = 1000 * 0.97 ** np.arange(36)
    got = interrupted(y, None, np.arange(36) >= 24)

    assert got.ratio == pytest.approx(1, abs=1e-9)
    assert got.trend == pytest.approx(0.97)
    assert got.lower < 1 < got.upper


def test_a_jump_and_a_new_slope_are_told_apart():
    month = np.arange(1, 49)
    later = month > 24
    y = np.exp(5 + 0.01 * month + later * (-0.4 + 0.02 * (month - 25)))
    got = interrupted(y, np.ones(48), later, since=True)

    assert got.ratio == pytest.approx(np.exp(-0.4))
    assert (got.trend, got.since) == (pytest.approx(np.exp(0.01)), pytest.approx(np.exp(0.02)))
    assert got.terms == ("level", "after", "month", "since")


def test_a_missing_month_does_not_move_the_others():
    y = np.r_[np.full(24, 50.0), np.full(12, 25.0)]
    y[5] = np.nan
    got = interrupted(y, None, np.arange(36) >= 24)

    assert got.ratio == pytest.approx(0.5)
    assert got.refusal is None


def test_interruptions_are_refused_when_too_short_or_empty():
    after = np.arange(24) >= 16
    assert interrupted(np.ones(24), None, np.arange(24) >= 11).refusal == Refusal.FEW_BEFORE
    assert interrupted(np.ones(24), None, np.arange(24) >= 17).refusal == Refusal.TOO_SHORT_AFTER
    assert interrupted(np.ones(24), None, after, harmonics=1).refusal == Refusal.FEW_BEFORE
    assert interrupted(np.zeros(24), None, after).refusal == Refusal.NO_FIT
    assert interrupted(np.where(after, 0, 9), None, after).refusal == Refusal.NO_FIT
    assert interrupted(np.where(after, 0, 9), None, after).upper == np.inf


def test_wild_data_are_refused_and_never_an_error():
    generator = np.random.default_rng(0)
    after = np.arange(36) >= 24
    for draw in range(300):
        y = generator.poisson(generator.choice([0.05, 0.2, 1000]), 36).astype(float)
        y[24:] *= draw % 2
        exposure = np.exp(generator.normal(0, generator.choice([0, 1, 8]), 36))
        got = interrupted(y, exposure, after, harmonics=draw % 3, since=draw % 2 == 0)
        assert got.refusal == Refusal.NO_FIT or (0 <= got.lower <= got.ratio <= got.upper)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: effect([1.5] * 12, [1] * 12, improvement=-1, measure="ratio"),
        lambda: effect([1] * 12, [1] * 12, improvement=0),
        lambda: effect([1] * 12, [1] * 12, improvement=1, measure="share"),
        lambda: effect([1] * 12, [1] * 12, [1] * 11, improvement=1),
        lambda: effect([1] * 12, [1] * 12, [0] * 12, improvement=1),
        lambda: effect([1.5] * 12, [1] * 12, [1] * 12, improvement=1),
        lambda: effect([1] * 12, [1] * 12, improvement=1, trigger=[12]),
        lambda: effect([1] * 12, [1] * 12, improvement=1, trigger=13),
        lambda: months_needed(0, 0.5),
        lambda: months_needed(1, 0.5, power=1),
        lambda: interrupted([1, 2], None, [0]),
        lambda: interrupted([1, 2, 3], None, [0, 1, 0]),
        lambda: interrupted([1, 2, 3], None, [0, 1, 2]),
        lambda: interrupted([1, 2], None, [0, 1], harmonics=3),
        lambda: interrupted([1, 2], [1, 0], [0, 1]),
    ],
)
def test_periods_that_do_not_fit_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
