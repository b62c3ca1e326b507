"""What really moved over all years and rows, and the one note of a table."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.judgement import (
    Point,
    Row,
    change,
    over_all_years,
    table_note,
    what_really_moved,
)
from tests.check.indicators.shares import judged, points


@pytest.mark.parametrize(
    ("series", "p"),
    [
        (points((2022, "54", 13), (2023, "77", 13), (2024, "100", 14), (2025, "93", 16)), 0.0027),
        (points((2022, "92", 13), (2023, "85", 13), (2024, "100", 14), (2025, "75", 16)), 0.3041),
        (points((2022, "93", 28), (2023, "91", 23), (2024, "73", 26), (2025, "67", 33)), 0.0036),
        (points((2022, "100", 13), (2023, "100", 13), (2024, "100", 14)), 1.0),
        (points((2022, "54", 13), (2023, "77", 13)), None),
        (points((2022, "54", 13), (2023, "77", None), (2024, "99", 14)), None),
        (points((2022, "50", 4), (2023, "50", 4), (2024, "50", 4)), None),
        ([], None),
    ],
)
def test_all_years_are_tested_at_once(series, p):
    found = over_all_years(series)

    assert found == (None if p is None else pytest.approx(p, abs=0.0001))


def test_the_least_trend_that_the_printed_shares_allow_is_the_one_that_counts():
    exact = [
        Point(year, Decimal(value), 1000, decimals=1)
        for year, value in [(1, "50.0"), (2, "51.0"), (3, "52.0")]
    ]
    rounded = points((1, "50", 1000), (2, "51", 1000), (3, "52", 1000))

    assert over_all_years(rounded) > over_all_years(exact)


def test_a_trend_whose_sign_rounding_could_turn_is_no_trend():
    assert over_all_years(points((1, "50", 1000), (2, "50", 1000), (3, "50", 1000))) == 1.0


LEKSAND_DAY_CENTRES = {
    "bestamma": ("68", "91", "65", "58"), "hjalp": ("82", "83", "85", "82"), "pratar": ("86", "91", "85", "61"),
    "forstar": ("79", "74", "81", "67"), "bryr-sig": ("85", "87", "85", "82"), "trygg": ("93", "91", "73", "67"),
    "radd": ("82", "78", "73", "67"), "trivs": ("86", "87", "73", "79"), "viktig": ("89", "74", "77", "82"),
    "kontakta": ("93", "91", "96", "88"),
}  # fmt: skip


def day_centres() -> list[Row]:
    years, n = (2022, 2023, 2024, 2025), (28, 23, 26, 33)
    return [
        Row(key, tuple(points(*zip(years, shares, n, strict=True))), Direction.HIGHER)
        for key, shares in LEKSAND_DAY_CENTRES.items()
    ]


def test_what_really_moved_is_found_among_all_rows_and_said_surest_first():
    moved = what_really_moved(day_centres())

    assert [found.key for found in moved] == ["trygg", "pratar"]
    assert moved[0].words == "Försämring 2022–2025: från 93 till 67 %"
    assert moved[0].false_alarms <= moved[1].false_alarms <= 0.10


def test_more_rows_that_stand_still_make_the_same_movement_less_sure():
    still = [
        Row(f"still-{number}", tuple(points((1, "80", 20), (2, "75", 20), (3, "80", 20))), Direction.HIGHER)
        for number in range(200)
    ]

    assert [found.key for found in what_really_moved([*day_centres(), *still])] == []


def test_nothing_to_test_means_nothing_moved():
    assert what_really_moved([]) == []
    assert (
        what_really_moved([Row("two", tuple(points((1, "10", 50), (2, "90", 50))), Direction.HIGHER)]) == []
    )


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ([], ""),
        (
            [judged((2023, "85", 13), (2024, "100", 14), (2025, "75", 16)), judged((2024, "79", 14), (2025, "81", 16))],
            "Ingen av förändringarna är större än slumpen: 13–16 svar per år.",
        ),
        (
            [judged((2024, "79", None), (2025, "94", None))],
            "Antal svar saknas, därför går förändringarna inte att bedöma.",
        ),
        (
            [judged((2024, "85", 26), (2025, "61", 33)), judged((2024, "85", 26), (2025, "82", 33))],
            "1 av 2 förändringar är större än slumpen, de andra kan bero på den: 26–33 svar per år.",
        ),
        (
            [judged((2024, "85", 26), (2025, "61", 33))],
            "Förändringarna är större än slumpen: 26–33 svar per år.",
        ),
        (
            [judged((2024, "80", 20), (2025, "85", 20)), judged((2024, "79", None), (2025, "94", None))],
            "Ingen av förändringarna är större än slumpen: 20 svar per år. "
            "För 1 av 2 saknas antal svar, där går förändringen inte att bedöma.",
        ),
        (
            [judged((2024, "85", 14), (2025, "94", 16))],
            "Ingen av förändringarna är större än slumpen: 14–16 svar per år. "
            "I en rad stämmer andelen inte med antalet svar; någon har hoppat över frågan.",
        ),
        ([judged((2025, "94", 16))], "Det är första mätningen, därför finns ingen förändring att bedöma."),
        (
            [change(points((1, "3", None), (2, "7", None)), is_share=False, direction="lower", is_count_or_cost=True)],
            "Värdena är full räkning, därför finns inget intervall.",
        ),
        (
            [change(points((1, "67", None), (2, "79", None)), is_share=False, direction="higher")],
            "Det framgår inte hur stort underlaget är, därför går förändringarna inte att bedöma.",
        ),
    ],
)  # fmt: skip
def test_a_table_says_once_what_its_changes_have_in_common(changes, note):
    assert table_note(changes) == note


def test_the_note_also_tells_what_moved_over_all_years():
    changes = [judged((2024, "80", 20), (2025, "85", 20))]

    assert "Sett över alla år har en rad rört sig mer än slumpen." in table_note(changes, moved=1)
    assert "Sett över alla år har 3 rader rört sig mer än slumpen." in table_note(changes, moved=3)
