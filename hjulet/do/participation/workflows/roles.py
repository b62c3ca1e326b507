"""Appointing to quality roles, and writing what was said when they met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import RoleKind, RoleObstacle
from hjulet.do.participation.models import QualityRole, RoleMeeting
from hjulet.do.participation.models.people import works_at


class CannotAppoint(Exception):
    def __init__(self, obstacles: list[RoleObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class RoleText:
    kind: RoleKind
    title: str
    unit: Unit
    user: User
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class MeetingText:
    kind: RoleKind
    unit: Unit
    held_on: date
    place: str
    notes: str


@transaction.atomic
def appoint(said: RoleText, *, by: User, at: datetime) -> QualityRole:
    """Somebody is ombud from that day. Raises CannotAppoint."""
    one_at_a_time()
    mine = QualityRole.objects.filter(kind=said.kind, title=said.title, unit=said.unit, user=said.user)
    asked = {
        RoleObstacle.NO_TITLE: said.kind == RoleKind.OTHER and not said.title,
        RoleObstacle.NO_ROLE: not works_at(said.user, said.unit, max(said.starts_on, localtime(at).date())),
        RoleObstacle.ALREADY: mine.not_over(said.starts_on).exists(),
    }
    if obstacles := [obstacle for obstacle, stands in asked.items() if stands]:
        raise CannotAppoint(obstacles)
    role = QualityRole.objects.create(**vars(said), appointed_by=by)
    record("qualityrole.given", role, by=by, at=at, user=said.user.pk, kind=said.kind, unit=said.unit.slug)
    return role


@transaction.atomic
def write_role_meeting(
    said: MeetingText, who_came: Iterable[User], token: UUID, *, by: User, at: datetime
) -> RoleMeeting:
    """A meeting, once."""
    one_at_a_time()
    if made := RoleMeeting.objects.filter(written_by=by, form_token=token).first():
        return made
    meeting = RoleMeeting.objects.create(**vars(said), written_by=by, form_token=token)
    meeting.who_came.set(who_came)
    record("rolemeeting.written", meeting, by=by, at=at, kind=said.kind, held_on=said.held_on)
    return meeting
