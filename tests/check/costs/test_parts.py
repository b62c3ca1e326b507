"""A change split into its causes: exact, in any order, and nothing left over."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjulet.check.costs.comparing.parts import Group, Parts, rounded, split


def group(cost: int, users: int, inhabitants: int | None = 1000) -> Group:
    return Group(Fraction(cost), Fraction(users), None if inhabitants is None else Fraction(inhabitants))


@pytest.mark.parametrize(
    ("before", "after", "volume", "price"),
    [
        (group(1000, 10), group(1100, 11), 100, 0),  # one more, each costs the same
        (group(1000, 10), group(1100, 10), 0, 100),  # as many, each costs more
        (group(1000, 10), group(1320, 11), 110, 210),  # 1 × (100 + 120)/2; 20 × (10 + 11)/2
        (group(1000, 10), group(1000, 10), 0, 0),
        (group(1000, 10), group(800, 10), 0, -200),
    ],
)
def test_volume_is_weighed_with_the_mean_price_and_price_with_the_mean_volume(before, after, volume, price):
    parts = split([before], [after])

    assert (parts.volume, parts.price, parts.rest) == (volume, price, 0)


def test_more_people_and_a_larger_share_are_two_causes_of_one_volume():
    parts = split([group(1000, 10, 1000)], [group(1320, 11, 1100)])

    assert (parts.inhabitants, parts.share, parts.volume) == (
        110,
        0,
        110,
    )  # the share is one percent both years


def test_without_inhabitants_the_volume_is_the_same_but_whole():
    known = split([group(1000, 10, 900)], [group(1320, 11, 1100)])
    unknown = split([group(1000, 10, None)], [group(1320, 11, None)])

    assert known.volume == known.inhabitants + known.share == unknown.volume
    assert (unknown.inhabitants, unknown.share) == (None, None)


def test_users_who_move_to_dearer_ages_are_volume_when_the_ages_are_known():
    young, old = group(1000, 10), group(4000, 10)
    moved = split([young, old], [group(500, 5), group(6000, 15)])
    lumped = split([group(5000, 20, 2000)], [group(6500, 20, 2000)])

    assert (moved.volume, moved.price) == (1500, 0)
    assert (lumped.volume, lumped.price) == (0, 1500)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (group(0, 0), group(600, 3), (600, 0, 0)),  # the first users: all is volume
        (group(600, 3), group(0, 0), (-600, 0, 0)),
        (group(0, 0), group(0, 0), (0, 0, 0)),
        (group(50, 0), group(80, 0), (0, 0, 30)),  # a cost without users is carried by nobody
        (group(50, 0), group(600, 3), (600, 0, -50)),
    ],
)
def test_a_year_without_users_has_no_cost_per_user(before, after, expected):
    parts = split([before], [after])

    assert (parts.volume, parts.price, parts.rest) == expected


sizes = st.integers(0, 10**10)
groups = st.builds(group, sizes, st.integers(0, 5000), st.integers(1, 10**6))
pairs = st.lists(st.tuples(groups, groups), min_size=1, max_size=8)


@settings(deadline=None)
@given(pairs)
def test_the_parts_always_add_up_and_turn_with_the_direction(found):
    before, after = [list(side) for side in zip(*found, strict=True)]
    there, back = split(before, after), split(after, before)

    assert there.total == sum(one.cost for one in after) - sum(one.cost for one in before)
    assert there.volume == there.inhabitants + there.share
    assert (back.volume, back.price, back.rest, back.inhabitants, back.share) == (
        -there.volume, -there.price, -there.rest, -there.inhabitants, -there.share,
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.fractions(-(10**9), 10**9), max_size=8))
def test_rounded_parts_add_up_to_the_rounded_sum_and_lie_within_a_krona(parts):
    found = rounded(parts)

    assert sum(found) == round(sum(parts, Fraction(0)))
    assert all(abs(whole - part) < 1 for whole, part in zip(found, parts, strict=True))


def test_the_total_holds_the_rise_of_prices_too():
    assert Parts(Fraction(1), Fraction(2), Fraction(3), general=Fraction(4)).total == 10
