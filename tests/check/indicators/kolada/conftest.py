"""What the tests of Kolada start from; imported by name where they are used."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import stamina

from hjulet.check.indicators.kolada.sync import Asked, sync
from hjulet.check.indicators.sources.kolada import Client
from tests.check.indicators.kolada.server import OWN, Kolada, serving

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2027, 11, 21, 12, tzinfo=UTC)
ASKED = Asked.of(["U23471"], [2024, 2025])


@pytest.fixture
def kolada(settings) -> Iterator[Kolada]:
    """A Kolada that is asked without pauses, three times at most."""
    with serving(Kolada()) as server, stamina.set_testing(True, attempts=3):
        settings.KOLADA_URL = server.url
        yield server


@pytest.fixture
def client_of_kolada(kolada: Kolada) -> Iterator[Client]:
    with Client(kolada.url, "0.1.0", pause=0) as client:
        yield client


@pytest.fixture
def leksand(world):
    """Our municipality is Leksand in Kolada."""
    world.municipality.code = OWN
    world.municipality.save(update_fields=["code"])
    return world.municipality


@pytest.fixture
def fetch(leksand, client_of_kolada):
    """fetch() → the finished fetch of ASKED; anything else by name."""

    def fetched(asked=ASKED, at=AT, **more):
        return sync(leksand, asked, client_of_kolada, at, **more)

    return fetched
