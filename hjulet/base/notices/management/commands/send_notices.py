"""Send the e-mail that is due; run by a timer."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.notices.sending import send_mail


class Command(BaseCommand):
    help = "Skicka de meddelanden som väntar på e-post. Körs var femte minut. Sammanfattningen går en gång per arbetsdag, från kl. 7."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", type=datetime.fromisoformat, help="ÅÅÅÅ-MM-DDTTT:MM, annars nu")

    def handle(self, *args: Any, at: datetime | None, **options: Any) -> None:
        said = timezone.make_aware(at) if at and timezone.is_naive(at) else at
        done = send_mail(lambda: said or timezone.now())
        self.stdout.write(f"{done.sent} brev skickade")
        if done.failed:
            message = f"{done.failed} brev kunde inte skickas. De prövas igen."
            if done.given_up:
                message += f" {done.given_up} har prövats för många gånger och finns i loggen."
            raise CommandError(message)
