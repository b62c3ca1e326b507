"""Periods, days to keep, values out of two numbers, a year out of its periods, and what is unlike the earlier ones."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.base.organisation.rules import Span
from hjulet.check.indicators.measuring import rules
from hjulet.check.indicators.measuring.choices import Counting, Fault, Rhythm, Stage
from hjulet.check.indicators.measuring.likeness import is_unlikely
from hjulet.check.indicators.measuring.rules import Typed
from hjulet.check.indicators.measuring.years import summed

D = Decimal


@pytest.mark.parametrize(
    ("rhythm", "day", "first", "last", "said", "words"),
    [
        (Rhythm.MONTH, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29), "2024-02", "februari 2024"),
        (Rhythm.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), "2026-12", "december 2026"),
        (Rhythm.QUARTER, date(2026, 8, 1), date(2026, 7, 1), date(2026, 9, 30), "2026-07/2026-09", "kvartal 3 2026"),
        (Rhythm.TERTIAL, date(2026, 9, 1), date(2026, 9, 1), date(2026, 12, 31), "2026-09/2026-12", "tertial 3 2026"),
        (Rhythm.HALF, date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31), "2026-07/2026-12", "andra halvåret 2026"),
        (Rhythm.YEAR, date(2026, 5, 5), date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
    ],
)  # fmt: skip
def test_a_day_lies_in_one_period_of_the_rhythm(rhythm, day, first, last, said, words):
    period = rules.period_of(rhythm, day)

    assert (period.first, period.last, period.said) == (first, last, said)
    assert rules.words(rhythm, period) == words


@pytest.mark.parametrize(
    ("last", "amount"),
    [(date(2026, 1, 30), 0), (date(2026, 1, 31), 1), (date(2026, 12, 31), 12), (date(2027, 1, 30), 12)],
)
def test_a_period_that_is_not_over_is_none(last, amount):
    assert len(list(rules.periods(Rhythm.MONTH, date(2026, 1, 1), last))) == amount


OCTOBER = rules.period_of(Rhythm.MONTH, date(2026, 10, 1))


@pytest.mark.parametrize(
    ("life", "is_measured"),
    [
        (Span(None, None), True),
        (Span(None, date(2026, 10, 1)), True),  # closed on the first: its last day is counted
        (Span(None, date(2026, 9, 30)), False),
        (Span(date(2026, 10, 31), None), True),
        (Span(date(2026, 11, 1), None), False),
    ],
)
def test_a_unit_measures_while_it_exists(life, is_measured):
    assert rules.is_measured_in(OCTOBER, life, Span(None, None)) == is_measured
    assert rules.is_measured_in(OCTOBER, Span(None, None), life) == is_measured


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 6), None),
        (date(2026, 11, 7), Stage.SOON),
        (date(2026, 11, 9), Stage.SOON),
        (date(2026, 11, 10), Stage.TODAY),
        (date(2026, 11, 11), Stage.LATE),
        (date(2026, 11, 23), Stage.LATE),
        (date(2026, 11, 24), Stage.ESCALATED),  # ten working days after
    ],
)
def test_reminders_come_before_on_and_after_the_day_and_then_go_up(today, stage):
    assert rules.stage(OCTOBER, rules.due_on(OCTOBER, 10), today) == stage


@pytest.mark.parametrize(
    ("typed", "counting", "faults"),
    [
        (Typed(None, D(41), D(560)), Counting.SHARE, []),
        (Typed(None, D(41)), Counting.SHARE, [Fault.HALF]),
        (Typed(None, D(41), D(0)), Counting.SHARE, [Fault.NO_WHOLE]),
        (Typed(None, D(-1), D(5)), Counting.RATIO, [Fault.NEGATIVE]),
        (Typed(None, D(0), D(5)), Counting.RATIO, []),
        (Typed(None, D(700), D(560)), Counting.SHARE, []),  # more than all there is: överbeläggning
        (Typed(D(0)), Counting.COUNT, []),
        (Typed(D(-1)), Counting.COUNT, [Fault.NEGATIVE]),
        (Typed(D(-1)), Counting.LEVEL, []),
        (Typed(), Counting.COUNT, [Fault.NOTHING]),
        (Typed(why_not="systemet låg nere"), Counting.COUNT, []),
        (Typed(D(3), why_not="systemet låg nere"), Counting.COUNT, [Fault.BOTH]),
        (Typed(D(10) ** 10), Counting.COUNT, [Fault.TOO_LARGE]),
    ],
)
def test_a_period_holds_its_numbers_or_a_reason(typed, counting, faults):
    assert rules.faults_in(typed, counting) == faults


@pytest.mark.parametrize(
    ("counting", "above", "below", "value"),
    [
        (Counting.SHARE, D(412), D(5560), D("7.4")),
        (Counting.SHARE, D(1), D(8), D("12.5")),
        (Counting.RATIO, D(140), D(10), D("14.0")),
        (Counting.RATIO, D(0), D(10), D("0.0")),
    ],
)
def test_a_value_of_two_numbers(counting, above, below, value):
    assert rules.value_of(counting, above, below) == value


def share(above, below):
    return Typed(None, D(above), D(below))


LOST = Typed(why_not="–")


@pytest.mark.parametrize(
    ("counting", "parts", "expected", "value", "of"),
    [
        (Counting.SHARE, [share(10, 100), share(90, 300)], 2, D("25.0"), 2),  # not the mean of 10 and 30
        (Counting.SHARE, [share(10, 100), LOST], 2, D("10.0"), 1),
        (Counting.SHARE, [LOST, LOST], 2, None, 0),
        (Counting.COUNT, [Typed(D(3)), Typed(D(4))], 2, D(7), 2),
        (Counting.COUNT, [Typed(D(3)), LOST], 2, None, 1),  # what was not measured is not zero
        (Counting.RATIO, [share(30, 2), share(10, 2)], 2, D("10.0"), 2),
    ],
)
def test_a_year_is_sums_over_sums(counting, parts, expected, value, of):
    found = summed(counting, parts, expected)

    assert (found.typed.value, found.of) == (value, of)
    assert bool(found.typed.why_not) == (value is None)


@pytest.mark.parametrize(
    ("counting", "parts", "expected"),
    [(Counting.COUNT, [Typed(D(3))], 2), (Counting.LEVEL, [Typed(D(3))], 1), (Counting.SHARE, [], 0)],
)
def test_a_year_that_is_not_over_or_cannot_be_put_together_has_no_figure(counting, parts, expected):
    assert summed(counting, parts, expected) is None


@pytest.mark.parametrize(
    ("now", "earlier", "is_asked"),
    [
        (D(412), [], False),
        (D(412), [D(41)], True),
        (D(41), [D(412)], True),
        (D(60), [D(41)], False),
        (D(5), [D(0)], False),
        (D(74), [D("7.0"), D("7.4"), D("6.9"), D("7.2"), D("7.1")], True),
        (D("8.0"), [D("7.0"), D("7.4"), D("6.9"), D("7.2"), D("7.1")], False),
        (D(9), [D(7), D(7), D(7), D(7)], True),  # it has never moved before
        (D(8), [D(7), D(7), D(7), D(7)], False),
        (D(3), [D(0), D(4), D(1), D(3), D(0)], False),
    ],
)
def test_only_what_is_far_from_the_usual_is_asked_about(now, earlier, is_asked):
    assert is_unlikely(now, earlier) is is_asked
