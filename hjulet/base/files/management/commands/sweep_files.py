from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.base.files import storage
from hjulet.base.files.models import StoredFile

DAY = timedelta(days=1)


class Command(BaseCommand):
    help = "Ta bort filer på disken som ingen post hör till. Bara sådana som är äldre än ett dygn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="räkna men ta inte bort något")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        old = timezone.now() - DAY
        swept = 0
        for path in storage.everything():
            key = storage.key_of(path)
            if key is None and not storage.is_half_written(path):
                continue  # not ours
            if datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) > old:
                continue
            if key and StoredFile.objects.kept().filter(key=key).exists():
                continue
            swept += 1
            if not dry_run:
                path.unlink(missing_ok=True)
        done = "skulle tas bort" if dry_run else "borttagna"
        self.stdout.write(f"{swept} filer utan post {done}.")
