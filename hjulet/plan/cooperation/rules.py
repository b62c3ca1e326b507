"""What must hold for cooperation and its agreements. No database, no clock, no request."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, Reminder, Standing, State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.IN_FORCE, State.ENDED}),
    State.IN_FORCE: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
}
MONTHS_AHEAD = 12  # so early a list says that something expires
WRITTEN = frozenset({Form.AGREEMENT, Form.UNDERSTANDING})  # what counts as an agreement for a process

NOTICE_AHEAD, NOTICE_NEAR = timedelta(days=90), timedelta(days=14)  # before the last day to give notice
END_AHEAD, END_NEAR = timedelta(days=90), timedelta(days=30)  # before the end


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last one: 31 January and a month is 28 February."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    return day + timedelta(days=days)


def end_on(valid_to: date | None, prolongs_by: int | None, today: date) -> date | None:
    """The day it next ends: one that goes on by itself has a new last day once the old one has been."""
    if valid_to is None or not prolongs_by:
        return valid_to
    times = 0
    while add_months(valid_to, times * prolongs_by) < today:
        times += 1
    return add_months(valid_to, times * prolongs_by)


def last_notice_day(end: date | None, notice_months: int | None) -> date | None:
    """The last day to say that it shall end: the notice period before the end."""
    return add_months(end, -notice_months) if end and notice_months else None


def is_going_on(end: date | None, notice_months: int | None, prolongs_by: int | None, today: date) -> bool:
    """Whether it goes on by itself and the last day to give notice has been."""
    notice = last_notice_day(end, notice_months)
    return bool(prolongs_by) and notice is not None and notice < today


def standing(
    state: State, end: date | None, today: date, *, is_renewed: bool, is_going_on: bool = False
) -> Standing:
    """Where it stands today; the end is the one `end_on` gives, IS_GOING_ON whether nothing can stop it any more."""
    if state != State.IN_FORCE:
        return Standing.ENDED if state == State.ENDED else Standing.PLANNED
    if is_renewed:
        return Standing.RENEWED
    if end is None or is_going_on:
        return Standing.IN_FORCE
    if end < today:
        return Standing.EXPIRED
    return Standing.EXPIRES if end <= add_months(today, MONTHS_AHEAD) else Standing.IN_FORCE


def obstacles_to_saving(  # noqa: PLR0913 - a cooperation says all of this, and each can be wrong
    state: State, form: Form, lasting: Lasting, *, valid_from: date | None, valid_to: date | None,
    signed_on: date | None, partners: int,
) -> list[Obstacle]:  # fmt: skip
    """Everything that stops it from being saved; empty means go. SOSFS 2011:9 4 kap. 5–6 §§."""
    obstacles = []
    if not partners:
        obstacles.append(Obstacle.NO_PARTNER)
    if lasting == Lasting.UNTIL and valid_to is None:
        obstacles.append(Obstacle.NO_LAST_DAY)
    if form == Form.AGREEMENT and state == State.IN_FORCE:
        if lasting == Lasting.UNKNOWN:
            obstacles.append(Obstacle.NO_LAST_DAY)
        if signed_on is None:
            obstacles.append(Obstacle.NOT_SIGNED)
    if valid_from and valid_to and valid_to < valid_from:
        obstacles.append(Obstacle.ENDS_BEFORE_START)
    return obstacles


def obstacles_to_ending(
    state: State, ended_on: date, today: date, *, reason: str, is_renewed: bool
) -> list[Obstacle]:
    """Everything that stops it from being ended."""
    obstacles = []
    if State.ENDED not in TRANSITIONS[state]:
        obstacles.append(Obstacle.WRONG_STATE)
    if is_renewed:
        obstacles.append(Obstacle.RENEWED)
    if ended_on > today:
        obstacles.append(Obstacle.NOT_YET)
    if not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    return obstacles


def obstacles_to_renewing(
    state: State, valid_from: date | None, begins: date | None, *, is_renewed: bool
) -> list[Obstacle]:
    """Everything that stops a new one from following; what has ended for good has no successor."""
    obstacles = []
    if state == State.ENDED:
        obstacles.append(Obstacle.WRONG_STATE)
    if is_renewed:
        obstacles.append(Obstacle.RENEWED)
    if valid_from and begins and begins <= valid_from:
        obstacles.append(Obstacle.BEGINS_TOO_EARLY)
    return obstacles


def obstacles_to_noting(held_on: date, today: date, said: Sequence[str]) -> list[Obstacle]:
    """Notes are of a meeting that has been; one of notes and decisions must say something."""
    obstacles = []
    if held_on > today:
        obstacles.append(Obstacle.HELD_AHEAD)
    if not any(text.strip() for text in said):
        obstacles.append(Obstacle.NOTHING_SAID)
    return obstacles


def reminder(end: date | None, notice_months: int | None, today: date) -> Reminder | None:
    """Which reminder stands today. Each lasts until the next begins, so that a morning when nothing ran loses none.

    Before the last day to give notice what matters is that day; after it, the end itself.
    """
    if end is None:
        return None
    notice = last_notice_day(end, notice_months)
    if notice and today <= notice:
        if today >= notice - NOTICE_NEAR:
            return Reminder.NOTICE_NEAR
        return Reminder.NOTICE_AHEAD if today >= notice - NOTICE_AHEAD else None
    if today > end:
        return Reminder.EXPIRED
    if today >= end - END_NEAR:
        return Reminder.END_NEAR
    return Reminder.END_AHEAD if today >= end - END_AHEAD else None
