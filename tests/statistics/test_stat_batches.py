"""A batch gives the same as its series one by one, in any order, and never NaN without a refusal."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hjulet.statistics import ControlChart, control_chart, one, patterns, run_chart, xmr_chart

STABLE = settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
POINT = st.one_of(
    st.integers(0, 6).map(float), st.just(float("nan")), st.floats(0, 50).map(lambda x: round(x, 2))
)
COUNT = st.one_of(st.integers(0, 9).map(float), st.just(float("nan")))
SHAPE = st.tuples(st.integers(1, 5), st.integers(4, 40))
POINTS = SHAPE.flatmap(lambda shape: arrays(float, shape, elements=POINT))
COUNTS = SHAPE.flatmap(lambda shape: arrays(float, shape, elements=COUNT))
OPTIONS = st.fixed_dictionaries({}, optional={"freeze": st.integers(2, 3), "starts": st.just((3,))})


def same(left, right):
    """Every field equal to the last bit."""
    if is_dataclass(left):
        return all(same(getattr(left, field.name), getattr(right, field.name)) for field in fields(left))
    if isinstance(left, tuple):
        return all(same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind == "f")
    return left == right or (left != left and right != right)  # NaN is not itself


def assert_one_by_one(chart, batch):
    together = chart(batch)
    backwards = chart(batch[::-1])
    for i, series in enumerate(batch):
        alone = chart(series)
        assert same(one(together, i), alone)
        assert same(one(backwards, len(batch) - 1 - i), alone)


@given(POINTS, OPTIONS, st.booleans())
@STABLE
def test_run_charts_are_the_same_one_by_one(batch, options, guard):
    assert_one_by_one(lambda values: run_chart(values, guard=guard, **options), batch)


@given(POINTS, OPTIONS, st.booleans())
@example(
    batch=np.zeros((1, 4)), options={"freeze": 2, "starts": (3,)}, screen=False
)  # the last part is shorter than its baseline
@STABLE
def test_xmr_charts_are_the_same_one_by_one(batch, options, screen):
    assert_one_by_one(lambda values: xmr_chart(values, improvement=-1, screen=screen, **options), batch)


@pytest.mark.parametrize("kind", ["i", "mr", "c", "g"])
@given(batch=COUNTS, options=OPTIONS)
@STABLE
def test_charts_without_sizes_are_the_same_one_by_one(kind, batch, options):
    assert_one_by_one(lambda values: control_chart(kind, values, **options), batch)


@given(COUNTS, OPTIONS)
@STABLE
def test_charts_of_times_are_the_same_one_by_one(batch, options):
    assert_one_by_one(lambda values: control_chart("t", values + 0.5, **options), batch)


@pytest.mark.parametrize("kind", ["u", "u'", "p", "p'"])
@given(batch=COUNTS, options=OPTIONS, limits=st.sampled_from(["sigma", "probability"]))
@STABLE
def test_charts_with_sizes_are_the_same_one_by_one(kind, batch, options, limits):
    sizes = 9 + np.arange(batch.shape[1]) % 4
    limits = limits if kind in ("u", "p") else "sigma"

    assert_one_by_one(lambda values: control_chart(kind, values, sizes, limits=limits, **options), batch)


@given(POINTS, OPTIONS)
@STABLE
def test_xmr_limits_are_never_missing_and_infinite_only_with_a_refusal(batch, options):
    for series in batch:
        chart = xmr_chart(series, improvement=1, **options)
        lines = np.array([chart.lower, chart.upper, chart.near_lower, chart.near_upper])
        assert not np.isnan(lines).any()
        assert np.isfinite(lines).all() == (set(chart.refusals) == {None})
        assert not chart.label[np.isinf(chart.upper)].any()


@pytest.mark.parametrize("kind", ["i", "mr", "c", "g", "u", "u'", "p", "p'"])
@given(batch=COUNTS)
@STABLE
def test_control_limits_are_missing_only_where_a_value_is(kind, batch):
    for series in batch:
        chart: ControlChart = control_chart(
            kind, series, np.full(series.shape, 9.0) if kind[0] in "up" else None
        )
        if chart.refusal is None:
            lines = np.array([chart.centre, chart.lower, chart.upper])
            assert np.isfinite(lines[:, ~np.isnan(series)]).all()
        assert not chart.outside[np.isnan(chart.values)].any()


@given(COUNTS)
@STABLE
def test_run_charts_signal_only_when_they_can_answer(batch):
    part = run_chart(batch).parts[0]

    for i in range(len(batch)):
        if part.refusal[i] is not None:
            assert not part.signal[i]
        elif part.signal[i]:
            assert (
                part.longest_run[i] > part.longest_run_limit[i] or part.crossings[i] < part.crossings_limit[i]
            )


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_the_series_is_irrelevant_to_a_panel(seed):
    generator = np.random.default_rng(seed)
    panel = generator.poisson(generator.uniform(0.1, 10, (60, 1)), (60, 36)).astype(float)
    panel[:6, 24:] *= 3
    order = generator.permutation(60)
    plain, shuffled = patterns(panel), patterns(panel[order])

    assert {one.index for one in plain} == {int(order[one.index]) for one in shuffled}
    assert set(plain.too_few) == {int(order[i]) for i in shuffled.too_few}
