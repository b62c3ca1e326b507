"""XmR charts by hand: limits, the four rules, their order, and what is refused."""

import numpy as np
import pytest

from hjulet.statistics import Assurance, Label, PointType, Refusal, assurance, xmr_chart

CALM = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11, 10]


def chart(values, **options):
    return xmr_chart(values, **{"improvement": -1, "freeze": len(CALM), **options})


def test_limits_are_the_mean_and_266_moving_ranges():
    """Mean 136/13, moving ranges 2 3 2 1 four times over less one: 24/12 = 2."""
    got = xmr_chart(CALM, improvement=0)

    assert got.mean[0] == pytest.approx(136 / 13)
    assert got.upper[0] == pytest.approx(136 / 13 + 2.66 * 2)
    assert got.near_upper[0] == pytest.approx(136 / 13 + 2.66 * 2 * 2 / 3)
    assert got.refusal is None


def test_one_large_moving_range_is_screened_out_once():
    """Ranges 1 1 1 1 1 1 1 1 1 50: mean 5.9, 50 is above 19.3, the rest have mean 1."""
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 51]
    screened, all_in = (xmr_chart(values, improvement=0, screen=screen) for screen in (True, False))

    assert screened.upper[0] - screened.mean[0] == pytest.approx(2.66)
    assert all_in.upper[0] - all_in.mean[0] == pytest.approx(2.66 * 5.9)


def test_the_constant_is_a_named_choice():
    got = xmr_chart(CALM, improvement=0, constant=3 / 1.128)

    assert got.upper[0] - got.mean[0] == pytest.approx(3 / 1.128 * 2)


def test_a_point_outside_is_marked_and_its_meaning_follows_the_direction():
    for improvement, meaning in (
        (1, PointType.IMPROVEMENT),
        (-1, PointType.CONCERN),
        (0, PointType.NEUTRAL_HIGH),
    ):
        got = chart([*CALM, 30], improvement=improvement)
        assert got.label[-1] == Label.OUTSIDE_ABOVE
        assert got.point_type[-1] == meaning
    assert chart([*CALM, 0], improvement=0).point_type[-1] == PointType.NEUTRAL_LOW
    assert chart([*CALM, 0]).point_type[-1] == PointType.IMPROVEMENT


def test_seven_rising_points_are_all_marked_and_a_tie_breaks():
    rising = chart([*CALM, 8, 9, 9.5, 10, 11, 12, 13])
    tied = chart([*CALM, 8, 9, 9, 10, 11, 12, 13])

    assert (rising.label[-7:] == Label.TREND_UP).all()
    assert (tied.label[-7:] == Label.ORDINARY).all()


def test_seven_points_on_one_side_are_all_marked_and_one_on_the_mean_breaks():
    above = chart([*CALM, 11, 12, 11, 12, 11, 12, 11])
    broken = chart([*CALM, 11, 12, 11, 136 / 13, 11, 12, 11])

    assert (above.label[-7:] == Label.SHIFT_ABOVE).all()
    assert (broken.label[-7:] == Label.ORDINARY).all()
    assert (chart([*CALM, 9, 10, 9, 10, 9, 10, 9]).label[-7:] == Label.SHIFT_BELOW).all()


def test_two_in_three_close_to_a_limit_on_one_side_are_marked():
    """Beyond 136/13 + 3.55 = 14.01, not beyond 15.78."""
    marked = chart([*CALM, 15, 11, 15])
    other_side = chart([*CALM, 15, 10, 15])

    assert marked.label[-3:].tolist() == [Label.TWO_IN_THREE_ABOVE, Label.ORDINARY, Label.TWO_IN_THREE_ABOVE]
    assert marked.close[-3:].tolist() == [True, False, True]
    assert (other_side.label[-3:] == Label.ORDINARY).all()


def test_a_point_that_breaks_several_rules_shows_the_first():
    got = chart([*CALM, 11, 11.5, 12, 12.5, 13, 13.5, 30])

    assert got.label[-1] == Label.OUTSIDE_ABOVE
    assert (got.label[-7:-1] == Label.TREND_UP).all()


def test_a_peak_between_two_trends_belongs_to_the_second():
    got = chart([*CALM, 8, 8.5, 9, 9.5, 10, 10.2, 11, 10.8, 10.7, 10.6, 9.3, 9.2, 9.1], trend=7)

    assert got.label[-7] == Label.TREND_DOWN
    assert got.label[-8] == Label.TREND_UP


def test_nothing_looks_across_a_new_start():
    values = [*CALM, *(value + 30 for value in CALM)]
    got = xmr_chart(values, improvement=-1, starts=[len(CALM)])

    assert (got.label == Label.ORDINARY).all()
    assert got.mean[-1] - got.mean[0] == pytest.approx(30)
    assert got.upper[-1] - got.mean[-1] == pytest.approx(got.upper[0] - got.mean[0])


def test_under_thirteen_points_the_limits_are_on_trial():
    assert xmr_chart(CALM[:12], improvement=0).short.all()
    assert not xmr_chart(CALM, improvement=0).short.any()


def test_a_gap_is_stepped_over():
    gappy = [*CALM, 11, 12, np.nan, 11, 12, 11, np.nan, 12, 11]
    got = chart(gappy)

    assert (got.label[np.isfinite(gappy)][-7:] == Label.SHIFT_ABOVE).all()
    assert (got.label[np.isnan(gappy)] == Label.ORDINARY).all()
    assert np.isfinite(got.upper).all()


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ([5] * 20, Refusal.NO_VARIATION),
        ([0] * 20, Refusal.NO_VARIATION),
        ([0.1 + 0.2, 0.3, 0.3, 0.3], Refusal.NO_VARIATION),
        ([0] * 23 + [5], Refusal.NO_VARIATION),
        ([7], Refusal.TOO_FEW_POINTS),
        ([7, np.nan, np.nan], Refusal.TOO_FEW_POINTS),
        ([np.nan] * 5, Refusal.TOO_FEW_POINTS),
    ],
)
def test_what_has_no_limits_is_refused_without_missing_limits_or_false_points(values, refusal):
    got = xmr_chart(values, improvement=-1)

    assert got.refusal == refusal
    assert not got.label.any()
    assert not got.point_type.any()
    assert not got.outside.any()
    assert np.isinf(np.array([got.lower, got.upper, got.near_lower, got.near_upper])).all()


def test_a_target_outside_the_limits_is_always_or_never_met():
    got = xmr_chart(CALM, improvement=1)

    assert assurance(got, 20, 1) == Assurance.CONSISTENT_FAIL
    assert assurance(got, 20, -1) == Assurance.CONSISTENT_PASS
    assert assurance(got, 2, 1) == Assurance.CONSISTENT_PASS
    assert assurance(got, 2, -1) == Assurance.CONSISTENT_FAIL
    assert assurance(got, 10, 1) == Assurance.INCONSISTENT
    assert assurance(xmr_chart([5, 5, 5], improvement=1), 20, 1) == Assurance.UNKNOWN


def test_assurance_of_a_batch_is_one_answer_a_series():
    got = assurance(xmr_chart([CALM, [5] * 13], improvement=1), 20, 1)

    assert got.tolist() == [Assurance.CONSISTENT_FAIL, Assurance.UNKNOWN]


@pytest.mark.parametrize(
    "options", [{"improvement": 2}, {"constant": 0}, {"near": 1}, {"shift": 1}, {"trend": 2}]
)
def test_settings_that_make_no_sense_are_errors(options):
    with pytest.raises(ValueError, match=r"\.$"):
        xmr_chart(CALM, **{"improvement": 1, **options})
