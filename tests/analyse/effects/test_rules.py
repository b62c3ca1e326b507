"""Windows never cross a change of measuring; a verdict is said only when it holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Obstacle, Remark, Wanted
from hjulet.analyse.series.rules import month_after, months_between
from hjulet.statistics import Verdict as Figured

MONTHS = months_between(date(2023, 1, 1), date(2025, 12, 1))
START = date(2025, 1, 1)


@given(st.integers(0, 36), st.lists(st.integers(0, 40), max_size=4), st.integers(1, 40))
def test_no_change_of_measuring_lies_inside_a_window(start, changes, longest):
    begin = month_after(MONTHS[0], start)
    changed = [month_after(MONTHS[0], one) for one in changes]

    window = rules.window(MONTHS, begin, changed, longest=longest)

    before, after = MONTHS[window.before], MONTHS[window.after]
    assert all(month < begin for month in before)
    assert all(month >= begin for month in after)
    assert window.months_before <= longest
    for one in changed:
        assert not any(month < one for month in before) or all(month < one for month in before)
        assert not any(month < one for month in after) or all(month < one for month in after)
        assert not (before and after and before[-1] < one <= after[0] and one != begin) or one > before[-1]


@pytest.mark.parametrize(
    ("changes", "before", "after", "is_cut"),
    [
        ([], 24, 12, False),
        ([date(2024, 7, 1)], 6, 12, True),
        ([date(2025, 7, 1)], 24, 6, True),
        ([START], 0, 12, True),
        ([date(2022, 1, 1), date(2027, 1, 1)], 24, 12, False),
    ],
)
def test_window_ends_at_the_nearest_change_of_measuring(changes, before, after, is_cut):
    window = rules.window(MONTHS, START, changes)

    assert (window.months_before, window.months_after, window.is_cut) == (before, after, is_cut)


@pytest.mark.parametrize(
    ("figured", "before", "after", "enough", "expected"),
    [
        (Figured.IMPROVED, 24, 12, 8, Verdict.IMPROVED),
        (Figured.WORSENED, 24, 12, 8, Verdict.WORSENED),
        (Figured.IMPROVED, 24, 2, 8, Verdict.TOO_EARLY),  # two good months are no improvement
        (Figured.UNDECIDED, 24, 6, 8, Verdict.TOO_EARLY),
        (Figured.UNDECIDED, 24, 8, 8, Verdict.NO_SURE_CHANGE),  # it would have shown by now
        (Figured.UNDECIDED, 24, 6, None, Verdict.TOO_EARLY),
        (Figured.UNDECIDED, 24, 12, None, Verdict.NO_SURE_CHANGE),  # waiting does not help
        (Figured.IMPROVED, 11, 12, 8, Verdict.NOT_MEASURED),
        (Figured.UNDECIDED, 0, 0, None, Verdict.NOT_MEASURED),
    ],
)
def test_verdict_is_said_only_when_it_holds(figured, before, after, enough, expected):
    assert rules.verdict(figured, months_before=before, months_after=after, enough=enough) == expected


@pytest.mark.parametrize("remark", list(Remark))
def test_improvement_that_fewer_reports_may_explain_is_no_sure_change(remark):
    doubtful = remark in {Remark.SILENT, Remark.OTHERS_FELL, Remark.UNDER_WAY}

    assert rules.careful(Verdict.IMPROVED, [remark]) == (
        Verdict.NO_SURE_CHANGE if doubtful else Verdict.IMPROVED
    )
    assert rules.careful(Verdict.WORSENED, [remark]) == Verdict.WORSENED


@pytest.mark.parametrize(
    ("wanted", "size", "expected"),
    [
        (Wanted.LESS, None, 0.5), (Wanted.LESS, 30, 0.7), (Wanted.LESS, 100, 0), (Wanted.MORE, None, 1.5),
        (Wanted.MORE, 100, 2),
    ],
)  # fmt: skip
def test_change_that_is_looked_for_is_a_half_unless_said(wanted, size, expected):
    assert rules.wanted_ratio(wanted, size) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("exists", "is_new", "others", "expected"),
    [
        (True, True, 0, []),
        (False, True, 0, [Obstacle.NO_SUCH_SERIES]),
        (True, False, 1, [Obstacle.ALREADY]),
        (True, True, 5, [Obstacle.TOO_MANY]),
    ],
)
def test_what_stops_an_expectation(exists, is_new, others, expected):
    assert rules.obstacles_to_stating(exists=exists, is_new=is_new, others=others) == expected


@pytest.mark.parametrize(
    ("done", "starts", "expected"),
    [
        (None, None, date(2026, 12, 1)),
        (None, date(2026, 3, 15), date(2026, 4, 1)),
        (date(2026, 5, 31), date(2026, 3, 15), date(2026, 6, 1)),
    ],
)
def test_action_can_be_seen_from_its_first_whole_month(done, starts, expected):
    assert rules.first_whole_month(done=done, starts=starts, today=date(2026, 11, 21)) == expected


def test_series_that_is_chosen_when_the_answer_is_there_is_marked():
    assert not rules.is_chosen_afterwards(date(2025, 3, 31), START)
    assert rules.is_chosen_afterwards(date(2025, 4, 1), START)
