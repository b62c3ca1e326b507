"""An action because of a case: it stands among the unit's, without a word of why."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.people.models import User
from hjulet.check.lex.models import LexCase


@transaction.atomic
def add_action(
    case: LexCase, *, title: str, due_on: date | None, token: UUID, by: User, at: datetime
) -> Action:
    """SoL 27 kap. 5 §, LSS 24 e §: avhjälpa. PSL 3 kap. 2 §: with a time plan."""
    one_at_a_time()
    said = ActionText(
        unit=case.unit, area="rapportering", title=title, description="", year=localtime(at).year, owner=None,
        starts_on=None, due_on=due_on, needs=(),
    )  # fmt: skip
    action = create_action(said, token, by=by, at=at)
    case.actions.add(action)
    record("lexcase.action_added", case, by=by, at=at, action=action.pk)
    return action
