"""Taking an answer in. Nothing of who, from where or when is written anywhere, the log included (ADR on anonymity)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.surveys.choices import Doorway, Refusal
from hjulet.check.surveys.models import (
    AccessCode,
    AnswerSheet,
    Question,
    RoundUnit,
    SurveyRound,
    WrittenAnswer,
)


class NotTaken(Exception):
    """The answer was not taken; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True)
class Filled:
    """A filled-in form: key → step, what was written by question, and the number that makes it sent once."""

    number: UUID
    steps: Mapping[str, int]
    gender: str = ""
    written: Sequence[tuple[Question, str]] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.steps and not self.written


def send(asked: RoundUnit, filled: Filled, *, code: str = "", begun: datetime | None, now: datetime) -> bool:
    """Keep the answer. False when the very same form has been sent before. Raises NotTaken.

    The code is used up in a transaction of its own, so that nothing in the database ties it to the answer; if the answer
    then cannot be kept the code is given back.
    """
    if filled.is_empty:
        raise NotTaken(Refusal.EMPTY)
    if AnswerSheet.objects.filter(pk=filled.number).exists():
        return False
    if code and not _claimed(asked, code):
        if AnswerSheet.objects.filter(pk=filled.number).exists():  # the other click was faster
            return False
        raise NotTaken(Refusal.USED)
    try:
        return _kept(asked, filled, begun=begun, now=now)
    except Exception:
        if code:
            AccessCode.objects.filter(round_unit=asked, mark=code).update(is_used=False)
        raise


@transaction.atomic
def type_in(asked: RoundUnit, filled: Filled, *, by: User, at: datetime) -> bool:
    """An answer on paper. The log says who typed and for which unit, and nothing of what stood on it."""
    if filled.is_empty:
        raise NotTaken(Refusal.EMPTY)
    if asked.round.doorway(at, begun=asked.round.opened_at) != Doorway.OPEN:
        raise NotTaken(Refusal.TOO_LATE)
    if not _kept(asked, filled, begun=asked.round.opened_at, now=at):
        return False
    record("surveyround.paper_typed", asked.round, by=by, at=at, unit=asked.unit.slug)
    return True


def _claimed(asked: RoundUnit, mark: str) -> bool:
    return AccessCode.objects.filter(round_unit=asked, mark=mark, is_used=False).update(is_used=True) == 1


@transaction.atomic
def _kept(asked: RoundUnit, filled: Filled, *, begun: datetime | None, now: datetime) -> bool:
    """The row first, then whether one may: an insert waits for a round that is being settled, and is undone after it."""
    try:
        with transaction.atomic():
            AnswerSheet.objects.create(
                pk=filled.number, round_unit=asked, gender=filled.gender, answers=dict(filled.steps)
            )
    except IntegrityError:
        return False
    WrittenAnswer.objects.bulk_create(
        WrittenAnswer(round_unit=asked, question=question, text=text) for question, text in filled.written
    )
    fresh = SurveyRound.objects.get(pk=asked.round_id)
    if fresh.doorway(now, begun=begun) != Doorway.OPEN:
        raise NotTaken(Refusal.TOO_LATE)
    return True
