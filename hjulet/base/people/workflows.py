"""Verbs on people that touch more than the person: their sessions, their first role, a whole list of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import F

from hjulet.base.log.chain import record
from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import ChangeKind, Role
from hjulet.base.people.models import User, UserQuerySet
from hjulet.base.people.sources.staff_file import Fault
from hjulet.base.people.staffing import Change, Plan, plan_import


@transaction.atomic
def end_sessions(user: User, *, by: User | None, at: datetime) -> None:
    """Every session of the person ends now, also those that nobody has listed."""
    user.session_round = F("session_round") + 1  # counted by the database
    user.save(update_fields=["session_round"])
    user.refresh_from_db(fields=["session_round"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    record("people.sessions_ended", user, by=by, at=at)


@transaction.atomic
def found_municipality(slug: str, name: str) -> Municipality:
    """A municipality with its root unit."""
    municipality = Municipality.objects.create(slug=slug, name=name)
    root = {"municipality": municipality, "slug": slug, "name": name, "kind": UnitKind.MUNICIPALITY}
    Unit.objects.add_root(root)
    return municipality


@transaction.atomic
def create_administrator(
    email: str, name: str, municipality: Municipality, *, password: str | None, today: date, at: datetime
) -> User:
    """The first person of a real installation: administrator of the whole municipality."""
    root = Unit.objects.of(municipality).filter(depth=1).get()
    user = User.objects.create_user(email, name, password, municipality=municipality)
    user.give_role(Role.ADMINISTRATOR, root, today, None, by=None, at=at)
    record("people.administrator_created", user, by=None, at=at)
    return user


def demonstration_users() -> UserQuerySet:
    users: UserQuerySet = User.objects.filter(is_demo=True, is_active=True)
    return users


def demonstrations(day: date) -> list[tuple[Municipality, list[User]]]:
    """Whom one may try the demonstration as: the people of each municipality, in the order of the roles.

    Those who cannot have a password are there to be counted, not to be tried.
    """
    order = {role: place for place, role in enumerate(Role.values)}
    users = demonstration_users().with_access(day).select_related("municipality")
    users = users.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    shown: dict[Municipality, list[User]] = {}
    for user in users.prefetch_related("roles__unit").order_by("municipality__name", "name"):
        shown.setdefault(user.municipality, []).append(user)
    for people in shown.values():
        people.sort(key=lambda user: min(order[holding.role] for holding in user.roles.all()))
    return list(shown.items())


class PlanHasChanged(Exception):
    """Something happened between the preview and the decision: look again."""


class CannotImport(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


@dataclass(frozen=True)
class StaffImport:
    """A file, and whose staff it is. `units` are those that the one who imports may give roles at."""

    content: bytes
    municipality: Municipality
    units: Iterable[Unit]
    today: date
    is_complete: bool = False

    def plan(self) -> Plan:
        return plan_import(
            self.content, self.municipality, self.units, self.today, is_complete=self.is_complete
        )

    @transaction.atomic
    def apply(self, *, by: User | None, at: datetime, seen: str = "") -> Plan:
        """Do all of it or nothing. `seen` is the digest of the preview that somebody said yes to."""
        Municipality.objects.select_for_update().get(pk=self.municipality.pk)
        plan = self.plan()
        if plan.faults:
            raise CannotImport(plan.faults)
        if seen and seen != plan.digest:
            raise PlanHasChanged
        added: dict[str, User] = {}
        for change in plan.changes:
            _apply(change, self.municipality, added, by=by, at=at)
        _end_sessions_without_access(plan, by=by, at=at, today=self.today)
        if plan.changes:
            counted = {str(kind): amount for kind, amount in plan.counted().items()}
            record("people.imported", self.municipality, by=by, at=at, **counted)
        return plan


def _apply(
    change: Change, municipality: Municipality, added: dict[str, User], *, by: User | None, at: datetime
) -> None:
    row = change.row
    if change.holding is not None:
        starts_on = row.starts_on if row else change.holding.starts_on
        change.holding.change_period(starts_on, change.ends_on, by=by, at=at)
    elif row is not None and change.kind == ChangeKind.NEW_PERSON:
        user = User.objects.create_user(
            row.email, row.name, staff_number=row.staff_number, municipality=municipality
        )
        added[row.staff_number] = user
        record("people.added", user, by=by, at=at)
    elif row is not None and change.kind == ChangeKind.CHANGED_PERSON and change.user:
        change.user.rename(row.name, row.email, row.staff_number, by=by, at=at)
    elif row is not None and change.unit is not None:
        user = change.user or added[row.staff_number]
        user.give_role(row.role, change.unit, row.starts_on, row.ends_on, by=by, at=at)


def _end_sessions_without_access(plan: Plan, *, by: User | None, at: datetime, today: date) -> None:
    touched = {change.user.pk for change in plan.changes if change.holding and change.user}
    users = User.objects.filter(pk__in=touched).select_related("municipality")
    for user in users.exclude(pk__in=User.objects.with_access(today).values("pk")):
        end_sessions(user, by=by, at=at)
