"""Small groups in tables that are not published: what is hidden, what protects it, and what a published table shows."""

import pytest

from hjulet.check.costs.hiding import hidden_rows
from tests.check.costs.making import band, total, unlinked

AGES = ((0, 17), (18, 64), (65, 79), (80, None))


def rows(*users: int, totals: int = 1):
    made = [
        band(2024, ages, users=amount, cost=amount * 10) for ages, amount in zip(AGES, users, strict=True)
    ]
    made.append(total(2024, users=sum(users), cost=sum(users) * 10))
    if totals > 1:
        made.append(
            total(2024, label="18-64 år 2024", users=users[1], cost=users[1] * 10, age_from=18, age_to=64)
        )
    return made


@pytest.mark.parametrize(
    ("users", "hidden"),
    [
        ((9, 20, 30, 40), set()),
        ((0, 20, 30, 40), set()),  # nobody is not somebody
        ((5, 20, 30, 40), set()),
        ((3, 20, 30, 40), {0, 1}),  # the next smallest protects it
        ((3, 4, 30, 40), {0, 1}),  # two small ones protect each other
        (
            (0, 3, 30, 40),
            {0, 1, 2},
        ),  # it may be more only if another is less, and less only if another is more
        ((0, 0, 0, 3), {3, 4}),  # the only group is the total
    ],
)
def test_a_small_group_is_hidden_with_what_protects_it(users, hidden):
    assert hidden_rows(rows(*users), is_published=False) == hidden
    assert hidden_rows(rows(*users), is_published=True) == set()


def test_two_totals_would_give_away_what_lies_between_them():
    assert hidden_rows(rows(3, 20, 30, 40, totals=2), is_published=False) == {0, 1, 5}
    assert hidden_rows(rows(9, 20, 30, 40, totals=2), is_published=False) == set()


def test_an_earlier_years_small_total_is_hidden_alone():
    made = [*rows(9, 20, 30, 40), total(2023, users=4, cost=40), total(2022, users=5, cost=50)]

    assert hidden_rows(made, is_published=False) == {5}


def test_a_row_without_users_is_never_small():
    made = [unlinked(2024, 500), band(2024, (0, 64)), total(2024, users=9)]

    assert hidden_rows(made, is_published=False) == set()


def test_small_bands_without_a_total_are_hidden_too():
    assert hidden_rows(rows(3, 20, 30, 40)[:4], is_published=False) == {0, 1}
