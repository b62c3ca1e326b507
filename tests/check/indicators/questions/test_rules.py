"""What must hold for a question on a figure."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.check.indicators.questions import rules
from hjulet.check.indicators.questions.choices import QuestionObstacle as Obstacle
from hjulet.check.indicators.questions.choices import QuestionState as State


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.OPEN, []), (State.ANSWERED, [Obstacle.ANSWERED]), (State.WITHDRAWN, [Obstacle.WITHDRAWN])],
)
def test_question_is_taken_back_until_it_is_answered(state, expected):
    assert rules.obstacles_to_withdrawing(state) == expected


@pytest.mark.parametrize(
    ("state", "said", "answers", "seen", "expected"),
    [
        (State.OPEN, "Ja.", 0, 0, []),
        (State.OPEN, "  ", 0, 0, [Obstacle.NO_TEXT]),
        (State.WITHDRAWN, "Ja.", 0, 0, [Obstacle.WITHDRAWN]),
        (State.ANSWERED, "Ja.", 1, 0, [Obstacle.FASTER]),
        (State.ANSWERED, "Nej.", 1, 1, []),
        (State.ANSWERED, " Ja. ", 1, 1, [Obstacle.SAME]),
    ],
)
def test_answer_is_written_once_and_corrected_knowingly(state, said, answers, seen, expected):
    was = "Ja." if answers else ""

    assert rules.obstacles_to_answering(state, said, was=was, answers=answers, seen=seen) == expected


@pytest.mark.parametrize(
    ("state", "is_followed", "expected"),
    [
        (State.ANSWERED, False, []),
        (State.ANSWERED, True, [Obstacle.FOLLOWED]),
        (State.OPEN, False, [Obstacle.NOT_ANSWERED]),
        (State.WITHDRAWN, False, [Obstacle.WITHDRAWN]),
    ],
)
def test_only_an_answer_is_followed_up_and_only_once(state, is_followed, expected):
    assert rules.obstacles_to_following(state, is_followed=is_followed) == expected


@pytest.mark.parametrize(
    ("asked_on", "expected"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),  # a Friday, two weeks
        (date(2026, 12, 18), date(2027, 1, 8)),  # Christmas, New Year and Epiphany are no working days
    ],
)
def test_answer_is_due_in_ten_working_days(asked_on, expected):
    assert rules.answer_by(asked_on) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 3), None),
        (date(2026, 12, 4), 0),
        (date(2026, 12, 10), 0),
        (date(2026, 12, 11), 1),
        (date(2026, 12, 18), 2),
    ],
)
def test_reminded_on_the_last_day_and_then_once_a_week(today, expected):
    assert rules.reminder(date(2026, 12, 4), today) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((Decimal(94), ""), False),
        ((Decimal("94.0"), ""), False),
        ((Decimal(91), ""), True),
        ((None, "not_measured"), True),
    ],
)
def test_figure_is_another_when_its_number_is(now, expected):
    assert rules.is_revised((Decimal(94), ""), now) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Varför steg talet?", []),
        ("Gäller det 19121212-1212?", ["19121212-1212"]),
        ("Ring 070-174 06 35.", ["070-174 06 35"]),
        ("Var det brukaren Anna som svarade?", ["brukaren Anna"]),
    ],
)
def test_text_that_may_tell_who_somebody_is_gives_pause(text, expected):
    assert rules.doubts(text) == expected


def test_what_follows_stands_behind_what_it_follows():
    follows = {1: None, 2: None, 3: 1, 4: 3, 5: 99}

    assert rules.in_threads(follows, follows) == [(1, 3, 4), (2,), (5,)]
