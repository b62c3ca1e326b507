"""Open, close and settle rounds of surveys whose day has come."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.check.surveys.workflows.reminding import run


class Command(BaseCommand):
    help = "Öppna, stäng och sammanställ enkäter vars dag har kommit, och påminn. Går att köra två gånger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        now = timezone.now()
        done = list(run(today or timezone.localdate(), now))
        for one in done:
            self.stdout.write(f"omgång {one.about.pk}: {one.what}")
        self.stdout.write(f"{len(done)} ändringar eller påminnelser om enkäter")
