"""What must hold for actions. No database, no clock, no request."""

from datetime import date

from hjulet.act.actions.choices import (
    Answer,
    AnswerObstacle,
    NextStep,
    Obstacle,
    Reminder,
    ReviewObstacle,
    Shown,
    Status,
    Strength,
    StrengthShown,
)

OPEN = frozenset(
    {Status.PLANNED, Status.DECIDED, Status.EXPLORED, Status.STARTED, Status.ONGOING, Status.PAUSED}
)
UNDER_WAY = frozenset({Status.STARTED, Status.ONGOING})
BEGUN = frozenset(
    {Status.STARTED, Status.ONGOING, Status.PAUSED, Status.DONE}
)  # there may be an effect to see
NEEDS_REASON = frozenset({Status.PAUSED, Status.NOT_DONE})

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.EXPLORED: frozenset({Status.PLANNED, Status.DECIDED, Status.NOT_DONE}),
    Status.PLANNED: frozenset(
        {Status.DECIDED, Status.STARTED, Status.ONGOING, Status.PAUSED, Status.NOT_DONE}
    ),
    Status.DECIDED: frozenset({Status.STARTED, Status.ONGOING, Status.PAUSED, Status.NOT_DONE}),
    Status.STARTED: frozenset({Status.ONGOING, Status.DONE, Status.PAUSED, Status.NOT_DONE}),
    Status.ONGOING: frozenset({Status.DONE, Status.PAUSED, Status.NOT_DONE}),
    Status.PAUSED: frozenset({Status.PLANNED, Status.STARTED, Status.ONGOING, Status.NOT_DONE}),
    Status.DONE: frozenset({Status.ONGOING}),
    Status.NOT_DONE: frozenset({Status.PLANNED}),
}


def obstacles_to_status(current: Status, wanted: Status, *, has_owner: bool, reason: str) -> list[Obstacle]:
    """Everything that stops an action from moving to WANTED; empty means go. SOSFS 2011:9 5 kap. 7 §."""
    obstacles = []
    if wanted not in TRANSITIONS[current]:
        obstacles.append(Obstacle.WRONG_STATUS)
    if wanted in UNDER_WAY | {Status.DONE} and not has_owner:
        obstacles.append(Obstacle.NO_OWNER)
    if wanted in NEEDS_REASON and not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    return obstacles


NEXT: dict[Status, Status] = {
    Status.EXPLORED: Status.DECIDED,
    Status.PLANNED: Status.DECIDED,
    Status.DECIDED: Status.STARTED,
    Status.STARTED: Status.DONE,
    Status.ONGOING: Status.DONE,
    Status.PAUSED: Status.ONGOING,
}
STATUSES_SHOWN: dict[Shown, frozenset[Status]] = {
    Shown.OPEN: OPEN,
    Shown.UNDER_WAY: UNDER_WAY,
    Shown.OVERDUE: OPEN,
    Shown.NO_OWNER: OPEN,
    Shown.PLANNED: frozenset({Status.PLANNED}),
    Shown.DECIDED: frozenset({Status.DECIDED}),
    Shown.EXPLORED: frozenset({Status.EXPLORED}),
    Shown.PAUSED: frozenset({Status.PAUSED}),
    Shown.DONE: frozenset({Status.DONE}),
    Shown.NOT_DONE: frozenset({Status.NOT_DONE}),
}


def is_overdue(status: Status, due_on: date | None, today: date) -> bool:
    """Open after the day it should have been done; on the day itself there is still time."""
    return status in OPEN and due_on is not None and due_on < today


STRENGTHS_SHOWN: dict[StrengthShown, str] = {
    StrengthShown.STRONG: Strength.STRONG,
    StrengthShown.INTERMEDIATE: Strength.INTERMEDIATE,
    StrengthShown.WEAK: Strength.WEAK,
    StrengthShown.NOT_JUDGED: "",
}


def obstacles_to_booking(status: Status, due_on: date, today: date) -> list[ReviewObstacle]:
    """Everything that stops an effect review from being booked; empty means go. SOSFS 2011:9 5 kap. 7 §."""
    obstacles = []
    if status == Status.NOT_DONE:
        obstacles.append(ReviewObstacle.NOT_CARRIED_OUT)
    if due_on < today:
        obstacles.append(ReviewObstacle.IN_PAST)
    return obstacles


def obstacles_to_moving(
    due_on: date, today: date, *, is_concluded: bool, is_current: bool, reason: str
) -> list[ReviewObstacle]:
    """Everything that stops a booked review from being moved to DUE_ON; a review that is done stands alone."""
    if is_concluded:
        return [ReviewObstacle.CONCLUDED]
    obstacles = []
    if not is_current:
        obstacles.append(ReviewObstacle.CHANGED)
    if due_on < today:
        obstacles.append(ReviewObstacle.IN_PAST)
    if not reason.strip():
        obstacles.append(ReviewObstacle.NO_REASON)
    return obstacles


def obstacles_to_reviewing(
    status: Status, due_on: date, today: date, *, is_concluded: bool
) -> list[ReviewObstacle]:
    """Everything that makes it the wrong time to conclude a review, whatever is said in it."""
    if is_concluded:
        return [ReviewObstacle.CONCLUDED]
    obstacles = []
    if status == Status.NOT_DONE:
        obstacles.append(ReviewObstacle.NOT_CARRIED_OUT)
    elif status not in BEGUN:
        obstacles.append(ReviewObstacle.NOT_STARTED)
    if due_on > today:
        obstacles.append(ReviewObstacle.TOO_EARLY)
    return obstacles


def obstacles_in_what_is_said(judgement: str, next_step: NextStep, *, units: int) -> list[ReviewObstacle]:
    """What is missing in a conclusion: the own words, or whom to ask."""
    obstacles = []
    if not judgement.strip():
        obstacles.append(ReviewObstacle.NO_JUDGEMENT)
    if next_step == NextStep.SPREAD and not units:
        obstacles.append(ReviewObstacle.NO_UNITS)
    return obstacles


def obstacles_to_answering(standing: str, answer: Answer, text: str) -> list[AnswerObstacle]:
    """A unit answers yes or no once; "later" leaves the question open. A no says why."""
    obstacles = []
    if standing in {Answer.YES, Answer.NO}:
        obstacles.append(AnswerObstacle.ANSWERED)
    if answer == Answer.NO and not text.strip():
        obstacles.append(AnswerObstacle.NO_REASON)
    return obstacles


DAYS_BEFORE = 7  # so long before, and so often after


def reminder(due_on: date, today: date) -> tuple[Reminder, int] | None:
    """Which reminder stands today: a week before, on the day, then once a week; the number is weeks late.

    Each lasts until the next begins, so that a morning when nothing ran loses none.
    """
    late = (today - due_on).days
    if late < -DAYS_BEFORE:
        return None
    if late < 0:
        return Reminder.SOON, 0
    weeks = late // DAYS_BEFORE
    return (Reminder.LATE, weeks) if weeks else (Reminder.DUE, 0)
