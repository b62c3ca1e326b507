"""What whoever leads the work with a report does from its board: changes the last day, reminds the late."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, State
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionRequest
from hjulet.report.manuscripts.workflows.starting import locked


@transaction.atomic
def change_due(manuscript: Manuscript, due_on: date, *, by: User, at: datetime) -> None:
    """The day when the texts are to be ready. A press that changes nothing is not logged. Raises CannotChange."""
    found = locked(manuscript.pk)
    if found.state == State.APPROVED:
        raise CannotChange([Obstacle.CLOSED])
    if found.due_on == due_on:
        return
    was, found.due_on = found.due_on, due_on
    found.save(update_fields=["due_on"])
    record("manuscript.due_changed", found, by=by, at=at, was=was, now=due_on)


@transaction.atomic
def remind_late(manuscript: Manuscript, *, by: User, at: datetime, day: date) -> int:
    """A message to each who is late with an answer, however many questions; once a day. Gives to how many.

    Raises CannotChange when they have been reminded that day, and when nobody is late.
    """
    found = locked(manuscript.pk)
    late = SectionRequest.objects.filter(manuscript=found, due_on__lt=day).waiting().select_related("to")
    of_each: dict[User, list[SectionRequest]] = defaultdict(list)
    for asked in late.order_by("due_on", "pk"):
        of_each[asked.to].append(asked)
    if obstacles := rules.obstacles_to_reminding(
        State(found.state), found.reminded_on, day, late=len(of_each)
    ):
        raise CannotChange(obstacles)
    for user, waits in of_each.items():
        _remind(found, user, waits, at=at, day=day)
    found.reminded_on = day
    found.save(update_fields=["reminded_on"])
    record("manuscript.reminded", found, by=by, at=at, to=[user.pk for user in of_each])
    return len(of_each)


def _remind(
    manuscript: Manuscript, user: User, asked: list[SectionRequest], *, at: datetime, day: date
) -> None:
    """One question is opened at once, several through one's list. Either is about the question that has waited longest."""
    title = ngettext(
        "En fråga om en rapport har passerat sin dag. Den som frågade väntar på svar.",
        "%(amount)s frågor om en rapport har passerat sin dag. Den som frågade väntar på svar.", len(asked),
    ) % {"amount": len(asked)}  # fmt: skip
    path = asked[0].get_absolute_url() if len(asked) == 1 else reverse("manuscripts:mine")
    key = f"report-late-{manuscript.pk}-{day:%Y%m%d}"
    tell(
        [user],
        Kind.REPORT_ASKED,
        title,
        path,
        key=key,
        about=asked[0],
        due_on=asked[0].due_on,
        at=at,
        day=day,
    )
