"""Deviations of another system from a file, or only what reading it in would do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.check.deviations.models import DeviationImport
from hjulet.check.deviations.sources.sheets import CannotOpen
from hjulet.check.deviations.workflows.importing import CannotImport, Plan, cancel, keep_upload, plan
from hjulet.check.deviations.workflows.reading_in import carry_out, start


class Command(BaseCommand):
    help = (
        "Läs in avvikelser ur en CSV- eller Excelfil. Kolumner och ord är de som valdes senast på sidan Läs in från fil. "
        "Säker att köra två gånger: det som redan är inläst rörs inte."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV eller .xlsx")
        parser.add_argument("--system", required=True, help="systemets namn, som på sidan")
        parser.add_argument("--by", required=True, help="e-postadressen till den som läser in")
        parser.add_argument(
            "--dry-run", action="store_true", help="visa vad som skulle läsas in, spara inget"
        )
        parser.add_argument("--skip-faulty", action="store_true", help="hoppa över rader med fel")
        parser.add_argument("--handled-here", action="store_true", help="påminn om de öppna händelserna")

    def handle(self, *args: Any, file: Path, system: str, by: str, **options: Any) -> None:
        user, at = self._importer(by), timezone.now()
        try:
            batch = keep_upload(user.municipality, system, _content(file), file.name, by=user, at=at)
        except CannotOpen as error:
            raise CommandError(str(error), returncode=2) from None
        planned = plan(batch, timezone.localdate())
        self._tell(planned)
        try:
            self._read_in(batch, planned, user, options)
        except CannotImport as error:
            cancel(batch, by=user, at=at)
            message = " ".join(str(obstacle.label) for obstacle in error.obstacles)
            raise CommandError(message, returncode=2) from None

    def _importer(self, email: str) -> User:
        user: User | None = (
            User.objects.filter(email__iexact=email, is_active=True).select_related("municipality").first()
        )
        if user is None or not may(user, Verb.IMPORT_DEVIATIONS, timezone.localdate()):
            message = "Ingen med den adressen får läsa in avvikelser. Det får SAS och MAS."
            raise CommandError(message, returncode=2)
        return user

    def _tell(self, planned: Plan) -> None:
        """Places and reasons; never a cell that may hold a text about somebody."""
        for fault in planned.faults:
            self.stderr.write(str(fault))
        for word in planned.unknown:
            self.stderr.write(
                f"{word.field.label}: ”{word.said}” på {word.rows} rader. Säg vad det betyder på sidan."
            )
        self.stdout.write(
            f"{len(planned.new)} nya, {planned.known} redan inlästa ({len(planned.different)} säger något annat nu), "
            f"{planned.faulty_rows} rader med fel"
        )

    def _read_in(self, batch: DeviationImport, planned: Plan, user: User, options: dict[str, Any]) -> None:
        at = timezone.now()
        if options["dry_run"]:
            cancel(batch, by=user, at=at)
            self.stdout.write("Inget är sparat.")
            return
        start(
            batch, planned.fingerprint, skips_faulty=options["skip_faulty"], is_handled_here=options["handled_here"],
            by=user, at=at,
        )  # fmt: skip
        self.stdout.write(f"{carry_out(batch)} inlästa")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        message = f"Filen {file} går inte att öppna."
        raise CommandError(message, returncode=2) from None
