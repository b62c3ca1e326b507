"""Count a unit's month anew. Idempotent, so that a count can never drift from the cases for longer than one change."""

from datetime import date

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Coalesce, TruncMonth

from hjulet.base.log.chain import one_at_a_time
from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.deviations.models import Deviation, MonthCount, Part
from hjulet.check.deviations.rules import COUNTED

LEADS_ITSELF = (UnitKind.UNIT, UnitKind.EXTERNAL)  # whose manager reads the unit's figures unsuppressed


def counted_above(unit: Unit) -> Unit | None:
    """Where a report about the unit's own manager is counted: at the nearest department above. access.md."""
    above = Unit.objects.filter(path__in=unit.paths_above()).exclude(kind__in=LEADS_ITSELF)
    found: Unit | None = above.order_by("-depth").first()
    return found


def count_case(deviation: Deviation) -> None:
    """The month that the deviation is counted in, where it is counted."""
    count_month(deviation.counted_at or deviation.unit, deviation.happened_on)


@transaction.atomic
def count_month(unit: Unit, day: date) -> None:
    """The cells of the unit and the month that the day is in, from its deviations."""
    month = day.replace(day=1)
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    one_at_a_time()  # two who count the same month would each leave their own cells
    parts = Part.objects.filter(
        Q(deviation__unit=unit, deviation__counted_at=None) | Q(deviation__counted_at=unit),
        deviation__state__in=COUNTED, deviation__happened_on__gte=month, deviation__happened_on__lt=following,
    )  # fmt: skip
    cells = (
        parts.order_by().values("law", "type", severe=Coalesce("severity", 0)).annotate(number=Count("pk"))
    )
    MonthCount.objects.filter(unit=unit, month=month).delete()
    MonthCount.objects.bulk_create(
        MonthCount(
            unit=unit, month=month, law=cell["law"], type_id=cell["type"], severity=cell["severe"],
            number=cell["number"],
        )
        for cell in cells
    )  # fmt: skip


Cell = tuple[int, date, str, int | None, int]  # unit, month, law, type, severity


@transaction.atomic
def count_everything(municipality: Municipality) -> int:
    """Every cell of a municipality anew, in one GROUP BY; gives how many. After an import, or to mend."""
    one_at_a_time()
    MonthCount.objects.filter(unit__municipality=municipality).delete()
    made = MonthCount.objects.bulk_create(
        (
            MonthCount(unit_id=unit, month=month, law=law, type_id=kind, severity=severity, number=number)
            for (unit, month, law, kind, severity), number in counted(municipality).items()
        ),
        batch_size=500,
    )
    return len(made)


def differing(municipality: Municipality) -> dict[Cell, tuple[int, int]]:
    """The cells that do not say what the cases say: what they say, and what they should."""
    stored = MonthCount.objects.filter(unit__municipality=municipality)
    says: dict[Cell, int] = {
        (unit, month, law, kind, severity): number
        for unit, month, law, kind, severity, number in stored.values_list(
            "unit", "month", "law", "type", "severity", "number"
        )
    }
    should = counted(municipality)
    cells = sorted(says.keys() | should.keys(), key=lambda cell: (cell[1], cell[0], str(cell)))
    found = {cell: (says.get(cell, 0), should.get(cell, 0)) for cell in cells}
    return {cell: pair for cell, pair in found.items() if pair[0] != pair[1]}


def counted(municipality: Municipality) -> dict[Cell, int]:
    """Every cell as the cases have it."""
    parts = Part.objects.filter(deviation__municipality=municipality, deviation__state__in=COUNTED)
    cells = parts.order_by().values_list(
        Coalesce("deviation__counted_at", "deviation__unit"), TruncMonth("deviation__happened_on"), "law", "type",
        Coalesce("severity", 0),
    )  # fmt: skip
    return {
        (unit, month, law, kind, severity): number
        for unit, month, law, kind, severity, number in cells.annotate(number=Count("pk"))
    }
