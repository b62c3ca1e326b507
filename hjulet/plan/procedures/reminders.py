"""Whom to remind today of documents to go through: the owner 60, 30 and 0 days before, then upwards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.act.actions.access import answering_for
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.access import above, still_answers
from hjulet.plan.procedures.models import Routine, RoutineVersion
from hjulet.plan.procedures.pages.due import without_owner


@dataclass(frozen=True)
class Due:
    """One reminder, to whom, and about which document."""

    users: tuple[User, ...]
    routine: Routine
    title: str
    path: str
    key: str
    due_on: date | None

    def send(self, *, at: datetime, day: date) -> int:
        """Said twice it is told once. Gives how many were new."""
        return tell(
            self.users, Kind.ROUTINE_DUE, self.title, self.path, key=self.key, about=self.routine,
            due_on=self.due_on, at=at, day=day,
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """Documents to go through, the oldest day first; then those whose owner has left."""
    until = today + timedelta(days=max(rules.STAGES))
    near = RoutineVersion.objects.due_by(until).filter(routine__archived_at=None)
    rows = near.select_related("routine__unit", "routine__owner").defer("how", "who", "file_text")
    for version in rows.order_by("review_by", "pk"):
        if version.review_by is None:
            continue
        stage = rules.reminder(version.review_by, today)
        if stage is not None:
            yield _due(version, version.review_by, stage, today)
    yield from _left(today)


def _due(version: RoutineVersion, review_by: date, stage: int, today: date) -> Due:
    routine = version.routine
    said = {"title": routine.title, "day": swedish.day(review_by)}
    words = _("Gå igenom %(title)s senast %(day)s.") if stage >= 0 and review_by >= today else _(
        "%(title)s skulle ha gåtts igenom %(day)s."
    )  # fmt: skip
    key = f"routine-{routine.pk}-{review_by:%Y%m%d}-{stage}"
    return Due(
        tuple(_whom(routine, stage, today)), routine, words % said, routine.get_absolute_url(), key, review_by
    )


def _whom(routine: Routine, stage: int, today: date) -> Iterable[User]:
    """The owner while working here; else, and a month late, those who answer for the unit; later those above."""
    if stage <= -max(rules.UPWARDS):
        return above(routine.unit, today)
    owner = routine.owner
    if owner is None or not still_answers(owner, routine.municipality_id, today):
        return answering_for(routine.unit, today)
    return [owner, *answering_for(routine.unit, today)] if stage < 0 else [owner]


def _left(today: date) -> Iterator[Due]:
    """Documents of somebody who has left: told once to those who answer for the unit."""
    found = without_owner(Routine.objects.in_use().in_force(today).exclude(owner=None), today)
    for routine in found.select_related("unit").order_by("pk"):
        words = _("%(title)s behöver en ny ansvarig.") % {"title": routine.title}
        yield Due(
            tuple(answering_for(routine.unit, today)), routine, words, reverse("procedures:due"),
            f"routine-left-{routine.pk}-{routine.owner_id}", None,
        )  # fmt: skip
