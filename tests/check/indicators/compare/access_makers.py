"""A measure to take home, for the truth table of access."""

from typing import Any

from tests.factories import IndicatorFactory
from tests.world import World


def _to_take_home(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    municipality = world.units[places[place]].municipality
    return {"slug": IndicatorFactory(municipality=municipality).slug, "kind": "csv"}


COMPARE_MAKERS = {"measure to take home": _to_take_home}
