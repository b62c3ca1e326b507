"""Write the index of open texts anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.desk.searching.indexing import index_everything


class Command(BaseCommand):
    help = "Skriv sökningens register på nytt, för varje kommun. Går att köra när som helst, också medan andra söker."

    def handle(self, *args: Any, **options: Any) -> None:
        day = timezone.localdate()
        for municipality in Municipality.objects.order_by("slug"):
            amount = index_everything(municipality, day)
            if options["verbosity"]:
                self.stdout.write(f"{municipality.name}: {amount} texter går att hitta")
