"""What must hold for actions. No database, no clock, no request."""

from datetime import date

from hjulet.act.actions.choices import Obstacle, Shown, Status

OPEN = frozenset(
    {Status.PLANNED, Status.DECIDED, Status.EXPLORED, Status.STARTED, Status.ONGOING, Status.PAUSED}
)
UNDER_WAY = frozenset({Status.STARTED, Status.ONGOING})
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
