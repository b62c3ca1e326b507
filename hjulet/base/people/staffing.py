"""What a list of staff and roles would change. Reads, says, and changes nothing; workflows.py does it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import ChangeKind, Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.rules import last_day_when_ended
from hjulet.base.people.sources.staff_file import TITLES, Fault, StaffList, StaffRow, read


@dataclass(frozen=True)
class Change:
    """One thing that will be done, in words for the preview and with what it takes to do it."""

    kind: ChangeKind
    name: str
    what: str
    row: StaffRow | None = None
    user: User | None = None
    holding: RoleHolding | None = None
    unit: Unit | None = None
    ends_on: date | None = None


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The same for the same changes: so that what is done is what was seen."""
        said = "\n".join(f"{change.kind}|{change.name}|{change.what}" for change in self.changes)
        return sha256(said.encode()).hexdigest()

    def counted(self) -> dict[ChangeKind, int]:
        return {kind: sum(change.kind == kind for change in self.changes) for kind in ChangeKind}


def plan_import(
    content: bytes,
    municipality: Municipality,
    units: Iterable[Unit],
    today: date,
    *,
    is_complete: bool = False,
) -> Plan:
    """What the file would change. `units` are those that the one who imports may give roles at."""
    staff = read(content)
    planner = _Planner(municipality, units, staff, today)
    for row in staff.rows:
        planner.look_at(row)
    if is_complete and not planner.plan.faults:
        planner.end_what_is_not_named()
    planner.keep_an_administrator()
    planner.plan.faults.sort(key=lambda fault: fault.row)
    return planner.plan


class _Planner:
    """What there is before the import (four queries, however long the file) and the plan as it grows."""

    def __init__(
        self, municipality: Municipality, units: Iterable[Unit], staff: StaffList, today: date
    ) -> None:
        self.today = today
        self.plan = Plan(faults=list(staff.faults))
        self.units: dict[str, list[Unit]] = {}
        for unit in units:
            for word in {unit.slug.casefold(), unit.name.casefold()}:
                self.units.setdefault(word, []).append(unit)
        users = list(User.objects.filter(municipality=municipality))
        self.by_number = {user.staff_number: user for user in users if user.staff_number}
        self.by_email = {user.email: user for user in users}
        elsewhere = User.objects.filter(email__in={row.email for row in staff.rows})
        self.taken = set(elsewhere.exclude(municipality=municipality).values_list("email", flat=True))
        held = RoleHolding.objects.filter(user__municipality=municipality)
        self.holdings = list(held.select_related("user", "unit").order_by("pk"))
        self.told: set[str] = set()  # staff numbers whose person is already in the plan
        self.named: set[int] = set()  # holdings that some row is about

    def look_at(self, row: StaffRow) -> None:
        units = self.units.get(row.unit.casefold(), [])
        user = self._person_of(row)
        owner = self.by_email.get(row.email)
        if len(units) != 1:
            self.plan.faults.append(Fault(row.row, TITLES["unit"], _unit_reason(row.unit, len(units))))
        elif row.email in self.taken or (owner is not None and owner != user):
            reason = _("Adressen används redan av någon annan.")
            self.plan.faults.append(Fault(row.row, TITLES["email"], reason))
        else:
            self._plan_person(row, user)
            self._plan_role(row, user, units[0])

    def _person_of(self, row: StaffRow) -> User | None:
        """By number; else by address, if that person has no number yet."""
        by_email = self.by_email.get(row.email)
        without_number = by_email if by_email and not by_email.staff_number else None
        return self.by_number.get(row.staff_number) or without_number

    def _plan_person(self, row: StaffRow, user: User | None) -> None:
        if row.staff_number in self.told:
            return
        self.told.add(row.staff_number)
        if user is None:
            self.plan.changes.append(Change(ChangeKind.NEW_PERSON, row.name, row.email, row=row))
            return
        now = {"name": row.name, "email": row.email, "staff_number": row.staff_number}
        was = {key: getattr(user, key) for key in now}
        differs = [f"{TITLES[key]}: {was[key] or '–'} → {now[key]}" for key in now if was[key] != now[key]]
        if differs:
            what = ", ".join(differs)
            self.plan.changes.append(Change(ChangeKind.CHANGED_PERSON, row.name, what, row=row, user=user))

    def _plan_role(self, row: StaffRow, user: User | None, unit: Unit) -> None:
        holding = self._held_already(row, user, unit)
        title = f"{row.role.label}, {unit.name}"
        if holding is None:
            what = f"{title}, {_period(row.starts_on, row.ends_on)}"
            self.plan.changes.append(
                Change(ChangeKind.NEW_ROLE, row.name, what, row=row, user=user, unit=unit)
            )
            return
        self.named.add(holding.pk)
        was, now = (holding.starts_on, holding.ends_on), (row.starts_on, row.ends_on)
        if was != now:
            is_over = row.ends_on is not None and row.ends_on < self.today
            kind = ChangeKind.ENDED_ROLE if is_over else ChangeKind.CHANGED_ROLE
            what = f"{title}, {_period(*was)} → {_period(*now)}"
            change = Change(kind, row.name, what, row=row, user=user, holding=holding, ends_on=row.ends_on)
            self.plan.changes.append(change)

    def _held_already(self, row: StaffRow, user: User | None, unit: Unit) -> RoleHolding | None:
        """The same role at the same unit from the same day, else one whose period meets the row's."""
        if user is None:
            return None
        wanted = (user.pk, unit.pk, row.role, True)
        same = [
            held
            for held in self.holdings
            if (held.user_id, held.unit_id, held.role, held.pk not in self.named) == wanted
        ]
        exact = [held for held in same if held.starts_on == row.starts_on]
        meets = [
            held
            for held in same
            if held.starts_on <= (row.ends_on or date.max) and row.starts_on <= (held.ends_on or date.max)
        ]
        return next(iter(exact + meets), None)

    def end_what_is_not_named(self) -> None:
        """Roles held today by people with a staff number, when the file is the whole list."""
        for held in self.holdings:
            is_held = held.starts_on <= self.today <= (held.ends_on or date.max)
            if is_held and held.user.staff_number and held.pk not in self.named:
                ends_on = last_day_when_ended(held.starts_on, self.today)
                what = f"{held.get_role_display()}, {held.unit.name}, {_period(held.starts_on, ends_on)}"
                change = Change(
                    ChangeKind.ENDED_ROLE, held.user.name, what, user=held.user, holding=held, ends_on=ends_on
                )
                self.plan.changes.append(change)

    def keep_an_administrator(self) -> None:
        """A municipality must not lock itself out."""
        ending = {change.holding.pk for change in self.plan.changes if change.holding and _ends(change)}
        left = [
            held.pk
            for held in self.holdings
            if held.role == Role.ADMINISTRATOR and self.today <= (held.ends_on or date.max)
        ]
        if left and ending.issuperset(left):
            reason = _("Ingen systemförvaltare skulle bli kvar. Lägg till en först.")
            self.plan.faults.append(Fault(1, TITLES["role"], reason))


def _ends(change: Change) -> bool:
    return change.kind == ChangeKind.ENDED_ROLE


def _unit_reason(word: str, found: int) -> str:
    if found:
        return _("Flera enheter heter ”%(word)s”. Skriv enhetens kortnamn.") % {"word": word}
    return _("Enheten ”%(word)s” finns inte, eller ligger utanför din behörighet.") % {"word": word}


def _period(starts_on: date, ends_on: date | None) -> str:
    return f"{starts_on} – {ends_on}" if ends_on else _("från %(day)s") % {"day": starts_on}
