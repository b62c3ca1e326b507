"""Remind those who judge and investigate, lift what has waited too long, and forget what nobody came back to."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.check.deviations.workflows.drafts import forget_old_drafts
from hjulet.check.deviations.workflows.importing import forget_waiting
from hjulet.check.deviations.workflows.reminding import due, send


class Command(BaseCommand):
    help = (
        "Påminn om avvikelser som ska bedömas, utredas eller besvaras, lyft dem som har väntat för länge, "
        "och glöm gamla utkast. Körs varje morgon; samma morgon två gånger påminner en gång."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget och glöm inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        found = sent = 0
        for place in Municipality.objects.order_by("pk"):
            for reminder in list(due(place, day)):
                self.stdout.write(reminder.title)
                found += 1
                sent += 0 if dry_run else send(reminder, at=at, day=day)
        self.stdout.write(f"{found} dagar att hålla, {sent} nya påminnelser")
        if not dry_run:
            self._forget(at)

    def _forget(self, at: datetime) -> None:
        drafts, files = forget_old_drafts(at), forget_waiting(at)
        self.stdout.write(f"{drafts} gamla utkast och {files} filer som väntade på inläsning är borta")
