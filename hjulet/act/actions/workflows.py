"""Raising needs, making and rewriting actions with the needs they answer, and spreading what helped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.act.actions import rules
from hjulet.act.actions.access import answering_for
from hjulet.act.actions.choices import Answer, Status
from hjulet.act.actions.findable import text_of_action, text_of_need
from hjulet.act.actions.models import Action, Conclusion, EffectReview, Need, Spread
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import mark_read, tell, withdraw
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.workflows import put


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
    strength: str = ""  # not judged
    kind: str = ""

    @property
    def columns(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "needs"}


@transaction.atomic
def raise_need(said: NeedText, token: UUID, *, by: User, at: datetime) -> Need:
    """A need, once: the same form sent again gives the need it made the first time. SOSFS 2011:9 5 kap. 6 §."""
    one_at_a_time()
    if made := Need.objects.filter(raised_by=by, form_token=token).first():
        return made
    need = Need.objects.create(**vars(said), raised_by=by, raised_at=at, form_token=token)
    put(text_of_need(need))
    record("need.raised", need, by=by, at=at, title=said.title, area=said.area, unit=said.unit.slug)
    return need


@transaction.atomic
def create_action(said: ActionText, token: UUID, *, by: User, at: datetime) -> Action:
    """An action, once: the same form sent again gives the action it made the first time. SOSFS 2011:9 5 kap. 7 §.

    Other features call it inside their own transaction and tie the action to what it answers. It waits for the log's
    lock alone, which they hold already if they have written there, so that two of them cannot wait for each other.
    """
    one_at_a_time()
    if made := Action.objects.filter(created_by=by, form_token=token).first():
        return made
    action = Action.objects.create(
        **said.columns, created_by=by, changed_by=by, changed_at=at, form_token=token
    )
    action.needs.set(said.needs)
    put(text_of_action(action))
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
    put(text_of_action(action))
    if {"due_on", "owner"} & set(changed):
        withdraw(action, at=at, kinds=[Kind.ACTION_DUE])
    record(
        "action.rewritten", action, by=by, at=at,
        was=_told({name: was[name] for name in changed}), now=_told(changed), needs=_numbers(said.needs),
    )  # fmt: skip


@transaction.atomic
def move_action(action: Action, wanted: Status, *, reason: str, by: User, at: datetime) -> None:
    """Change the action's status; what is over reminds nobody. Raises CannotChangeStatus."""
    action.move_to(wanted, by=by, at=at, reason=reason)
    if wanted not in rules.OPEN:
        withdraw(action, at=at, kinds=[Kind.ACTION_DUE])


@transaction.atomic
def rebook_review(
    review: EffectReview, due_on: date, *, reason: str, revision: int, by: User, at: datetime
) -> None:
    """Another day for a review; the old day reminds nobody. Raises CannotReview."""
    review.move_to(due_on, reason=reason, revision=revision, by=by, at=at)
    withdraw(review, at=at, kinds=[Kind.EFFECT_DUE])


@transaction.atomic
def conclude_review(review: EffectReview, said: Conclusion, *, by: User, at: datetime, day: date) -> None:
    """Say what came of an action, and ask the units that may take it up. Raises CannotReview."""
    spreads = review.conclude(said, by=by, at=at)
    withdraw(review, at=at, kinds=[Kind.EFFECT_DUE])
    for spread in spreads:
        tell(
            answering_for(spread.unit, day), Kind.SPREAD_ASKED, _("En åtgärd som hjälpte. Vill ni införa den?"),
            spread.get_absolute_url(), key=f"spread-{spread.pk}", about=spread, at=at, day=day,
        )  # fmt: skip


@transaction.atomic
def answer_spread(spread: Spread, answer: Answer, text: str, *, by: User, at: datetime, day: date) -> None:
    """A unit's answer, told to the one who asked. Raises CannotAnswer."""
    spread.reply(answer, text, by=by, at=at)
    mark_read(by, spread, at=at)
    if spread.asked_by != by:
        title, path = _("En enhet har svarat om en åtgärd att sprida."), spread.review.get_absolute_url()
        tell(
            [spread.asked_by], Kind.SPREAD_ASKED, title, path,
            key=f"spread-{spread.pk}-{answer}", about=spread.review, at=at, day=day,
        )  # fmt: skip


def _numbers(needs: Iterable[Need] | Sequence[Need]) -> list[int]:
    return sorted(need.pk for need in needs)


def _told(values: dict[str, object]) -> dict[str, object]:
    """As the log keeps it: units and people by their number and name."""
    return {
        name: [value.pk, str(value)] if isinstance(value, Unit | User) else value
        for name, value in values.items()
    }
