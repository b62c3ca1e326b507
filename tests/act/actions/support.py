"""What the tests of these pages share: an action, a filled form, an answer's words."""

from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.act.actions.models import Action
from tests.factories import ActionFactory

LIST, NEEDS = reverse("actions:list"), reverse("actions:needs")
CREATE, RAISE = reverse("actions:create"), reverse("actions:raise")


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def url(name: str, row) -> str:
    return reverse(f"actions:{name}", args=[row.pk])


def action(world, unit="solgarden", **changes) -> Action:
    return ActionFactory(unit=world.units[unit], **{"title": f"Åtgärd vid {unit}"} | changes)


def form(world, **changes) -> dict[str, object]:
    said = {
        "title": "Ny rutin för läkemedel", "description": "", "area": "processer", "unit": world.units["solgarden"].pk,
        "year": 2026, "owner": "", "starts_on": "", "due_on": "", "token": str(uuid4()),
    }  # fmt: skip
    return said | changes


def queries(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)
