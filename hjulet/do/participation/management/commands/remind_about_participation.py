"""Remind people of what to read, to learn and to renew, and managers of what nobody did in time."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.do.participation.reminders import all_due


class Command(BaseCommand):
    help = "Påminn om rutiner att läsa, kurser att göra och delegeringar som går ut; när dagen har varit chefen. Körs varje morgon."

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
        self.stdout.write(f"{len(due)} dagar att hålla, {sent} nya påminnelser")
