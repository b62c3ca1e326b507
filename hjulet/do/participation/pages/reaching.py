"""What several pages ask: which units, which colleagues."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.do.participation.models.people import WORKING, below

LEAVES = (UnitKind.UNIT, UnitKind.EXTERNAL)


def lasting(today: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=today)


def units_with(user: User, today: date, verb: Verb) -> UnitQuerySet:
    """The units that exist today where some role of the user gives the verb."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, today, *TABLE[verb]), lasting(today))
    return units


def own_units(user: User, today: date) -> UnitQuerySet:
    """Where the user works: the units of their roles and everything below."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, today, *WORKING), lasting(today))
    return units


def colleagues(user: User, today: date, paths: list[str]) -> QuerySet[User]:
    """Those with a working role at one of these units, below it, or above it so that it reaches there."""
    above = {path[:end] for path in paths for end in range(Unit.steplen, len(path), Unit.steplen)}
    held = RoleHolding.objects.filter(
        below(paths) | Q(unit__path__in=above), user=OuterRef("pk"), role__in=WORKING
    ).held_on(today)
    here: QuerySet[User] = User.objects.filter(municipality=user.municipality_id, is_active=True)
    return here.filter(Exists(held)).order_by("name", "pk")
