"""Remind those who have been asked about a report and have not answered."""

from collections.abc import Iterable
from datetime import date

from hjulet.base.notices.morning import MorningCommand
from hjulet.report.manuscripts.reminders import Due, all_due


class Command(MorningCommand):
    help = "Påminn om frågor i rapporter som väntar på svar: en vecka före, på dagen och sedan varje vecka. Körs varje morgon."
    sums_up = "{found} frågor som väntar, {sent} nya påminnelser"

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
