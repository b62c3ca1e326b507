from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hjulet.base.log.verification import Walk

MOST = 20


class Command(BaseCommand):
    help = "Gå igenom loggens kedja och säg vad som inte stämmer. Slutkod 1 om något gör det."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", default="", help="ett fingeravtryck som sparats utanför och ska finnas i kedjan"
        )

    def handle(self, *args: Any, head: str, **options: Any) -> None:
        walk = Walk()
        faults = list(islice(walk.faults(looks_for=head), MOST))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            message = f"Loggen stämmer inte ({len(faults)} fel visade, högst {MOST}). Ändra inget. Spara en kopia först."
            raise CommandError(message, returncode=1)
        self.stdout.write(f"Loggen stämmer: {walk.entries} poster.")
        self.stdout.write(f"Sista fingeravtrycket: {walk.head}")
