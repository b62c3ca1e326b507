from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.identities.resealing import AT_A_TIME, Resealed, reseal_column, sealed_columns
from hjulet.base.log.chain import record

SHOWN = 20


class Command(BaseCommand):
    help = "Försegla all text med den nyaste nyckeln. Kan avbrytas och köras om. Slutkod 1 om någon text inte går att öppna."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="räkna men ändra inget")
        parser.add_argument("--batch", type=int, default=AT_A_TIME, help=f"rader åt gången ({AT_A_TIME})")

    def handle(self, *args: Any, dry_run: bool, batch: int, **options: Any) -> None:
        if batch < 1:
            message = "--batch måste vara minst 1."
            raise CommandError(message)
        results = [self._column(column, batch, dry_run=dry_run) for column in sealed_columns()]
        old = sum(result.old - len(result.closed) for result in results)
        closed = [(result.column, pk) for result in results for pk in result.closed]
        if old and not dry_run:
            record("identity.resealed", None, by=None, at=timezone.now(), texts=old)
        for column, pk in closed[:SHOWN]:
            self.stderr.write(f"{column} {pk}: ingen nyckel passar")
        if closed:
            message = f"{len(closed)} texter går inte att öppna. De är orörda. Lägg tillbaka den gamla nyckeln och kör igen."
            raise CommandError(message, returncode=1)
        ready = (
            "Inget är ändrat."
            if dry_run
            else "De gamla nycklarna behövs inte längre för texterna i databasen."
        )
        self.stdout.write(f"{old} texter {'att försegla om' if dry_run else 'förseglade om'}. {ready}")

    def _column(self, column: Any, batch: int, *, dry_run: bool) -> Resealed:
        result = Resealed(column)
        for result in reseal_column(column, at_a_time=batch, dry_run=dry_run):
            if result.rows:
                self.stdout.write(
                    f"{column}: {result.rows} texter, {result.old} med äldre nyckel", ending="\r"
                )
        self.stdout.write(f"{column}: {result.rows} texter, {result.old} med äldre nyckel")
        return result
