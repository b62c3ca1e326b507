"""Keys that cost nothing to make anew, and a folder for the photos."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from hjulet.check.deviations.models import UnitDoor
from tests.check.deviations.offline.support import pem
from tests.factories import UnitDoorFactory
from tests.world import World


@pytest.fixture(scope="session")
def two_keys() -> list[str]:
    return [pem(rsa.generate_private_key(public_exponent=65537, key_size=3072)) for _ in range(2)]


@pytest.fixture(autouse=True)
def _one_key_and_a_disk(settings: Any, two_keys: list[str], tmp_path: Path) -> None:
    settings.ENVELOPE_KEY = two_keys[0]
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def door(world: World) -> UnitDoor:
    return UnitDoorFactory(unit=world.units["solgarden"], token="solgardens-dorr")
