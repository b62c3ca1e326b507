"""Remind those who answer for documents, and let versions whose last day has passed be replaced."""

from collections.abc import Iterable
from datetime import date, datetime

from hjulet.base.notices.morning import MorningCommand
from hjulet.plan.procedures.reminders import Due, all_due
from hjulet.plan.procedures.workflows.keeping import turn_the_day


class Command(MorningCommand):
    help = "Påminn om dokument att gå igenom: 60, 30 och 0 dagar före till den ansvariga, sedan uppåt. Körs varje morgon."
    sums_up = "{found} dokument att gå igenom, {sent} nya påminnelser"

    def begin(self, *, at: datetime, day: date) -> None:
        self.stdout.write(f"{turn_the_day(day)} versioner ersatta")

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
