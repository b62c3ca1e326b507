"""A measure and a value that most tests here start from."""

from decimal import Decimal

import pytest

from tests.factories import IndicatorFactory, ValueFactory


@pytest.fixture
def indicator(world):
    return IndicatorFactory(
        municipality=world.municipality, slug="trygg", name="Känner sig trygg", subject="lss", concept="trygg",
        source_register="egen mätning",
    )  # fmt: skip


@pytest.fixture
def value(world, indicator):
    return ValueFactory(indicator=indicator, unit=world.units["solgarden"], value=Decimal(75), respondents=16)
