"""The one thing to do next in a case. Pure: no database, no clock."""

from hjulet.check.lex.choices import Obstacle, State, Step
from hjulet.check.lex.rules import CaseFacts, obstacles_to_closing


def next_step(case: CaseFacts, *, is_asked: bool) -> Step:
    """The one thing to do next, whoever does it. `is_asked`: the investigator has answered about conflict of interest."""
    if case.state in {State.RECEIVED, State.INVESTIGATED}:
        if not case.has_investigator:
            return Step.ASSIGN
        if not is_asked:
            return Step.ANSWER
        return Step.INVESTIGATE if case.open_items else Step.PROPOSE
    if case.state == State.PROPOSED:
        return Step.DECIDE if case.registry_number else Step.REGISTER
    return _last_step(case)


_LAST_STEPS = (
    (Obstacle.NOT_NOTIFIED, Step.NOTIFY),
    (Obstacle.FEEDBACK_NOT_DONE, Step.FEEDBACK),
    (Obstacle.NOT_INFORMED, Step.INFORM),
    (Obstacle.NOT_IN_RECORD, Step.INFORM),
    (Obstacle.NO_IVO_DECISION, Step.IVO_DECISION),
)


def _last_step(case: CaseFacts) -> Step:
    if case.state == State.CLOSED:
        return Step.NOTHING
    obstacles = obstacles_to_closing(case)
    return next((step for obstacle, step in _LAST_STEPS if obstacle in obstacles), Step.CLOSE)
