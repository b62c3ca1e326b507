"""Who may follow the red thread of a case."""

from datetime import date

from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation, Part


def may_follow(user: User, deviation: Deviation, day: date) -> bool:
    """Those who know of the case by their role, and the team that reads a part of it; not the one who only reported it."""
    by_role = Deviation.objects.filter(pk=deviation.pk).known_by_role(user, day)
    return by_role.exists() or Part.objects.visible_to(user, day).filter(deviation=deviation).exists()
