"""A number as people write it."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Missing
from hjulet.check.indicators.imports.numbers import missing_in, number_in, style_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("94", "94"),
        ("94,0", "94.0"),
        ("94.5", "94.5"),
        ("1 234,5", "1234.5"),
        ("1 234", "1234"),
        ("85 %", "85"),
        ("85,5%", "85.5"),
        ("−3", "-3"),
        ("-3,25", "-3.25"),
        ("84.30000000000001", "84.3"),
        ("0.33333333333", "0.3333"),
        ("100.00000000001", "100"),
        ("cirka 5", None),
        ("1.234,5", None),
        ("5-6", None),
        ("", None),
        ("1e5", None),
        ("99999999999999999", None),
        ("٣", None),
    ],
)
def test_number_is_read_as_it_is_meant_or_not_at_all(cell, expected):
    found = number_in(cell)

    assert (found if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("..", Missing.BLANK),
        ("X", Missing.TOO_FEW),
        ("*", Missing.TOO_FEW),
        ("Inga svar", Missing.NO_ANSWERS),
        ("5", None),
    ],
)
def test_signs_of_statistics_say_why_there_is_no_number(cell, expected):
    assert missing_in(cell) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,5", "2"], False),
        (["1.5", "2"], False),
        (["1,5", "2.5"], True),
        (["1.234,5"], True),
        (["..", "1,5"], False),
    ],
)
def test_column_with_both_comma_and_point_cannot_be_read(cells, expected):
    assert style_of(cells).is_mixed == expected


def test_largest_number_fits_the_column_of_values():
    assert number_in("9999999999999") == Decimal(9999999999999)
