"""Remind those who have a question on a figure to answer, once its day has come."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.check.indicators.models import FigureQuestion
from hjulet.check.indicators.questions.rules import reminder
from hjulet.check.indicators.questions.workflows import remind


class Command(BaseCommand):
    help = (
        "Påminn om frågor om siffror: på dagen då svaret ska komma och sedan varje vecka. Körs varje morgon."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        due = (
            FigureQuestion.objects.open().filter(answer_by__lte=day).select_related("value__unit", "asked_of")
        )
        sent = 0
        for one in due.order_by("answer_by", "pk"):
            number = reminder(one.answer_by, day)
            if number is not None and not dry_run:
                sent += remind(one, number, at=at, day=day)
        self.stdout.write(f"{len(due)} frågor att svara på, {sent} nya påminnelser")
