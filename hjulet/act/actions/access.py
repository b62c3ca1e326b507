"""Who may do what with actions beyond the table of roles, and who answers for a unit."""

from datetime import date

from hjulet.act.actions.models import Spread
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import MANAGERS, may


def may_answer(user: User, spread: Spread, day: date) -> bool:
    """Those who decide on actions at the unit that is asked; where the action stands does not matter."""
    return may(user, Verb.DECIDE_ACTION, day, at=spread.unit)


def answering_for(unit: Unit, day: date) -> list[User]:
    """The unit's managers; where it has none, the nearest above."""
    held = RoleHolding.objects.held_on(day).filter(
        role__in=MANAGERS, unit__path__in=[*unit.paths_above(), unit.path], user__is_active=True
    )
    holdings = list(held.select_related("user", "unit").order_by("user__name", "pk"))
    nearest = max((len(holding.unit.path) for holding in holdings), default=0)
    return list({h.user.pk: h.user for h in holdings if len(h.unit.path) == nearest}.values())
