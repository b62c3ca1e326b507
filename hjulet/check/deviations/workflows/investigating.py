"""Investigating a part: what happened step by step, what contributed, who thinks along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.choices import CauseCategory, Obstacle, RoutineFault, State
from hjulet.check.deviations.models import Cause, Contribution, Part, Refused, TeamMember
from hjulet.check.deviations.workflows.locking import index, lock_part, move_on
from hjulet.check.deviations.workflows.telling import kept_from
from hjulet.plan.procedures.models import Routine


@dataclass(frozen=True)
class Investigation:
    """What is found out about the course of events."""

    course: str
    barriers: str
    no_cause_reason: str
    revision: int


@dataclass(frozen=True)
class CauseText:
    """One thing that contributed."""

    category: CauseCategory
    explanation: str = ""
    routine_fault: RoutineFault | str = ""
    parent: Cause | None = None
    routine: Routine | None = None


@dataclass(frozen=True)
class RoutineRemark:
    """What a cause says about a routine. SOSFS 2011:9 5 kap. 8 §."""

    fault: RoutineFault | str = ""
    routine: Routine | None = None


@transaction.atomic
def investigate(part: Part, said: Investigation, *, by: User, at: datetime) -> None:
    """Write down the course of events and the barriers. Raises Refused, and SomebodyWasFaster. PSL 3 kap. 3 §."""
    lock_part(part)
    if part.revision != said.revision:
        raise SomebodyWasFaster
    part.course, part.barriers = said.course.strip(), said.barriers.strip()
    part.no_cause_reason = said.no_cause_reason.strip()
    part.investigated_by, part.investigated_at, part.revision = by, at, part.revision + 1
    index(part)
    part.save(
        update_fields=[
            "course", "barriers", "no_cause_reason", "investigated_by", "investigated_at", "revision", "words",
        ]
    )  # fmt: skip
    move_on(part.deviation, State.INVESTIGATED)
    record("deviation.investigated", part.deviation, by=by, at=at, law=part.law)


@transaction.atomic
def add_cause(part: Part, said: CauseText, *, by: User, at: datetime) -> Cause:
    """One more thing that contributed; the same said twice is one cause. SOSFS 2011:9 5 kap. 5 §. Raises Refused."""
    lock_part(part)
    parent = said.parent.pk if said.parent is not None and said.parent.part_id == part.pk else None
    for there in part.causes.all():
        same = (there.category, there.explanation, there.routine_fault, there.routine_id, there.parent_id)
        routine = said.routine.pk if said.routine else None
        if same == (said.category, said.explanation.strip(), said.routine_fault, routine, parent):
            return there
    cause = Cause.objects.create(
        part=part, category=said.category, explanation=said.explanation.strip(),
        routine_fault=said.routine_fault, routine=said.routine, parent_id=parent, order=part.causes.count(),
    )  # fmt: skip
    move_on(part.deviation, State.INVESTIGATED)
    record("deviation.cause_added", part.deviation, by=by, at=at, cause=cause.pk, category=said.category)
    return cause


@transaction.atomic
def add_whys(
    part: Part, category: CauseCategory, whys: Iterable[str], remark: RoutineRemark, *, by: User, at: datetime
) -> list[Cause]:  # fmt: skip
    """ "Varför hände det?" asked again and again: each answer lies behind the one before. Raises Refused."""
    chain: list[Cause] = []
    for why in [said.strip() for said in whys if said.strip()]:
        said = CauseText(category, why, "", chain[-1] if chain else None)
        chain.append(add_cause(part, said, by=by, at=at))
    if not chain:
        raise Refused([Obstacle.NOTHING_WRITTEN])
    if remark.fault:
        chain[-1].routine_fault, chain[-1].routine = remark.fault, remark.routine
        chain[-1].save(update_fields=["routine_fault", "routine"])
    return chain


@transaction.atomic
def change_cause(cause: Cause, said: CauseText, *, by: User, at: datetime) -> None:
    """Raises Refused. Its place in the tree stays."""
    part = cause.part
    lock_part(part)
    cause.category, cause.explanation = said.category, said.explanation.strip()
    cause.routine_fault, cause.routine = said.routine_fault, said.routine
    cause.save(update_fields=["category", "explanation", "routine_fault", "routine"])
    record("deviation.cause_changed", part.deviation, by=by, at=at, cause=cause.pk, category=said.category)


@transaction.atomic
def remove_cause(cause: Cause, *, by: User, at: datetime) -> None:
    """What lay behind it moves up a step; actions that answered it answer none until somebody says which. Raises Refused."""
    part = cause.part
    lock_part(part)
    cause.because.update(parent=cause.parent_id)
    record("deviation.cause_removed", part.deviation, by=by, at=at, cause=cause.pk, category=cause.category)
    cause.delete()


@transaction.atomic
def invite(part: Part, people: Iterable[User], *, by: User, at: datetime, day: date) -> list[TeamMember]:
    """Name people on the part until it closes. Raises Refused."""
    lock_part(part)
    asked = list(people)
    able = User.objects.filter(municipality=part.deviation.municipality_id, is_active=True).with_access(day)
    if not asked or {user.pk for user in asked} - set(able.values_list("pk", flat=True)):
        raise Refused([Obstacle.NOT_A_COLLEAGUE])
    if {user.pk for user in asked} & kept_from(part.deviation, day):
        raise Refused([Obstacle.IS_ABOUT_THEM])
    there = set(part.team.values_list("user", flat=True))
    new = [user for user in asked if user.pk not in there]
    made = [TeamMember.objects.create(part=part, user=user, invited_by=by, invited_at=at) for user in new]
    if new:
        tell(
            new, Kind.TEAM_INVITED, _("Du är inbjuden att vara med i en analys."), part.deviation.get_absolute_url(),
            key=f"deviation-team-{part.pk}", about=part.deviation, at=at, day=day, may_stand_in=nobody,
        )  # fmt: skip
        record(
            "deviation.team_invited", part.deviation, by=by, at=at, law=part.law, to=[user.pk for user in new]
        )
    return made


@transaction.atomic
def uninvite(member: TeamMember, *, by: User, at: datetime) -> None:
    """The person no longer reads the part. Raises Refused."""
    lock_part(member.part)
    record(
        "deviation.team_left", member.part.deviation, by=by, at=at, law=member.part.law, who=member.user_id
    )
    member.delete()


@transaction.atomic
def contribute(part: Part, text: str, token: UUID, *, by: User, at: datetime) -> Contribution:
    """What somebody in the team knows or thinks; the same form makes it once. PSL 6 kap. 4 §. Raises Refused."""
    lock_part(part)
    if made := Contribution.objects.filter(written_by=by, form_token=token).first():
        return made
    if not text.strip():
        raise Refused([Obstacle.NOTHING_WRITTEN])
    made = Contribution.objects.create(
        part=part, text=text.strip(), written_by=by, written_at=at, form_token=token
    )
    move_on(part.deviation, State.INVESTIGATED)
    record("deviation.contributed", part.deviation, by=by, at=at, law=part.law)
    return made


def nobody(_user: User) -> bool:
    """An invitation is for the one who is named: a substitute could not open the case."""
    return False
