"""Who may do which verb with figures. What one may see stands on the querysets."""

from datetime import date

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may, may_in
from hjulet.check.indicators.models import Indicator, Value


def may_see_figures(user: User, day: date) -> bool:
    return may(user, Verb.SEE_FIGURES, day)


def may_change_measures(user: User, municipality: int, day: date) -> bool:
    """Whether the user may say what the municipality measures."""
    return may_in(user, Verb.CORRECT_FIGURE, municipality, day)


def may_correct(user: User, value: Value, day: date) -> bool:
    """A unit's value by whoever answers for the unit; a comparison by anyone with the verb in the municipality."""
    if value.unit is not None:
        return may(user, Verb.CORRECT_FIGURE, day, at=value.unit)
    return may_in(user, Verb.CORRECT_FIGURE, value.indicator.municipality_id, day)


def may_enter(user: User, indicator: Indicator, day: date, *, at: Unit | None = None) -> bool:
    if at is not None:
        return may(user, Verb.CORRECT_FIGURE, day, at=at)
    return may_in(user, Verb.CORRECT_FIGURE, indicator.municipality_id, day)


def may_set_target(user: User, indicator: Indicator, day: date) -> bool:
    return may_in(user, Verb.SET_TARGET, indicator.municipality_id, day)
