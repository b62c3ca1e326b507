"""Measurements and their values, for the tests here and for the tables of access and of queries."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.measuring.choices import Counting, Rhythm
from hjulet.check.indicators.measuring.filling import Filled, fill_in
from hjulet.check.indicators.measuring.rules import Typed, period_of
from hjulet.check.indicators.measuring.setting_up import How, NewMeasure, Plan, set_up
from hjulet.check.indicators.models import Value

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SICK = NewMeasure("Sjukfrånvaro", "medarbetare", "%", Direction.LOWER, "Andel av arbetstiden.")
SHARE = How(Counting.SHARE, "Timmar med sjukfrånvaro", "Timmar med ordinarie arbetstid")
DAYS = NewMeasure("Boendedygn", "särskilt boende", "dygn", Direction.NEUTRAL)
WAIT = NewMeasure("Väntetid", "särskilt boende", "dagar", Direction.LOWER)
PEOPLE = How(Counting.RATIO, "Dagar", "Personer", counts_people=True)


def measurement(world, *units, what=SICK, how=SHARE, first=date(2026, 10, 1), by="developer", **plan):
    """A measurement at these units, monthly unless said otherwise, from October 2026."""
    plan = {
        "rhythm": Rhythm.MONTH,
        "first_day": first,
        "units": tuple(world.units[one] for one in units),
    } | plan
    return set_up(world.municipality, what, how, Plan(**plan), uuid4(), by=world.people[by], at=AT)


def place(found, unit):
    return found.places.select_related("unit", "owner", "measurement__indicator").get(unit__slug=unit)


def parts(above, below):
    return Typed(None, Decimal(above), Decimal(below))


def number(value):
    return Typed(Decimal(value))


def not_measured(why):
    return Typed(why_not=why)


def fill(found, world, month, by="manager", **units):
    """Fill in the period that begins in the month, 'ÅÅÅÅ-MM', at each unit."""
    period = period_of(found.rhythm, date.fromisoformat(f"{month}-01"))
    filled = [Filled(place(found, unit), typed) for unit, typed in units.items()]
    return fill_in(found, period, filled, by=world.people[by], at=AT)


def value(found, unit, said):
    return Value.objects.select_related("indicator", "unit").get(
        indicator=found.indicator, unit__slug=unit, period_said=said
    )
