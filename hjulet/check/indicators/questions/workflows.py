"""Asking about a figure, answering, handing over and taking back, with a message to the one it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.act.actions.models import Action, Need
from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import mark_read, tell
from hjulet.base.notices.workflows import withdraw as take_back
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.check.indicators.figures import show
from hjulet.check.indicators.models import CannotAsk, FigureAnswer, FigureQuestion, Value
from hjulet.check.indicators.questions import rules
from hjulet.check.indicators.questions.access import able_to_answer, answering, may_answer, owner_of
from hjulet.check.indicators.questions.choices import QuestionObstacle, QuestionState


@dataclass(frozen=True)
class Said:
    """An answer as somebody wrote it, and what it speaks of."""

    text: str
    action: Action | None = None
    need: Need | None = None


@transaction.atomic
def ask(value: Value, text: str, token: UUID, *, by: User, at: datetime) -> FigureQuestion:
    """A question on a figure as it stands. Sent twice it is asked once. Raises Value.DoesNotExist when it is gone."""
    _hold(value)
    if made := _made(by, token):
        return made
    owner = owner_of(value, by, localtime(at).date())
    return _put(FigureQuestion(value=value, asked_of=owner, text=text, form_token=token), by=by, at=at)


@transaction.atomic
def follow_up(question: FigureQuestion, text: str, token: UUID, *, by: User, at: datetime) -> FigureQuestion:
    """One more question on an answer. Raises CannotAsk."""
    value = question.value
    _hold(value)
    question.hold()
    if made := _made(by, token):
        return made
    is_followed = question.followed_by.standing().exists()
    if obstacles := rules.obstacles_to_following(QuestionState(question.state), is_followed=is_followed):
        raise CannotAsk(obstacles)
    mark_read(by, question, at=at)
    new = FigureQuestion(
        value=value, follows=question, asked_of=_still(question, by, at), text=text, form_token=token
    )
    return _put(new, by=by, at=at)


@transaction.atomic
def answer(question: FigureQuestion, said: Said, *, seen: int, by: User, at: datetime) -> FigureAnswer:
    """The answer, or better words for it; SEEN is how many there were when one began. Raises CannotAsk."""
    question.hold()
    answers = question.answers.count()
    last = question.answers.last()
    is_moved = last is not None and (last.action, last.need) != (said.action, said.need)
    obstacles = rules.obstacles_to_answering(
        QuestionState(question.state), said.text,
        was="" if last is None or is_moved else last.text, answers=answers, seen=seen,
    )  # fmt: skip
    if obstacles:
        raise CannotAsk(obstacles)
    new = question.answers.create(
        number=answers + 1, text=said.text.strip(), action=said.action, need=said.need, by=by, at=at
    )
    if last is None:
        question.state, question.answered_at = QuestionState.ANSWERED, at
        question.save(update_fields=["state", "answered_at"])
        take_back(question, at=at, kinds=[Kind.FIGURE_ASKED])
    event = "figurequestion.answered" if last is None else "figurequestion.corrected"
    record(event, question, by=by, at=at, value=question.value_id, number=new.number)
    if question.asked_by != by:
        title = (
            _("Din fråga om en siffra har fått svar.")
            if last is None
            else _("Svaret på din fråga är rättat.")
        )
        _tell([question.asked_by], question, Kind.FIGURE_ANSWERED, title, f"answer-{new.number}", at=at)
    return new


@transaction.atomic
def hand_over(question: FigureQuestion, to: User, *, by: User, at: datetime) -> None:
    """Somebody who knows more answers instead. Raises CannotAsk."""
    question.hold()
    day = localtime(at).date()
    if not question.is_open:
        raise CannotAsk([QuestionObstacle(question.state)])
    if to not in able_to_answer(question, day):
        raise CannotAsk([QuestionObstacle.CANNOT_ANSWER])
    if question.asked_of == to:
        return
    question.asked_of = to
    question.save(update_fields=["asked_of"])
    record("figurequestion.handed_over", question, by=by, at=at, to=to.pk)
    take_back(question, at=at, kinds=[Kind.FIGURE_ASKED])
    if to != by:
        _tell_that_it_waits([to], question, f"over-{to.pk}-{at:%Y%m%d%H%M%S}", at=at)


@transaction.atomic
def withdraw(question: FigureQuestion, *, by: User, at: datetime) -> None:
    """Taken back before anybody has answered, and nobody is asked any more. Raises CannotAsk."""
    question.withdraw(by=by, at=at)
    take_back(question, at=at)


def remind(question: FigureQuestion, number: int, *, at: datetime, day: date) -> int:
    """That the day to answer by has come, or a week more. Gives how many were new."""
    title = _("En fråga om en siffra väntar fortfarande på ditt svar.")
    return tell(
        answering(question, day), Kind.FIGURE_ASKED, title, question.get_absolute_url(),
        key=f"figurequestion-{question.pk}-late-{number}", about=question, due_on=question.answer_by, at=at, day=day,
        may_stand_in=lambda user: may_answer(user, question, day),
    )  # fmt: skip


def _hold(value: Value) -> None:
    """The figure stays while somebody asks about it: an import cannot be undone under the question."""
    value.refresh_from_db(from_queryset=Value.objects.select_for_update(of=("self",)))


def _made(by: User, token: UUID) -> FigureQuestion | None:
    return FigureQuestion.objects.filter(asked_by=by, form_token=token).first()


def _put(question: FigureQuestion, *, by: User, at: datetime) -> FigureQuestion:
    value, day = question.value, localtime(at).date()
    question.text = question.text.strip()
    if not question.text:
        raise CannotAsk([QuestionObstacle.NO_TEXT])
    question.was, question.was_missing, question.was_said = value.value, value.missing, show(value).text[:120]
    question.asked_by, question.asked_at, question.answer_by = by, at, rules.answer_by(day)
    question.save(force_insert=True)
    record("figurequestion.asked", question, by=by, at=at, value=value.pk)
    _tell_that_it_waits(answering(question, day), question, "asked", at=at)
    return question


def _still(question: FigureQuestion, asker: User, at: datetime) -> User | None:
    """Whoever answered by name gets the next one too, while a role lets them; not who asks it."""
    to, day = question.asked_of, localtime(at).date()
    if to is None or to == asker or not (to.is_active and may(to, Verb.SEE_FIGURES, day)):
        return None
    return to


def _tell_that_it_waits(people: Iterable[User], question: FigureQuestion, what: str, *, at: datetime) -> None:
    _tell(people, question, Kind.FIGURE_ASKED, _("En fråga om en siffra väntar på ditt svar."), what, at=at)


def _tell(
    people: Iterable[User], question: FigureQuestion, kind: Kind, title: str, what: str, *, at: datetime
) -> int:
    """No word of the question, and no figure: the title stands in e-mail."""
    day = localtime(at).date()
    return tell(
        people, kind, title, question.get_absolute_url(), key=f"figurequestion-{question.pk}-{what}",
        about=question, due_on=question.answer_by if kind == Kind.FIGURE_ASKED else None, at=at, day=day,
        may_stand_in=lambda user: may_answer(user, question, day),
    )  # fmt: skip
