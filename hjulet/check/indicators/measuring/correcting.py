"""The page where a period that is filled in is corrected."""

from __future__ import annotations

from dataclasses import dataclass

from hjulet.base.people.request import Request
from hjulet.check.indicators.measuring import fill_page
from hjulet.check.indicators.measuring.access import may_fill
from hjulet.check.indicators.measuring.filling import measurement_of
from hjulet.check.indicators.measuring.forms import CorrectionForm, plain
from hjulet.check.indicators.measuring.owners import Answering, stands_in_for
from hjulet.check.indicators.models import Measurement, Value
from hjulet.check.indicators.rules import Period


@dataclass(frozen=True)
class Correcting:
    """A value that was filled in, and the form that corrects it."""

    value: Value
    measurement: Measurement
    words: str
    stands: str
    form: CorrectionForm


def page(request: Request, value: Value) -> Correcting | None:
    """None where it belongs to no measurement, or the person may not fill in there."""
    measurement = measurement_of(value)
    place = (
        measurement.places.select_related("unit", "owner").filter(unit=value.unit_id).first()
        if measurement is not None
        else None
    )
    if measurement is None or place is None:
        return None
    answering = Answering.of(request.municipality, [place], request.today)
    instead = stands_in_for(request.user, request.today) & {one.pk for one in answering.for_place(place)}
    if not may_fill(request.user, place, request.today, instead_of=instead):
        return None
    initial = {
        "value": plain(value.value), "numerator": plain(value.numerator), "denominator": plain(value.denominator),
        "why_not": value.missing_said, "seen": value.revisions.count(),
    }  # fmt: skip
    posted = request.POST if request.method == "POST" else None
    form = CorrectionForm(posted, indicator=value.indicator, initial=initial)
    said = measurement.words(Period(value.period_start, value.period_end, value.period_said))
    return Correcting(value, measurement, said, fill_page.in_words(value.indicator, value), form)
