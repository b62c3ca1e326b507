"""What must hold for processes and routines. No database, no clock, no request."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from hjulet.plan.procedures.choices import Obstacle, RoutineKind, State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.REVIEW, State.APPROVED, State.ARCHIVED}),
    State.REVIEW: frozenset({State.DRAFT, State.APPROVED, State.ARCHIVED}),
    State.APPROVED: frozenset({State.REPLACED, State.ARCHIVED}),
    State.REPLACED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
}
OPEN = frozenset({State.DRAFT, State.REVIEW})  # being written: one at a time for each routine
LONGEST_TEXT = 60_000  # letters in one text: some twenty-five pages
REVIEW_MONTHS = 12  # so often a routine is gone through, if nobody says otherwise
TELLS_HOW = frozenset({RoutineKind.ROUTINE, RoutineKind.INSTRUCTION})  # what 4 kap. 4 § speaks of


def obstacles_to_writing(state: State) -> list[Obstacle]:
    """A text changes in the draft alone: what is reviewed must be what was read, and what is approved stands."""
    if state == State.DRAFT:
        return []
    return [Obstacle.IN_REVIEW if state == State.REVIEW else Obstacle.CLOSED]


def obstacles_to(state: State, wanted: State, *, reason: str = "") -> list[Obstacle]:
    """Everything that stops a version from going there, but for its content. Going back says why."""
    obstacles = [] if wanted in TRANSITIONS[state] else [Obstacle.WRONG_STATE]
    if wanted == State.DRAFT and not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    return obstacles


@dataclass(frozen=True)
class Content:
    """What a version holds, and who is behind it."""

    kind: RoutineKind
    how: str = ""
    who: str = ""
    has_file: bool = False
    has_owner: bool = True
    has_besides: bool = False  # texts that nobody has taken care of


def obstacles_to_approving(state: State, content: Content) -> list[Obstacle]:
    """Everything that stops a version from being approved; empty means go. SOSFS 2011:9 4 kap. 4 §.

    A routine says how it is done and who answers for what. Other documents must not be empty.
    """
    obstacles = []
    if State.APPROVED not in TRANSITIONS[state]:
        obstacles.append(Obstacle.WRONG_STATE)
    has_how = bool(content.how.strip()) or content.has_file
    if content.kind in TELLS_HOW:
        obstacles += [] if has_how else [Obstacle.NO_HOW]
        obstacles += [] if content.who.strip() else [Obstacle.NO_WHO]
    elif not has_how:
        obstacles.append(Obstacle.NO_CONTENT)
    if not content.has_owner:
        obstacles.append(Obstacle.NO_OWNER)
    if content.has_besides:
        obstacles.append(Obstacle.TEXT_BESIDE)
    return obstacles


def obstacles_to_validity(valid_from: date, review_by: date, today: date) -> list[Obstacle]:
    """A version is in force from today or later, and is gone through again after that."""
    obstacles = []
    if valid_from < today:
        obstacles.append(Obstacle.VALID_IN_PAST)
    if review_by <= valid_from:
        obstacles.append(Obstacle.NOT_AHEAD)
    return obstacles


def fingerprint(*said: str) -> str:
    """SHA-256 over what a version says, each text by itself."""
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def ends_on(begins: date, ended_on: date | None, next_from: date) -> date:
    """The first day an earlier version no longer holds, now that another holds from NEXT_FROM."""
    ends = max(begins, next_from)
    return ends if ended_on is None else min(ends, ended_on)


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


STAGES = (60, 30, 0)  # days before a document is to be gone through that its owner is told
UPWARDS = (30, 60)  # days after, when those who answer for the unit are told, and then those above them


def reminder(review_by: date, today: date) -> int | None:
    """Which reminder stands today, as days left (60, 30, 0) or days late (-30, -60); None while there is time.

    Each lasts until the next begins, so that a morning when nothing ran loses none.
    """
    left = (review_by - today).days
    stages = sorted([*STAGES, *(-late for late in UPWARDS)])
    return next((stage for stage in stages if left <= stage), None)


def obstacles_to_establishing(purpose: str, lanes: Sequence[str], *, has_owner: bool) -> list[Obstacle]:
    """What a process must say before it is established. SOSFS 2011:9 4 kap. 2–3 §§."""
    obstacles = []
    if not purpose.strip():
        obstacles.append(Obstacle.NO_PURPOSE)
    if not has_owner:
        obstacles.append(Obstacle.NO_PROCESS_OWNER)
    if not lanes:
        obstacles.append(Obstacle.NO_ACTIVITIES)
    if any(not lane.strip() for lane in lanes):
        obstacles.append(Obstacle.NO_LANE)
    return obstacles
