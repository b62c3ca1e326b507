"""Raising needs, and making and rewriting actions with the needs they answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hjulet.act.actions.models import Action, Need
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User


class SomebodyWasFaster(Exception):
    """The action has changed since the form was opened; nothing is written over."""


@dataclass(frozen=True)
class NeedText:
    """What somebody says of a need."""

    unit: Unit
    area: str
    title: str
    description: str
    year: int


@dataclass(frozen=True)
class ActionText:
    """What somebody says of an action; its status changes by its own verb."""

    unit: Unit
    area: str
    title: str
    description: str
    year: int
    owner: User | None
    starts_on: date | None
    due_on: date | None
    needs: tuple[Need, ...]

    @property
    def columns(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "needs"}


@transaction.atomic
def raise_need(said: NeedText, token: UUID, *, by: User, at: datetime) -> Need:
    """A need, once: the same form sent again gives the need it made the first time. SOSFS 2011:9 5 kap. 6 §."""
    _one_at_a_time(by)
    if made := Need.objects.filter(raised_by=by, form_token=token).first():
        return made
    need = Need.objects.create(**vars(said), raised_by=by, raised_at=at, form_token=token)
    record("need.raised", need, by=by, at=at, title=said.title, area=said.area, unit=said.unit.slug)
    return need


@transaction.atomic
def create_action(said: ActionText, token: UUID, *, by: User, at: datetime) -> Action:
    """An action, once: the same form sent again gives the action it made the first time. SOSFS 2011:9 5 kap. 7 §."""
    _one_at_a_time(by)
    if made := Action.objects.filter(created_by=by, form_token=token).first():
        return made
    action = Action.objects.create(
        **said.columns, created_by=by, changed_by=by, changed_at=at, form_token=token
    )
    action.needs.set(said.needs)
    record("action.created", action, by=by, at=at, **_told(said.columns), needs=_numbers(said.needs))
    return action


@transaction.atomic
def rewrite_action(action: Action, said: ActionText, *, revision: int, by: User, at: datetime) -> None:
    """What the action says from now on. Raises SomebodyWasFaster when it has changed since that revision."""
    action.refresh_from_db(from_queryset=Action.objects.select_for_update(of=("self",)))
    if action.revision != revision:
        raise SomebodyWasFaster
    was = {name: getattr(action, name) for name in said.columns}
    changed = {name: value for name, value in said.columns.items() if was[name] != value}
    needs = set(action.needs.all())
    if not changed and needs == set(said.needs):
        return
    for name, value in changed.items():
        setattr(action, name, value)
    action.changed_by, action.changed_at, action.revision = by, at, revision + 1
    action.save(update_fields=[*changed, "changed_by", "changed_at", "revision"])
    action.needs.set(said.needs)
    record(
        "action.rewritten", action, by=by, at=at,
        was=_told({name: was[name] for name in changed}), now=_told(changed), needs=_numbers(said.needs),
    )  # fmt: skip


def _one_at_a_time(user: User) -> None:
    """Two clicks of one person wait for each other, so that the second finds what the first made."""
    User.objects.select_for_update().get(pk=user.pk)


def _numbers(needs: Iterable[Need] | Sequence[Need]) -> list[int]:
    return sorted(need.pk for need in needs)


def _told(values: dict[str, object]) -> dict[str, object]:
    """As the log keeps it: units and people by their number and name."""
    return {
        name: [value.pk, str(value)] if isinstance(value, Unit | User) else value
        for name, value in values.items()
    }
