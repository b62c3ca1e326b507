"""Which reports there are to read: those of the years that have something to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.sources.models import Document
from hjulet.check.costs.models import CostTable
from hjulet.check.indicators.models import Value
from hjulet.plan.steering.models import SelfAssessment
from hjulet.report.reports.choices import Edition, Kind


@dataclass(frozen=True)
class Standing:
    """A report on the shelf."""

    kind: Kind
    unit: str
    year: int
    editions: tuple[Edition, ...]
    is_first: bool  # the one that the year's own source speaks of, or the newest


def shelf(municipality: Municipality, editions: Sequence[Edition], today: date) -> list[Standing]:
    """Newest year first; within a year the kvalitetsberättelse first."""
    root = Unit.objects.of(municipality).first()
    if root is None:
        return []
    years = sorted(_years(municipality, root, today), reverse=True)
    return [
        Standing(kind, root.slug, year, tuple(editions), year == years[0] and kind == Kind.QUALITY)
        for year in years
        for kind in Kind
    ]


def _years(municipality: Municipality, root: Unit, today: date) -> set[int]:
    """Years with documents, ratings, costs, actions or own values; years that a document only compares with have none."""
    years = set(Document.objects.filter(municipality=municipality).values_list("year", flat=True))
    years |= set(CostTable.objects.of(municipality).values_list("year", flat=True))
    years |= set(
        SelfAssessment.objects.filter(unit__path__startswith=root.path).values_list("year", flat=True)
    )
    years |= set(Action.objects.below(root).values_list("year", flat=True))
    years |= {
        day.year
        for day in Value.objects.whole()
        .filter(indicator__municipality=municipality, unit__isnull=False, citations=None)
        .values_list("period_end", flat=True)
        .distinct()
    }
    return {year for year in years if year <= today.year}
