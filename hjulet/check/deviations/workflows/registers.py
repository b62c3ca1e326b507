"""Types, deadlines and standard answers: what a municipality decides, and how it changes without losing old years."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint, locked, rewrite
from hjulet.check.deviations import ready_made
from hjulet.check.deviations.choices import Law, RegisterObstacle
from hjulet.check.deviations.models import (
    DeviationType,
    MonthCount,
    Part,
    StandardAnswer,
    deadlines_of,
)
from hjulet.check.deviations.ready_made import ReadyMade

ONE_DAY = timedelta(days=1)
TYPE_SEEN = ("name", "order", "parent_id", "is_medication", "is_device", "asks_lex", "valid_from", "valid_to")
DEADLINES_SEEN = (
    "judge_workdays", "investigate_days", "remind_days_before", "escalate_workdays_after", "small_is_on",
    "doors_are_on",
)  # fmt: skip
ANSWER_SEEN = ("title", "text")

__all__ = ["CannotRegister", "SomebodyWasFaster", "TypeText"]


class CannotRegister(Exception):
    """A type cannot change as asked; the obstacles say why, in words."""

    def __init__(self, obstacles: list[RegisterObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class TypeText:
    """What somebody says of a type."""

    name: str
    law: Law
    order: int = 0
    parent: DeviationType | None = None
    is_medication: bool = False
    is_device: bool = False
    asks_lex: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        values = {name: value for name, value in vars(self).items() if name not in {"law", "parent"}}
        return {**values, "parent_id": self.parent.pk if self.parent else None}


def is_used(kind: DeviationType) -> bool:
    """Some case has it, so that its word stands in old figures."""
    return Part.objects.filter(type=kind).exists() or MonthCount.objects.filter(type=kind).exists()


@transaction.atomic
def add_type(
    place: Municipality, said: TypeText, valid_from: date | None, *, by: User, at: datetime
) -> DeviationType:
    """A new type, from a day or from the beginning. Raises CannotRegister."""
    Municipality.objects.select_for_update(no_key=True).get(pk=place.pk)
    _refuse_same_name(place.pk, said, valid_from or date.min, None)
    kind = DeviationType.objects.create(
        municipality=place, law=said.law, code=_new_code(place, said), valid_from=valid_from, **said.columns
    )
    record("deviationtype.added", kind, by=by, at=at, code=kind.code, name=kind.name)
    return kind


@transaction.atomic
def correct_type(kind: DeviationType, said: TypeText, seen: str, *, by: User, at: datetime) -> None:
    """The word or its place is put right; it means the same as before, in old years too.

    Raises CannotRegister, and SomebodyWasFaster.
    """
    locked(kind, TYPE_SEEN, seen=seen)
    day = kind.valid_from or date.min
    _refuse_same_name(kind.municipality_id, said, day, kind.valid_to, but=kind.pk)
    if changed := rewrite(kind, said.columns):
        record("deviationtype.corrected", kind, by=by, at=at, code=kind.code, **changed)


@transaction.atomic
def renew_type(
    kind: DeviationType, said: TypeText, from_day: date, seen: str, *, by: User, at: datetime
) -> DeviationType:
    """From a day it is called, or means, something else. The old one ends the day before and keeps its years.

    The code stays, and so do the subtypes: renewed the same day, under the new one.
    Raises CannotRegister, and SomebodyWasFaster.
    """
    locked(kind, TYPE_SEEN, seen=seen)
    subtypes = _going_on(kind, from_day)
    new = _renewed(kind, said, from_day)
    for subtype in subtypes:
        _renewed(subtype, replace(text_of(subtype), parent=new), from_day)
    record("deviationtype.renewed", kind, by=by, at=at, code=kind.code, now=new.name, from_day=from_day)
    return new


@transaction.atomic
def end_type(
    kind: DeviationType, last_day: date, became: Collection[DeviationType], seen: str, *, by: User, at: datetime
) -> None:  # fmt: skip
    """Nobody chooses it from the day after; nothing is deleted. Its subtypes end with it.

    Raises CannotRegister, and SomebodyWasFaster.
    """
    locked(kind, TYPE_SEEN, seen=seen)
    subtypes = _going_on(kind, last_day + ONE_DAY)
    for one in (kind, *subtypes):
        _end(one, last_day)
    kind.became.set(became)
    codes = sorted(one.code for one in became)
    record("deviationtype.ended", kind, by=by, at=at, code=kind.code, last_day=last_day, became=codes)


@transaction.atomic
def map_type(kind: DeviationType, became: Collection[DeviationType], *, by: User, at: datetime) -> None:
    """Which types took over, so that old years can be laid beside new ones."""
    kind.refresh_from_db(from_queryset=DeviationType.objects.select_for_update(of=("self",)))
    kind.became.set(became)
    codes = sorted(one.code for one in became)
    record("deviationtype.mapped", kind, by=by, at=at, code=kind.code, became=codes)


@transaction.atomic
def add_examples(place: Municipality, *, by: User | None, at: datetime) -> int:
    """The example lists and answers, of which what is there already is left as it is. Gives how many were new."""
    Municipality.objects.select_for_update(no_key=True).get(pk=place.pk)
    had = set(DeviationType.objects.filter(municipality=place).values_list("code", flat=True))
    made = {
        one.code: _made(place, one, order)
        for order, one in enumerate(ready_made.TYPES)
        if one.code not in had
    }
    olds = [one for one in ready_made.OLD if one.code not in had]
    for order, one in enumerate(olds):
        old = _made(place, one, order)
        old.became.set([made[code] for code in one.became if code in made])
    titles = set(StandardAnswer.objects.filter(municipality=place).values_list("title", flat=True))
    answers = [
        StandardAnswer(municipality=place, title=title, text=text)
        for title, text in ready_made.ANSWERS
        if title not in titles
    ]
    StandardAnswer.objects.bulk_create(answers)
    new = len(made) + len(olds) + len(answers)
    if new:
        record("deviationtype.examples_added", place, by=by, at=at, amount=new)
    return new


@transaction.atomic
def set_deadlines(place: Municipality, said: Mapping[str, Any], seen: str, *, by: User, at: datetime) -> None:
    """How soon, for cases that come from now on: a day that somebody was promised is not moved.

    Raises SomebodyWasFaster.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=place.pk)
    row = deadlines_of(place)
    if fingerprint(row, DEADLINES_SEEN) != seen:
        raise SomebodyWasFaster
    if row.pk is None:
        row.save(force_insert=True)
    if changed := rewrite(row, said):
        record("deadlines.changed", row, by=by, at=at, **changed)


