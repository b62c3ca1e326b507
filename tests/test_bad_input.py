"""Nonsense in every field of every form of ours: clear words or a plain no, never a fault, and nothing half done.

What each form says is tested where the form is. This test knows no form: it fills every field name that any page shows.
"""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.access_table import EVERYONE, MAKERS, TABLE, Row
from tests.world import World

OURS = ("deviations:", "lex:", "actions:", "effects:", "series:", "notices:", "cooperation:", "procedures:")
FIELD = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')
TOO_MUCH = 413  # the nonsense must reach the form
NONSENSE = {
    "too long, and no text": "a\x00b\x1b\ud7ff" + "x" * 12_000,
    "too large a number": "9" * 40,
    "another kind": "2031-13-45T99:99<script>😀%00../../etc/passwd'\"--",
}


def somebody(row: Row) -> str:
    """One of those who get through, so that the nonsense reaches the form."""
    reach = row.reach["own"] if row.at else EVERYONE
    return min(row.who & reach or row.who or EVERYONE)


def address(name: str, row: Row, world: World) -> str:
    return reverse(name, kwargs=MAKERS[row.at](world, "own") if row.at else {})


def post(client: Client, url: str, said: dict[str, str]) -> int:
    with transaction.atomic():
        answer = client.post(url, said)
        connection.check_constraints()
        transaction.set_rollback(True)
    return answer.status_code


def every_field(clients: dict[str, Client], world: World, rows: dict[str, Row]) -> list[str]:
    pages = [
        clients[somebody(row)].get(address(name, row, world)) for name, row in rows.items() if row.method == "get"
    ]  # fmt: skip
    shown = [page.content.decode() for page in pages if not page.streaming and b"<form" in page.content]
    return sorted({name for page in shown for name in FIELD.findall(page)} - {"csrfmiddlewaretoken"})


@pytest.mark.django_db
def test_nonsense_in_every_field_of_every_form_is_never_a_fault(world):
    rows = {name: row for name, row in TABLE.items() if name.startswith(OURS)}
    clients = {}
    for key in {somebody(row) for row in rows.values()}:
        clients[key] = Client()
        clients[key].force_login(world.people[key])
    fields = every_field(clients, world, rows)
    assert len(fields) > 50

    answers = {}
    for name, row in rows.items():
        client, url = clients[somebody(row)], address(name, row, world)
        for what, text in NONSENSE.items():
            answers[name, what] = post(client, url, dict.fromkeys(fields, text))
        if row.method == "get":
            answers[name, "asked"] = client.get(
                url, dict.fromkeys(fields, NONSENSE["another kind"])
            ).status_code

    assert {asked: status for asked, status in answers.items() if status >= 500 or status == TOO_MUCH} == {}
