"""Every address × every role × own unit, other unit, other municipality: the answer is the one in the table."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_table import EVERYONE, FORMER, MAKERS, PLACES, TABLE, Row
from tests.world import World

MOST_QUERIES = 20
CHANGES = ("INSERT", "UPDATE", "DELETE")
BOOKS = (
    "django_session",
    "account_emailaddress",
    "log_entry",
)  # what is kept about looking itself, and allauth's copy


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def address(name: str, row: Row, world: World, place: str) -> str:
    return reverse(name, kwargs=MAKERS[row.at](world, place) if row.at else {})


def ask(client: Client, row: Row, url: str) -> int:
    """The status, with every change undone, so that each asks the same world."""
    cache.clear()
    with transaction.atomic():
        answer = client.get(url) if row.method == "get" else client.post(url, row.data)
        transaction.set_rollback(True)
    return answer.status_code


def look(client: Client, row: Row, url: str) -> int:
    """The status of looking, which changes nothing and asks few questions."""
    with CaptureQueriesContext(connection) as queries:
        status = ask(client, row, url)
    asked = [query["sql"] for query in queries]
    changes = [sql for sql in asked if sql.startswith(CHANGES) and not any(book in sql for book in BOOKS)]
    assert (changes, url) == ([], url)
    assert len(asked) <= MOST_QUERIES, url
    return status


def test_every_address_stands_in_the_table():
    assert set(names_of(get_resolver().url_patterns)) == set(TABLE)


def test_every_person_of_the_world_stands_in_the_table(world):
    assert set(world.people) == EVERYONE | FORMER


@pytest.mark.parametrize("name", TABLE)
def test_access_is_what_the_table_says(world, name):
    row = TABLE[name]
    places = PLACES if row.at else {"own": ""}
    urls = {place: address(name, row, world, place) for place in places}
    expected, found = {}, {}
    for key, person in world.people.items():
        client = Client()
        client.force_login(person)
        for place, url in urls.items():
            expected[key, place] = row.expected(key, place)
            found[key, place] = (look if row.method == "get" else ask)(client, row, url)

    assert found == expected


@pytest.mark.parametrize("name", TABLE)
def test_stranger_is_sent_to_the_sign_in_unless_the_page_is_open(world, name):
    row = TABLE[name]
    url = address(name, row, world, "own")

    answer = Client().get(url) if row.method == "get" else Client().post(url, row.data)

    is_sent_away = answer.status_code == 302 and "?next=" in answer.url
    assert is_sent_away is not row.is_open


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.method == "post"])
def test_address_that_changes_something_does_not_answer_to_looking(world, name):
    client = Client()
    client.force_login(world.people["administrator"])

    assert client.get(address(name, TABLE[name], world, "own")).status_code == 405
