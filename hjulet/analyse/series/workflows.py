"""Writing down that the way of measuring changed, changing that, and taking it away; each logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from hjulet.analyse.series import rules
from hjulet.analyse.series.choices import Obstacle
from hjulet.analyse.series.models import Break
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.deviations.models import DeviationType
from hjulet.check.indicators.models import Indicator


class CannotDocument(Exception):
    """A change of the way of measuring cannot be written down as it is said; the list says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class BreakText:
    """What somebody says of a change: from when, what, where, and what it touches."""

    title: str
    month: date
    unit: Unit | None = None
    law: str = ""
    type_code: str = ""
    measure: str = ""  # of an own measurement instead of deviations

    @property
    def columns(self) -> dict[str, object]:
        return vars(self)

    @property
    def told(self) -> dict[str, object]:
        """As the log keeps it."""
        return {**vars(self), "unit": self.unit.slug if self.unit else ""}


@transaction.atomic
def document_break(
    municipality: Municipality, said: BreakText, *, by: User, at: datetime, today: date
) -> Break:
    """A change, once: said again it is the same. Raises CannotDocument. SOSFS 2011:9 5 kap. 6 §."""
    one_at_a_time()
    _must_fit(municipality, said, today)
    same = {name: value for name, value in said.columns.items() if name != "title"}
    if there := Break.objects.of(municipality).filter(**same).first():
        if there.title == said.title:
            return there
        raise CannotDocument([Obstacle.TAKEN])
    made = Break.objects.create(municipality=municipality, **said.columns, made_by=by, made_at=at)
    record("break.documented", made, by=by, at=at, **said.told)
    return made


@transaction.atomic
def rewrite_break(
    found: Break, said: BreakText, *, revision: int, by: User, at: datetime, today: date
) -> None:
    """What it says from now on. Raises CannotDocument, also when it has changed since that revision."""
    found.refresh_from_db(
        from_queryset=Break.objects.select_related("municipality").select_for_update(of=("self",))
    )
    if found.revision != revision:
        raise CannotDocument([Obstacle.STALE])
    _must_fit(found.municipality, said, today)
    for name, value in said.columns.items():
        setattr(found, name, value)
    found.changed_by, found.changed_at, found.revision = by, at, revision + 1
    try:
        with transaction.atomic():
            found.save(update_fields=[*said.columns, "changed_by", "changed_at", "revision"])
    except IntegrityError:
        raise CannotDocument([Obstacle.TAKEN]) from None
    record("break.rewritten", found, by=by, at=at, **said.told)


@transaction.atomic
def remove_break(found: Break, *, by: User, at: datetime) -> None:
    """Take it away: it was never so. What was frozen in effect reviews stays as it was."""
    record("break.removed", found, by=by, at=at, title=found.title, month=found.month)
    found.delete()


def _must_fit(municipality: Municipality, said: BreakText, today: date) -> None:
    fits = not said.type_code or (
        DeviationType.objects.filter(municipality=municipality, code=said.type_code, law=said.law).exists()
    )
    if said.measure:
        fits = Indicator.objects.of(municipality).filter(slug=said.measure).exclude(counting="").exists()
    if obstacles := rules.obstacles_to_documenting(said.title, said.month, today, fits_law=fits):
        raise CannotDocument(obstacles)
