"""When an effect review may be booked, moved and concluded, what a unit may answer, and when somebody is reminded."""

from datetime import date, timedelta

import pytest

from hjulet.act.actions.choices import (
    Answer,
    AnswerObstacle,
    NextStep,
    Reminder,
    ReviewObstacle,
    Status,
    Strength,
    StrengthShown,
)
from hjulet.act.actions.rules import (
    BEGUN,
    OPEN,
    STRENGTHS_SHOWN,
    obstacles_in_what_is_said,
    obstacles_to_answering,
    obstacles_to_booking,
    obstacles_to_moving,
    obstacles_to_reviewing,
    reminder,
)

NO = ReviewObstacle
TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        (Status.PLANNED, TODAY, []),
        (Status.DONE, TOMORROW, []),
        (Status.DONE, YESTERDAY, [NO.IN_PAST]),
        (Status.NOT_DONE, TOMORROW, [NO.NOT_CARRIED_OUT]),
        (Status.NOT_DONE, YESTERDAY, [NO.NOT_CARRIED_OUT, NO.IN_PAST]),
    ],
)
def test_a_review_is_booked_ahead_for_what_is_carried_out(status, due_on, expected):
    assert obstacles_to_booking(status, due_on, TODAY) == expected


@pytest.mark.parametrize(
    ("due_on", "is_concluded", "is_current", "reason", "expected"),
    [
        (TOMORROW, False, True, "Väntar på siffror", []),
        (TOMORROW, False, True, " ", [NO.NO_REASON]),
        (YESTERDAY, False, True, "", [NO.IN_PAST, NO.NO_REASON]),
        (TOMORROW, False, False, "Semester", [NO.CHANGED]),
        (YESTERDAY, True, False, "", [NO.CONCLUDED]),
    ],
)
def test_a_review_is_moved_with_a_reason_and_not_once_it_is_done(
    due_on, is_concluded, is_current, reason, expected
):
    told = {"is_concluded": is_concluded, "is_current": is_current, "reason": reason}

    assert obstacles_to_moving(due_on, TODAY, **told) == expected


@pytest.mark.parametrize(
    ("status", "due_on", "is_concluded", "expected"),
    [
        (Status.STARTED, TODAY, False, []),
        (Status.ONGOING, YESTERDAY, False, []),
        (Status.PAUSED, TODAY, False, []),
        (Status.DONE, TODAY, False, []),
        (Status.DECIDED, TODAY, False, [NO.NOT_STARTED]),
        (Status.PLANNED, TOMORROW, False, [NO.NOT_STARTED, NO.TOO_EARLY]),
        (Status.DONE, TOMORROW, False, [NO.TOO_EARLY]),
        (Status.NOT_DONE, TODAY, False, [NO.NOT_CARRIED_OUT]),
        (Status.PLANNED, TOMORROW, True, [NO.CONCLUDED]),
    ],
)
def test_an_effect_is_looked_for_on_its_day_in_what_has_begun(status, due_on, is_concluded, expected):
    assert obstacles_to_reviewing(status, due_on, TODAY, is_concluded=is_concluded) == expected


def test_what_has_not_begun_and_is_not_over_is_still_open():
    assert set(Status) - BEGUN - {Status.NOT_DONE} < OPEN


@pytest.mark.parametrize(
    ("judgement", "next_step", "units", "expected"),
    [
        ("Det syns", NextStep.KEEP, 0, []),
        ("  ", NextStep.KEEP, 0, [NO.NO_JUDGEMENT]),
        ("Det syns", NextStep.SPREAD, 2, []),
        ("", NextStep.SPREAD, 0, [NO.NO_JUDGEMENT, NO.NO_UNITS]),
    ],
)
def test_a_conclusion_has_own_words_and_says_whom_to_ask(judgement, next_step, units, expected):
    assert obstacles_in_what_is_said(judgement, next_step, units=units) == expected


@pytest.mark.parametrize(
    ("standing", "answer", "text", "expected"),
    [
        ("", Answer.YES, "", []),
        ("", Answer.LATER, "", []),
        ("", Answer.NO, "Vi har redan larm", []),
        ("", Answer.NO, " ", [AnswerObstacle.NO_REASON]),
        (Answer.LATER, Answer.YES, "", []),
        (Answer.YES, Answer.NO, "", [AnswerObstacle.ANSWERED, AnswerObstacle.NO_REASON]),
        (Answer.NO, Answer.YES, "", [AnswerObstacle.ANSWERED]),
    ],
)
def test_a_unit_answers_once_and_a_no_says_why(standing, answer, text, expected):
    assert obstacles_to_answering(standing, answer, text) == expected


@pytest.mark.parametrize(
    ("days_late", "expected"),
    [
        (-8, None),
        (-7, (Reminder.SOON, 0)),
        (-1, (Reminder.SOON, 0)),
        (0, (Reminder.DUE, 0)),
        (6, (Reminder.DUE, 0)),
        (7, (Reminder.LATE, 1)),
        (13, (Reminder.LATE, 1)),
        (14, (Reminder.LATE, 2)),
    ],
)
def test_a_week_before_on_the_day_and_every_week_after(days_late, expected):
    assert reminder(TODAY - timedelta(days=days_late), TODAY) == expected


def test_every_word_for_strength_stands_for_one_strength():
    assert set(STRENGTHS_SHOWN) == set(StrengthShown)
    assert set(STRENGTHS_SHOWN.values()) == {*Strength.values, ""}
