"""Let agreements go on that do so by themselves, and remind of the last day to give notice and of the end."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.reminders import all_due


class Command(BaseCommand):
    help = "Påminn om samverkan som löper ut: före sista dagen att säga upp, före slutet och när det har passerat. Körs varje morgon."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        if not dry_run:
            for one in Cooperation.objects.in_force().filter(valid_to__lt=day, prolongs_by__isnull=False):
                one.prolong(at=at)
        due = list(all_due(day))
        sent = 0
        for reminder in due:
            self.stdout.write(reminder.title)
            sent += 0 if dry_run else reminder.send(at=at, day=day)
        self.stdout.write(f"{len(due)} dagar att hålla, {sent} nya påminnelser")
