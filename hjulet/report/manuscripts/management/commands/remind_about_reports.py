"""Remind those who have been asked about a report and have not answered."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.report.manuscripts.reminders import all_due


class Command(BaseCommand):
    help = "Påminn om frågor i rapporter som väntar på svar: en vecka före, på dagen och sedan varje vecka. Körs varje morgon."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        due = list(all_due(day))
        sent = 0
        for one in due:
            self.stdout.write(one.title)
            sent += 0 if dry_run else one.send(at=at, day=day)
        self.stdout.write(f"{len(due)} frågor som väntar, {sent} nya påminnelser")
