"""Questions about reports whose day comes or has passed: who is reminded of what today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hjulet.act.actions.rules import DAYS_BEFORE, reminder
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.ui import swedish
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.models import SectionRequest


@dataclass(frozen=True)
class Due:
    """One reminder. Its words name the day and nothing of what is asked."""

    asked: SectionRequest
    title: str
    key: str

    def send(self, *, at: datetime, day: date) -> int:
        """Tell the one who is asked, or the substitute; said twice it is told once. Gives how many were new."""
        return tell(
            [self.asked.to], Kind.REPORT_ASKED, self.title, self.asked.get_absolute_url(),
            key=self.key, about=self.asked, due_on=self.asked.due_on, at=at, day=day,
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """The oldest day first; a week before, on the day and then once a week. What is approved asks for nothing more."""
    waiting = SectionRequest.objects.waiting().exclude(manuscript__state=State.APPROVED)
    soon = waiting.filter(due_on__lte=today + timedelta(days=DAYS_BEFORE))
    for asked in soon.select_related("to").order_by("due_on", "pk"):
        stands = reminder(asked.due_on, today)
        if (
            stands is not None and asked.asked_at.date() < today
        ):  # the day it is asked the question itself is told
            stage, weeks = stands
            key = f"report-due-{asked.pk}-{asked.due_on:%Y%m%d}-{stage}-{weeks}"
            yield Due(asked, _title(asked.due_on, today), key)


def _title(due_on: date, today: date) -> str:
    said = {"day": swedish.day(due_on)}
    if due_on < today:
        return _("En fråga om en rapport skulle ha besvarats %(day)s.") % said
    return _("En fråga om en rapport ska besvaras senast %(day)s.") % said
