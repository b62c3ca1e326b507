"""A mean with its interval, and the change of the same people."""

import numpy as np
import pytest
from scipy import stats

from hjulet.statistics import Refusal, mean, paired_change


def test_mean_has_students_interval():
    values = [62.5, 75, 50, 87.5, 100, 37.5]
    found = mean(values)
    lower, upper = stats.t.interval(0.95, 5, loc=np.mean(values), scale=stats.sem(values))

    assert (found.value, found.lower, found.upper) == pytest.approx((np.mean(values), lower, upper))
    assert (found.n, found.refusal) == (6, None)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [([], Refusal.TOO_FEW_POINTS), ([50], Refusal.TOO_FEW_POINTS), ([50] * 8, Refusal.NO_VARIATION)],
)
def test_mean_without_variation_has_no_interval(values, refusal):
    found = mean(values)

    assert found.refusal == refusal
    assert np.isnan([found.lower, found.upper]).all()


def test_missing_values_are_left_out():
    assert mean([50, np.nan, 70, 90]).n == 3


def test_paired_change_is_that_of_each_person():
    before, after = [25, 50, 25, 75, 50, np.nan], [50, 75, 75, 75, 75, 100]
    found = paired_change(before, after)
    wanted = stats.ttest_rel(after[:5], before[:5]).confidence_interval(0.95)

    assert found.n == 5
    assert (found.lower, found.upper) == pytest.approx((wanted.low, wanted.high))


def test_shapes_that_differ_are_an_error():
    with pytest.raises(ValueError, match="equally long"):
        paired_change([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="1-D"):
        mean([[1, 2], [3, 4]])
