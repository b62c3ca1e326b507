"""Remind of lex cases whose day comes or has passed."""

from collections.abc import Iterable
from datetime import date

from hjulet.base.notices.morning import MorningCommand
from hjulet.check.lex.reminders import Due, all_due


class Command(MorningCommand):
    help = "Påminn om lex-ärenden: före sista dagen, på dagen och sedan varje vecka. Körs varje morgon."

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
