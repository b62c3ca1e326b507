"""When somebody is reminded, and when it goes one step up. No database, no clock, no request."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hjulet.base.workdays import workdays_between
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.rules import Times

# The least and the most that a municipality may decide: (least, most).
JUDGE_WORKDAYS, INVESTIGATE_DAYS = (0, 10), (1, 120)
REMIND_DAYS, ESCALATE_WORKDAYS = (0, 30), (1, 30)


class Stage(StrEnum):
    """How far a day to keep has come. Each is told once."""

    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    ESCALATED = "escalated"


class Step(StrEnum):
    """What should be done by the day."""

    JUDGE = "judge"
    INVESTIGATE = "investigate"
    ANSWER_THEM = "answer_them"  # somebody outside waits for our answer
    THEIR_ANSWER = "their_answer"  # we wait for theirs


@dataclass(frozen=True)
class Wait:
    """What a case waits for, and until when."""

    step: Step
    due_on: date


def waits_for(state: State, judge_by: date, investigate_by: date) -> Wait | None:
    """The step whose day counts now; None when no day does."""
    if state == State.RECEIVED:
        return Wait(Step.JUDGE, judge_by)
    if state in {State.JUDGED, State.INVESTIGATED, State.REOPENED}:
        return Wait(Step.INVESTIGATE, investigate_by)
    return None


def stage(began_on: date, due_on: date, today: date, times: Times) -> Stage | None:
    """What to tell today; None when it is too early.

    No reminder before the day where so little time was given that it would come with the report itself. Escalation is
    counted in working days after the day, so that Christmas alone escalates nothing.
    """
    if today > due_on:
        is_long_past = workdays_between(due_on, today) >= times.escalate_workdays_after
        return Stage.ESCALATED if is_long_past else Stage.LATE
    if today == due_on:
        return Stage.TODAY
    remind_from = due_on - timedelta(days=times.remind_days_before)
    return Stage.SOON if began_on < remind_from <= today else None
