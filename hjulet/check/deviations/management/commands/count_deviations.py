"""Count the deviations per unit and month anew, or say where the counts have drifted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.deviations.workflows.counting import count_everything, differing


class Command(BaseCommand):
    help = (
        "Räkna avvikelserna per enhet och månad på nytt. Med --check: ändra inget, visa vad som skiljer sig."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="visa skillnader, ändra inget")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wrong = 0
        for municipality in Municipality.objects.all():
            if check:
                wrong += self._told(municipality)
            else:
                self.stdout.write(f"{municipality}: {count_everything(municipality)} rutor")
        if wrong:
            message = f"{wrong} rutor stämmer inte. Kör count_deviations utan --check."
            raise CommandError(message)
        if check:
            self.stdout.write("Alla rutor stämmer.")

    def _told(self, municipality: Municipality) -> int:
        found = differing(municipality)
        names = dict(Unit.objects.of(municipality).values_list("pk", "name"))
        for (unit, month, law, kind, severity), (says, should) in found.items():
            about = f"{law}, typ {kind or '–'}, allvarlighet {severity or '–'}"
            self.stdout.write(f"{names[unit]} {month:%Y-%m}, {about}: {says} ska vara {should}")
        return len(found)
