"""Remind those who answer for own measurements, lift what has waited too long, and let new units in."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.check.indicators.measuring.reminding import due, send
from hjulet.check.indicators.measuring.setting_up import let_in
from hjulet.check.indicators.models import Measurement


class Command(BaseCommand):
    help = (
        "Påminn om egna mätningar som ska fyllas i, lyft dem som har väntat för länge, och låt nya enheter komma med. "
        "Körs varje morgon; samma morgon två gånger påminner en gång."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget och ändra inget")

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()
        found = sent = 0
        if not dry_run:
            for measurement in Measurement.objects.going_on().exclude(below=None):
                let_in(measurement, at=at, day=day)
        for place in Municipality.objects.order_by("pk"):
            for reminder in list(due(place, day)):
                self.stdout.write(reminder.title)
                found += 1
                sent += 0 if dry_run else send(reminder, at=at, day=day)
        self.stdout.write(f"{found} perioder att fylla i, {sent} nya påminnelser")
