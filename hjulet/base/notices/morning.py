"""The command of a feature that reminds. Run every morning; run twice the same morning it reminds once."""

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone


class MorningCommand(ABC, BaseCommand):
    """What is due, a line each, and how many were reminded of it. A feature says what is due, and how its day begins and ends."""

    sums_up = "{found} dagar att hålla, {sent} nya påminnelser"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, annars dagens datum")
        parser.add_argument("--dry-run", action="store_true", help="visa men skicka inget och ändra inget")

    def begin(self, *, at: datetime, day: date) -> None:
        """What the new day changes by itself, before anybody is reminded."""

    @abstractmethod
    def due(self, day: date) -> Iterable[Any]:
        """What to remind of."""

    def line(self, one: Any) -> str:
        """What is printed of it: nothing of what it is about."""
        return str(one.title)

    def send(self, one: Any, *, at: datetime, day: date) -> int:
        """Remind of it. Gives how many were new."""
        return int(one.send(at=at, day=day))

    def end(self, *, at: datetime, day: date) -> None:
        """What is put away afterwards."""

    def handle(self, *args: Any, today: date | None = None, dry_run: bool = False, **options: Any) -> None:
        day, at = today or timezone.localdate(), timezone.now()  # noqa: TID251 - as a command
        if not dry_run:
            self.begin(at=at, day=day)
        due = list(self.due(day))
        sent = 0
        for one in due:
            self.stdout.write(self.line(one))
            sent += 0 if dry_run else self.send(one, at=at, day=day)
        if not dry_run:
            self.end(at=at, day=day)
        self.stdout.write(self.sums_up.format(found=len(due), sent=sent))
