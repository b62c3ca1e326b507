"""Asking many at once: every question that can be asked, one message a person, and the reason for each that cannot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import NotAsked, State
from hjulet.report.manuscripts.models import CannotChange, Inquiry, Manuscript, SectionRequest
from hjulet.report.manuscripts.workflows.asking import Question, tell_of
from hjulet.report.manuscripts.workflows.starting import locked


@dataclass(frozen=True)
class Sent:
    """The inquiry, and whether it was sent now or had been."""

    inquiry: Inquiry
    is_new: bool


@transaction.atomic
def inquire(
    manuscript: Manuscript, questions: Sequence[Question], token: UUID, *, by: User, at: datetime, day: date
) -> Sent:
    """All the questions, once however often the form is sent. QUESTIONS have one day in common. Raises CannotChange."""
    if obstacles := rules.obstacles_to_writing(State(locked(manuscript.pk).state)):
        raise CannotChange(obstacles)
    if made := Inquiry.objects.filter(asked_by=by, form_token=token).first():
        return Sent(made, is_new=False)
    questions = list({(said.section, said.to.pk): said for said in reversed(questions)}.values())[::-1]
    due_on = questions[0].due_on
    reasons = _reasons(manuscript, questions, by=by, day=day)
    inquiry = Inquiry.objects.create(
        manuscript=manuscript, asked_by=by, asked_at=at, due_on=due_on, form_token=token,
        not_asked=[
            {"section": said.section, "title": said.section_title, "to": said.to.pk, "why": reasons[said]}
            for said in questions
            if said in reasons
        ],
    )  # fmt: skip
    asked = SectionRequest.objects.bulk_create(
        SectionRequest(
            manuscript=manuscript, inquiry=inquiry, **vars(said), asked_by=by, asked_at=at,
            form_token=uuid5(token, f"{said.section} {said.to.pk}"),
        )
        for said in questions
        if said not in reasons
    )  # fmt: skip
    told = [[one.section, one.to_id] for one in asked]
    record("manuscript.asked_many", manuscript, by=by, at=at, inquiry=inquiry.pk, asked=told)
    _tell(inquiry, asked, at=at, day=day)
    return Sent(inquiry, is_new=True)


def _reasons(
    manuscript: Manuscript, questions: Sequence[Question], *, by: User, day: date
) -> dict[Question, NotAsked]:
    """Why each that cannot be asked cannot."""
    people = [said.to.pk for said in questions]
    now = _with_access(people, day)
    then = _with_access(people, questions[0].due_on)
    waiting = SectionRequest.objects.filter(manuscript=manuscript, to__in=people).waiting()
    has = set(waiting.values_list("section", "to"))
    found: dict[Question, NotAsked] = {}
    for said in questions:
        why = rules.why_not_asked(
            is_oneself=said.to == by,
            has_role=said.to.pk in now,
            has_role_then=said.to.pk in then,
            has_question=(said.section, said.to.pk) in has,
        )
        if why is not None:
            found[said] = why
    return found


def _with_access(people: Iterable[int], day: date) -> set[int]:
    return set(
        User.objects.filter(pk__in=people, is_active=True).with_access(day).values_list("pk", flat=True)
    )


def _tell(inquiry: Inquiry, asked: Iterable[SectionRequest], *, at: datetime, day: date) -> None:
    of_each: Mapping[User, list[SectionRequest]] = defaultdict(list)
    for one in asked:
        of_each[one.to].append(one)
    for user, mine in of_each.items():
        if len(mine) == 1:
            tell_of(mine[0], at=at, day=day)
            continue
        title = _("Du har fått %(amount)s frågor om en rapport.") % {"amount": len(mine)}
        tell(
            [user], Kind.REPORT_ASKED, title, reverse("manuscripts:mine"), key=f"report-inquiry-{inquiry.pk}",
            about=inquiry, due_on=inquiry.due_on, at=at, day=day,
        )  # fmt: skip
