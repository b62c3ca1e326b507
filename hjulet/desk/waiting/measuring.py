"""Periods of own measurements to fill in."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.indicators.measuring.pages import ToFill, to_fill
from hjulet.desk.waiting.rows import ROWS, Waiting, dated

SEVERAL = 3  # units: from here their number stands instead of their names


def to_measure(user: User, today: date) -> Iterable[Waiting]:
    """Those I answer for, or stand in for; a minute each."""
    return [_row(one, today) for one in to_fill(user, today)[:ROWS]]


def _row(one: ToFill, today: date) -> Waiting:
    text = _("Fyll i %(name)s för %(period)s") % {"name": one.measurement.indicator.name, "period": one.words}
    href = reverse("indicators:measurement_fill", args=[one.measurement.pk, one.month])
    amount = len(one.places)
    where = ", ".join(place.unit.name for place in one.places)
    if amount >= SEVERAL:
        where = ngettext("%(n)s enhet", "%(n)s enheter", amount) % {"n": swedish.number(amount)}
    return dated(text, href, one.due_on, today, max(1, amount // 2), where)
