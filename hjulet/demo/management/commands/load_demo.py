"""Load the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.demo import leksand, lingonfors, sign_ins


class Command(BaseCommand):
    help = "Läs in demonstrationen: Leksands publicerade siffror och den påhittade kommunen. Går att köra flera gånger."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            message = "Demonstrationen läses bara in med HJULET_DEMO=1."
            raise CommandError(message)
        at = timezone.now()
        real = leksand.load(at)
        invented = lingonfors.load(at)
        sign_ins.load(real, sign_ins.LEKSAND)
        people = sign_ins.load(invented, sign_ins.LINGONFORS)
        lingonfors.load_improvements(invented, people)
        self.stdout.write("Demonstrationen är inläst.")
