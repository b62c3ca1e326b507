"""Things of cost per user for the truth table of access (tests/access_table.py)."""

from collections.abc import Callable
from typing import Any

from hjulet.check.costs.models import CostTable, PriceRise
from tests.check.costs.making import price_rise, stored_table
from tests.world import World

Made = dict[str, Any]


def _municipality(places: dict[str, str], world: World, place: str):
    return world.units[places[place]].municipality


def _file(places: dict[str, str], world: World, place: str) -> Made:
    number = CostTable.objects.count()  # the row is asked about in several places of one municipality
    table = stored_table(_municipality(places, world, place), slug=f"tabell-av-kostnader-{number}")
    return {"slug": table.slug, "year": table.year, "kind": "xlsx"}


def _picture(places: dict[str, str], world: World, place: str) -> Made:
    return _file(places, world, place) | {"chart": "forandring", "kind": "svg"}


def _price(places: dict[str, str], world: World, place: str) -> Made:
    year = 2024 - PriceRise.objects.count()
    return {"year": price_rise(_municipality(places, world, place), year=year).year}


COST_MAKERS: dict[str, Callable[[dict[str, str], World, str], Made]] = {
    "file of a cost table": _file,
    "picture of a cost table": _picture,
    "rise of prices": _price,
}
