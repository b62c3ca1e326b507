"""Many series at once: what is listed of unchanged and of changed panels, over 20 seeds.

Generator: 2,000 series of 36 months, monthly mean log-uniform 0.1-20. Over-dispersed series are negative binomial
with variance = dispersion x mean. A change multiplies the mean by 0.3, 0.5, 2 or 3 from a month between 19 and 30
to the end, in 120 series with a mean above 0.7.
"""

import numpy as np
import pytest

from hjulet.statistics import Direction, patterns
from hjulet.statistics.scan import EVENTS, FACTOR, calibrate

SEEDS = range(20)
SERIES, MONTHS, CHANGES = 2000, 36, 120


def panel(seed, *, dispersion=None, changes=0):
    """Counts, means before, and which series changed."""
    generator = np.random.default_rng(seed)
    mean = np.exp(generator.uniform(np.log(0.1), np.log(20), SERIES))
    level = np.repeat(mean[:, None], MONTHS, axis=1)
    changed = generator.choice(np.flatnonzero(mean > 0.7), changes, replace=False)
    for series in changed:
        level[series, generator.integers(18, 30) :] *= generator.choice([0.3, 0.5, 2, 3])
    if dispersion is None:
        return generator.poisson(level), mean, np.isin(np.arange(SERIES), changed)
    phi = generator.uniform(*dispersion, (SERIES, 1))
    counts = generator.negative_binomial(level / (phi - 1), 1 / phi)
    return counts, mean, np.isin(np.arange(SERIES), changed)


def listed(counts):
    return np.isin(np.arange(SERIES), [pattern.index for pattern in patterns(counts)])


@pytest.mark.parametrize("dispersion", [None, (1.3, 3), (1.3, 1.300001), (3, 3.000001)])
def test_an_unchanged_panel_lists_hardly_anything(dispersion):
    found = [listed(panel(seed, dispersion=dispersion)[0]).sum() for seed in SEEDS]

    assert np.mean(found) <= 3
    assert max(found) <= 8


def test_lasting_changes_are_found_and_few_of_those_listed_are_false():
    false, power, power_large = [], [], []
    for seed in SEEDS:
        counts, mean, changed = panel(seed, changes=CHANGES)
        found = listed(counts)
        false.append((found & ~changed).sum() / max(1, found.sum()))
        power.append(found[changed].mean())
        power_large.append(found[changed & (mean > 3)].mean())

    assert np.mean(false) <= 0.10
    assert np.mean(power) >= 0.58
    assert np.mean(power_large) >= 0.88


def test_few_are_false_among_changes_in_an_over_dispersed_panel_too():
    false = []
    for seed in SEEDS:
        counts, _, changed = panel(seed, dispersion=(1.3, 3), changes=CHANGES)
        found = listed(counts)
        false.append((found & ~changed).sum() / max(1, found.sum()))

    assert np.mean(false) <= 0.10


def test_dispersion_that_grows_with_the_mean_lists_hardly_anything():
    """Variance mean + mean^2 / 5, from 1.02 to 5 times the mean: the shared dispersion must not hide it."""
    found = []
    for seed in SEEDS:
        generator = np.random.default_rng(seed)
        mean = np.exp(generator.uniform(np.log(0.1), np.log(20), (SERIES, 1)))
        found.append(listed(generator.negative_binomial(5, 5 / (5 + mean), (SERIES, MONTHS))).sum())

    assert np.mean(found) <= 3
    assert max(found) <= 8


@pytest.mark.slow
@pytest.mark.parametrize("months", [36, 60])
def test_scan_factor_agrees_with_simulation(months):
    """No dispersion from 1 to 3 needs a larger factor than the one used, beyond the noise of the simulation."""
    for events, factor in zip(EVENTS, FACTOR, strict=True):
        for phi in (1, 1.5, 2, 3):
            assert calibrate(months, 12, events, phi, draws=30_000, seed=months) <= 1.35 * factor


@pytest.mark.slow
def test_scan_factor_is_not_larger_than_needed():
    """At 60 months and dispersion 3, where it is largest."""
    for events, factor in zip(EVENTS, FACTOR, strict=True):
        assert calibrate(60, 12, events, 3, draws=30_000, seed=2) >= 0.7 * factor


