"""A published figure and a report at the place, for the truth table of access."""

from typing import Any

from tests.factories import IndicatorFactory, ValueFactory
from tests.report.manuscripts.writing.access_makers import WRITER, written
from tests.world import World


def _figure(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    unit = world.units[places[place]]
    indicator = IndicatorFactory(municipality=unit.municipality)
    return {"value": ValueFactory(indicator=indicator, unit=unit, is_published_source=True).pk}


def _into(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    unit = world.units[places[place]]
    return {"pk": written(unit, world.people[WRITER[place]]).pk, **_figure(places, world, place)}


PUTTING_MAKERS = {"published figure": _figure, "figure and report": _into}
