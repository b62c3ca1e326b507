from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.check.indicators.imports.planning import forget_waiting


class Command(BaseCommand):
    help = "Ta bort filer med värden som har väntat på inläsning i mer än sju dagar. Körs en gång varje natt."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_waiting(timezone.now())} filer borttagna.")