@transaction.atomic
def add_answer(place: Municipality, title: str, text: str, *, by: User, at: datetime) -> StandardAnswer:
    answer = StandardAnswer.objects.create(municipality=place, title=title, text=text)
    record("standardanswer.added", answer, by=by, at=at, title=title)
    return answer


@transaction.atomic
def rewrite_answer(
    answer: StandardAnswer, title: str, text: str, seen: str, *, by: User, at: datetime
) -> None:
    """Raises SomebodyWasFaster."""
    locked(answer, ANSWER_SEEN, seen=seen)
    if changed := rewrite(answer, {"title": title, "text": text}):
        record("standardanswer.changed", answer, by=by, at=at, columns=sorted(changed["now"]))


@transaction.atomic
def remove_answer(answer: StandardAnswer, *, by: User, at: datetime) -> None:
    """Answers that were sent with its words stay as they are."""
    record("standardanswer.removed", answer, by=by, at=at, title=answer.title)
    answer.delete()


def text_of(kind: DeviationType) -> TypeText:
    return TypeText(
        kind.name, Law(kind.law), kind.order, kind.parent, kind.is_medication, kind.is_device, kind.asks_lex
    )


def _made(place: Municipality, one: ReadyMade, order: int) -> DeviationType:
    """The type and its subtypes as they are valid: the old list until the new begins."""
    shared = {
        "municipality": place, "law": one.law, "is_example": True, "is_medication": one.is_medication,
        "is_device": one.is_device, "asks_lex": one.asks_lex,
        "valid_from": None if one.is_old else ready_made.FIRST_DAY_OF_NEW,
        "valid_to": ready_made.LAST_DAY_OF_OLD if one.is_old else None,
    }  # fmt: skip
    kind = DeviationType.objects.create(code=one.code, name=one.name, order=order, **shared)
    DeviationType.objects.bulk_create(
        DeviationType(code=code, name=name, order=place_in_list, parent=kind, **shared)
        for place_in_list, (code, name) in enumerate(one.subtypes)
    )
    return kind


def _going_on(kind: DeviationType, day: date) -> list[DeviationType]:
    """Its subtypes that would still be valid that day."""
    return list(kind.subtypes.select_for_update(of=("self",)).valid_on(day))


def _end(kind: DeviationType, last_day: date) -> None:
    obstacles = []
    if kind.valid_to is not None and kind.valid_to <= last_day:
        obstacles.append(RegisterObstacle.IS_ENDED)
    if kind.valid_from is not None and last_day < kind.valid_from:
        obstacles.append(RegisterObstacle.BEFORE_START)
    if Part.objects.filter(type=kind, deviation__happened_on__gt=last_day).exists():
        obstacles.append(RegisterObstacle.USED_LATER)
    if obstacles:
        raise CannotRegister(obstacles)
    kind.valid_to = last_day
    kind.save(update_fields=["valid_to"])


def _renewed(kind: DeviationType, said: TypeText, from_day: date) -> DeviationType:
    _refuse_same_name(kind.municipality_id, said, from_day, kind.valid_to, but=kind.pk)
    last_day = kind.valid_to
    _end(kind, from_day - ONE_DAY)
    new = DeviationType.objects.create(
        municipality_id=kind.municipality_id, law=kind.law, code=kind.code, valid_from=from_day, valid_to=last_day,
        **said.columns,
    )  # fmt: skip
    kind.became.set([new])
    return new


def _refuse_same_name(
    place: int, said: TypeText, first: date, last: date | None, *, but: int | None = None
) -> None:
    """Two types of one law with one name on the same day would be one thing with two words."""
    there = DeviationType.objects.filter(municipality=place, law=said.law, name__iexact=said.name).exclude(
        pk=but or 0
    )
    parent = said.parent.pk if said.parent else None
    for one in there:
        is_beside = one.parent_id == parent
        if (
            is_beside
            and (one.valid_to or date.max) >= first
            and (one.valid_from or date.min) <= (last or date.max)
        ):
            raise CannotRegister([RegisterObstacle.NAME_TAKEN])


def _new_code(place: Municipality, said: TypeText) -> str:
    """A code of the name that nobody else has or had."""
    base = f"{said.law}-{slugify(said.name)}"[:50].upper().replace("-", "_")
    codes = set(
        DeviationType.objects.filter(municipality=place, code__startswith=base).values_list("code", flat=True)
    )
    return next(
        code for code in [base, *(f"{base}_{number}" for number in range(2, 1000))] if code not in codes
    )
