"""Every address × every role × own unit, other unit, other municipality: the answer is the one in the table."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_table import EVERYONE, FORMER, MAKERS, PLACES, TABLE, Row
from tests.world import World

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


def ask(cookies: SimpleCookie, row: Row, url: str) -> int:
    """The status, with every change undone, so that each asks the same world. Looking changes nothing to begin with."""
    cache.clear()
    reset_queries()  # the log of them has room for 9,000
    client = Client()
    client.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = client.get(url) if row.method == "get" else client.post(url, row.data)
        transaction.set_rollback(True)
    if row.method == "get":
        asked = [query["sql"] for query in queries]
        changes = [sql for sql in asked if sql.startswith(CHANGES) and not any(book in sql for book in BOOKS)]
        assert (url, changes) == (url, [])
        assert len(asked) <= row.most_queries, url
    return answer.status_code


def test_every_address_stands_in_the_table():
    assert set(names_of(get_resolver().url_patterns)) == set(TABLE)


def test_every_person_of_the_world_stands_in_the_table(world):
    assert set(world.people) == EVERYONE | FORMER


@pytest.mark.parametrize("key", sorted(EVERYONE | FORMER))
def test_person_gets_through_where_the_table_says_and_nowhere_else(world, key):
    client = Client()
    client.force_login(world.people[key])
    expected, found = {}, {}
    for name, row in TABLE.items():
        for place in PLACES if row.at else ["own"]:
            expected[name, place] = row.expected(key, place)
            found[name, place] = ask(client.cookies, row, address(name, row, world, place))

    assert found == expected


def test_stranger_is_sent_to_the_sign_in_unless_the_page_is_open(world):
    sent_away = {}
    for name, row in TABLE.items():
        url = address(name, row, world, "own")
        answer = Client().get(url) if row.method == "get" else Client().post(url, row.data)
        sent_away[name] = answer.status_code == 302 and "?next=" in answer.url

    assert sent_away == {name: not row.is_open for name, row in TABLE.items()}


def test_address_that_changes_something_does_not_answer_to_looking(world, signed_in):
    client = signed_in("administrator")
    posts = [name for name, row in TABLE.items() if row.method == "post"]

    assert {client.get(address(name, TABLE[name], world, "own")).status_code for name in posts} == {405}
