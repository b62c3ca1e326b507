"""What the page of steering shows of each area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import UnitQuerySet
from hjulet.plan.steering.choices import Rating
from hjulet.plan.steering.models import SelfAssessment
from hjulet.plan.steering.rules import AreaStatus

TAGS = {Rating.MET: "good", Rating.PARTLY: "middle", Rating.NOT_MET: "bad"}


@dataclass(frozen=True)
class AreaRow:
    """An area with its status, how its tag looks, and the comment and source of the latest rating."""

    status: AreaStatus
    tag: str
    comment: str
    origin: str


def area_rows(statuses: Iterable[AreaStatus], rated: Sequence[SelfAssessment]) -> list[AreaRow]:
    said = {(found.area, found.year): found for found in rated}
    rows = []
    for status in statuses:
        latest = said.get((status.area.key, status.year or 0))
        kind = TAGS[status.rating] if status.rating else "neutral"
        rows.append(AreaRow(status, kind, latest.comment if latest else "", latest.origin if latest else ""))
    return rows


def rated_units(units: UnitQuerySet) -> UnitQuerySet:
    """The sectors, the one with most ratings first: that is the one whose ledningssystem this is."""
    ratings = SelfAssessment.objects.filter(unit=OuterRef("pk")).order_by().values("unit")
    count = Subquery(ratings.annotate(amount=Count("pk")).values("amount"))
    found: UnitQuerySet = units.filter(kind=UnitKind.SECTOR).annotate(ratings=Coalesce(count, 0))
    ordered: UnitQuerySet = found.order_by("-ratings", "path")
    return ordered
