"""Who may change a cooperation: those whose role reaches the unit it belongs to."""

from datetime import date

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.plan.cooperation.models import Cooperation


def may_change(user: User, cooperation: Cooperation, day: date) -> bool:
    return may(user, Verb.CHANGE_COOPERATION, day, at=cooperation.unit)


def may_decide(user: User, cooperation: Cooperation, day: date) -> bool:
    """Make an action of what was decided at a meeting: it is done where the cooperation belongs."""
    return may_change(user, cooperation, day) and may(user, Verb.DECIDE_ACTION, day, at=cooperation.unit)
