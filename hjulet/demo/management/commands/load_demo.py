"""Load the demonstration."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localtime

from hjulet.base.organisation.models import Municipality
from hjulet.base.search.keeping import add_examples
from hjulet.demo import (
    leksand,
    lingonfors,
    lingonfors_cooperation,
    lingonfors_costs,
    lingonfors_participation,
    lingonfors_questions,
    lingonfors_registers,
    processes,
    routines,
    sign_ins,
)
from hjulet.demo.country import loading as country
from hjulet.demo.events import loading
from hjulet.demo.measuring import loading as measuring
from hjulet.demo.reports import loading as reports
from hjulet.demo.surveys import loading as surveys
from hjulet.desk.searching.indexing import index_everything


class Command(BaseCommand):
    help = "Läs in demonstrationen: Leksands publicerade siffror och den påhittade kommunen. Går att köra flera gånger."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            message = "Demonstrationen läses bara in med HJULET_DEMO=1."
            raise CommandError(message)
        at = timezone.now()
        real = leksand.load(at)
        invented = lingonfors.load(at)
        sign_ins.load(real)
        people = sign_ins.load(invented)
        lingonfors.load_improvements(invented, people)
        loading.load(invented, people, at)
        routines.load(invented, people, at)
        processes.load(invented, people, at)  # ties its activities to the routines
        country.load(invented, at)
        lingonfors_cooperation.load(invented, people, at)
        lingonfors_costs.load(invented)
        lingonfors_registers.load(invented)
        surveys.load(invented, people, at)
        measuring.load(invented, people, at)
        lingonfors_participation.load(invented, people, at)
        lingonfors_questions.load(invented, people, at)
        reports.load(invented, people, at)  # last: they tell of all the rest
        self._make_findable(real, invented, day=localtime(at).date())
        if options["verbosity"]:
            self._tell(real, invented)

    def _make_findable(self, *municipalities: Municipality, day: date) -> None:
        """The demonstration writes rows without their verbs, so the index is written after them."""
        for municipality in municipalities:
            add_examples(municipality, day)
            index_everything(municipality, day)

    def _tell(self, *municipalities: Municipality) -> None:
        """The sign-ins, one per role."""
        self.stdout.write(f"Demonstration. Lösenordet är {sign_ins.PASSWORD} för alla.")
        for municipality in municipalities:
            kind = "påhittad" if municipality.is_invented else "publicerade siffror"
            self.stdout.write(f"\n{municipality.name} ({kind})")
            for person in sign_ins.BY_MUNICIPALITY[municipality.slug]:
                title = str(person.role.label)
                self.stdout.write(f"  {title:<24}{sign_ins.address(person.key, municipality)}")
