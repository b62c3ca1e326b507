"""Periods to fill in: who is reminded of which today, and what goes one step up. Names no unit and no number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.indicators.measuring import board, rules
from hjulet.check.indicators.measuring.choices import Stage
from hjulet.check.indicators.measuring.owners import Answering
from hjulet.check.indicators.models import MeasuredUnit, Measurement
from hjulet.check.indicators.rules import Period

NAME = 90  # characters of the measure's name in a message


@dataclass(frozen=True)
class Reminder:
    """A period that waits, as far as it has come, and those whom it waits for."""

    measurement: Measurement
    period: Period
    stage: Stage
    users: tuple[User, ...]

    @property
    def due_on(self) -> date:
        return self.measurement.due_on(self.period)

    @property
    def key(self) -> str:
        """Each is said once to each person; a day that is moved is another day."""
        return f"measuring:{self.measurement.pk}:{self.period.last:%Y%m%d}:{self.due_on:%Y%m%d}:{self.stage}"

    @property
    def title(self) -> str:
        name = self.measurement.indicator.name
        said = {
            "name": name if len(name) <= NAME else f"{name[:NAME]}…",
            "period": self.measurement.words(self.period), "day": swedish.day(self.due_on),
        }  # fmt: skip
        if self.stage == Stage.ESCALATED:
            return (
                _("%(name)s för %(period)s har väntat sedan %(day)s och är lyft till chefen ovanför.") % said
            )
        if self.stage == Stage.LATE:
            return _("%(name)s för %(period)s skulle ha fyllts i senast %(day)s.") % said
        return _("%(name)s för %(period)s ska fyllas i senast %(day)s.") % said

    @property
    def path(self) -> str:
        return f"{self.measurement.get_absolute_url()}{self.period.first:%Y-%m}/"


def due(place: Municipality, today: date) -> Iterator[Reminder]:
    """Every period in a municipality that somebody should hear of; one message to each, however many units."""
    asked = Q(ended_at=None) | Q(last_day__gte=today.replace(year=today.year - 1, day=1))
    for measurement in Measurement.objects.of(place).filter(asked).select_related("indicator").order_by("pk"):
        yield from _of(measurement, place, today)


def send(reminder: Reminder, *, at: datetime, day: date) -> int:
    """Tell those it waits for; who is away has a substitute, who is told first. Gives how many were new."""
    return tell(
        reminder.users, Kind.MEASURING, reminder.title, reminder.path, key=reminder.key,
        about=reminder.measurement, due_on=reminder.due_on, at=at, day=day,
    )  # fmt: skip


def _of(measurement: Measurement, municipality: Municipality, today: date) -> Iterator[Reminder]:
    places = board.places_of(measurement)
    answering = Answering.of(municipality, places, today)
    waiting: dict[Period, list[MeasuredUnit]] = {}
    for cell in board.cells(places, board.values_at(places), today):
        if cell.is_open:
            waiting.setdefault(cell.period, []).append(cell.place)
    for period, here in sorted(waiting.items(), key=lambda item: item[0].first):
        found = rules.stage(period, measurement.due_on(period), today)
        if found is None:
            continue
        asked = answering.above if found == Stage.ESCALATED else answering.for_place
        users = {user.pk: user for place in here for user in asked(place)}
        if users:
            yield Reminder(measurement, period, found, tuple(users.values()))
