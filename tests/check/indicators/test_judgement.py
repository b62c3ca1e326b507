"""How sure are we? The words and the numbers behind them, as tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Certainty, Direction, Verdict
from hjulet.check.indicators.judgement import (
    Point,
    change,
    derived_previous,
    judge,
)
from tests.check.indicators.shares import judged, points

NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("before", "after", "direction", "verdict"),
    [
        (("100", 14), ("75", 16), Direction.HIGHER, Verdict.CHANCE),
        (("85", 26), ("61", 33), Direction.HIGHER, Verdict.WORSENING),
        (("85", 26), ("61", 33), Direction.LOWER, Verdict.IMPROVEMENT),
        (("85", 26), ("61", 33), Direction.NEUTRAL, Verdict.CHANGE),
        (("40", 100), ("80", 100), Direction.HIGHER, Verdict.IMPROVEMENT),
        (("85", 13), ("85", 13), Direction.HIGHER, Verdict.SAME),
        (("79", None), ("94", None), Direction.HIGHER, Verdict.UNKNOWN),
        (("79", 14), ("94", None), Direction.HIGHER, Verdict.UNKNOWN),
        (("79", None), ("94", 16), Direction.HIGHER, Verdict.UNKNOWN),
        ((None, 14), ("94", 16), Direction.HIGHER, Verdict.FIRST),
        (("79", 14), (None, 16), Direction.HIGHER, Verdict.MISSING),
    ],
)
def test_a_change_is_called_one_only_when_its_interval_leaves_zero_out(before, after, direction, verdict):
    assert judged((2024, *before), (2025, *after), direction=direction).verdict == verdict


def test_fourteen_of_fourteen_to_twelve_of_sixteen_may_be_chance():
    found = judged((2024, "100", 14), (2025, "75", 16))

    assert found.words == "Förändringen kan bero på slumpen (16 svar)"
    assert found.difference == Decimal(-25)
    assert (round(found.lower), round(found.upper)) == (-49, 1)
    assert found.interval_words == f"Förändringen är troligen mellan {MINUS}49 och +1 procentenheter."


def test_without_answers_no_word_of_improvement_is_said():
    found = judged((2024, "79", None), (2025, "94", None))

    assert found.words == "Går inte att bedöma, antal svar saknas"
    assert found.interval_words == ""


def test_a_mean_without_its_base_is_not_said_to_lack_answers():
    found = change(points((2024, "67", None), (2025, "79", None)), is_share=False, direction=Direction.HIGHER)

    assert (found.verdict, found.words) == (
        Verdict.UNKNOWN,
        "Går inte att bedöma, underlagets storlek saknas",
    )


def test_counts_and_costs_get_no_interval():
    found = change(
        points((2021, "241", None), (2022, "114", None)),
        is_share=False, direction=Direction.LOWER, is_count_or_cost=True,
    )  # fmt: skip

    assert (found.verdict, found.words, found.lower) == (Verdict.FULL, "Full räkning", None)


def test_a_year_without_a_measurement_is_passed_over_on_the_way_back():
    found = judged((2020, "50", 100), (2021, None, None), (2022, "90", 100))

    assert (found.verdict, found.previous.year) == (Verdict.IMPROVEMENT, 2020)


def test_nothing_measured_says_so():
    assert change([], is_share=True, direction=Direction.HIGHER).verdict == Verdict.MISSING


def test_the_reason_of_the_source_is_repeated_where_the_last_value_is_missing():
    series = [Point(2021, Decimal(80)), Point(2022, None, missing="Kommer juni 2023")]

    assert change(series, is_share=True, direction=Direction.HIGHER).words == "Kommer juni 2023"


@pytest.mark.parametrize(
    ("percent", "n", "remark"),
    [
        ("85", 14, f"85{NBSP}% av 14 svar går inte att få; någon har hoppat över frågan"),
        ("75", 13, f"75{NBSP}% av 13 svar går inte att få; någon har hoppat över frågan"),
        ("93", 16, f"93{NBSP}% av 16 svar går inte att få; någon har hoppat över frågan"),
        ("120", 16, f"120{NBSP}% av 16 svar går inte att få; andelen eller antalet är fel"),
        ("-5", 16, f"{MINUS}5{NBSP}% av 16 svar går inte att få; andelen eller antalet är fel"),
    ],
)
def test_a_share_that_no_whole_number_of_answers_gives_is_pointed_out(percent, n, remark):
    found = judge(Point(2025, Decimal(percent), n), is_share=True)

    assert (found.kind, found.impossible, found.words) == (Certainty.IMPOSSIBLE, True, remark)


def test_a_skipped_question_is_judged_with_the_nearest_number_of_answers_that_fits():
    found = judge(Point(2024, Decimal(85), 14), is_share=True)  # 11 of 13

    assert (round(found.lower), round(found.upper)) == (58, 96)


def test_an_impossible_share_still_demands_that_chance_is_left_out():
    chance = judged((2024, "85", 14), (2025, "94", 16))
    sure = judged((2024, "85", 14), (2025, "19", 16))
    hopeless = judged((2024, "120", 14), (2025, "19", 16))

    assert (chance.verdict, chance.impossible) == (Verdict.CHANCE, True)
    assert (sure.verdict, sure.impossible) == (Verdict.WORSENING, True)
    assert (hopeless.verdict, hopeless.words) == (
        Verdict.UNKNOWN, "Går inte att bedöma, andelen stämmer inte med antalet svar",
    )  # fmt: skip


def test_many_answers_that_fit_one_printed_share_make_the_interval_wider():
    exact = judge(Point(2025, Decimal("85.00"), 300, decimals=2), is_share=True)
    rounded = judge(Point(2025, Decimal(85), 300), is_share=True)

    assert rounded.lower < exact.lower < exact.upper < rounded.upper


def test_zeros_that_the_database_adds_are_no_decimals():
    assert judge(Point(2025, Decimal("85.0000"), 13, decimals=0), is_share=True).kind == Certainty.INTERVAL
    assert judge(Point(2025, Decimal("85.0000"), 13), is_share=True).kind == Certainty.INTERVAL


@pytest.mark.parametrize(("n", "hidden"), [(0, True), (4, True), (5, False)])
def test_below_five_answers_nothing_is_shown(n, hidden):
    found = judge(Point(2025, Decimal(100), n), is_share=True)

    assert (found.kind == Certainty.HIDDEN) == hidden
    assert (found.words == "Färre än 5 svar") == hidden


def test_what_the_municipality_has_printed_itself_is_shown_whatever_the_number():
    found = judge(Point(2025, Decimal(100), 3, shows_small=True), is_share=True)

    assert (found.kind, found.words) == (Certainty.INTERVAL, "3 svar, troligen mellan 44 och 100 %")


def test_a_hidden_value_is_not_told_through_its_change():
    found = judged((2023, "80", 20), (2024, "100", 4), (2025, "75", 20))
    last = judged((2024, "80", 20), (2025, "100", 4))

    assert found.previous.year == 2023
    assert (last.verdict, last.words, last.difference) == (Verdict.MISSING, "Färre än 5 svar", None)


def test_a_previous_value_worked_out_from_a_printed_change_is_marked_and_never_judged():
    last = Point(2025, Decimal(94))
    found = change([last, derived_previous(last, Decimal(15))], is_share=True, direction=Direction.HIGHER)

    assert (found.previous.year, found.previous.value) == (2024, Decimal(79))
    assert (found.verdict, found.is_derived) == (Verdict.UNKNOWN, True)


@pytest.mark.parametrize(
    ("value", "decimals", "difference", "was"),
    [("79", 0, "3.9000", "75,1"), ("94", 0, "15.0000", "79"), ("12.3", 1, "-0.3000", "12,6")],
)
def test_a_derived_value_keeps_the_decimals_of_what_it_comes_from(value, decimals, difference, was):
    derived = derived_previous(Point(2025, Decimal(value), decimals=decimals), Decimal(difference))

    assert number(derived.value, derived.places) == was


@given(
    before=st.integers(-10, 110), after=st.integers(-10, 110), n1=st.integers(0, 400), n2=st.integers(0, 400),
    direction=st.sampled_from(list(Direction)),
)  # fmt: skip
def test_whatever_is_printed_the_words_agree_with_the_interval(before, after, n1, n2, direction):
    found = judged((2024, str(before), n1), (2025, str(after), n2), direction=direction)

    assert found.words
    if found.is_sure:
        assert found.lower > 0 or found.upper < 0
    if found.verdict == Verdict.CHANCE:
        assert found.lower <= 0 <= found.upper
    if found.difference is None:
        assert not found.is_sure
