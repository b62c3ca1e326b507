"""What must hold for processes and routines."""

from datetime import date

import pytest

from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, RoutineKind, State
from hjulet.plan.procedures.rules import Content

ROUTINE, POLICY = RoutineKind.ROUTINE, RoutineKind.POLICY


@pytest.mark.parametrize(
    ("state", "content", "expected"),
    [
        (State.DRAFT, Content(ROUTINE, "Så.", "Vi."), []),
        (State.REVIEW, Content(ROUTINE, "Så.", "Vi."), []),
        (State.DRAFT, Content(ROUTINE, "", "Vi."), [Obstacle.NO_HOW]),
        (State.DRAFT, Content(ROUTINE, "Så.", " \n"), [Obstacle.NO_WHO]),
        (State.DRAFT, Content(ROUTINE), [Obstacle.NO_HOW, Obstacle.NO_WHO]),
        (State.DRAFT, Content(RoutineKind.INSTRUCTION, "Så."), [Obstacle.NO_WHO]),
        (State.DRAFT, Content(ROUTINE, "", "Vi.", has_file=True), []),
        (State.DRAFT, Content(ROUTINE, has_file=True), [Obstacle.NO_WHO]),
        (State.DRAFT, Content(POLICY, "Vi vill."), []),
        (State.DRAFT, Content(POLICY), [Obstacle.NO_CONTENT]),
        (State.DRAFT, Content(RoutineKind.FORM, has_file=True), []),
        (State.DRAFT, Content(ROUTINE, "Så.", "Vi.", has_owner=False), [Obstacle.NO_OWNER]),
        (State.DRAFT, Content(ROUTINE, "Så.", "Vi.", has_besides=True), [Obstacle.TEXT_BESIDE]),
        (State.APPROVED, Content(ROUTINE, "Så.", "Vi."), [Obstacle.WRONG_STATE]),
        (State.ARCHIVED, Content(ROUTINE, "Så.", "Vi."), [Obstacle.WRONG_STATE]),
    ],
)  # fmt: skip
def test_refusal_says_which_part_is_missing(state, content, expected):
    assert rules.obstacles_to_approving(state, content) == expected


@pytest.mark.parametrize(
    ("state", "wanted", "reason", "expected"),
    [
        (State.DRAFT, State.REVIEW, "", []),
        (State.REVIEW, State.DRAFT, "Rita om.", []),
        (State.REVIEW, State.DRAFT, " ", [Obstacle.NO_REASON]),
        (State.APPROVED, State.REVIEW, "", [Obstacle.WRONG_STATE]),
        (State.APPROVED, State.DRAFT, "x", [Obstacle.WRONG_STATE]),
    ],
)
def test_version_goes_where_it_may(state, wanted, reason, expected):
    assert rules.obstacles_to(state, wanted, reason=reason) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, []),
        (State.REVIEW, [Obstacle.IN_REVIEW]),
        (State.APPROVED, [Obstacle.CLOSED]),
        (State.REPLACED, [Obstacle.CLOSED]),
        (State.ARCHIVED, [Obstacle.CLOSED]),
    ],
)
def test_text_changes_in_the_draft_alone(state, expected):
    assert rules.obstacles_to_writing(state) == expected


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("valid_from", "review_by", "expected"),
    [
        (TODAY, date(2026, 11, 22), []),
        (date(2027, 1, 1), date(2028, 1, 1), []),
        (date(2026, 11, 20), date(2027, 1, 1), [Obstacle.VALID_IN_PAST]),
        (TODAY, TODAY, [Obstacle.NOT_AHEAD]),
    ],
)
def test_version_is_in_force_from_today_or_later_and_gone_through_after_that(valid_from, review_by, expected):
    assert rules.obstacles_to_validity(valid_from, review_by, TODAY) == expected


@pytest.mark.parametrize(
    ("begins", "ended", "next_from", "expected"),
    [
        (date(2026, 1, 1), None, date(2026, 6, 1), date(2026, 6, 1)),
        (date(2026, 1, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 5, 1)),  # ended before already
        (date(2027, 1, 1), None, date(2026, 6, 1), date(2027, 1, 1)),  # never came to hold
    ],
)
def test_earlier_version_ends_where_the_next_begins(begins, ended, next_from, expected):
    assert rules.ends_on(begins, ended, next_from) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_so_many_months_on(day, months, expected):
    assert rules.months_on(day, months) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [(61, None), (60, 60), (31, 60), (30, 30), (1, 30), (0, 0), (-29, 0), (-30, -30), (-59, -30), (-60, -60), (-999, -60)],
)  # fmt: skip
def test_reminder_stands_until_the_next_begins(left, expected):
    assert rules.reminder(date.fromordinal(TODAY.toordinal() + left), TODAY) == expected


@pytest.mark.parametrize(
    ("purpose", "lanes", "has_owner", "expected"),
    [
        ("Lära.", ["chef", "alla"], True, []),
        ("", ["chef"], True, [Obstacle.NO_PURPOSE]),
        ("Lära.", [], True, [Obstacle.NO_ACTIVITIES]),
        ("Lära.", ["chef", " "], True, [Obstacle.NO_LANE]),
        ("Lära.", ["chef"], False, [Obstacle.NO_PROCESS_OWNER]),
    ],
)
def test_process_is_established_when_it_says_why_what_and_who(purpose, lanes, has_owner, expected):
    assert rules.obstacles_to_establishing(purpose, lanes, has_owner=has_owner) == expected


def test_fingerprint_changes_with_any_of_the_texts():
    prints = {
        rules.fingerprint("T", "a", "b"),
        rules.fingerprint("T", "ab", ""),
        rules.fingerprint("T", "a", "b", "f"),
    }

    assert len(prints) == 3
