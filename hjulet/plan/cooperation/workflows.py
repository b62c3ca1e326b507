"""Writing, rewriting, renewing and ending a cooperation; its files and meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.files.workflows import Received, keep
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import withdraw
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, State
from hjulet.plan.cooperation.findable import keep_findable
from hjulet.plan.cooperation.models import (
    CannotCooperate,
    Cooperation,
    CooperationFile,
    CooperationMeeting,
    Partner,
)
from hjulet.plan.procedures.models import Process

MANY = ("partners", "processes", "units")
TIMES = frozenset({"valid_from", "lasting", "valid_to", "notice_months", "prolongs_by", "owner", "unit"})


@dataclass(frozen=True)
class CooperationText:
    """What somebody says of a cooperation; partners by their names."""

    unit: Unit
    title: str
    form: Form
    partners: tuple[str, ...]
    lasting: Lasting = Lasting.UNKNOWN
    units: tuple[Unit, ...] = ()
    processes: tuple[Process, ...] = ()
    law_codes: str = ""
    purpose: str = ""
    practice: str = ""
    registry_number: str = ""
    contact: str = ""
    owner: User | None = None
    signed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    notice_months: int | None = None
    prolongs_by: int | None = None

    @property
    def columns(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name not in MANY}


@transaction.atomic
def create_cooperation(
    said: CooperationText, token: UUID, *, state: State = State.IN_FORCE, by: User, at: datetime
) -> Cooperation:
    """A cooperation, once: the same form sent again gives the one it made the first time. Raises CannotCooperate."""
    one_at_a_time()
    if made := Cooperation.objects.filter(created_by=by, form_token=token).first():
        return made
    return _made(said, state, token=token, by=by, at=at)


@transaction.atomic
def rewrite_cooperation(
    cooperation: Cooperation, said: CooperationText, *, revision: int, by: User, at: datetime
) -> None:
    """What it says from now on. Raises SomebodyWasFaster when it has changed since that revision, and CannotCooperate."""
    one_at_a_time()
    cooperation.lock()
    if cooperation.revision != revision:
        raise SomebodyWasFaster
    _refuse(said, State(cooperation.state))
    changed = {name: value for name, value in said.columns.items() if getattr(cooperation, name) != value}
    moved = relate(cooperation, said)
    if not changed and not moved:
        return
    for name, value in changed.items():
        setattr(cooperation, name, value)
    cooperation.changed_by, cooperation.changed_at, cooperation.revision = by, at, revision + 1
    cooperation.save(update_fields=[*changed, "changed_by", "changed_at", "revision"])
    _findable(cooperation)
    if TIMES & set(changed):
        withdraw(cooperation, at=at, kinds=[Kind.COOPERATION_ENDS])
    record("cooperation.rewritten", cooperation, by=by, at=at, columns=sorted({*changed, *moved}))


@transaction.atomic
def renew_cooperation(
    old: Cooperation, said: CooperationText, token: UUID, *, by: User, at: datetime
) -> Cooperation:
    """A new one that follows an old one, which stays as it was. Raises CannotCooperate."""
    one_at_a_time()
    if made := Cooperation.objects.filter(created_by=by, form_token=token).first():
        return made
    old.lock()
    obstacles = rules.obstacles_to_renewing(
        State(old.state), old.valid_from, said.valid_from, is_renewed=old.is_renewed
    )
    if obstacles:
        raise CannotCooperate(obstacles)
    made = _made(said, State.IN_FORCE, token=token, follows=old, by=by, at=at)
    withdraw(old, at=at, kinds=[Kind.COOPERATION_ENDS])
    record("cooperation.renewed", old, by=by, at=at, by_number=made.pk)
    return made


@transaction.atomic
def end_cooperation(cooperation: Cooperation, ended_on: date, *, reason: str, by: User, at: datetime) -> None:
    """It holds no more, and reminds nobody. Raises CannotCooperate."""
    cooperation.end(ended_on, reason=reason, by=by, at=at)
    withdraw(cooperation, at=at, kinds=[Kind.COOPERATION_ENDS])


@transaction.atomic
def note_meeting(  # noqa: PLR0913 - a meeting is a day and two texts
    cooperation: Cooperation, held_on: date, notes: str, decisions: str, token: UUID, *, by: User, at: datetime
) -> CooperationMeeting:  # fmt: skip
    """Notes from a meeting, once. Raises CannotCooperate."""
    one_at_a_time()
    if made := CooperationMeeting.objects.filter(written_by=by, form_token=token).first():
        return made
    if obstacles := rules.obstacles_to_noting(held_on, localtime(at).date(), (notes, decisions)):
        raise CannotCooperate(obstacles)
    made = cooperation.meetings.create(
        held_on=held_on, notes=notes.strip(), decisions=decisions.strip(), written_by=by, written_at=at, form_token=token
    )  # fmt: skip
    _findable(cooperation)
    record("cooperationmeeting.noted", cooperation, by=by, at=at, meeting=made.pk, held_on=held_on)
    return made


@transaction.atomic
def rewrite_meeting(
    meeting: CooperationMeeting, said: dict[str, object], *, seen: str, by: User, at: datetime
) -> None:
    """Corrected notes, found by what they say now. Raises SomebodyWasFaster and CannotCooperate."""
    meeting.rewrite(said, seen=seen, by=by, at=at)
    _findable(meeting.cooperation)


@transaction.atomic
def decide(meeting: CooperationMeeting, said: ActionText, token: UUID, *, by: User, at: datetime) -> Action:
    """What was decided becomes an action; the same form twice is one. SOSFS 2011:9 5 kap. 7 §."""
    action = create_action(said, token, by=by, at=at)
    meeting.actions.add(action)
    record(
        "cooperationmeeting.decided", meeting.cooperation, by=by, at=at, meeting=meeting.pk, action=action.pk
    )
    return action


@transaction.atomic
def rewrite_partner(partner: Partner, said: dict[str, str], *, seen: str, by: User, at: datetime) -> None:
    """Another name, kind or contact; what we do together is found by the new name. Raises SomebodyWasFaster."""
    partner.rewrite(said, seen=seen, by=by, at=at)
    keep_findable(Cooperation.objects.filter(partners=partner))


@transaction.atomic
def attach(cooperation: Cooperation, prepared: Received, *, by: User, at: datetime) -> None:
    """Keep the files that were good enough."""
    for file in keep(prepared).files:
        CooperationFile.objects.create(cooperation=cooperation, file=file)
        record("cooperation.attached", cooperation, by=by, at=at, file=file.pk)


@transaction.atomic
def detach(attached: CooperationFile, *, by: User, at: datetime) -> None:
    """The content is gone; that it was there, and who took it away, stays."""
    attached.file.remove(by=by, at=at)
    record("cooperation.detached", attached.cooperation, by=by, at=at, file=attached.file_id)


def partners_named(municipality: Municipality | int, names: Iterable[str]) -> list[Partner]:
    """The partners of these names; new ones are written into the register. Large and small letters are the same."""
    number = municipality if isinstance(municipality, int) else municipality.pk
    known = {one.name.casefold(): one for one in Partner.objects.filter(municipality=number)}
    found = []
    for name in dict.fromkeys(" ".join(name.split()) for name in names):
        if name.casefold() not in known:
            known[name.casefold()] = Partner.objects.create(municipality_id=number, name=name)
        found.append(known[name.casefold()])
    return list(dict.fromkeys(found))


def _made(
    said: CooperationText, state: State, *, token: UUID, follows: Cooperation | None = None, by: User, at: datetime
) -> Cooperation:  # fmt: skip
    _refuse(said, state)
    made = Cooperation.objects.create(
        **said.columns, state=state, follows=follows, created_by=by, changed_by=by, changed_at=at, form_token=token
    )  # fmt: skip
    relate(made, said)
    _findable(made)
    record("cooperation.created", made, by=by, at=at, form=said.form, unit=said.unit.slug)
    return made


def _findable(cooperation: Cooperation) -> None:
    keep_findable(Cooperation.objects.filter(pk=cooperation.pk))


def _refuse(said: CooperationText, state: State) -> None:
    """Raises CannotCooperate with everything that is wrong."""
    obstacles = rules.obstacles_to_saving(
        state, said.form, said.lasting, valid_from=said.valid_from, valid_to=said.valid_to, signed_on=said.signed_on,
        partners=len([name for name in said.partners if name.strip()]),
    )  # fmt: skip
    here = said.unit.municipality_id
    places = [
        *(unit.municipality_id for unit in said.units),
        *(one.unit.municipality_id for one in said.processes),
    ]
    if any(place != here for place in places):
        obstacles.append(Obstacle.STRANGER)
    if obstacles:
        raise CannotCooperate(obstacles)


def relate(cooperation: Cooperation, said: CooperationText) -> list[str]:
    """Set what it is related to; the names of what was changed."""
    wanted: dict[str, list[Any]] = {
        "partners": partners_named(said.unit.municipality_id, said.partners),
        "processes": list(said.processes),
        "units": list(said.units),
    }
    changed = []
    for name, rows in wanted.items():
        manager = getattr(cooperation, name)
        if set(manager.values_list("pk", flat=True)) != {row.pk for row in rows}:
            manager.set(rows)
            changed.append(name)
    return changed
