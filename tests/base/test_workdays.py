"""Working days in Sweden."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.base.workdays import add_workdays, is_workday, workdays_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-20", True),  # an ordinary Friday
        ("2026-11-21", False),  # Saturday
        ("2026-11-22", False),  # Sunday
        ("2026-01-01", False),  # nyårsdagen
        ("2026-01-05", True),  # trettondagsafton
        ("2026-01-06", False),  # trettondagen
        ("2026-04-02", True),  # skärtorsdagen
        ("2026-04-03", False),  # långfredagen
        ("2026-04-06", False),  # annandag påsk
        ("2026-04-07", True),
        ("2026-05-01", False),  # första maj
        ("2026-05-14", False),  # Kristi himmelsfärds dag
        ("2026-05-15", True),  # the squeezed Friday after it
        ("2023-06-06", False),  # nationaldagen, a Tuesday
        ("2026-06-18", True),
        ("2026-06-19", False),  # midsommarafton
        ("2026-10-30", True),  # the Friday before alla helgons dag
        ("2026-12-23", True),
        ("2026-12-24", False),  # julafton, a Thursday
        ("2026-12-25", False),  # juldagen
        ("2028-12-26", False),  # annandag jul, a Tuesday
        ("2026-12-30", True),
        ("2026-12-31", False),  # nyårsafton
        ("2024-02-29", True),  # a leap day, Thursday
        ("2020-02-29", False),  # a leap day, Saturday
        ("2024-05-20", True),  # annandag pingst: a working day since 2005
    ],
)
def test_working_day_is_neither_weekend_nor_holiday_nor_eve(day, expected):
    assert is_workday(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2026-11-18", 0, "2026-11-18"),  # a working day is its own
        ("2026-11-21", 0, "2026-11-23"),  # Saturday → Monday
        ("2026-12-24", 0, "2026-12-28"),  # julafton → the Monday after
        ("2026-11-18", 1, "2026-11-19"),
        ("2026-11-20", 1, "2026-11-23"),  # Friday → Monday
        ("2026-11-21", 1, "2026-11-23"),  # Saturday's first working day is Monday
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-06-18", 1, "2026-06-22"),  # over Midsummer
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-30", 1, "2027-01-04"),  # over the new year
        ("2026-12-30", 3, "2027-01-07"),  # and trettondagen
        ("2024-02-28", 1, "2024-02-29"),
        ("2023-02-28", 1, "2023-03-01"),
    ],
)
def test_working_days_are_counted_forward(day, number, expected):
    assert add_workdays(date.fromisoformat(day), number) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-18", "2026-11-18", 0),
        ("2026-11-18", "2026-11-19", 1),
        ("2026-11-20", "2026-11-22", 0),  # Friday to Sunday
        ("2026-11-20", "2026-11-23", 1),
        ("2026-12-23", "2027-01-04", 4),  # 28, 29, 30 December and 4 January
        ("2026-11-19", "2026-11-18", 0),  # backwards
    ],
)
def test_working_days_between_leave_out_the_first_and_count_the_last(first, last, expected):
    assert workdays_between(date.fromisoformat(first), date.fromisoformat(last)) == expected


@given(day=DAYS, number=st.integers(0, 40))
def test_counting_forward_and_counting_between_agree(day, number):
    reached = add_workdays(day, number)

    assert is_workday(reached)
    assert workdays_between(day, reached) == (number if number or is_workday(day) else 1)


@given(day=DAYS)
def test_there_is_a_working_day_within_a_week(day):
    assert any(is_workday(day + timedelta(days=number)) for number in range(7))


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="-1"):
        add_workdays(date(2026, 11, 18), -1)
