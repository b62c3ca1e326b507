"""Rows of the database → figures that can be printed, traced and clicked."""

from decimal import Decimal
from functools import cache

from django.db.models import Prefetch
from django.urls import reverse

from hjulet.base.ui.swedish import number, signed, with_unit
from hjulet.check.costs.models import CostRow
from hjulet.check.indicators.choices import Comparison, Measure
from hjulet.check.indicators.models import Citation, Value
from hjulet.report.reports.blocks import Figure
from hjulet.report.reports.rules import is_hidden

TOO_FEW = "Färre än 5 svar"
HIDDEN = "Visas inte"  # few, or what would give the few away


def cited() -> Prefetch[str]:
    """The places that print a value, each with its document: one query for all."""
    return Prefetch("citations", Citation.objects.select_related("document"))


def of_value(value: Value, label: str = "") -> Figure:
    """A measured value as it was printed; hidden when too few answered."""
    indicator = value.indicator
    hidden = is_hidden(value.respondents, is_published=value.is_published_source)
    shown = None if hidden else printed_number(value)
    reason = "" if shown is not None else _reason(value, hidden=hidden)
    return Figure(
        id=f"{indicator.slug}/{place_of(value)}/{value.period_said}",
        label=label or indicator.name,
        text=reason if shown is None else _text(value, shown),
        value=shown,
        missing_reason=reason,
        unit=indicator.unit_of_measure,
        organisation=name_of_place(value),
        period=value.period_said,
        n=None if hidden else value.respondents,
        source=source_of(value),
        url=address_of_value(value.pk),
    )


def address_of_value(pk: int) -> str:
    """Thousands stand in a report, so the address is asked for once."""
    before, after = _around_the_number()
    return f"{before}{pk}{after}"


@cache
def _around_the_number() -> tuple[str, str]:
    before, _number, after = reverse("indicators:value", args=[0]).rpartition("0")
    return before, after


def printed_number(value: Value) -> Decimal | None:
    """The value with the decimals that were printed."""
    return None if value.value is None else value.value.quantize(Decimal(1).scaleb(-value.decimals))


def _reason(value: Value, *, hidden: bool) -> str:
    return TOO_FEW if hidden else value.missing_said or str(value.get_missing_display())


def _text(value: Value, shown: Decimal) -> str:
    if value.indicator.measure == Measure.CHANGE:
        return signed(shown)
    return with_unit(shown, value.indicator.unit_of_measure if value.indicator.unit_of_measure == "%" else "")


def place_of(value: Value) -> str:
    return value.unit.slug if value.unit else str(value.comparison)


def name_of_place(value: Value) -> str:
    return value.unit.name if value.unit else str(Comparison(value.comparison).label)


def source_of(value: Value) -> str:
    """The first place that prints it (tables before sentences), or else the register it came from."""
    citations = sorted(
        value.citations.all(), key=lambda place: (place.form != "table", place.form != "fact", place.pk)
    )
    return citations[0].origin if citations else value.indicator.source_register


COST_FIELDS = (  # field, label, unit
    ("cost", "Kostnad", "kr"),
    ("inhabitants", "Invånare", "antal"),
    ("users", "Brukare", "antal"),
    ("kr_per_inhabitant", "Kr per invånare", "kr"),
    ("kr_per_user", "Kr per brukare", "kr"),
    ("printed_pct", "Andel brukare", "%"),
    ("reference_kr_per_inhabitant", "Riket, kr per invånare", "kr"),
    ("reference_kr_per_user", "Riket, kr per brukare", "kr"),
    ("reference_pct", "Riket, andel brukare", "%"),
)


def of_cost(row: CostRow, field: str, label: str, unit: str) -> Figure | None:
    """One printed cell of a cost table; None where the source left it empty."""
    raw = getattr(row, field)
    if raw is None:
        return None
    amount = Decimal(raw)
    is_reference = field.startswith("reference")
    year = row.table.reference_year if is_reference else row.year
    return Figure(
        id=f"kpb/{row.table.slug}/{row.label}/{row.year}/{field}",
        label=f"{row.table.title}, {row.label}: {label}",
        text=number(amount),
        value=amount,
        missing_reason="",
        unit=unit,
        organisation="riket" if is_reference else row.table.municipality.name,
        period=str(year),
        n=None,
        source=row.origin,
        url=reverse("costs:table", args=[row.table.slug, row.table.year]),
    )


def counted(key: str, label: str, amount: int, *, organisation: str, period: str, url: str) -> Figure:
    """A number that we counted ourselves among what is registered; it says so."""
    return Figure(
        id=f"raknat/{key}/{period}",
        label=label,
        text=number(amount),
        value=Decimal(amount),
        missing_reason="",
        unit="antal",
        organisation=organisation,
        period=period,
        n=None,
        source="Räknat bland det som är registrerat i Kvalitetshjulet",
        url=url,
    )
