"""Many deviations in few words."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from hjulet.base.search.stems import blinded
from hjulet.check.deviations.models import Deviation, DeviationType
from hjulet.check.deviations.workflows.reporting import SEARCH
from tests.factories import DeviationFactory
from tests.world import World

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
CLOSED = {"state": "closed", "closed_at": AT, "event_class": "event"}


def event(world: World, unit: str = "solgarden", days: int = 1, **more: Any) -> Deviation:
    """Reported so many days ago; `text` can be searched for."""
    reported_at = timezone.now() - timedelta(days=days)
    said = {
        "reported_at": reported_at, "happened_on": timezone.localtime(reported_at).date(),
        "judge_by": timezone.localdate() + timedelta(days=1), "investigate_by": timezone.localdate() + timedelta(days=14),
        "reported_by": world.people["staff"],
    }  # fmt: skip
    part = {"words": blinded(more.get("text", ""), purpose=SEARCH), **more.pop("part", {})}
    if more.get("state") == "closed":
        more = {"closed_by": world.people["manager"], "closed_at": AT, **more}
    return DeviationFactory(unit=world.units[unit], part=part, **{**said, **more})


def kind(world: World, law: str = "sol", code: str = "", **more: Any) -> DeviationType:
    number = DeviationType.objects.count()
    named = {"code": code or f"typ-{number}", "name": f"Typ {code or number}"}
    return DeviationType.objects.create(municipality=world.municipality, law=law, **{**named, **more})


def numbers(response: Any) -> list[str]:
    """The numbers in the list that a page shows, in its order."""
    return [row.deviation.number for row in response.context["rows"]]
