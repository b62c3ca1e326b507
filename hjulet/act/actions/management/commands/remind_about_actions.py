"""Remind those who answer for actions and effect reviews whose day comes or has passed."""

from collections.abc import Iterable
from datetime import date

from hjulet.act.actions.reminders import Due, all_due
from hjulet.base.notices.morning import MorningCommand


class Command(MorningCommand):
    help = "Påminn om åtgärder och effektuppföljningar: en vecka före, på dagen och sedan varje vecka. Körs varje morgon."

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
