"""Remind people of what to read, to learn and to renew, and managers of what nobody did in time."""

from collections.abc import Iterable
from datetime import date

from hjulet.base.notices.morning import MorningCommand
from hjulet.do.participation.reminders import Due, all_due


class Command(MorningCommand):
    help = "Påminn om rutiner att läsa, kurser att göra och delegeringar som går ut; när dagen har varit chefen. Körs varje morgon."

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
