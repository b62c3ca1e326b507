"""Units from a file into a municipality, or only what that would change."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation import pages, uploads
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.organisation.workflows import carry_out


class Command(BaseCommand):
    help = "Läs in enheter ur en CSV- eller Excelfil. Säker att köra två gånger; ett fel i filen och inget sparas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV eller .xlsx")
        parser.add_argument("--municipality", required=True, help="kommunens kortnamn, till exempel leksand")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, spara inget")

    def handle(self, *args: Any, file: Path, municipality: str, dry_run: bool, **options: Any) -> None:
        place = Municipality.objects.filter(slug=municipality).first()
        if place is None:
            message = f"Det finns ingen kommun med kortnamnet ”{municipality}”."
            raise CommandError(message, returncode=2)
        upload = uploads.opened(place, "enheter", file.name, _content(file))
        self._stop_at(upload.faults)
        plan = upload.plan
        for group in pages.preview(plan):
            for item in group.items:
                self.stdout.write(f"{group.title}: {item.name} {'; '.join(item.details)}".rstrip())
        if not dry_run:
            carry_out(plan, by=None, at=timezone.now())
        self.stdout.write(
            f"{plan.changes.unchanged} oförändrade. {'Inget är sparat.' if dry_run else 'Klart.'}"
        )

    def _stop_at(self, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            message = f"Filen har {len(faults)} fel. Inget har sparats."
            raise CommandError(message, returncode=2)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        message = f"Filen {file} går inte att öppna."
        raise CommandError(message, returncode=2) from None
