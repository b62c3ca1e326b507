"""Saying what an action should move, choosing a denser series, and taking one away; each logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hjulet.act.actions.models import Action
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Obstacle, Wanted
from hjulet.analyse.effects.models import Expectation
from hjulet.base.log.chain import record
from hjulet.base.people.models import User


class CannotExpect(Exception):
    """An expectation cannot be stated as it is said; the list says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class ExpectationText:
    """What somebody says that an action should move."""

    series: str
    wanted: Wanted
    from_month: date
    size: int | None = None
    months_before: int = rules.BEFORE
    trigger_months: int = 0

    @property
    def columns(self) -> dict[str, object]:
        return vars(self)


@transaction.atomic
def state_expectation(
    action: Action, said: ExpectationText, *, exists: bool, by: User, at: datetime
) -> Expectation:
    """What the action should move; the first leads. Said twice the same it is one. Raises CannotExpect."""
    action.refresh_from_db(
        from_queryset=Action.objects.select_related("unit").select_for_update(of=("self",))
    )
    there = list(Expectation.objects.filter(action=action))
    same = next((one for one in there if one.series == said.series), None)
    if same is not None and all(getattr(same, name) == value for name, value in said.columns.items()):
        return same
    if obstacles := rules.obstacles_to_stating(exists=exists, is_new=same is None, others=len(there)):
        raise CannotExpect(obstacles)
    made = Expectation.objects.create(
        action=action, **said.columns, is_leading=not there, stated_by=by, stated_at=at
    )
    record("expectation.stated", action, by=by, at=at, **said.columns)
    return made


@transaction.atomic
def switch_series(
    found: Expectation, series: str, months_before: int, *, exists: bool, by: User, at: datetime
) -> None:
    """Follow a denser series instead, in the same direction from the same month. Raises CannotExpect."""
    action = Action.objects.select_related("unit").select_for_update(of=("self",)).get(pk=found.action_id)
    found.refresh_from_db(from_queryset=Expectation.objects.select_for_update())
    taken = Expectation.objects.filter(action=action, series=series).exclude(pk=found.pk).exists()
    if obstacles := rules.obstacles_to_stating(exists=exists, is_new=not taken, others=0):
        raise CannotExpect(obstacles)
    was = found.series
    found.series, found.months_before, found.stated_by, found.stated_at = series, months_before, by, at
    found.save(update_fields=["series", "months_before", "stated_by", "stated_at"])
    record("expectation.switched", action, by=by, at=at, was=was, now=series, months_before=months_before)


@transaction.atomic
def drop_expectation(found: Expectation, *, by: User, at: datetime) -> None:
    """Take it away; if it led, the oldest of the others leads. What reviews have frozen stays."""
    action = Action.objects.select_related("unit").select_for_update(of=("self",)).get(pk=found.action_id)
    led, number = found.is_leading, found.pk
    Expectation.objects.filter(pk=number).delete()
    record("expectation.dropped", action, by=by, at=at, series=found.series)
    following = Expectation.objects.filter(action=action).order_by("pk").first()
    if led and following is not None:
        following.lead(by=by, at=at)
