"""Leaving an idea, answering it, and making something of it."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from hjulet.act.actions.access import answering_for
from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import IdeaState
from hjulet.do.participation.models import Idea


@dataclass(frozen=True)
class IdeaText:
    unit: Unit
    text: str
    is_anonymous: bool


@transaction.atomic
def leave_idea(said: IdeaText, token: UUID, *, by: User, at: datetime) -> Idea:
    """An idea, once. Of an anonymous one nothing says who or at what time, not even the log."""
    one_at_a_time()
    if made := Idea.objects.filter(form_token=token).first():
        return made
    unit, is_anonymous, day = said.unit, said.is_anonymous, localtime(at).date()
    idea = Idea.objects.create(
        unit=unit, text=said.text.strip(), is_anonymous=is_anonymous, written_by=None if is_anonymous else by,
        written_on=day, form_token=token,
    )  # fmt: skip
    when = make_aware(datetime.combine(day, time())) if is_anonymous else at
    record("idea.left", idea, by=None if is_anonymous else by, at=when, unit=unit.slug)
    title = _("En idé från personalen väntar på svar.")
    tell(
        answering_for(unit, day), Kind.PARTICIPATION, title, idea.get_absolute_url(),
        key=f"idea-{idea.pk}", about=idea, at=when, day=day,
    )  # fmt: skip
    return idea


@transaction.atomic
def answer_idea(idea: Idea, state: IdeaState, answer: str, *, revision: int, by: User, at: datetime) -> None:
    """What becomes of it; who signed it is told. Raises CannotAnswerIdea."""
    idea.reply(state, answer, revision=revision, by=by, at=at)
    if idea.written_by is not None and idea.written_by != by:
        title = _("Din idé har fått ett svar. Tack för att du delade den.")
        tell(
            [idea.written_by], Kind.PARTICIPATION, title, idea.get_absolute_url(),
            key=f"idea-{idea.pk}-{idea.revision}", about=idea, at=at, day=localtime(at).date(),
        )  # fmt: skip


@transaction.atomic
def act_on_idea(idea: Idea, said: ActionText, token: UUID, *, by: User, at: datetime) -> Action:
    """An action that answers the idea; the same form twice is one action."""
    action = create_action(said, token, by=by, at=at)
    idea.actions.add(action)
    record("idea.acted_on", idea, by=by, at=at, action=action.pk)
    return action
