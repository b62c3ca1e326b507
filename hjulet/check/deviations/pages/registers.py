"""What the pages of the registers show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.base.sources.rewriting import fingerprint
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import Deadlines, DeviationType, StandardAnswer
from hjulet.check.deviations.models.registers import DeviationTypeQuerySet
from hjulet.check.deviations.ready_made import OLD, TYPES
from hjulet.check.deviations.workflows.registers import (
    ANSWER_SEEN,
    DEADLINES_SEEN,
    TYPE_SEEN,
)

TICKS = ("is_medication", "is_device", "asks_lex")


@dataclass(frozen=True)
class Top:
    """A type and its subtypes, as they were valid on a day."""

    kind: DeviationType
    subtypes: tuple[DeviationType, ...]


@dataclass(frozen=True)
class Register:
    """One law's types."""

    law: Law
    tops: tuple[Top, ...]

    @property
    def has_examples(self) -> bool:
        return any(top.kind.is_example for top in self.tops)


def may_import(request: Request) -> bool:
    return may_in(request.user, Verb.IMPORT_DEVIATIONS, request.municipality.pk, request.today)


def types(user: User, today: date) -> DeviationTypeQuerySet:
    return DeviationType.objects.visible_to(user, today)


def registers_on(found: Iterable[DeviationType]) -> list[Register]:
    """The types by law, each subtype under its own."""
    kinds = list(found)
    return [
        Register(
            law,
            tuple(
                Top(top, tuple(kind for kind in kinds if kind.parent_id == top.pk))
                for top in kinds
                if top.law == law and top.parent_id is None
            ),
        )
        for law in (Law.HSL, Law.SOL)
    ]


def lacks_examples(user: User, today: date) -> bool:
    """Something of the example list is not there."""
    codes = set(types(user, today).values_list("code", flat=True))
    return not codes.issuperset(one.code for one in (*TYPES, *OLD))


def ended(user: User, today: date) -> list[DeviationType]:
    """Types that no longer are valid, with what they became; the one that ended last first. Subtypes follow theirs."""
    found = types(user, today).filter(valid_to__lt=today, parent=None).prefetch_related("became")
    return list(found.order_by("-valid_to", "law", "order", "pk"))


def parents_of(user: User, today: date, law: Law, kind: DeviationType | None = None) -> DeviationTypeQuerySet:
    """What a type may belong to: one of its own law that goes on, and belongs to nothing itself."""
    found = types(user, today).of_law(law).filter(parent=None, valid_to=None)
    if kind is None:
        return found
    if kind.subtypes.exists():
        return found.none()
    return (found | types(user, today).filter(pk=kind.parent_id or 0)).exclude(pk=kind.pk)


def successors_of(user: User, today: date, kind: DeviationType) -> DeviationTypeQuerySet:
    """What a type may have become: those that stand for themselves and were valid after it."""
    found = types(user, today).filter(parent=None).exclude(pk=kind.pk)
    return found.valid_on(today) if kind.valid_to is None else found.exclude(valid_to__lte=kind.valid_to)


def type_initial(kind: DeviationType) -> dict[str, object]:
    names = ("name", "order", *TICKS)
    return {
        **{name: getattr(kind, name) for name in names},
        "parent": kind.parent_id,
        "seen": fingerprint(kind, TYPE_SEEN),
    }


def deadlines_initial(row: Deadlines) -> dict[str, object]:
    return {**{name: getattr(row, name) for name in DEADLINES_SEEN}, "seen": fingerprint(row, DEADLINES_SEEN)}


def answer_initial(answer: StandardAnswer) -> dict[str, object]:
    return {"title": answer.title, "text": answer.text, "seen": fingerprint(answer, ANSWER_SEEN)}
