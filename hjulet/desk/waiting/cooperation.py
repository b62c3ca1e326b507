"""Agreements whose last day to give notice, or whose end, comes near or has passed."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.desk.waiting.rows import ROWS, Waiting, dated
from hjulet.plan.cooperation.choices import Reminder
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.reminders import due_of

OF_NOTICE = {Reminder.NOTICE_AHEAD, Reminder.NOTICE_NEAR}


def to_watch(user: User, today: date) -> Iterable[Waiting]:
    """Those I am responsible for."""
    if not may(user, Verb.CHANGE_COOPERATION, today):
        return
    mine = Cooperation.objects.visible_to(user, today).in_force().filter(owner=user).exclude(valid_to=None)
    for one in mine.select_related("unit", "followed_by").order_by("valid_to", "pk")[:ROWS]:
        if due := due_of(one, today):
            text = (
                _("Säg upp eller behåll: %(title)s")
                if due.reminder in OF_NOTICE
                else _("Förnya eller avsluta: %(title)s")
            )
            yield dated(text % {"title": one.title}, one.get_absolute_url(), due.due_on, today, 10)
