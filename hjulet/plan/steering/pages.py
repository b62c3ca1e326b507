"""What the page of steering shows of each area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.sources.rewriting import fingerprint
from hjulet.plan.steering.choices import Rating
from hjulet.plan.steering.forms import SteeringForm
from hjulet.plan.steering.models import AssessmentQuerySet, Goal, SelfAssessment, Vision
from hjulet.plan.steering.rules import AreaStatus, latest_ratings

TAGS = {Rating.MET: "good", Rating.PARTLY: "middle", Rating.NOT_MET: "bad"}


@dataclass(frozen=True)
class AreaRow:
    """An area with its status, how its tag looks, and the comment and source of the latest rating."""

    status: AreaStatus
    tag: str
    comment: str
    origin: str


def area_rows(seen: AssessmentQuerySet, unit: Unit | None, year: int) -> list[AreaRow]:
    """Every area as it stands for the unit, with the comment and source of the rating that counts."""
    rated = list(seen.latest_until(unit, year)) if unit else []
    said = {(found.area, found.year): found for found in rated}
    rows = []
    for status in latest_ratings(rated, year):
        latest = said.get((status.area.key, status.year or 0))
        kind = TAGS[status.rating] if status.rating else "neutral"
        rows.append(AreaRow(status, kind, latest.comment if latest else "", latest.origin if latest else ""))
    return rows


def chosen_unit(units: UnitQuerySet, slug: str) -> tuple[Unit | None, list[Unit]]:
    """The sector that is asked for, else the one that is rated most; and the others."""
    sectors: list[Unit] = list(rated_units(units))
    asked = [unit for unit in sectors if unit.slug == slug]
    chosen = next(iter([*asked, *sectors]), None)
    return chosen, [unit for unit in sectors if unit != chosen]


def initial(earlier: Iterable[SelfAssessment], year: int) -> dict[str, str]:
    """What the form begins with: the year's own rating, if there is one."""
    return next(
        ({"rating": found.rating, "comment": found.comment} for found in earlier if found.year == year), {}
    )


def rated_units(units: UnitQuerySet) -> UnitQuerySet:
    """The sectors, the one with most ratings first: that is the one whose ledningssystem this is."""
    ratings = SelfAssessment.objects.filter(unit=OuterRef("pk")).order_by().values("unit")
    count = Subquery(ratings.annotate(amount=Count("pk")).values("amount"))
    found: UnitQuerySet = units.filter(kind=UnitKind.SECTOR).annotate(ratings=Coalesce(count, 0))
    ordered: UnitQuerySet = found.order_by("-ratings", "path")
    return ordered


def opened(row: Goal | Vision, names: Sequence[str]) -> dict[str, Any]:
    """What the form begins with, and the fingerprint of it."""
    return {name: getattr(row, name) for name in names} | {"opened": fingerprint(row, names)}


def as_it_stands(form: SteeringForm, row: Goal | Vision, names: Sequence[str]) -> list[tuple[str, str]]:
    """What somebody else saved, where the form says something else; saved once more the form goes on top of it."""
    if not form.is_stale:
        return []
    form.carry(fingerprint(row, names))
    stands = {name: getattr(row, name) for name in names}
    return [
        (str(form[name].label), str(now or "–")) for name, now in stands.items() if now != form.said[name]
    ]
