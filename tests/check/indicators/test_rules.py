"""Bands, holes, cut points, periods and what may be typed: as tables."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.check.indicators.choices import Direction, Level, Measure, Obstacle
from hjulet.check.indicators.rules import (
    Band,
    Bands,
    Typed,
    Written,
    faults_in_scale,
    faults_in_value,
    from_cuts,
    is_counted,
    level_of,
    obstacles_to_revising,
    period,
    places_of,
    said,
)

D = Decimal


def bands(good: Band, middle: Band, bad: Band) -> Bands:
    return Bands(good, middle, bad)


def lower(bound: str, *, included: bool = False) -> Band:
    return Band(lower=D(bound), lower_included=included)


def upper(bound: str, *, included: bool = False) -> Band:
    return Band(upper=D(bound), upper_included=included)


def between(low: str, high: str) -> Band:
    return Band(D(low), True, D(high), True)


# goals.csv of Leksand, 2022, as they were printed
PLACEMENTS = bands(upper("15"), between("16", "29"), lower("30"))
BOUGHT_CARE = bands(upper("25"), between("25", "50"), lower("50"))
NURSING_HOMES = bands(lower("86"), between("77", "86"), upper("77"))
SIMPLIFIED = bands(lower("10"), between("5", "10"), upper("5"))  # printed "10-5"
OWN_SURVEYS = bands(lower("85", included=True), between("61", "84"), upper("60"))
WORK_INDEX = bands(lower("85"), between("60", "85"), upper("60"))


@pytest.mark.parametrize(
    ("scale", "faults"),
    [
        (PLACEMENTS, ["Värden mellan 15 och 16 saknar nivå.", "Värden mellan 29 och 30 saknar nivå."]),
        (BOUGHT_CARE, []),
        (NURSING_HOMES, []),
        (SIMPLIFIED, []),
        (OWN_SURVEYS, ["Värden mellan 60 och 61 saknar nivå.", "Värden mellan 84 och 85 saknar nivå."]),
        (WORK_INDEX, []),
        (bands(lower("85"), between("60", "90"), upper("60")), ["Två nivåer överlappar vid 85."]),
        (
            bands(lower("85", included=True), between("60", "85"), upper("60")),
            ["Två nivåer överlappar vid 85."],
        ),
        (bands(lower("85"), Band(D(60), True, D(85), False), upper("60")), ["Värdet 85 saknar nivå."]),
        (bands(lower("85"), between("60", "85"), Band(D(20), True, D(60), False)), ["Värden under 20 saknar nivå."]),
        (bands(Band(D(85), False, D(100), True), between("60", "85"), upper("60")), ["Värden över 100 saknar nivå."]),
        (bands(lower("85"), lower("60"), upper("60")), ["Två nivåer överlappar varandra.", "Värdet 60 saknar nivå."]),
        (bands(lower("85"), Band(), upper("60")),
         ["Skalan saknar någon av nivåerna grön, gul och röd.", "Värden mellan 60 och 85 saknar nivå."]),
        (bands(Band(), Band(), Band()), ["Skalan saknar någon av nivåerna grön, gul och röd."]),
        (bands(lower("8.50"), Band(D("6.25"), True, D("8.50"), True), upper("6")),
         ["Värden mellan 6 och 6,25 saknar nivå."]),
    ],
)  # fmt: skip
def test_holes_and_overlaps_are_said_in_words(scale, faults):
    assert sorted(faults_in_scale(scale)) == sorted(faults)


@pytest.mark.parametrize(
    ("scale", "value", "level"),
    [
        (PLACEMENTS, "7", Level.GOOD),
        (PLACEMENTS, "15", Level.UNDEFINED),
        (PLACEMENTS, "16", Level.MIDDLE),
        (PLACEMENTS, "30", Level.UNDEFINED),
        (PLACEMENTS, "31", Level.BAD),
        (BOUGHT_CARE, "51.4", Level.BAD),
        (NURSING_HOMES, "86", Level.MIDDLE),
        (SIMPLIFIED, "39", Level.GOOD),
        (SIMPLIFIED, "10", Level.MIDDLE),
        (OWN_SURVEYS, "60", Level.UNDEFINED),
        (OWN_SURVEYS, "84.5", Level.UNDEFINED),
        (OWN_SURVEYS, "85", Level.GOOD),
        (WORK_INDEX, "66", Level.MIDDLE),
        (bands(lower("85"), between("60", "90"), upper("60")), "88", Level.UNDEFINED),
        (bands(Band(), Band(), Band()), "50", Level.UNDEFINED),
    ],
)
def test_a_value_in_a_hole_has_no_level(scale, value, level):
    assert level_of(D(value), scale) == level


@pytest.mark.parametrize(
    ("direction", "good", "bad", "equal", "value", "level"),
    [
        (Direction.HIGHER, "85", "60", True, "85", Level.GOOD),
        (Direction.HIGHER, "85", "60", False, "85", Level.MIDDLE),
        (Direction.HIGHER, "85", "60", True, "60", Level.MIDDLE),
        (Direction.HIGHER, "85", "60", False, "60", Level.BAD),
        (Direction.LOWER, "6", "8", True, "6", Level.GOOD),
        (Direction.LOWER, "6", "8", False, "6", Level.MIDDLE),
        (Direction.LOWER, "6", "8", True, "8", Level.MIDDLE),
        (Direction.LOWER, "6", "8", False, "8", Level.BAD),
    ],
)
def test_an_equal_value_falls_on_the_side_that_was_chosen(direction, good, bad, equal, value, level):
    assert level_of(D(value), from_cuts(D(good), D(bad), direction, equal_is_better=equal)) == level


@given(
    cuts=st.tuples(st.integers(-500, 500), st.integers(-500, 500)).filter(lambda pair: pair[0] != pair[1]),
    value=st.integers(-600, 600), equal=st.booleans(), is_higher=st.booleans(),
)  # fmt: skip
def test_a_scale_made_by_people_gives_every_value_one_level(cuts, value, equal, is_higher):
    low, high = sorted(cuts)
    direction = Direction.HIGHER if is_higher else Direction.LOWER
    good, bad = (high, low) if is_higher else (low, high)
    scale = from_cuts(D(good), D(bad), direction, equal_is_better=equal)

    assert faults_in_scale(scale) == []
    assert level_of(D(value), scale) != Level.UNDEFINED


@pytest.mark.parametrize(
    ("direction", "good", "bad"),
    [
        (Direction.HIGHER, "60", "85"),
        (Direction.HIGHER, "60", "60"),
        (Direction.LOWER, "8", "6"),
        (Direction.LOWER, "6", "6"),
        (Direction.NEUTRAL, "85", "60"),
    ],
)
def test_cut_points_in_the_wrong_order_are_refused_with_the_reason(direction, good, bad):
    reason = "utan riktning" if direction == Direction.NEUTRAL else "fel ordning"

    with pytest.raises(ValueError, match=reason):
        from_cuts(D(good), D(bad), direction, equal_is_better=True)


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (lower("84", included=True), "84 eller mer"),
        (lower("84"), "över 84"),
        (upper("61"), "under 61"),
        (upper("61", included=True), "61 eller mindre"),
        (between("61", "84"), "61–84"),
        (Band(D(60), True, D(85), False), "60 till under 85"),
        (Band(D(60), False, D(85), True), "över 60 till 85"),
        (lower("12.50"), "över 12,5"),
        (Band(), ""),
    ],
)
def test_a_band_is_said_in_words(band, words):
    assert said(band) == words


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-01/2022-10", date(2022, 1, 1), date(2022, 10, 31)),
        ("2024/2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2025-03-04", date(2025, 3, 4), date(2025, 3, 4)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(words, first, last):
    found = period(words)

    assert (found.first, found.last, found.said) == (first, last, words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "Perioden saknas"),
        ("/2025", "Perioden saknas"),
        ("i fjol", "går inte att läsa"),
        ("2025-13", "finns inte i kalendern"),
        ("2025-02-30", "finns inte i kalendern"),
        ("2025/2024", "slutar innan den börjar"),
        ("2025/2026/2027", "går inte att läsa"),
        ("0000", "finns inte i kalendern"),
        ("20 25", "går inte att läsa"),
        ("<script>", "går inte att läsa"),
    ],
)
def test_a_period_that_cannot_be_read_is_refused_with_the_reason(words, reason):
    with pytest.raises(ValueError, match=reason):
        period(words)


@pytest.mark.parametrize(
    ("typed", "is_share", "faults"),
    [
        (Typed(D(94)), True, []),
        (Typed(D(0)), True, []),
        (Typed(D(100)), True, []),
        (Typed(D("100.1")), True, [Obstacle.NOT_A_SHARE]),
        (Typed(D(-1)), True, [Obstacle.NOT_A_SHARE]),
        (Typed(D(-1)), False, []),
        (Typed(None, "not_measured"), True, []),
        (Typed(None), True, [Obstacle.NEITHER]),
        (Typed(D(94), "not_measured"), True, [Obstacle.BOTH]),
        (Typed(D(94), respondents=0), True, [Obstacle.NO_ANSWERS]),
        (Typed(D(194), "blank", 0), True, [Obstacle.BOTH, Obstacle.NOT_A_SHARE, Obstacle.NO_ANSWERS]),
    ],
)
def test_a_typed_value_is_a_number_or_a_reason(typed, is_share, faults):
    assert faults_in_value(typed, is_share=is_share) == faults


@pytest.mark.parametrize(
    ("was", "now", "why", "stale", "obstacles"),
    [
        ((D(94), ""), (D(93), ""), "fel i tabellen", False, []),
        ((D(94), ""), (D(93), ""), "  ", False, [Obstacle.NO_REASON]),
        ((D(94), ""), (D("94.0"), ""), "fel", False, [Obstacle.SAME]),
        ((D(94), ""), (None, ""), "fel", False, [Obstacle.NEITHER]),
        ((D(94), ""), (D(93), "blank"), "fel", False, [Obstacle.BOTH]),
        ((None, "blank"), (None, "blank"), "", False, [Obstacle.NO_REASON, Obstacle.SAME]),
        ((D(94), ""), (D(93), ""), "fel", True, [Obstacle.STALE]),
    ],
)
def test_a_correction_needs_a_reason_and_a_difference(was, now, why, stale, obstacles):
    assert obstacles_to_revising(Written(*was), Written(*now), why=why, is_stale=stale) == obstacles


@pytest.mark.parametrize(
    ("unit", "measure", "counted"),
    [
        ("antal", Measure.VALUE, True),
        ("kr", Measure.VALUE, True),
        ("%", Measure.VALUE, False),
        ("dagar", Measure.VALUE, False),
        ("index", Measure.VALUE, False),
        ("%", Measure.RESPONSE_RATE, True),
        ("antal", Measure.RESPONDENTS, True),
        ("antal", Measure.CHANGE, False),
        ("plats", Measure.RANK, False),
    ],
)
def test_counts_and_costs_are_full_counts(unit, measure, counted):
    assert is_counted(unit, measure) == counted


@pytest.mark.parametrize(("value", "places"), [("94", 0), ("94.0", 1), ("12.25", 2), ("1E+2", 0)])
def test_decimals_are_as_many_as_were_written(value, places):
    assert places_of(D(value)) == places
