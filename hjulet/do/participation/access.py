"""Who may do what beyond the table of roles. access.md."""

from datetime import date

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.do.participation.models import Delegator
from hjulet.do.participation.models.people import NAMES


def may_see_names(user: User, unit: Unit, day: date) -> bool:
    """Whether the user is the unit's own manager, who sees names once the agreed days have passed."""
    return any(held.role in NAMES and unit.path.startswith(held.unit.path) for held in user.roles_on(day))


def may_delegate(user: User, unit: Unit, day: date) -> bool:
    """MAS or MAR has named the user for the unit, or for a unit above it."""
    named = Delegator.objects.filter(user=user, unit__path__in=[*unit.paths_above(), unit.path])
    return named.on(day).exists()


def delegates_somewhere(user: User, day: date) -> bool:
    return Delegator.objects.filter(user=user).on(day).exists()


def sees_delegations(user: User, day: date) -> bool:
    return may(user, Verb.SEE_DELEGATIONS, day)
