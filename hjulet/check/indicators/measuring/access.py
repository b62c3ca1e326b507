"""Who may set up a measurement, and who may fill a period in. What one sees stands on the querysets."""

from collections.abc import Collection
from datetime import date

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import MANAGERS, may
from hjulet.check.indicators.models import MeasuredUnit
from hjulet.check.indicators.rules import SEES_SMALL


def leads(user: User, unit: Unit, day: date) -> bool:
    """Whether the user is the manager of the unit or of something that holds it."""
    return any(held.role in MANAGERS and unit.path.startswith(held.unit.path) for held in user.roles_on(day))


def sees_small(user: User, unit: Unit, day: date) -> bool:
    """The duty to see the unit's small numbers."""
    return any(
        held.role in SEES_SMALL and unit.path.startswith(held.unit.path) for held in user.roles_on(day)
    )


def may_fill(user: User, place: MeasuredUnit, day: date, *, instead_of: Collection[int] = ()) -> bool:
    """Who answers for it, their substitute today, the managers above, and those who may correct the unit's figures.

    INSTEAD_OF: those among them who answer for the place and whom the user stands in for.
    """
    if place.owner_id == user.pk or instead_of:
        return True
    return leads(user, place.unit, day) or may(user, Verb.CORRECT_FIGURE, day, at=place.unit)
