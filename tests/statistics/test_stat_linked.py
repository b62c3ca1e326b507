"""Totals of totals: units within departments, and what is known elsewhere. Nobody can be counted out there either."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hjulet.statistics import suppress, suppress_linked

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 8, 20, 60])
UNITS = st.lists(st.lists(COUNTS, min_size=1, max_size=4), min_size=1, max_size=4)


def nested(departments: list[list[int]]) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """Units, then their departments, then the whole; with the sums."""
    amounts = [amount for units in departments for amount in units]
    sums, first = [], 0
    for units in departments:
        sums.append((len(amounts), list(range(first, first + len(units)))))
        first += len(units)
        amounts.append(sum(units))
    tops = list(range(first, first + len(departments)))
    sums.append((len(amounts), tops))
    return [*amounts, sum(amounts[top] for top in tops)], sums


def what_a_reader_can_work_out(amounts, sums, hidden, cell) -> tuple[float, float]:
    """The least and the most that the cell can be, for who knows all that is shown and all the sums."""
    rows = np.zeros((len(sums), len(amounts)))
    for row, (total, parts) in zip(rows, sums, strict=True):
        row[parts], row[total] = 1, -1
    bounds = [(0, None) if one else (amount, amount) for one, amount in zip(hidden, amounts, strict=True)]
    goal = np.zeros(len(amounts))
    goal[cell] = 1
    least = linprog(goal, A_eq=rows, b_eq=np.zeros(len(sums)), bounds=bounds)
    most = linprog(-goal, A_eq=rows, b_eq=np.zeros(len(sums)), bounds=bounds)
    return least.fun, float("inf") if most.status == 3 else -most.fun


@given(UNITS)
@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_few_can_be_worked_out_from_units_departments_and_the_whole(departments):
    amounts, sums = nested(departments)
    hidden = suppress_linked(amounts, sums)

    for cell, amount in enumerate(amounts):
        if 0 < amount < 5:
            assert hidden[cell]
            least, most = what_a_reader_can_work_out(amounts, sums, hidden, cell)
            assert least <= 1 + 1e-6
            assert most >= 5 - 1e-6


@pytest.mark.parametrize("row", [[3, 20, 8], [2, 2, 30], [3], [5, 6], [0, 4, 9, 9]])
def test_one_list_with_its_sum_is_hidden_as_it_is_in_a_table(row):
    linked = suppress_linked([*row, sum(row)], [(len(row), list(range(len(row))))])

    assert linked.tolist() == suppress(row).hidden.tolist()


def test_a_department_that_protects_does_not_give_itself_away_by_its_units():
    amounts, sums = nested([[3], [12, 20], [40, 50]])
    hidden = suppress_linked(amounts, sums).tolist()

    assert (hidden[0], hidden[5]) == (True, True)  # the unit, and its department
    assert any(hidden[1:5])  # what protects the department is hidden all the way down


def test_what_stands_nowhere_is_protected_too():
    amounts, sums = [20, 30, 52, 2], [(2, [0, 1, 3])]

    assert suppress_linked(amounts, sums, untold=[3]).tolist() == [True, False, False, True]


def test_what_is_known_elsewhere_is_never_chosen():
    amounts, sums = [3, 6, 40, 49], [(3, [0, 1, 2])]

    assert suppress_linked(amounts, sums, known=[1]).tolist() == [True, False, True, False]
    assert suppress_linked(amounts, sums, known=[1, 2, 3]).tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("cells", "sums", "k"),
    [([], [], 5), ([1.5], [], 5), ([-1], [], 5), ([np.nan], [], 5), ([1, 2], [(1, [0])], 5), ([1], [], 1)],
)
def test_what_is_no_table_is_refused(cells, sums, k):
    with pytest.raises(ValueError, match=r"must"):
        suppress_linked(cells, sums, k)
