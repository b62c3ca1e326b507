"""A message as a feature would tell it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import Absence
from tests.world import World

FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)  # twelve on the wall
MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # Monday, half past seven
TITLE = "Avvikelse 2026-00123 väntar på din bedömning"


def told(world: World, *keys: str, **other: Any) -> int:
    said = {
        "kind": Kind.DEVIATION_NEW, "title": TITLE, "path": "/avvikelser/123/", "key": "deviation-123-new",
        "at": NOON, "day": FRIDAY, **other,
    }  # fmt: skip
    return tell([world.people[key] for key in keys], **said)


def away(world: World, key: str, substitute: str, first: date = FRIDAY, last: date = FRIDAY) -> Absence:
    return Absence.objects.create(
        user=world.people[key], substitute=world.people[substitute], starts_on=first, ends_on=last
    )


def got(world: World) -> dict[str, Notice]:
    """Who has a message, by the keys of the world."""
    keys = {user.pk: key for key, user in world.people.items()}
    return {keys[notice.user_id]: notice for notice in Notice.objects.order_by("pk")}


DAY = timedelta(days=1)
