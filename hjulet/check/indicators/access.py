"""Who may do which verb with figures. What one may see stands on the querysets."""

from datetime import date

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import TABLE, may
from hjulet.check.indicators.models import Indicator, Value


def may_see_figures(user: User, day: date) -> bool:
    return may(user, Verb.SEE_FIGURES, day)


def may_correct(user: User, value: Value, day: date) -> bool:
    """A unit's value by whoever answers for the unit; a comparison by anyone with the verb in the municipality."""
    if value.unit is not None:
        return may(user, Verb.CORRECT_FIGURE, day, at=value.unit)
    return _may_in(user, Verb.CORRECT_FIGURE, value.indicator.municipality_id, day)


def may_enter(user: User, indicator: Indicator, day: date, *, at: Unit | None = None) -> bool:
    if at is not None:
        return may(user, Verb.CORRECT_FIGURE, day, at=at)
    return _may_in(user, Verb.CORRECT_FIGURE, indicator.municipality_id, day)


def may_set_target(user: User, indicator: Indicator, day: date) -> bool:
    return _may_in(user, Verb.SET_TARGET, indicator.municipality_id, day)


def _may_in(user: User, verb: Verb, municipality: int, day: date) -> bool:
    return any(
        holding.role in TABLE[verb] and holding.unit.municipality_id == municipality
        for holding in user.roles_on(day)
    )
