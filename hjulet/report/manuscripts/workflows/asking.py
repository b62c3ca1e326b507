"""Asking somebody about a section, answering, taking the answer into the text, withdrawing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

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


@dataclass(frozen=True)
class Handing:
    """To whom a question goes on, with a word on the way."""

    to: User
    word: str


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
    tell_of(asked, at=at, day=day)
    return asked


def tell_of(asked: SectionRequest, *, at: datetime, day: date) -> None:
    """The one who is asked, or the substitute, gets a message that says nothing of what is asked."""
    tell(
        [asked.to], Kind.REPORT_ASKED, _("Du har fått en fråga om ett avsnitt i en rapport."), asked.get_absolute_url(),
        key=f"report-asked-{asked.pk}", about=asked, due_on=asked.due_on, at=at, day=day,
    )  # fmt: skip


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
    _ended(asked, at=at)
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
        is_handed = found.state == RequestState.HANDED_OVER
        raise CannotChange([Obstacle.HANDED_OVER if is_handed else Obstacle.ANSWERED])
    found.state = RequestState.WITHDRAWN
    found.save(update_fields=["state"])
    _ended(found, at=at)
    record("manuscript.question_withdrawn", found.manuscript, by=by, at=at, section=found.section)


@transaction.atomic
def hand_over(asked: SectionRequest, said: Handing, *, by: User, at: datetime, day: date) -> SectionRequest:
    """Somebody else answers instead, by the same day; whoever asked is told. Raises CannotChange.

    The question goes on as one of its own, so that who was asked first stays known. Pressed twice it is one.
    """
    found = _locked(asked)
    if made := SectionRequest.objects.filter(handed_from=found).first():
        return made
    if obstacles := rules.obstacles_to_answering(RequestState(found.state), State(found.manuscript.state)):
        raise CannotChange(obstacles)
    same = SectionRequest.objects.filter(manuscript=found.manuscript, section=found.section, to=said.to)
    if same.waiting().exists():
        raise CannotChange([Obstacle.HAS_QUESTION])
    found.state = RequestState.HANDED_OVER
    found.save(update_fields=["state"])
    made = SectionRequest.objects.create(
        manuscript=found.manuscript, section=found.section, section_title=found.section_title, to=said.to,
        question=found.question, due_on=found.due_on, asked_by=found.asked_by, asked_at=at,
        inquiry=found.inquiry, handed_from=found, handing_word=said.word, form_token=uuid4(),
    )  # fmt: skip
    record("manuscript.handed_over", found.manuscript, by=by, at=at, section=found.section, to=said.to.pk)
    _ended(found, at=at)
    tell_of(made, at=at, day=day)
    if found.asked_by not in (by, said.to):
        tell(
            [found.asked_by], Kind.REPORT_ASKED, _("En fråga om ett avsnitt har lämnats vidare till någon annan."),
            made.get_absolute_url(), key=f"report-handed-{made.pk}", about=found.manuscript, at=at, day=day,
        )  # fmt: skip
    return made


def _ended(asked: SectionRequest, *, at: datetime) -> None:
    """It waits for nobody any more: its messages go, and the one about several when this was the person's last."""
    withdraw(asked, at=at)
    inquiry = asked.inquiry
    if inquiry is not None and not inquiry.requests.waiting().filter(to=asked.to_id).exists():
        mark_read(asked.to, inquiry, at=at)


def _waiting(asked: SectionRequest) -> SectionRequest:
    found = _locked(asked)
    obstacles = rules.obstacles_to_answering(RequestState(found.state), State(found.manuscript.state))
    if obstacles:
        raise CannotChange(obstacles)
    return found


def _locked(asked: SectionRequest) -> SectionRequest:
    """The question as it stands, behind the report's lock."""
    locked(asked.manuscript_id)
    return SectionRequest.objects.select_related(
        "manuscript__unit__municipality", "answered_by", "inquiry", "to", "asked_by"
    ).get(pk=asked.pk)
