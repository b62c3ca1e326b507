"""Remind those who have a question on a figure to answer, once its day has come."""

from collections.abc import Iterable
from datetime import date, datetime

from hjulet.base.notices.morning import MorningCommand
from hjulet.check.indicators.models import FigureQuestion
from hjulet.check.indicators.questions.rules import reminder
from hjulet.check.indicators.questions.workflows import remind


class Command(MorningCommand):
    help = (
        "Påminn om frågor om siffror: på dagen då svaret ska komma och sedan varje vecka. Körs varje morgon."
    )
    sums_up = "{found} frågor att svara på, {sent} nya påminnelser"

    def due(self, day: date) -> Iterable[FigureQuestion]:
        late = FigureQuestion.objects.open().filter(answer_by__lte=day)
        return late.select_related("value__unit", "asked_of").order_by("answer_by", "pk")

    def line(self, one: FigureQuestion) -> str:
        return f"Frågan om en siffra från {one.asked_at:%Y-%m-%d} ska få svar senast {one.answer_by}"

    def send(self, one: FigureQuestion, *, at: datetime, day: date) -> int:
        number = reminder(one.answer_by, day)
        return 0 if number is None else remind(one, number, at=at, day=day)
