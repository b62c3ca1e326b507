"""Units beside each other: funnels, colours and silence."""

import numpy as np
import pytest

from hjulet.statistics import (
    Colour,
    Refusal,
    adjust,
    funnel,
    funnel_limits,
    place_range,
    quartile_probabilities,
    quartiles,
    silence,
)


def test_a_funnel_without_spread_is_the_arcsine_of_chance():
    """All units at 1/2: target pi/4, s = 1/(2 sqrt 100)."""
    got = funnel([50] * 5, [100] * 5)

    assert (got.average, got.phi, got.tau2) == (0.5, 0, 0)
    assert got.upper95[0] == pytest.approx(np.sin(np.pi / 4 + 1.959964 * 0.05) ** 2)
    assert got.od_upper998[0] == pytest.approx(np.sin(np.pi / 4 + 3.090232 * 0.05) ** 2)
    assert not got.outside.any()


def test_exact_limits_of_a_ratio_are_poissons():
    """With 10 expected: 5.08 to 18.39 at 95 % (lower 20 and upper 22 degrees of freedom of chi-square, halved)."""
    got = funnel([10, 12, 9], [10, 10, 10], kind="ratio")

    assert got.lower95[0] == pytest.approx(9.591 / 2 / 10, abs=1e-3)
    assert got.upper95[0] == pytest.approx(36.781 / 2 / 10, abs=1e-3)


def test_usual_spread_keeps_units_inside_that_chance_alone_would_mark():
    """290 units, n = 1,000, true logits with sd 0.25, much as in the design notes (section 3.10)."""
    generator = np.random.default_rng(1)
    logit = generator.normal(1.4, 0.25, 290)
    x = generator.binomial(1000, 1 / (1 + np.exp(-logit)))
    got = funnel(x, np.full(290, 1000))
    by_chance = (got.ratio < got.lower998) | (got.ratio > got.upper998)

    assert got.phi > 2
    assert by_chance.sum() > 5 * max(1, got.outside.sum())


def test_one_odd_unit_is_outside_and_does_not_hide_itself():
    x = np.full(20, 50) + np.arange(20) % 5
    x[0] = 95

    assert np.flatnonzero(funnel(x, np.full(20, 100)).outside).tolist() == [0]


def test_nothing_observed_has_a_finite_z():
    """Half of P(0 | 10 expected) = e^-10 / 2 = 2.27e-5, z = -4.08."""
    assert funnel([0, 12, 9, 10], [10, 10, 10, 10], kind="ratio").z[0] == pytest.approx(-4.08, abs=0.01)


def test_nothing_observed_is_outside_only_when_something_was_expected():
    few, many = (
        funnel([0, 1, 1, 2], [0.5, 1, 1, 2], kind="ratio"),
        funnel([0, *[19, 21] * 10], [20] * 21, kind="ratio"),
    )

    assert few.outside.tolist() == [False] * 4
    assert np.flatnonzero(many.outside).tolist() == [0]


def test_a_funnel_of_nobody_is_refused():
    assert funnel([np.nan, 0], [5, 0]).refusal == Refusal.TOO_FEW_UNITS


def test_limits_stop_at_nothing_and_everything():
    got = funnel([1, 0, 2, 1], [2, 2, 3, 2])

    assert got.lower998.min() == 0
    assert got.upper998.max() == 1


def test_two_units_are_not_compared_and_a_missing_one_does_not_count():
    got = funnel([5, np.nan, 3, 0], [10, 10, 10, 0])

    assert got.refusal == Refusal.TOO_FEW_UNITS
    assert np.isinf(got.upper95).all()
    assert not got.outside.any()


def test_colours_of_eight_values():
    got = quartiles([1, 2, 3, 4, 5, 6, 7, 8], higher_is_better=True)

    assert got.colour.tolist() == [3, 3, 2, 2, 2, 2, 1, 1]
    assert got.rank.tolist() == [8, 7, 6, 5, 4, 3, 2, 1]
    assert quartiles([1, 2, 3, 4, 5, 6, 7, 8], higher_is_better=False).colour.tolist() == [
        1,
        1,
        2,
        2,
        2,
        2,
        3,
        3,
    ]


