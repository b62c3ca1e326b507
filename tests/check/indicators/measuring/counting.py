"""A measurement at two dozen units of the demonstration, for counting what its pages ask the database."""

from datetime import UTC, date, datetime
from uuid import UUID

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.measuring.filling import Filled, fill_in
from hjulet.check.indicators.measuring.rules import period_of
from hjulet.check.indicators.measuring.setting_up import Plan, set_up
from hjulet.check.indicators.models import Measurement, Value
from tests.check.indicators.measuring.making import SHARE, SICK, parts

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
FIRST = date(2025, 1, 1)


def at_many_units() -> tuple[Measurement, Value]:
    """A year of it, the first months filled in everywhere, and a value of one of them."""
    sas = User.objects.get(email="sas@leksand.example")
    units = Unit.objects.of(sas.municipality).filter(kind="unit", valid_to=None)[:12]
    plan = Plan(Rhythm.MONTH, FIRST, units=tuple(units))
    found = set_up(sas.municipality, SICK, SHARE, plan, UUID(int=7), by=sas, at=NOW)
    places = list(found.places.select_related("unit", "measurement__indicator"))
    for month in (1, 2, 3):
        filled = [Filled(place, parts(40 + month, 560)) for place in places]
        fill_in(found, period_of(Rhythm.MONTH, date(2025, month, 1)), filled, by=sas, at=NOW)
    return found, Value.objects.filter(indicator=found.indicator).order_by("pk")[0]


def of_measuring() -> dict[str, int]:
    """The words of the table → numbers."""
    found, value = at_many_units()
    return {"a measurement": found.pk, "a measured value": value.pk}


MEASURING_PAGES = {
    "indicators:measurements": ["sas", "manager", "politician"],
    "indicators:measurement_choose": ["sas"],
    "indicators:measurement_create": [("sas", {"?": "mall=sjukfranvaro"}), "sas"],
    "indicators:measurement": [("sas", {"pk": "a measurement"})],
    **{
        f"indicators:measurement_{name}": [("sas", {"pk": "a measurement"})]
        for name in ("edit", "owners", "end")
    },
    "indicators:measurement_fill": [
        ("sas", {"pk": "a measurement", "month": "2025-03"}),
        ("sas", {"pk": "a measurement", "month": "2025-04"}),
    ],
    "indicators:measurement_revise": [("sas", {"pk": "a measured value"})],
}
