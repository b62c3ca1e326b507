import json
from argparse import ArgumentParser
from datetime import UTC, date
from typing import Any

from django.core.management.base import BaseCommand

from hjulet.base.log.models import HASHED, Entry
from hjulet.base.log.verification import AT_A_TIME


class Command(BaseCommand):
    help = "Skriv ut loggen som JSON, en post per rad, till exempel för en SIEM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, första dagen")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD, sista dagen")
        parser.add_argument("--municipality", default="", help="bara denna kommun (kortnamn)")

    def handle(
        self, *args: Any, first: date | None, last: date | None, municipality: str, **options: Any
    ) -> None:
        entries = Entry.objects.matching(event=None, who=None, first=first, last=last).order_by("id")
        if municipality:
            entries = entries.filter(municipality=municipality)
        for entry in entries.iterator(chunk_size=AT_A_TIME):
            self.stdout.write(self._line(entry))

    def _line(self, entry: Entry) -> str:
        known = {name: getattr(entry, name) for name in ("id", *HASHED, "previous", "fingerprint")}
        return json.dumps(
            {**known, "at": entry.at.astimezone(UTC).isoformat()}, ensure_ascii=False, sort_keys=True
        )
