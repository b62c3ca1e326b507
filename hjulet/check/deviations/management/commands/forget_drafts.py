from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.check.deviations.workflows.drafts import forget_old_drafts


class Command(BaseCommand):
    help = "Ta bort påbörjade rapporter som ingen har rört på 30 dagar. Körs en gång varje natt."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_drafts(timezone.now())} påbörjade rapporter borttagna.")
