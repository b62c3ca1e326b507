from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hjulet.base.people.handbook import access_page


class Command(BaseCommand):
    help = "Skriv handbokens sida om behörigheter ur tabellen i roles.py."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "handbook" / "behorigheter.md"
        path.write_text(access_page(), encoding="utf-8")
        self.stdout.write(f"{path} är skriven.")
