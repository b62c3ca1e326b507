"""What must hold for reading, training, delegations and meetings, as tables."""

from datetime import date

import pytest

from hjulet.do.participation import rules
from hjulet.do.participation.choices import DelegationObstacle, DelegationState, ReadingObstacle, Standing

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("words", "seconds"), [(0, 30), (20, 30), (90, 30), (130, 30), (180, 60), (540, 180)]
)
def test_reading_takes_at_least_half_a_minute(words, seconds):
    assert rules.seconds_to_read("ord " * words) == seconds


@pytest.mark.parametrize(
    ("asked_on", "days", "may"),
    [
        (date(2026, 11, 7), 14, True),  # the fourteenth day
        (date(2026, 11, 8), 14, False),
        (date(2026, 11, 21), 0, True),
        (date(2026, 11, 20), 30, False),
    ],
)
def test_names_are_shown_when_the_agreed_days_have_passed(asked_on, days, may):
    assert rules.may_be_named(asked_on, TODAY, days) is may


def test_somebody_new_has_it_to_read_from_their_first_day():
    assert rules.asked_since(date(2026, 1, 1), date(2026, 11, 1)) == date(2026, 11, 1)
    assert rules.asked_since(date(2026, 11, 10), date(2020, 1, 1)) == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"is_approved": False}, [ReadingObstacle.NOT_APPROVED]),
        ({"news": "  "}, [ReadingObstacle.NO_NEWS]),
        ({"units": 0}, [ReadingObstacle.NOBODY]),
        ({"roles": 0}, [ReadingObstacle.NOBODY]),
        ({"is_sent": True}, [ReadingObstacle.ALREADY_SENT]),
    ],
)
def test_what_is_sent_is_approved_new_and_for_somebody(said, expected):
    whole = {"is_approved": True, "news": "Nytt", "units": 1, "roles": 1, "is_sent": False}

    assert rules.obstacles_to_sending(**(whole | said)) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 27)),  # to the day before the last of February
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 12, 31), 12, date(2027, 12, 30)),
        (date(2026, 1, 1), None, None),
    ],
)
def test_a_course_holds_for_whole_months(day, months, expected):
    assert rules.valid_until(day, months) == expected


@pytest.mark.parametrize(
    ("due", "done", "until", "expected"),
    [
        (date(2026, 11, 21), None, None, Standing.MISSING),  # the last day
        (date(2026, 11, 20), None, None, Standing.LATE),
        (date(2026, 1, 1), date(2026, 2, 1), None, Standing.VALID),
        (date(2026, 1, 1), date(2025, 11, 22), date(2026, 11, 21), Standing.EXPIRES_SOON),
        (date(2026, 1, 1), date(2025, 11, 21), date(2026, 11, 20), Standing.EXPIRED),
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 21), Standing.VALID),
    ],
)
def test_where_somebody_stands_with_a_course(due, done, until, expected):
    assert rules.standing(due, TODAY, done_on=done, valid_to=until) == expected


@pytest.mark.parametrize(
    ("right", "total", "mark", "passed"),
    [(4, 5, 80, True), (3, 5, 80, False), (0, 0, 80, False), (1, 1, 100, True)],
)
def test_a_test_is_passed_at_its_mark(right, total, mark, passed):
    assert rules.is_passed(right, total, mark) is passed


def test_a_question_is_right_when_just_the_right_options_are_ticked():
    keys = [frozenset({0}), frozenset({0, 2})]

    assert rules.number_right(keys, [frozenset({0}), frozenset({0, 2})]) == 2
    assert rules.number_right(keys, [frozenset({1}), frozenset({0})]) == 0
    assert rules.number_right(keys, [frozenset({0}), frozenset({0, 1, 2})]) == 1


def test_options_are_one_a_line_and_a_star_says_right():
    assert rules.options_read("* Ja\n\nNej\n*Kanske") == [("Ja", True), ("Nej", False), ("Kanske", True)]


ASKED = {
    "starts_on": TODAY, "valid_to": date(2027, 11, 20), "is_delegator": True, "is_same_person": False,
    "has_role": True, "has_course": True, "has_one": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"is_delegator": False}, [DelegationObstacle.NOT_A_DELEGATOR]),
        ({"is_in_use": False}, [DelegationObstacle.TASK_ENDED]),
        ({"is_same_person": True}, [DelegationObstacle.SAME_PERSON]),
        ({"has_role": False}, [DelegationObstacle.NO_ROLE]),
        ({"has_course": False}, [DelegationObstacle.NO_COURSE]),
        ({"has_one": True}, [DelegationObstacle.ALREADY]),
        ({"valid_to": date(2027, 11, 21)}, [DelegationObstacle.TOO_LONG]),
        (
            {"starts_on": date(2026, 11, 1), "valid_to": date(2026, 10, 1)},
            [DelegationObstacle.ENDS_FIRST, DelegationObstacle.IN_PAST],
        ),
    ],
)
def test_what_stops_a_delegation(said, expected):
    asked = rules.Asked(**(ASKED | said))

    assert rules.obstacles_to_delegating(asked, TODAY, 365) == expected


@pytest.mark.parametrize(
    ("first", "last", "withdrawn", "expected"),
    [
        (date(2026, 11, 22), date(2027, 11, 1), None, DelegationState.COMING),
        (date(2026, 1, 1), date(2027, 1, 1), None, DelegationState.IN_FORCE),
        (date(2026, 1, 1), date(2026, 11, 21), None, DelegationState.EXPIRES_SOON),  # its last day
        (date(2026, 1, 1), date(2026, 11, 20), None, DelegationState.EXPIRED),
        (date(2026, 1, 1), date(2027, 1, 1), date(2026, 11, 21), DelegationState.WITHDRAWN),
    ],
)
def test_where_a_delegation_stands(first, last, withdrawn, expected):
    assert rules.delegation_state(first, last, withdrawn, TODAY) == expected


@pytest.mark.parametrize(
    ("rates", "hidden"),
    [
        ({}, set()),
        ({"a": (5, 8), "b": (9, 9)}, set()),
        ({"a": (1, 3), "b": (9, 9), "c": (4, 12)}, {"a", "b"}),  # the smallest of the others protects it
        ({"a": (1, 3), "b": (2, 4), "c": (4, 12)}, {"a", "b"}),
        ({"a": (0, 0), "b": (9, 9)}, set()),
    ],
)
def test_a_small_group_is_hidden_and_cannot_be_worked_out(rates, hidden):
    assert rules.hidden_rates(rates) == hidden
