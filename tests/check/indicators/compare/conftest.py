import pytest

from tests.check.indicators.compare.making import Country


@pytest.fixture
def country(world):
    return Country(world.municipality, world.units["ekvik"])
