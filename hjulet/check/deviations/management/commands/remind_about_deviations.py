"""Remind those who judge and investigate, lift what has waited too long, and forget what nobody came back to."""

from collections.abc import Iterable
from datetime import date, datetime

from hjulet.base.notices.morning import MorningCommand
from hjulet.base.organisation.models import Municipality
from hjulet.check.deviations.workflows.drafts import forget_old_drafts
from hjulet.check.deviations.workflows.importing import forget_waiting
from hjulet.check.deviations.workflows.reminding import Reminder, due, send


class Command(MorningCommand):
    help = (
        "Påminn om avvikelser som ska bedömas, utredas eller besvaras, lyft dem som har väntat för länge, "
        "och glöm gamla utkast. Körs varje morgon; samma morgon två gånger påminner en gång."
    )

    def due(self, day: date) -> Iterable[Reminder]:
        for place in Municipality.objects.order_by("pk"):
            yield from due(place, day)

    def send(self, one: Reminder, *, at: datetime, day: date) -> int:
        return send(one, at=at, day=day)

    def end(self, *, at: datetime, day: date) -> None:
        drafts, files = forget_old_drafts(at), forget_waiting(at)
        self.stdout.write(f"{drafts} gamla utkast och {files} filer som väntade på inläsning är borta")