def test_equals_share_a_colour_and_the_missing_have_none():
    got = quartiles([9, 9, 9, 5, 5, 5, 1, np.nan], higher_is_better=True)

    assert got.colour.tolist() == [Colour.GREEN] * 3 + [Colour.YELLOW] * 3 + [Colour.RED, Colour.NONE]
    assert got.count == 7


def test_no_colours_when_all_are_equal_or_few():
    assert quartiles([5, 5, 5, 5], higher_is_better=True).refusal == Refusal.NO_VARIATION
    assert quartiles([5, 6, 7], higher_is_better=True).refusal == Refusal.TOO_FEW_UNITS
    assert not quartiles([5, 6, 7], higher_is_better=True).colour.any()


def test_few_answers_make_a_hatched_colour_and_many_a_solid_one():
    others = np.random.default_rng(0).normal(0.8, 0.05, 289).clip(0, 1)
    few = quartile_probabilities(28, 33, others, higher_is_better=True, seed=1)
    many = quartile_probabilities(900, 1000, others, higher_is_better=True, seed=1)

    assert few.green + few.yellow + few.red == pytest.approx(1)
    assert not few.solid
    assert (many.colour, many.solid) == (Colour.GREEN, True)
    assert quartile_probabilities(900, 1000, others, higher_is_better=False, seed=1).colour == Colour.RED


def test_the_same_seed_gives_the_same_probabilities_and_all_content_is_not_certain():
    others = np.linspace(0.5, 0.99, 100)
    first, second = (quartile_probabilities(14, 14, others, higher_is_better=True, seed=7) for _ in range(2))

    assert first == second
    assert 0.5 < first.green < 1


def test_a_place_has_a_range_that_is_wide_for_few_answers_and_holds_the_place():
    others = np.linspace(0.5, 0.99, 289)
    few = place_range(26, 33, others, higher_is_better=True, seed=1)
    many = place_range(788, 1000, others, higher_is_better=True, seed=1)

    assert (few.count, few.refusal) == (290, None)
    assert few.best < many.best <= many.place <= many.worst < few.worst
    assert few.worst - few.best > 100 > many.worst - many.best
    assert place_range(33, 33, others, higher_is_better=True, seed=1).place == 1
    assert place_range(33, 33, others, higher_is_better=False, seed=1).place == 290


def test_the_range_of_a_place_holds_the_true_place_as_often_as_it_says():
    """290 true shares; one municipality is asked again and again: at least nine of ten ranges hold its true place."""
    generator = np.random.default_rng(3)
    truth = generator.normal(0.8, 0.05, 290).clip(0, 1)
    others, own = truth[1:], truth[0]
    place = 1 + int((others > own).sum())
    held = 0
    for seed in range(200):
        found = place_range(int(generator.binomial(60, own)), 60, others, higher_is_better=True, seed=seed)
        held += found.best <= place <= found.worst

    assert held >= 180


@pytest.mark.parametrize(
    ("n", "others", "refusal"),
    [(0, [0.5] * 9, Refusal.TOO_FEW_POINTS), (9, [0.5] * 2, Refusal.TOO_FEW_UNITS)],
)
def test_a_place_is_refused_where_there_is_nothing_to_say(n, others, refusal):
    assert place_range(0, n, others, higher_is_better=True, seed=1).refusal == refusal


def test_limits_of_a_funnel_at_the_units_own_sizes_are_the_funnels():
    sizes = np.array([20, 60, 150, 400])
    found = funnel([17, 44, 128, 300], sizes)
    lower, upper = funnel_limits(found, sizes, 0.998)

    assert lower == pytest.approx(found.od_lower998)
    assert upper == pytest.approx(found.od_upper998)


def test_colours_are_as_noisy_as_measured():
    """True shares N(80, 5) over 290: with n = 33 the colour is right 56 % of the time (design notes, 3.14)."""
    generator = np.random.default_rng(0)
    right = []
    for _ in range(100):
        truth = generator.normal(0.8, 0.05, 290).clip(0, 1)
        seen = generator.binomial(33, truth) / 33
        colours = [quartiles(values, higher_is_better=True).colour for values in (truth, seen)]
        right.append((colours[0] == colours[1]).mean())

    assert np.mean(right) == pytest.approx(0.55, abs=0.02)


