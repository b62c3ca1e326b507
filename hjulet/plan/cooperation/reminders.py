"""Days to keep for agreements: who should be reminded today, and of which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from hjulet.act.actions.access import answering_for
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Reminder
from hjulet.plan.cooperation.models import Cooperation


@dataclass(frozen=True)
class Due:
    """One reminder. Its words name the day and nothing of what it is about or with whom."""

    about: Cooperation
    reminder: Reminder
    due_on: date

    @property
    def title(self) -> str:
        said = {"day": swedish.day(self.due_on)}
        if self.reminder in {Reminder.NOTICE_AHEAD, Reminder.NOTICE_NEAR}:
            return _("Sista dagen att säga upp en samverkan är %(day)s.") % said
        if self.reminder == Reminder.EXPIRED:
            return _("En samverkan löpte ut %(day)s. Förnya den eller avsluta den.") % said
        return _("En samverkan löper ut %(day)s.") % said

    def send(self, *, at: datetime, day: date) -> int:
        """Tell the one who answers for it; said twice it is told once. Gives how many were new."""
        key = f"cooperation-{self.about.pk}-{self.due_on:%Y%m%d}-{self.reminder}"
        return tell(
            reminded_of(self.about, day), Kind.COOPERATION_ENDS, self.title, self.about.get_absolute_url(),
            key=key, about=self.about, due_on=self.due_on, at=at, day=day,
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """The earliest day first."""
    found = (
        Cooperation.objects.in_force().exclude(valid_to=None).select_related("unit", "owner", "followed_by")
    )
    due = [one for cooperation in found if (one := due_of(cooperation, today))]
    yield from sorted(due, key=lambda one: (one.due_on, one.about.pk))


def due_of(one: Cooperation, today: date) -> Due | None:
    end = one.end_on(today)
    reminder = rules.reminder(end, one.notice_months, today)
    if end is None or reminder is None or one.is_going_on(today):
        return None
    notice = one.last_notice_day(today)
    is_of_notice = reminder in {Reminder.NOTICE_AHEAD, Reminder.NOTICE_NEAR}
    return Due(one, reminder, notice if is_of_notice and notice else end)


def reminded_of(one: Cooperation, day: date) -> list[User]:
    """The owner, while a role lets the owner see it; else whoever answers for the unit."""
    owner = one.owner
    if owner is not None and owner.is_active and may(owner, Verb.SEE_COOPERATION, day, at=one.unit):
        return [owner]
    return answering_for(one.unit, day)
