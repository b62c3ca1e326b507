"""Where an action may go, and when it is late."""

from datetime import date

import pytest

from hjulet.act.actions.choices import Obstacle, Shown, Status
from hjulet.act.actions.rules import NEXT, OPEN, STATUSES_SHOWN, TRANSITIONS, is_overdue, obstacles_to_status

S, NO = Status, Obstacle


@pytest.mark.parametrize(
    ("current", "wanted", "has_owner", "reason", "expected"),
    [
        (S.PLANNED, S.DECIDED, False, "", []),
        (S.PLANNED, S.STARTED, True, "", []),
        (S.PLANNED, S.STARTED, False, "", [NO.NO_OWNER]),
        (S.PLANNED, S.DONE, True, "", [NO.WRONG_STATUS]),
        (S.PLANNED, S.DONE, False, "", [NO.WRONG_STATUS, NO.NO_OWNER]),
        (S.ONGOING, S.DONE, True, "", []),
        (S.ONGOING, S.DONE, False, "", [NO.NO_OWNER]),
        (S.ONGOING, S.PAUSED, True, "", [NO.NO_REASON]),
        (S.ONGOING, S.PAUSED, True, "  ", [NO.NO_REASON]),
        (S.ONGOING, S.PAUSED, False, "Väntar på upphandling", []),
        (S.DONE, S.NOT_DONE, True, "", [NO.WRONG_STATUS, NO.NO_REASON]),
        (S.DONE, S.ONGOING, True, "", []),
        (S.NOT_DONE, S.PLANNED, False, "", []),
    ],
)
def test_what_stops_an_action_is_told_all_at_once(current, wanted, has_owner, reason, expected):
    assert obstacles_to_status(current, wanted, has_owner=has_owner, reason=reason) == expected


@pytest.mark.parametrize("status", Status)
def test_every_status_leads_somewhere_and_never_to_itself(status):
    assert TRANSITIONS[status]
    assert status not in TRANSITIONS[status]


@pytest.mark.parametrize(("status", "following"), NEXT.items())
def test_the_likely_next_step_is_an_allowed_one(status, following):
    assert following in TRANSITIONS[status]


def test_every_open_status_has_a_likely_next_step():
    assert set(NEXT) == OPEN


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        (S.ONGOING, date(2026, 11, 20), True),
        (S.ONGOING, date(2026, 11, 21), False),
        (S.ONGOING, None, False),
        (S.PAUSED, date(2026, 11, 20), True),
        (S.DONE, date(2026, 11, 20), False),
        (S.NOT_DONE, date(2026, 11, 20), False),
    ],
)
def test_an_open_action_is_late_the_day_after(status, due_on, expected):
    assert is_overdue(status, due_on, date(2026, 11, 21)) is expected


def test_every_word_of_the_list_stands_for_some_status():
    assert set(STATUSES_SHOWN) == set(Shown)
    assert all(STATUSES_SHOWN.values())
