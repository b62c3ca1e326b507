from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hjulet.base.files import storage
from hjulet.base.files.models import StoredFile
from hjulet.base.identities.sealing import CannotOpen


class Command(BaseCommand):
    help = "Försegla bifogade filer med den nyaste nyckeln. Kan avbrytas och köras igen. Ta inte bort den gamla nyckeln före."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--batch", type=int, default=100, help="hur många filer mellan varje rad som skrivs"
        )

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        numbers = list(StoredFile.objects.kept().values_list("pk", flat=True))
        renewed = faults = 0
        for count, number in enumerate(numbers, start=1):
            try:
                renewed += self._renew(number)
            except (CannotOpen, OSError) as error:
                faults += 1
                self.stderr.write(f"Fil nummer {number} kan inte öppnas ({type(error).__name__}).")
            if count % batch == 0:
                self.stdout.write(f"{count} av {len(numbers)}")
        if faults:
            message = f"{faults} filer kunde inte förseglas om. Behåll den gamla nyckeln och kör check_files."
            raise CommandError(message, returncode=1)
        self.stdout.write(f"{renewed} filer förseglade med den nyaste nyckeln, {len(numbers)} i allt.")

    @transaction.atomic
    def _renew(self, number: int) -> bool:
        """One file at a time, locked, so that nobody removes it meanwhile."""
        file = StoredFile.objects.select_for_update(of=("self",)).kept().filter(pk=number).first()
        return storage.renew_seal(file.key) if file else False
