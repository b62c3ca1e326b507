"""When it ends, by when notice must be given, where it stands, and what stops it from being saved."""

from datetime import date

import pytest

from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, Reminder, Standing, State

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), -6, date(2026, 6, 30)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert rules.add_months(day, months) == expected


@pytest.mark.parametrize(
    ("valid_to", "prolongs_by", "expected"),
    [
        (None, None, None),
        (date(2025, 1, 31), None, date(2025, 1, 31)),
        (date(2026, 11, 21), 12, date(2026, 11, 21)),  # on the last day itself it has not gone on yet
        (date(2026, 11, 20), 12, date(2027, 11, 20)),
        (date(2020, 1, 31), 1, date(2026, 11, 30)),
    ],
)
def test_what_goes_on_by_itself_has_a_new_last_day(valid_to, prolongs_by, expected):
    assert rules.end_on(valid_to, prolongs_by, TODAY) == expected


@pytest.mark.parametrize(
    ("state", "end", "is_renewed", "expected"),
    [
        (State.PLANNED, None, False, Standing.PLANNED),
        (State.ENDED, None, False, Standing.ENDED),
        (State.IN_FORCE, None, False, Standing.IN_FORCE),
        (State.IN_FORCE, date(2027, 11, 22), False, Standing.IN_FORCE),
        (State.IN_FORCE, date(2027, 11, 21), False, Standing.EXPIRES),
        (State.IN_FORCE, TODAY, False, Standing.EXPIRES),
        (State.IN_FORCE, date(2026, 11, 20), False, Standing.EXPIRED),
        (State.IN_FORCE, date(2026, 11, 20), True, Standing.RENEWED),
    ],
)
def test_it_stands_somewhere_every_day(state, end, is_renewed, expected):
    assert rules.standing(state, end, TODAY, is_renewed=is_renewed) == expected


@pytest.mark.parametrize(
    ("prolongs_by", "notice_months", "expected"),
    [
        (12, 3, Standing.IN_FORCE),
        (None, 3, Standing.EXPIRES),
        (12, 1, Standing.EXPIRES),
        (12, None, Standing.EXPIRES),
    ],
)
def test_what_goes_on_by_itself_expires_only_while_notice_can_be_given(prolongs_by, notice_months, expected):
    end = date(2027, 1, 31)
    goes_on = rules.is_going_on(end, notice_months, prolongs_by, TODAY)

    assert rules.standing(State.IN_FORCE, end, TODAY, is_renewed=False, is_going_on=goes_on) == expected


@pytest.mark.parametrize(
    ("end", "notice_months", "expected"),
    [
        (None, 6, None),
        (date(2027, 8, 20), 6, None),  # notice by 20 February: 91 days ahead
        (date(2027, 8, 19), 6, Reminder.NOTICE_AHEAD),
        (date(2027, 9, 30), 6, None),
        (date(2027, 6, 5), 6, Reminder.NOTICE_NEAR),
        (date(2027, 5, 21), 6, Reminder.NOTICE_NEAR),  # the last day to give notice is today
        (date(2027, 5, 20), 6, None),  # too late to give notice, and long to the end
        (date(2027, 2, 19), 6, Reminder.END_AHEAD),
        (date(2027, 2, 20), None, None),
        (date(2027, 2, 19), None, Reminder.END_AHEAD),
        (date(2026, 12, 21), None, Reminder.END_NEAR),
        (TODAY, None, Reminder.END_NEAR),
        (date(2026, 11, 20), None, Reminder.EXPIRED),
    ],
)
def test_reminder_is_of_the_last_day_to_give_notice_and_then_of_the_end(end, notice_months, expected):
    assert rules.reminder(end, notice_months, TODAY) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"partners": 0}, [Obstacle.NO_PARTNER]),
        ({"valid_to": None}, [Obstacle.NO_LAST_DAY]),
        ({"lasting": Lasting.UNKNOWN, "valid_to": None}, [Obstacle.NO_LAST_DAY]),
        ({"lasting": Lasting.UNKNOWN, "valid_to": None, "form": Form.MEETINGS, "signed_on": None}, []),
        ({"lasting": Lasting.UNKNOWN, "valid_to": None, "state": State.PLANNED, "signed_on": None}, []),
        ({"lasting": Lasting.OPEN, "valid_to": None}, []),
        ({"signed_on": None}, [Obstacle.NOT_SIGNED]),
        ({"valid_to": date(2024, 12, 31)}, [Obstacle.ENDS_BEFORE_START]),
    ],
)
def test_agreement_says_with_whom_how_long_and_when_it_was_signed(said, expected):
    words = {
        "state": State.IN_FORCE, "form": Form.AGREEMENT, "lasting": Lasting.UNTIL, "valid_from": date(2025, 1, 1),
        "valid_to": date(2027, 12, 31), "signed_on": date(2024, 12, 1), "partners": 2,
    } | said  # fmt: skip
    state, form, lasting = (words.pop(name) for name in ("state", "form", "lasting"))

    assert rules.obstacles_to_saving(state, form, lasting, **words) == expected


@pytest.mark.parametrize(
    ("state", "ended_on", "reason", "is_renewed", "expected"),
    [
        (State.IN_FORCE, TODAY, "Behövs inte", False, []),
        (State.PLANNED, TODAY, "Blev inget", False, []),
        (State.ENDED, TODAY, "Igen", False, [Obstacle.WRONG_STATE]),
        (State.IN_FORCE, date(2026, 11, 22), " ", False, [Obstacle.NOT_YET, Obstacle.NO_REASON]),
        (State.IN_FORCE, TODAY, "Ersatt", True, [Obstacle.RENEWED]),
    ],
)
def test_ending_says_why_and_is_done_once(state, ended_on, reason, is_renewed, expected):
    found = rules.obstacles_to_ending(state, ended_on, TODAY, reason=reason, is_renewed=is_renewed)

    assert found == expected


@pytest.mark.parametrize(
    ("state", "begins", "is_renewed", "expected"),
    [
        (State.IN_FORCE, date(2026, 1, 1), False, []),
        (State.IN_FORCE, None, False, []),
        (State.IN_FORCE, date(2025, 1, 1), False, [Obstacle.BEGINS_TOO_EARLY]),
        (State.ENDED, date(2026, 1, 1), False, [Obstacle.WRONG_STATE]),
        (State.IN_FORCE, date(2026, 1, 1), True, [Obstacle.RENEWED]),
    ],
)
def test_renewal_follows_something_that_holds_and_begins_later(state, begins, is_renewed, expected):
    found = rules.obstacles_to_renewing(state, date(2025, 1, 1), begins, is_renewed=is_renewed)

    assert found == expected


@pytest.mark.parametrize(
    ("held_on", "said", "expected"),
    [
        (TODAY, ("Vi sågs.", ""), []),
        (TODAY, ("", "Nytt möte i mars."), []),
        (date(2026, 11, 22), (" ", ""), [Obstacle.HELD_AHEAD, Obstacle.NOTHING_SAID]),
    ],
)
def test_notes_are_of_a_meeting_that_has_been(held_on, said, expected):
    assert rules.obstacles_to_noting(held_on, TODAY, said) == expected
