"""Everything that is done once a day, in one command: one timer, and what fails does not stop the rest."""

from datetime import date
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser

REMINDERS = (
    "remind_about_deviations",
    "remind_about_lex",
    "remind_about_actions",
    "remind_about_reports",
    "remind_about_routines",
    "remind_about_cooperation",
    "remind_about_figures",
    "remind_about_participation",
    "remind_about_measurements",
    "run_surveys",
)
TIDYING = ("forget_drafts", "forget_value_files", "sweep_files")


class Command(BaseCommand):
    help = "Dagens runda: påminnelser, lyft uppåt och städning. Körs varje morgon. Går att köra två gånger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")

    def handle(self, *args: Any, today: date | None, **options: Any) -> None:
        failed = [name for name in REMINDERS if not self._ran(name, **({"today": today} if today else {}))]
        failed += [name for name in TIDYING if not self._ran(name)]
        if failed:
            message = "Det här gick inte, kör det för sig och läs felet: " + ", ".join(failed)
            raise CommandError(message)

    def _ran(self, name: str, **said: Any) -> bool:
        """Whether the command went well; what it said is printed under its name."""
        heard = StringIO()
        try:
            call_command(name, stdout=heard, stderr=heard, **said)
        except Exception as error:
            self.stderr.write(f"{name}: {type(error).__name__}")  # never its text: it may tell of a case
            return False
        self.stdout.write(
            f"{name}: {heard.getvalue().strip().splitlines()[-1] if heard.getvalue().strip() else 'klart'}"
        )
        return True
