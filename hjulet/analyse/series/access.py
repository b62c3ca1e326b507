"""Who may see which series, and who sees small numbers in them. access.md."""

from datetime import date

from hjulet.analyse.series.rules import SMALLEST_SHOWN, SeriesKey
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import TABLE, may, may_in

SEES_SMALL = frozenset({Role.MANAGER, Role.PROVIDER, Role.SAS, Role.MAS, Role.MAR})


def may_see(user: User, key: SeriesKey, unit: Unit, day: date) -> bool:
    verb = Verb.SEE_DEVIATION_FIGURES if key.is_deviations else Verb.SEE_FIGURES
    return may(user, verb, day, at=unit)


def sees_small(user: User, path: str, day: date) -> bool:
    """The unit's own manager, SAS, MAS and MAR: those whose duty it is to see the cases themselves."""
    return any(held.role in SEES_SMALL and path.startswith(held.unit.path) for held in user.roles_on(day))


def sees_numbers(user: User, path: str, day: date, *, smallest: float) -> bool:
    """Whether sums of which this is the smallest may be told to the user."""
    reaches = (held for held in user.roles_on(day) if held.role in TABLE[Verb.SEE_DEVIATION_FIGURES])
    is_near = any(path.startswith(held.unit.path) for held in reaches)
    return sees_small(user, path, day) or (is_near and smallest >= SMALLEST_SHOWN)


def may_keep_breaks(user: User, municipality: int, day: date, *, at: Unit | None = None) -> bool:
    """Write down that the way of measuring changed: at a unit, or everywhere."""
    if at is not None:
        return may(user, Verb.CORRECT_FIGURE, day, at=at)
    return may_in(user, Verb.CORRECT_FIGURE, municipality, day)
