"""Write a report's files without a server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation.models import Unit
from hjulet.report.reports.choices import Edition, Format, Kind
from hjulet.report.reports.rules import readable_year
from hjulet.report.reports.workflows import build, file_name, rendered

WRONG_WORDS = 2  # the exit code of a call that cannot be carried out


class Command(BaseCommand):
    help = (
        "Skriv en rapport som filer: kvalitetsberattelse, resultatrapport eller patientsakerhetsberattelse."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(Kind.values))
        parser.add_argument("--year", required=True, help="ÅÅÅÅ, året som rapporten gäller")
        parser.add_argument(
            "--unit", required=True, help="kommunens eller enhetens kortnamn, till exempel leksand"
        )
        parser.add_argument("--edition", default=Edition.INTERNAL.value, help=", ".join(Edition.values))
        parser.add_argument(
            "--format", default="json,html,pdf,docx", help="en eller flera av json,html,pdf,docx"
        )
        parser.add_argument("--out", default="out", type=Path, help="mapp som filerna skrivs i")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = _one_of(Kind, options["kind"], "rapport")
        edition = _one_of(Edition, options["edition"], "utgåva")
        formats = [
            _one_of(Format, name.strip(), "format") for name in options["format"].split(",") if name.strip()
        ]
        year = _year(options["year"])
        unit = _unit(options["unit"])
        folder: Path = options["out"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _refuse(f"Mappen {folder} går inte att skapa: {error.strerror}.")
        report = build(kind, unit, year, edition)
        for wanted in formats:
            path = folder / file_name(report, wanted)
            path.write_bytes(rendered(report, wanted))
            self.stdout.write(str(path))


def _refuse(message: str) -> NoReturn:
    """One clear line, exit code 2."""
    raise CommandError(message, returncode=WRONG_WORDS) from None


def _one_of(choices: Any, name: str, what: str) -> Any:
    if name not in choices.values:
        _refuse(f"Okänd {what}: ”{name}”. Välj något av {', '.join(choices.values)}.")
    return choices(name)


def _year(said: str) -> int:
    try:
        return readable_year(said, timezone.localdate().year)
    except ValueError as error:
        _refuse(str(error))


def _unit(slug: str) -> Unit:
    """The unit by its slug; 'kommun/enhet' where several municipalities have one of that name."""
    municipality, _, own = slug.rpartition("/")
    found = Unit.objects.filter(slug=own).select_related("municipality")
    if municipality:
        found = found.filter(municipality__slug=municipality)
    units = list(found[:2])
    if not units:
        _refuse(f"Ingen enhet heter ”{slug}”.")
    if len(units) > 1:
        _refuse(f"Flera kommuner har en enhet som heter ”{slug}”. Skriv kommun/{own}.")
    unit: Unit = units[0]
    return unit