def test_no_probabilities_without_answers_or_others():
    assert (
        quartile_probabilities(0, 0, [0.5] * 9, higher_is_better=True, seed=1).refusal
        == Refusal.TOO_FEW_POINTS
    )
    assert (
        quartile_probabilities(5, 9, [0.5] * 2, higher_is_better=True, seed=1).refusal
        == Refusal.TOO_FEW_UNITS
    )


def test_a_unit_that_reports_nothing_among_busy_likes_is_silent():
    (found,) = silence([0, 12, 15, 9, 11], [100, 100, 110, 90, 100], ["hemtjänst"] * 5)

    assert (found.index, found.count) == (0, 0)
    assert found.expected == pytest.approx(47 / 400 * 100)
    assert 0 < found.lower < found.expected
    assert found.p < 1e-4


def test_predictive_p_by_hand_without_spread():
    """Peers 10, 10, 10 of 1: mean 10, spread 0, variance 10 + 100/30; NB size 30, p = 0.75: P(0)/2 = 0.75^30/2."""
    (found,) = silence([0, 10, 10, 10], [1, 1, 1, 1], "aaaa")

    assert found.p == pytest.approx(0.75**30 / 2)


def test_likes_that_differ_widely_excuse_a_quiet_unit():
    assert silence([3, 2, 30, 9, 1, 18], [10] * 6, "aaaaaa") == []


def test_units_are_only_compared_with_their_likes():
    counts, peers = [1, 2, 1, 2, 40, 38, 41, 0], list("aaaabbbb")

    assert [found.index for found in silence(counts, [100] * 8, peers)] == [7]
    assert silence([0, 9, 9], [1, 1, 1], "aaa") == []


def test_months_are_summed_where_both_are_known():
    counts = np.full((5, 12), 4.0)
    counts[0] = 0
    counts[0, 0] = np.nan
    (found,) = silence(counts, np.ones((5, 12)), "aaaaa")

    assert found.expected == pytest.approx(44)


def test_stable_units_are_seldom_called_silent():
    """60 units with gamma rates (coefficient of variation 1/2), 200 panels."""
    generator = np.random.default_rng(0)
    listed = 0
    for _ in range(200):
        exposure = generator.uniform(10, 40, 60)
        listed += len(
            silence(generator.poisson(generator.gamma(4, 1 / 4, 60) * exposure), exposure, ["a"] * 60)
        )

    assert listed / 200 <= 0.5


def test_adjusted_p_by_hand_and_missing_stays_missing():
    """Sorted 0.01 0.02 0.03 0.04 times 4/1 4/2 4/3 4/4; BY multiplies by 1 + 1/2 + 1/3 + 1/4."""
    p = [0.04, np.nan, 0.01, 0.03, 0.02]

    assert adjust(p).tolist()[0::2] == pytest.approx([0.04, 0.04, 0.04])
    assert np.isnan(adjust(p)[1])
    assert adjust(p, "by")[0] == pytest.approx(0.04 * 25 / 12)
    assert np.isnan(adjust([np.nan])).all()


def test_adjusted_p_gives_the_paper():
    """Benjamini & Hochberg 1995, section 4.1: fifteen p values, four at 5 %."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]

    assert (adjust(p) <= 0.05).sum() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: funnel([5, 5, 5], [4, 9, 9]),
        lambda: funnel([5, 5], [9, 9, 9]),
        lambda: funnel([5, 5, 5], [9, 9, 9], trim=0.5),
        lambda: funnel([5, 5, 5], [9, 9, 9], kind="rate"),
        lambda: quartiles([[1, 2]], higher_is_better=True),
        lambda: quartile_probabilities(5, 4, [0.5] * 9, higher_is_better=True, seed=1),
        lambda: quartile_probabilities(3, 4, [1.5] * 9, higher_is_better=True, seed=1),
        lambda: silence([1, 2], [1, 2], "a"),
        lambda: silence([1, 2], [0, 2], "aa"),
        lambda: adjust([1.5]),
        lambda: adjust([0.5], "bonferroni"),
    ],
)
def test_units_that_do_not_fit_are_errors(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
