"""Let agreements go on that do so by themselves, and remind of the last day to give notice and of the end."""

from collections.abc import Iterable
from datetime import date, datetime

from hjulet.base.notices.morning import MorningCommand
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.reminders import Due, all_due


class Command(MorningCommand):
    help = "Påminn om samverkan som löper ut: före sista dagen att säga upp, före slutet och när det har passerat. Körs varje morgon."

    def begin(self, *, at: datetime, day: date) -> None:
        for one in Cooperation.objects.in_force().filter(valid_to__lt=day, prolongs_by__isnull=False):
            one.prolong(at=at)

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
