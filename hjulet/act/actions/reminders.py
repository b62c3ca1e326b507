"""Days to keep: which actions and effect reviews somebody should be reminded of today, and who."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hjulet.act.actions import rules
from hjulet.act.actions.access import answering_for
from hjulet.act.actions.choices import Reminder
from hjulet.act.actions.models import Action, EffectReview
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish


@dataclass(frozen=True)
class Due:
    """One reminder. Its words name the area and the day and nothing of what the action is about."""

    kind: Kind
    about: Action | EffectReview
    action: Action
    due_on: date
    title: str
    key: str

    def send(self, *, at: datetime, day: date) -> int:
        """Tell the one who answers for the action; said twice it is told once. Gives how many were new."""
        path = self.about.get_absolute_url()
        return tell(
            reminded_of(self.action, day), self.kind, self.title, path,
            key=self.key, about=self.about, due_on=self.due_on, at=at, day=day,
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """Actions, then reviews, the oldest day first."""
    until = today + timedelta(days=rules.DAYS_BEFORE)
    actions = Action.objects.open().filter(due_on__lte=until).select_related("unit", "owner")
    for action in actions.order_by("due_on", "pk"):
        if action.due_on:  # always: the filter says so
            yield _due(Kind.ACTION_DUE, action, action, action.due_on, today)
    reviews = EffectReview.objects.unreviewed().filter(due_on__lte=until)
    for review in reviews.select_related("action__unit", "action__owner").order_by("due_on", "pk"):
        yield _due(Kind.EFFECT_DUE, review, review.action, review.due_on, today)


def reminded_of(action: Action, day: date) -> list[User]:
    """The owner, while a role lets the owner see the action; else whoever answers for the unit."""
    owner = action.owner
    if owner is not None and may(owner, Verb.SEE_ACTIONS, day, at=action.unit):
        return [owner]
    return answering_for(action.unit, day)


def _due(kind: Kind, about: Action | EffectReview, action: Action, due_on: date, today: date) -> Due:
    stage, weeks = rules.reminder(due_on, today) or (Reminder.SOON, 0)
    said = {"area": action.about.name, "day": swedish.day(due_on)}
    key = f"{kind}-{about.pk}-{due_on:%Y%m%d}-{stage}-{weeks}"
    return Due(kind, about, action, due_on, _title(kind, is_late=due_on < today) % said, key)


def _title(kind: Kind, *, is_late: bool) -> str:
    if kind == Kind.ACTION_DUE:
        if is_late:
            return _("En åtgärd inom %(area)s skulle ha varit klar %(day)s.")
        return _("En åtgärd inom %(area)s ska vara klar %(day)s.")
    if is_late:
        return _("Effekten av en åtgärd inom %(area)s skulle ha följts upp %(day)s.")
    return _("Effekten av en åtgärd inom %(area)s ska följas upp %(day)s.")
