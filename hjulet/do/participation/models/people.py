"""Who works where on a day, and since when: by the roles that people hold, so that nothing is kept twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User

# Those who read, learn and take part because of their work.
WORKING = (
    Role.STAFF, Role.MANAGER, Role.PROVIDER, Role.DEPARTMENT_HEAD, Role.CASE_OFFICER, Role.MAS, Role.MAR, Role.SAS,
)  # fmt: skip

NAMES = frozenset({Role.MANAGER, Role.PROVIDER})  # a unit's own manager sees names; others see how many


@dataclass(frozen=True)
class Member:
    """Somebody who has one of the roles at a unit or below it, and since when."""

    user: User
    unit: Unit
    role: str
    since: date


def below(paths: Iterable[str], field: str = "unit__path") -> Q:
    """A condition: the unit is one of these or stands under one."""
    found = Q(pk__in=())
    for path in set(paths):
        found |= Q(**{f"{field}__startswith": path})
    return found


def paths_of(user: User, day: date, roles: Collection[str]) -> list[str]:
    """The units at which the user has one of these roles."""
    return [held.unit.path for held in user.roles_on(day) if held.role in roles]


def own_roles(user: User, day: date) -> QuerySet[RoleHolding]:
    """For `Exists`: whether the user has any role today."""
    return RoleHolding.objects.filter(user=user).held_on(day)


def holdings(paths: Iterable[str], roles: Collection[str], day: date) -> QuerySet[RoleHolding]:
    held = RoleHolding.objects.held_on(day).filter(below(paths), role__in=list(roles), user__is_active=True)
    return held.select_related("user", "unit").order_by("user__name", "user_id", "starts_on", "pk")


def members(paths: Iterable[str], roles: Collection[str], day: date) -> list[Member]:
    """Each person once, with the day the earliest of today's roles began."""
    found: dict[int, Member] = {}
    for held in holdings(paths, roles, day):
        first = found.get(held.user_id)
        if first is None or held.starts_on < first.since:
            found[held.user_id] = Member(held.user, held.unit, held.role, held.starts_on)
    return list(found.values())


def works_at(user: User, unit: Unit, day: date) -> bool:
    """A working role at the unit, below it or above it reaches there."""
    return any(
        held.role in WORKING
        and (unit.path.startswith(held.unit.path) or held.unit.path.startswith(unit.path))
        for held in user.roles_on(day)
    )
