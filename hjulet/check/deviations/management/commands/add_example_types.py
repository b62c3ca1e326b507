"""The example types and standard answers, for a municipality that has not made its own."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.check.deviations.workflows.registers import add_examples


class Command(BaseCommand):
    help = "Lägg till exempeltyper och standardsvar. Det som redan finns lämnas som det är; säker att köra två gånger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--municipality", required=True, help="kommunens kortnamn, till exempel leksand")

    def handle(self, *args: Any, municipality: str, **options: Any) -> None:
        place = Municipality.objects.filter(slug=municipality).first()
        if place is None:
            message = f"Det finns ingen kommun med kortnamnet ”{municipality}”."
            raise CommandError(message, returncode=2)
        self.stdout.write(f"{add_examples(place, by=None, at=timezone.now())} nya")
