from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hjulet.base.files.models import StoredFile

AT_A_TIME = 200


class Command(BaseCommand):
    help = (
        "Läs varje bifogad fil och jämför med dess kontrollsumma. Slutkod 1 om någon saknas eller är ändrad."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        checked = faults = 0
        for file in StoredFile.objects.kept().defer("name").iterator(chunk_size=AT_A_TIME):
            checked += 1
            if damage := file.damage():
                if not self._is_kept(file):
                    continue  # removed while we read
                faults += 1
                self.stderr.write(f"{file.key}: {damage.label}")
        if faults:
            message = f"{faults} av {checked} filer kan inte läsas. Hämta dem ur en säkerhetskopia."
            raise CommandError(message, returncode=1)
        self.stdout.write(f"{checked} filer lästa, alla stämmer.")

    def _is_kept(self, file: StoredFile) -> bool:
        return StoredFile.objects.kept().filter(pk=file.pk).exists()
