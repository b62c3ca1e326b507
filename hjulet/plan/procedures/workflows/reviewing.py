"""A version on its way: to review, back with the reason, approved, set aside; and what is said about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.people.models import User
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.access import approvers, may_approve
from hjulet.plan.procedures.choices import Obstacle, State
from hjulet.plan.procedures.findable import keep_findable
from hjulet.plan.procedures.models import CannotChange, RoutineComment, RoutineRound, RoutineVersion
from hjulet.plan.procedures.workflows.starting import locked


@dataclass(frozen=True)
class Decision:
    """From when a version holds, when it is gone through again, what is new, and the fingerprint of what was read."""

    valid_from: date
    review_by: date
    fingerprint: str
    what_is_new: str = ""


@transaction.atomic
def send(version: RoutineVersion, *, by: User, at: datetime, day: date) -> None:
    """To review: from now on the texts stand still. A second press changes nothing. Raises CannotChange."""
    found = _locked(version)
    if found.state == State.REVIEW:
        return
    if obstacles := rules.obstacles_to(State(found.state), State.REVIEW):
        raise CannotChange(obstacles)
    found.state = State.REVIEW
    found.save(update_fields=["state"])
    turn = RoutineRound.objects.create(version=found, sent_by=by, sent_at=at)
    record("routine.sent", found.routine, by=by, at=at, version=found.number)
    others = [user for user in approvers(found.routine.unit, day) if user != by]
    tell(
        others, Kind.ROUTINE_ASKED, _("Ett dokument väntar på att du granskar det."), found.get_absolute_url(),
        key=f"routine-review-{turn.pk}", about=found.routine, at=at, day=day,
        may_stand_in=lambda user: may_approve(user, found.routine, day),
    )  # fmt: skip


@transaction.atomic
def send_back(version: RoutineVersion, reason: str, *, by: User, at: datetime, day: date) -> None:
    """Back to the draft, with what must be done. Raises CannotChange."""
    found = _locked(version)
    if obstacles := rules.obstacles_to(State(found.state), State.DRAFT, reason=reason):
        raise CannotChange(obstacles)
    turn = _end_round(found, reason.strip(), by, at)
    found.state = State.DRAFT
    found.save(update_fields=["state"])
    record("routine.returned", found.routine, by=by, at=at, version=found.number)
    withdraw(found.routine, at=at, kinds=[Kind.ROUTINE_ASKED])
    asked = [user for user in (turn.sent_by if turn else None, found.routine.owner) if user and user != by]
    tell(
        asked, Kind.ROUTINE_ASKED, _("Ett dokument har kommit tillbaka från granskningen."), found.get_absolute_url(),
        key=f"routine-returned-{turn.pk if turn else found.pk}", about=found.routine, at=at, day=day,
    )  # fmt: skip


def obstacles_to_approving(version: RoutineVersion) -> list[Obstacle]:
    """What stops the version from being approved as it stands. SOSFS 2011:9 4 kap. 4 §."""
    routine = version.routine
    content = rules.Content(
        routine.kind_, version.how, version.who, has_file=version.file_id is not None,
        has_owner=routine.owner_id is not None, has_besides=version.copies.waiting().exists(),
    )  # fmt: skip
    return rules.obstacles_to_approving(State(version.state), content)


@transaction.atomic
def approve(version: RoutineVersion, said: Decision, *, by: User, at: datetime, day: date) -> None:
    """It holds from its day, and what came before ends with it. Raises CannotChange. SOSFS 2011:9 4 kap. 4 §."""
    found = _locked(version)
    obstacles = obstacles_to_approving(found)
    obstacles += rules.obstacles_to_validity(said.valid_from, said.review_by, day)
    if said.fingerprint != found.computed_fingerprint():
        obstacles.append(Obstacle.CHANGED_MEANWHILE)
    if obstacles:
        raise CannotChange(obstacles)
    _end_round(found, "", by, at)
    found.state, found.approved_by, found.approved_at = State.APPROVED, by, at
    found.valid_from, found.review_by = said.valid_from, said.review_by
    found.what_is_new, found.fingerprint = said.what_is_new.strip(), said.fingerprint
    found.save(
        update_fields=[
            "state", "approved_by", "approved_at", "valid_from", "review_by", "what_is_new", "fingerprint",
        ]
    )  # fmt: skip
    _end_earlier(found, day)
    keep_findable(found.routine, day)
    record(
        "routine.approved", found.routine, by=by, at=at, version=found.number, valid_from=said.valid_from,
        review_by=said.review_by, fingerprint=said.fingerprint,
    )  # fmt: skip
    withdraw(found.routine, at=at, kinds=[Kind.ROUTINE_ASKED, Kind.ROUTINE_DUE])


@transaction.atomic
def set_aside(version: RoutineVersion, *, by: User, at: datetime) -> None:
    """A draft that comes to nothing; it stays to be read by those who write. Raises CannotChange."""
    found = _locked(version)
    if found.state not in rules.OPEN:
        raise CannotChange([Obstacle.CLOSED])
    _end_round(found, _("Utkastet lades undan."), by, at)
    found.state = State.ARCHIVED
    found.save(update_fields=["state"])
    record("routine.set_aside", found.routine, by=by, at=at, version=found.number)
    withdraw(found.routine, at=at, kinds=[Kind.ROUTINE_ASKED])


@transaction.atomic
def comment(version: RoutineVersion, text: str, token: UUID, *, by: User, at: datetime) -> RoutineComment:
    """A comment, once: the same form sent again gives the one it made the first time. Raises CannotChange."""
    found = _locked(version)
    if made := RoutineComment.objects.filter(written_by=by, form_token=token).first():
        return made
    if found.state not in rules.OPEN:
        raise CannotChange([Obstacle.CLOSED])
    made = found.comments.create(text=text, form_token=token, written_by=by, written_at=at)
    record("routine.commented", found.routine, by=by, at=at, version=found.number)
    return made


@transaction.atomic
def resolve(found: RoutineComment, *, by: User, at: datetime) -> None:
    """Done with it. A second press changes nothing."""
    version = _locked(found.version)
    found.refresh_from_db(fields=["resolved_at"])
    if found.resolved_at is not None:
        return
    found.resolved_by, found.resolved_at = by, at
    found.save(update_fields=["resolved_by", "resolved_at"])
    record("routine.comment_resolved", version.routine, by=by, at=at, version=version.number)


def _locked(version: RoutineVersion) -> RoutineVersion:
    routine = locked(version.routine_id)
    found = RoutineVersion.objects.select_related("file").get(pk=version.pk)
    found.routine = routine
    return found


def _end_round(version: RoutineVersion, reason: str, by: User, at: datetime) -> RoutineRound | None:
    turn = version.rounds.filter(ended_at=None).first()
    if turn is not None:
        turn.ended_by, turn.ended_at, turn.reason = by, at, reason
        turn.save(update_fields=["ended_by", "ended_at", "reason"])
    return turn


def _end_earlier(version: RoutineVersion, day: date) -> None:
    """What came before holds until this one does; what would have held later never will."""
    if version.valid_from is None:
        return
    for earlier in version.routine.versions.filter(state=State.APPROVED).exclude(pk=version.pk):
        if earlier.valid_from is None:  # never: a constraint says so
            continue
        earlier.ended_on = rules.ends_on(earlier.valid_from, earlier.ended_on, version.valid_from)
        never_held = earlier.valid_from == earlier.ended_on
        earlier.state = State.REPLACED if earlier.ended_on <= day or never_held else State.APPROVED
        earlier.save(update_fields=["ended_on", "state"])
