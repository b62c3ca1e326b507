"""Asking somebody about a section, answering, taking the answer into the text, withdrawing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import mark_read, tell, withdraw
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, Part, RequestState, State
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionRequest
from hjulet.report.manuscripts.workflows.starting import locked
from hjulet.report.manuscripts.workflows.writing import take_answer


class SomebodyWasFaster(Exception):
    """The answer has changed since the page was opened; nothing is written over."""


@dataclass(frozen=True)
class Question:
    """What is asked of whom, about which section, and by when."""

    section: str
    section_title: str
    to: User
    question: str
    due_on: date


@transaction.atomic
def ask(
    manuscript: Manuscript, said: Question, token: UUID, *, by: User, at: datetime, day: date
) -> SectionRequest:
    """A question, once, told to the one who is asked or the substitute. Raises CannotChange."""
    if obstacles := rules.obstacles_to_writing(State(locked(manuscript.pk).state)):
        raise CannotChange(obstacles)
    if made := SectionRequest.objects.filter(asked_by=by, form_token=token).first():
        return made
    asked = SectionRequest.objects.create(
        manuscript=manuscript, **vars(said), asked_by=by, asked_at=at, form_token=token
    )
    record("manuscript.asked", manuscript, by=by, at=at, section=said.section, to=said.to.pk)
    tell(
        [said.to], Kind.REPORT_ASKED, _("Du har fått en fråga om ett avsnitt i en rapport."), asked.get_absolute_url(),
        key=f"report-asked-{asked.pk}", about=asked, due_on=said.due_on, at=at, day=day,
    )  # fmt: skip
    return asked


@transaction.atomic
def keep_answer(asked: SectionRequest, text: str, *, revision: int, by: User, at: datetime) -> int:
    """The answer so far, which only those who are asked see; gives its revision.

    Raises CannotChange, and SomebodyWasFaster when the person and the substitute write at once.
    """
    found = _waiting(asked)
    if found.answer == text:
        return found.revision
    if found.revision != revision:
        raise SomebodyWasFaster
    found.answer, found.revision = text, revision + 1
    found.save(update_fields=["answer", "revision"])
    asked.answer, asked.revision = text, revision + 1
    return asked.revision


@transaction.atomic
def answer(asked: SectionRequest, text: str, *, revision: int, by: User, at: datetime, day: date) -> None:
    """The answer is sent to the one who asked. Raises as keep_answer does, and when there is no text."""
    if not text.strip():
        raise CannotChange([Obstacle.NO_TEXT])
    keep_answer(asked, text, revision=revision, by=by, at=at)
    asked.state, asked.answered_by, asked.answered_at = RequestState.ANSWERED, by, at
    asked.save(update_fields=["state", "answered_by", "answered_at"])
    record("manuscript.answered", asked.manuscript, by=by, at=at, section=asked.section, request=asked.pk)
    mark_read(by, asked, at=at)
    withdraw(asked, at=at)
    if asked.asked_by != by:
        tell(
            [asked.asked_by], Kind.REPORT_ASKED, _("Någon har svarat på din fråga om ett avsnitt i en rapport."),
            asked.get_absolute_url(), key=f"report-answered-{asked.pk}", about=asked.manuscript, at=at, day=day,
        )  # fmt: skip


@transaction.atomic
def take(asked: SectionRequest, part: Part, *, by: User, at: datetime) -> None:
    """Put the answer last in a text, in the name of the one who answered. A second press changes nothing."""
    found = _locked(asked)
    if found.state == RequestState.TAKEN:
        return
    if found.state != RequestState.ANSWERED:
        raise CannotChange(
            [Obstacle.WITHDRAWN if found.state == RequestState.WITHDRAWN else Obstacle.NO_TEXT]
        )
    take_answer(found, part, by=by, at=at)
    found.state = RequestState.TAKEN
    found.save(update_fields=["state"])
    record("manuscript.answer_taken", found.manuscript, by=by, at=at, section=found.section, part=part)


@transaction.atomic
def take_back(asked: SectionRequest, *, by: User, at: datetime) -> None:
    """The question is not asked any more; nobody is reminded of it. Raises CannotChange."""
    found = _locked(asked)
    if found.state == RequestState.WITHDRAWN:
        return
    if found.state != RequestState.OPEN:
        raise CannotChange([Obstacle.ANSWERED])
    found.state = RequestState.WITHDRAWN
    found.save(update_fields=["state"])
    withdraw(found, at=at)
    record("manuscript.question_withdrawn", found.manuscript, by=by, at=at, section=found.section)


def _waiting(asked: SectionRequest) -> SectionRequest:
    found = _locked(asked)
    obstacles = rules.obstacles_to_answering(RequestState(found.state), State(found.manuscript.state))
    if obstacles:
        raise CannotChange(obstacles)
    return found


def _locked(asked: SectionRequest) -> SectionRequest:
    """The question as it stands, behind the report's lock."""
    locked(asked.manuscript_id)
    return SectionRequest.objects.select_related("manuscript__unit__municipality", "answered_by").get(
        pk=asked.pk
    )
