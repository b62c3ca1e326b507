"""A list of cooperation against what is stored: what it would add, what is there already, and every fault by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.people.models import User
from hjulet.plan.cooperation.choices import Lasting, State
from hjulet.plan.cooperation.findable import keep_findable
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.sources.listed import Listed, read_list
from hjulet.plan.cooperation.workflows import CooperationText, relate
from hjulet.plan.procedures.models import Process


class CannotImport(Exception):
    """The file has faults, or says something else today than when it was looked at."""


@dataclass(frozen=True)
class Ground:
    """What the words of a file may mean: the units where this person may write, everybody's address, the processes."""

    municipality: Municipality
    units: tuple[Unit, ...]
    people: tuple[User, ...]
    processes: tuple[Process, ...]


@dataclass(frozen=True)
class Plan:
    """What the file would do. Nothing is saved while there are faults."""

    new: tuple[CooperationText, ...]
    known: tuple[str, ...]  # titles that are there already; they stay as they are
    faults: tuple[Fault, ...]
    ignored_columns: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same when, and only when, it would do the same."""
        told = [(one.title, one.unit.pk, one.partners, one.valid_to) for one in self.new]
        return sha256(repr((told, self.known)).encode()).hexdigest()


def plan(content: bytes, filename: str, ground: Ground) -> Plan:
    reading = read_list(content, filename)
    stored = {
        (title.casefold(), unit)
        for title, unit in Cooperation.objects.filter(unit__municipality=ground.municipality).values_list("title", "unit")
    }  # fmt: skip
    meant = [_meant(row, ground) for row in reading.rows]
    new: list[CooperationText] = []
    known: list[CooperationText] = []
    for said, _faults in meant:
        if said is not None:
            is_known = (said.title.casefold(), said.unit.pk) in stored
            (known if is_known else new).append(said)
    faults = tuple(sorted([*reading.faults, *(fault for _said, found in meant for fault in found)]))
    return Plan(tuple(new), tuple(one.title for one in known), faults, reading.ignored_columns)


@transaction.atomic
def apply(content: bytes, filename: str, ground: Ground, *, seen: str, by: User, at: datetime) -> int:
    """Save what was looked at, all or nothing. Raises CannotImport. Gives how many were new."""
    one_at_a_time()
    found = plan(content, filename, ground)
    if found.faults or found.digest != seen:
        raise CannotImport
    written = []
    for said in found.new:
        made = Cooperation.objects.create(
            **said.columns, state=State.IN_FORCE, created_by=by, changed_by=by, changed_at=at
        )
        relate(made, said)
        written.append(made.pk)
    keep_findable(Cooperation.objects.filter(pk__in=written))
    record("cooperation.imported", ground.municipality, by=by, at=at, amount=len(found.new))
    return len(found.new)


def _meant(row: Listed, ground: Ground) -> tuple[CooperationText | None, list[Fault]]:
    faults = []
    unit = _unit(row.unit, ground)
    if unit is None:
        said = (
            _("Ingen enhet heter så, eller så får du inte skriva där.")
            if row.unit
            else _("Skriv vilken enhet det hör till.")
        )
        faults.append(Fault(row.number, "enhet", said))
    owner = next((one for one in ground.people if one.email == row.owner.lower()), None)
    if row.owner and owner is None:
        faults.append(
            Fault(row.number, "ansvarig", _("Ingen har den e-postadressen. Lämna tomt om ingen är utsedd."))
        )
    named = {one.name.casefold(): one for one in ground.processes}
    faults += [
        Fault(row.number, "processer", _("Ingen process heter ”%(name)s”.") % {"name": name})
        for name in row.processes
        if name.casefold() not in named
    ]
    if faults or unit is None:
        return None, faults
    return _said(row, unit, owner, tuple(named[name.casefold()] for name in row.processes)), []


def _said(row: Listed, unit: Unit, owner: User | None, processes: tuple[Process, ...]) -> CooperationText:
    return CooperationText(
        unit=unit, title=row.title, form=row.form, partners=row.partners, lasting=row.lasting, processes=processes,
        law_codes=row.law_codes, purpose=row.purpose, practice=row.practice, registry_number=row.registry_number,
        contact=row.contact, owner=owner, signed_on=row.signed_on, valid_from=row.valid_from, valid_to=row.valid_to,
        notice_months=row.notice_months, prolongs_by=row.prolongs_by if row.lasting == Lasting.UNTIL else None,
    )  # fmt: skip


def _unit(said: str, ground: Ground) -> Unit | None:
    """By short name or name; without a word the only unit there is, or the one above all others."""
    if not said:
        top = [unit for unit in ground.units if all(one.path.startswith(unit.path) for one in ground.units)]
        return top[0] if top else None
    words = said.casefold()
    return next(
        (unit for unit in ground.units if words in {unit.slug.casefold(), unit.name.casefold()}), None
    )


def ground_of(user: User, municipality: Municipality, today: date, *, units: tuple[Unit, ...]) -> Ground:
    people = User.objects.filter(municipality=municipality, is_active=True).with_access(today)
    processes = Process.objects.visible_to(user, today).select_related("unit")
    return Ground(municipality, units, tuple(people), tuple(processes))
