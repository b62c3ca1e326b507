"""Take in a folder of documents with its table: shown first, saved only when nothing is wrong."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.plan.procedures.sources.folder import read_files
from hjulet.plan.procedures.workflows import importing


class Command(BaseCommand):
    help = "Läs in en mapp med styrdokument och dess index.csv. Visar vad det blir; --save sparar, om inget är fel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="mappen med dokument och index.csv")
        parser.add_argument("--municipality", required=True, help="kommunens kortnamn")
        parser.add_argument("--by", required=True, help="e-postadress till den som läser in")
        parser.add_argument("--save", action="store_true", help="spara, annars visas bara vad det blir")

    def handle(
        self, *args: Any, folder: Path, municipality: str, by: str, save: bool, **options: Any
    ) -> None:
        place = Municipality.objects.filter(slug=municipality).first()
        user = User.objects.filter(email=by.lower(), municipality=place, is_active=True).first()
        if place is None or user is None or not folder.is_dir():
            message = "Kommunen, personen eller mappen finns inte."
            raise CommandError(message)
        at = timezone.now()
        read = read_files(
            {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        )
        found = importing.plan(read, place, by=user, day=timezone.localdate())
        if save and not found.faults:
            found = importing.examined(found, read.files, place, by=user, at=at)
        for fault in found.faults:
            self.stdout.write(str(fault))
        if found.faults:
            message = f"{len(found.faults)} fel. Inget är sparat."
            raise CommandError(message)
        for one in found.rows:
            self.stdout.write(f"{one.row.title}: {one.why_draft or 'börjar gälla'}")
        made = importing.carry_out(found, by=user, at=at) if save else []
        self.stdout.write(f"{len(found.rows)} dokument, {len(made)} sparade")
