from datetime import date, datetime
from decimal import Decimal

import pytest

from hjulet.base.ui import swedish


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("1234.5"), None, "1\u00a0234,5"),
        (Decimal("90.0"), None, "90,0"),
        (1234567, None, "1\u00a0234\u00a0567"),
        (0.5, None, "0,5"),
        (31, 1, "31,0"),
        (2.345, 2, "2,34"),
        (-5, None, "\u22125"),
        (-0.04, 1, "0,0"),
        (Decimal("-0.0"), None, "0,0"),
        (0, None, "0"),
        (1e-7, None, "0,0000001"),
    ],
)
def test_number_is_written_the_swedish_way(value, decimals, text):
    assert swedish.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (3.6, None, "+3,6"),
        (-5, None, "\u22125"),
        (0, None, "0"),
        (0.04, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (100, 0, "+100"),
    ],
)
def test_change_has_a_sign_unless_it_rounds_to_nothing(value, decimals, text):
    assert swedish.signed(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (94, "%", "94\u00a0%"),
        (31, "dagar", "31\u00a0dagar"),
        (17, "antal", "17"),
        (17, "", "17"),
        (7, "plats", "7"),
    ],
)
def test_unit_stands_after_a_space_that_never_breaks(value, unit, text):
    assert swedish.with_unit(value, unit) == text


def test_day_is_written_with_the_month_as_a_word():
    assert swedish.day(date(2026, 3, 23)) == "23 mars 2026"
    assert swedish.day(datetime(2026, 12, 1, 23, 30)) == "1 december 2026"  # noqa: DTZ001


def test_one_is_singular_and_everything_else_plural():
    assert [swedish.count_of(n, "svar", "svar") for n in (0, 1)] == ["0 svar", "1 svar"]
    assert [swedish.count_of(n, "rutin", "rutiner") for n in (0, 1, 1200)] == [
        "0 rutiner",
        "1 rutin",
        "1\u00a0200 rutiner",
    ]
