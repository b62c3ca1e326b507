"""Things of the addresses for own measurements."""

from tests.check.indicators.measuring.making import SHARE, fill, measurement, parts, value
from tests.factories import IndicatorFactory, UserFactory


def _at(places, world, place):
    """A measurement at one unit, by somebody of its municipality."""
    of = world.neighbour if place == "elsewhere" else world.municipality
    what = IndicatorFactory(municipality=of, source_register="egen mätning")
    own, world.municipality = world.municipality, of
    world.people["maker"] = UserFactory(municipality=of)
    found = measurement(world, places[place], what=what, how=SHARE, by="maker")
    world.municipality = own
    del world.people["maker"]
    return found


def to_change(places, world, place):
    return {"pk": _at(places, world, place).pk}


def to_fill_in(places, world, place):
    return {"pk": _at(places, world, place).pk, "month": "2026-10"}


def filled_in(places, world, place):
    found, unit = _at(places, world, place), places[place]
    fill(found, world, "2026-10", **{unit: parts(41, 560)})
    return {"pk": value(found, unit, "2026-10").pk}


MEASURING_MAKERS = {"measurement": to_change, "period to fill in": to_fill_in, "period filled in": filled_in}
