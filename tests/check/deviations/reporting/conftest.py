"""A report as somebody fills it in, and the time of writing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from hjulet.check.deviations.models import UnitDoor
from tests.factories import UnitDoorFactory
from tests.world import World

NIGHT = datetime(2026, 11, 21, 2, 14, tzinfo=ZoneInfo("Europe/Stockholm"))  # a Saturday


@pytest.fixture
def told(world: World) -> Callable[..., dict[str, Any]]:
    """told(how_bad="grave") → the data of a whole form, with another word here and there."""

    def data(**other: Any) -> dict[str, Any]:
        unit = other.pop("unit", world.units["solgarden"].pk)
        said = {
            "client_id": str(uuid4()), "tile": "medication", "what_happened": "Kvällsdosen gavs två gånger.",
            "when": "now", "unit": unit, "place": "home", "place_note": "köket",
            "done_at_once": "Ringde sjuksköterskan.", "how_bad": "little",
        }  # fmt: skip
        return {key: value for key, value in (said | other).items() if value is not None}

    return data


@pytest.fixture(autouse=True)
def _disk(settings: Any, tmp_path: Path) -> None:
    """Files in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def door(world: World) -> UnitDoor:
    return UnitDoorFactory(unit=world.units["solgarden"], token="solgardens-dorr")
