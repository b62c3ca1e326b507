"""Run by the server's own Python before the crowd comes: a small municipality, and what each telephone holds."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from hjulet.base.identities.envelopes import key_id, public_key_spki
from hjulet.check.deviations.models import Deviation
from hjulet.check.deviations.workflows import offline
from tests.factories import RoleHoldingFactory, UserFactory
from tests.world import make_world

TICKETS = 10


def prepare(clients: int) -> dict[str, object]:
    """Everybody works in the same unit; half of them send from telephones that had no net."""
    unit = make_world().units["solgarden"]
    crowd = []
    for number in range(clients):
        user = UserFactory(municipality=unit.municipality, email=f"crowd{number}@example.se")
        RoleHoldingFactory(user=user, role="staff", unit=unit)
        at = timezone.now() - timedelta(hours=1)
        tickets = [
            ticket
            for _ in range(TICKETS // 5)
            for ticket in offline.tickets_for(user=user, door=None, form=None, spare=5, at=at)
        ]
        crowd.append({"session": signed_in(user), "tickets": tickets, "ids": [str(uuid4()) for _ in tickets]})
    return {"unit": unit.pk, "crowd": crowd, "given": {"key": public_key_spki(), "key_id": key_id()}}


def signed_in(user: object) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def count() -> list[tuple[str, str]]:
    return [(str(made.client_id), made.number) for made in Deviation.objects.order_by("pk")]
