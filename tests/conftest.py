"""The few things every test may ask for: the world and signed-in clients."""

import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from hjulet.base.log.models import Entry, Seal
from tests.schema import create_test_db
from tests.world import World, make_world

# The same examples every time: what stops a landing is what the change did. HJULET_EXPLORE=1 looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True)
if not os.environ.get("HJULET_EXPLORE"):
    hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """SQLite's tables are copied from an earlier run, where the migrations are the same."""
    if connection.vendor == "sqlite":
        connection.creation.create_test_db = create_test_db


@pytest.fixture(autouse=True)
def _no_tries_are_remembered() -> Iterator[None]:
    """Rate limits count in the cache, and the cache of the tests is one for all of them."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _fresh_log_after_real_transactions(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that commit are cleaned up by a flush, which the log's triggers refuse: give them a new table instead.

    The product has no such way round; it would be a way round for everybody.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    make_new_log_tables()


def make_new_log_tables() -> None:
    """Drop the log and make it anew, empty. The flush that follows ends with post_migrate, which makes the triggers."""
    with connection.schema_editor() as editor:
        for model in (Entry, Seal):
            editor.delete_model(model)
        for model in (Entry, Seal):
            editor.create_model(model)


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
