"""What is done about it: an action decided from the case, an open one tied to it, a day to see what came of it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hjulet.act.actions.models import Action, EffectReview
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Obstacle, State
from hjulet.check.deviations.models import Cause, DecidedAction, Deviation, Refused
from hjulet.check.deviations.workflows.locking import beside, lock_open, move_on

AREA = "forbattring"  # 5 kap. 7 §: what a deviation leads to


@transaction.atomic
def decide_action(
    deviation: Deviation, said: ActionText, cause: Cause | None, token: UUID, *, by: User, at: datetime
) -> DecidedAction:  # fmt: skip
    """A new action that answers the case; the same form makes it once. SOSFS 2011:9 5 kap. 7 §. Raises Refused."""
    lock_open(deviation)
    action = create_action(said, token, by=by, at=at)
    return _tied(deviation, action, cause, by=by, at=at)


@transaction.atomic
def tie_action(
    deviation: Deviation, action: Action, cause: Cause | None, *, by: User, at: datetime
) -> DecidedAction:
    """An action that is already open answers this case too. Raises Refused."""
    lock_open(deviation)
    if not Action.objects.open().filter(pk=action.pk).exists():
        raise Refused([Obstacle.NOT_AN_OPEN_ACTION])
    return _tied(deviation, action, cause, by=by, at=at)


@transaction.atomic
def say_cause(decided: DecidedAction, cause: Cause, *, by: User, at: datetime) -> None:
    """Which cause the action answers. Raises Refused."""
    lock_open(decided.deviation)
    decided.cause = cause if cause.part.deviation_id == decided.deviation_id else decided.cause
    decided.save(update_fields=["cause"])
    record("deviation.action_tied", decided.deviation, by=by, at=at, action=decided.action_id, cause=cause.pk)


@transaction.atomic
def explain_no_action(deviation: Deviation, reason: str, *, by: User, at: datetime) -> None:
    """Nothing needs to change, because of this. Raises Refused."""
    lock_open(deviation)
    if not reason.strip():
        raise Refused([Obstacle.NO_REASON])
    deviation.no_action_reason = beside(deviation, deviation.no_action_reason, reason, by=by, at=at)
    deviation.save(update_fields=["no_action_reason"])
    record("deviation.no_action", deviation, by=by, at=at)


@transaction.atomic
def book_review(decided: DecidedAction, due_on: date, *, by: User, at: datetime) -> EffectReview:
    """Decide when to see what came of it. Raises Refused, CannotReview. SOSFS 2011:9 5 kap. 7 §."""
    lock_open(decided.deviation)
    review = decided.action.book_review(due_on, by=by, at=at)
    move_on(decided.deviation, State.FOLLOWED_UP)
    return review


def _tied(
    deviation: Deviation, action: Action, cause: Cause | None, *, by: User, at: datetime
) -> DecidedAction:
    if cause is not None and cause.part.deviation_id != deviation.pk:
        cause = None
    decided, is_new = DecidedAction.objects.get_or_create(
        deviation=deviation, action=action, defaults={"cause": cause}
    )
    if is_new:
        move_on(deviation, State.ACTED_ON)
        record(
            "deviation.action_tied", deviation,
            by=by, at=at, action=action.pk, cause=cause.pk if cause else None,
        )  # fmt: skip
    return decided
