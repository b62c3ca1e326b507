"""Remind those who answer for own measurements, lift what has waited too long, and let new units in."""

from collections.abc import Iterable
from datetime import date, datetime

from hjulet.base.notices.morning import MorningCommand
from hjulet.base.organisation.models import Municipality
from hjulet.check.indicators.measuring.reminding import Reminder, due, send
from hjulet.check.indicators.measuring.setting_up import let_in
from hjulet.check.indicators.models import Measurement


class Command(MorningCommand):
    help = (
        "Påminn om egna mätningar som ska fyllas i, lyft dem som har väntat för länge, och låt nya enheter komma med. "
        "Körs varje morgon; samma morgon två gånger påminner en gång."
    )
    sums_up = "{found} perioder att fylla i, {sent} nya påminnelser"

    def begin(self, *, at: datetime, day: date) -> None:
        for measurement in Measurement.objects.going_on().exclude(below=None):
            let_in(measurement, at=at, day=day)

    def due(self, day: date) -> Iterable[Reminder]:
        for place in Municipality.objects.order_by("pk"):
            yield from due(place, day)

    def send(self, one: Reminder, *, at: datetime, day: date) -> int:
        return send(one, at=at, day=day)
