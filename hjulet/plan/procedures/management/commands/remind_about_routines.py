"""Remind those who answer for documents, and let versions whose last day has passed be replaced."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.plan.procedures.reminders import all_due
from hjulet.plan.procedures.workflows.keeping import turn_the_day


class Command(BaseCommand):
    help = "Påminn om dokument att gå igenom: 60, 30 och 0 dagar före till den ansvariga, sedan uppåt. Körs varje morgon."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        replaced = 0 if dry_run else turn_the_day(day)
        due = list(all_due(day))
        sent = 0
        for one in due:
            self.stdout.write(one.title)
            sent += 0 if dry_run else one.send(at=at, day=day)
        self.stdout.write(
            f"{len(due)} dokument att gå igenom, {sent} nya påminnelser, {replaced} versioner ersatta"
        )
