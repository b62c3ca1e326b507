import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.log.workflows import CannotSeal, seal_year


class Command(BaseCommand):
    help = "Försegla ett år av loggen. Inget mer kan skrivas i året efter det."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="året, till exempel 2025")
        parser.add_argument("--by", default="", help="vem som förseglar, annars den inloggade i datorn")

    def handle(self, *args: Any, year: int, by: str, **options: Any) -> None:
        try:
            seal = seal_year(year, by_name=by or getpass.getuser(), at=timezone.now())
        except CannotSeal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{seal.year} är förseglat: {seal.entries} poster, sista fingeravtrycket {seal.fingerprint}"
        )
        self.stdout.write("Spara fingeravtrycket utanför systemet.")
