"""Making a meeting's pack in one click, its questions, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import MeetingObstacle
from hjulet.do.participation.models import Meeting


class CannotMeet(Exception):
    def __init__(self, obstacles: list[MeetingObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class Talk:
    """The two questions, and what was written down."""

    first_question: str
    second_question: str
    notes: str


@transaction.atomic
def make_meeting(
    unit: Unit, month: date, contents: Mapping[str, Any], questions: tuple[str, str], *, by: User, at: datetime
) -> Meeting:  # fmt: skip
    """The pack of a unit and month, once: made already, it is the one that was made."""
    one_at_a_time()
    if made := Meeting.objects.filter(unit=unit, month=month).first():
        return made
    meeting = Meeting.objects.create(
        unit=unit, month=month, contents=dict(contents), first_question=questions[0][:300],
        second_question=questions[1][:300], made_by=by, made_at=at,
    )  # fmt: skip
    record("meeting.made", meeting, by=by, at=at, month=month, unit=unit.slug)
    return meeting


@transaction.atomic
def refresh_meeting(meeting: Meeting, contents: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Fresh contents; the questions and the notes are people's own and stay. Raises CannotMeet."""
    _not_held(meeting)
    meeting.contents, meeting.made_by, meeting.made_at = dict(contents), by, at
    meeting.revision += 1
    meeting.save(update_fields=["contents", "made_by", "made_at", "revision"])
    record("meeting.refreshed", meeting, by=by, at=at)


@transaction.atomic
def write_talk(meeting: Meeting, said: Talk, *, revision: int, by: User, at: datetime) -> None:
    """The questions and the notes; notes can be written after the meeting too. Raises CannotMeet."""
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update(of=("self",)))
    if meeting.revision != revision:
        raise CannotMeet([MeetingObstacle.CHANGED])
    meeting.first_question, meeting.second_question = said.first_question, said.second_question
    meeting.notes = said.notes
    meeting.revision += 1
    meeting.save(update_fields=["first_question", "second_question", "notes", "revision"])
    record("meeting.written", meeting, by=by, at=at)


@transaction.atomic
def hold_meeting(meeting: Meeting, held_on: date, today: date, *, by: User, at: datetime) -> None:
    """It has been held; the pack does not change from now on. Raises CannotMeet."""
    _not_held(meeting)
    if held_on > today:
        raise CannotMeet([MeetingObstacle.IN_FUTURE])
    meeting.held_on, meeting.held_by = held_on, by
    meeting.revision += 1
    meeting.save(update_fields=["held_on", "held_by", "revision"])
    record("meeting.held", meeting, by=by, at=at, held_on=held_on)


@transaction.atomic
def decide(meeting: Meeting, said: ActionText, token: UUID, *, by: User, at: datetime) -> Action:
    """What was decided becomes an action; the same form twice is one."""
    action = create_action(said, token, by=by, at=at)
    meeting.actions.add(action)
    record("meeting.decided", meeting, by=by, at=at, action=action.pk)
    return action


def _not_held(meeting: Meeting) -> None:
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update(of=("self",)))
    if meeting.held_on is not None:
        raise CannotMeet([MeetingObstacle.HELD])
