"""The few things every test may ask for: the world and signed-in clients."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Client]:
    """signed_in("manager") → a client of that person."""

    def client_of(key: str) -> Client:
        client = Client()
        client.force_login(world.people[key])
        return client

    return client_of
