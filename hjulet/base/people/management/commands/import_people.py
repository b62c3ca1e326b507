from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.staffing import Plan
from hjulet.base.people.workflows import CannotImport, StaffImport


class Command(BaseCommand):
    help = (
        "Läs in personer och roller ur en CSV-fil. Ett fel i filen, och inget sparas. Kan köras flera gånger."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="filen")
        parser.add_argument("--municipality", required=True, help="kommunens kortnamn")
        parser.add_argument("--complete", action="store_true", help="avsluta roller som inte står i filen")
        parser.add_argument("--dry-run", action="store_true", help="visa men spara inget")

    def handle(self, *args: Any, file: Path, municipality: str, **options: Any) -> None:
        place = Municipality.objects.filter(slug=municipality).first()
        if place is None or not file.is_file():
            message = f"Kommunen {municipality} finns inte." if place is None else f"Filen {file} finns inte."
            raise CommandError(message)
        now = timezone.now()
        units = Unit.objects.of(place)
        staff = StaffImport(file.read_bytes(), place, units, timezone.localdate(now), options["complete"])
        try:
            plan = staff.plan() if options["dry_run"] else staff.apply(by=None, at=now)
        except CannotImport as error:
            plan = Plan(faults=error.faults)
        self._say(plan)
        self.stdout.write("Inget är sparat." if options["dry_run"] else "Sparat.")

    def _say(self, plan: Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"Rad {fault.row}, {fault.column}: {fault.reason}")
        if plan.faults:
            message = f"{len(plan.faults)} fel. Inget är sparat."
            raise CommandError(message)
        for change in plan.changes:
            self.stdout.write(f"{change.kind.label}: {change.name}: {change.what}")
        self.stdout.write(f"{len(plan.changes)} ändringar.")
