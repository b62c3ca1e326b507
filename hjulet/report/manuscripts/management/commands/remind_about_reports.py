"""Remind those who have not answered or written, and tell whoever leads a report once a week what is late."""

from collections.abc import Iterable
from datetime import date

from hjulet.base.notices.morning import MorningCommand
from hjulet.report.manuscripts.reminders import Due, all_due


class Command(MorningCommand):
    help = (
        "Påminn om frågor och avsnitt i rapporter: en vecka före, på dagen och sedan varje vecka. Säg en gång i veckan "
        "vad som är sent till den som leder arbetet. Körs varje morgon."
    )

    def due(self, day: date) -> Iterable[Due]:
        return all_due(day)
