"""What must hold for processes and routines. No database, no clock, no request."""

import json
from datetime import date
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


def obstacles_to_approving(
    state: State, kind: RoutineKind, *, how: str, who: str, has_file: bool, has_owner: bool
) -> list[Obstacle]:
    """Everything that stops a version from being approved; empty means go. SOSFS 2011:9 4 kap. 4 §.

    A routine says how it is done and who answers for what. Other documents must not be empty.
    """
    obstacles = []
    if State.APPROVED not in TRANSITIONS[state]:
        obstacles.append(Obstacle.WRONG_STATE)
    has_how = bool(how.strip()) or has_file
    if kind in TELLS_HOW:
        obstacles += [] if has_how else [Obstacle.NO_HOW]
        obstacles += [] if who.strip() else [Obstacle.NO_WHO]
    elif not has_how:
        obstacles.append(Obstacle.NO_CONTENT)
    if not has_owner:
        obstacles.append(Obstacle.NO_OWNER)
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