@pytest.mark.parametrize("phi", [1, 2])
def test_a_quick_look_at_the_scan_factor(phi):
    """Five thousand series of about 128 events; the slow tests look closer."""
    assert calibrate(36, 12, 128, phi, draws=5000, seed=1) <= 1.5 * FACTOR[EVENTS.index(128)]


def test_a_doubling_is_described():
    counts = np.full((30, 36), 10)
    counts[:, ::2] += 1
    counts[7, 24:] *= 2
    (found,) = patterns(counts)

    assert (found.index, found.direction, found.months) == (7, Direction.UP, 12)
    assert found.ratio == pytest.approx(2, rel=0.01)
    assert found.lower < 2 < found.upper
    assert found.p <= found.q_value < 1e-6


def test_few_events_are_set_apart_and_a_sudden_cluster_is_not():
    counts = np.zeros((3, 36))
    counts[1, [3, 20, 30]] = 1
    counts[2, 30:] = 1

    assert patterns(counts).too_few == (0, 1)


def test_exposure_explains_a_rise():
    counts = np.full((5, 36), 20)
    counts[0, 24:] = 40
    exposure = np.full((5, 36), 100.0)
    grown = exposure.copy()
    grown[0, 24:] = 200

    assert [pattern.index for pattern in patterns(counts, exposure)] == [0]
    assert len(patterns(counts, grown)) == 0
    assert len(patterns(counts[:1], grown[0])) == 0


def test_missing_months_are_left_out_and_a_closed_unit_can_be_compared():
    counts = np.full((2, 36), 10.0)
    counts[0, :10] = np.nan
    counts[1] = np.nan
    result = patterns(counts)

    assert result.too_few == (1,)
    assert len(result) == 0


def test_a_short_panel_is_set_apart_whole():
    result = patterns(np.ones((4, 20)))

    assert result.too_few == (0, 1, 2, 3)
    assert result.tested == 0


def units_and_types(generator, mean):
    """12 units x 12 types of rare events, as in Leksand 2025 (about 2 a year in each)."""
    units, types = np.repeat(np.arange(12), 12), np.tile(np.arange(12), 12)
    return generator.poisson(mean, (144, 36)), {"unit": units.tolist(), "type": types.tolist()}


def test_a_unit_that_doubles_is_seen_though_none_of_its_rare_types_is():
    generator = np.random.default_rng(3)
    counts, groups = units_and_types(generator, 0.2)
    counts[:12, 24:] = generator.poisson(0.6, (12, 12))
    found = [(pattern.level, pattern.name) for pattern in patterns(counts, groups=groups)]

    assert ("unit", 0) in found
    assert {level for level, _ in found} <= {"all", "unit", "type", "series"}
    assert [pattern.level for pattern in patterns(counts)] == []


def test_series_are_only_opened_inside_a_group_that_was_found():
    generator = np.random.default_rng(4)
    counts, groups = units_and_types(generator, 0.2)
    counts[5, 24:] = 6
    found = list(patterns(counts, groups=groups))

    assert [pattern.index for pattern in found if pattern.level == "series"] == [5]
    assert {(pattern.level, pattern.name) for pattern in found} >= {("unit", 0), ("type", 5)}


def test_stable_rare_events_in_a_hierarchy_list_hardly_anything():
    found = 0
    for seed in SEEDS:
        counts, groups = units_and_types(np.random.default_rng(seed), 0.2)
        found += len(patterns(counts, groups=groups))

    assert found <= 4


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: patterns([1, 2, 3]),
        lambda: patterns(np.full((2, 36), 0.5)),
        lambda: patterns(np.full((2, 36), -1)),
        lambda: patterns(np.ones((2, 36)), np.ones((2, 35))),
        lambda: patterns(np.ones((2, 36)), np.zeros(36)),
        lambda: patterns(np.ones((2, 36)), q=1),
        lambda: patterns(np.ones((2, 36)), recent=0),
        lambda: patterns(np.ones((2, 36)), groups={"unit": ["a"]}),
    ],
)
def test_panels_that_do_not_fit_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
