"""A comparison as a table: a row a measure, a column a period, the others beside the newest, and the colour."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.base.ui.charts.spec import LineChart, SmallMultiples
from hjulet.check.indicators import series
from hjulet.check.indicators.choices import Comparison as Compared
from hjulet.check.indicators.choices import Measure
from hjulet.check.indicators.compare.among import ALL, OWN
from hjulet.check.indicators.compare.places import Placed, placed
from hjulet.check.indicators.compare.sets import COMPARISONS, Comparison
from hjulet.check.indicators.figures import Shown, show
from hjulet.check.indicators.kolada.rules import GENERATED, country_of
from hjulet.check.indicators.models import Indicator, KoladaValue, Target, Value
from hjulet.check.indicators.pages import targets_of, values_of
from hjulet.check.indicators.series import Followed

MOST_PERIODS = 4
FEWEST_PARTS = 3
FEWER_DRAWS = 2_000  # a whole table of colours: enough to tell eight of ten
Others = dict[tuple[str, int], dict[str, Decimal]]


@dataclass(frozen=True)
class Row:
    """A measure: its value each period, the others' in the newest, and where it stands."""

    indicator: Indicator
    cells: tuple[Shown | None, ...]
    country: Shown | None
    county: Shown | None
    similar: Shown | None
    placed: Placed | None
    level: Any  # the tag of our own target, where the measure has one


@dataclass(frozen=True)
class Listed:
    """A comparison in the list: how many of its measures there are."""

    comparison: Comparison
    amount: int


def listed(request: Request) -> list[Listed]:
    indicators = list(_indicators(request))
    return [Listed(one, sum(one.holds(each) for each in indicators)) for one in COMPARISONS]


def comparison_page(request: Request, comparison: Comparison) -> dict[str, Any]:
    """Four questions to the database, whatever the number of measures."""
    chosen = [one for one in _indicators(request) if comparison.holds(one)]
    values = list(values_of(request).filter(indicator__in=chosen).in_series())
    by_measure: dict[int, list[Value]] = defaultdict(list)
    for value in values:
        by_measure[value.indicator_id].append(value)
    own = {pk: _highest(found) for pk, found in by_measure.items()}
    periods = _periods([value for found in own.values() for value in found])
    targets = list(targets_of(request, chosen))
    others = _everybody(request, chosen, own)
    every = [
        _row(request, one, by_measure[one.pk], periods, targets, others) for one in chosen if own.get(one.pk)
    ]
    rows = [row for row in every if any(row.cells)]
    is_generated = country_of(request.municipality.code) == GENERATED
    return {
        "comparison": comparison,
        "periods": [said for _end, said in periods],
        "rows": rows,
        "has_subjects": len({row.indicator.subject for row in rows}) > 1,
        "older": [(row, show(own[row.indicator.pk][-1])) for row in every if not any(row.cells)],
        "charts": _rank_charts(rows, by_measure),
        "has_colours": any(row.placed for row in rows),
        "has_levels": any(row.level for row in rows),
        "has_country": any(row.country for row in rows),
        "has_county": any(row.county for row in rows),
        "has_similar": any(row.similar for row in rows),
        "is_generated": is_generated and bool(rows),
        "is_koladas": not is_generated and any(row.placed for row in rows),
    }


def _indicators(request: Request) -> Any:
    visible = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    return visible.order_by("subject", "position", "pk")


def _highest(values: Sequence[Value]) -> list[Value]:
    """The values of the unit that stands highest in the organisation, in order of time."""
    units = {value.unit.path: value.unit for value in values if value.unit is not None}
    if not units:
        return []
    top = min(units.values(), key=lambda unit: (unit.depth, unit.path))
    return [value for value in values if value.unit_id == top.pk]


def _periods(values: Sequence[Value]) -> list[tuple[str, str]]:
    """The newest ones, in order of time."""
    found = sorted({(value.period_end.isoformat(), value.period_said) for value in values})
    return found[-MOST_PERIODS:]


def _everybody(request: Request, chosen: Sequence[Indicator], own: dict[int, list[Value]]) -> Others:
    """Every municipality's value of the measures that are Kolada's, in the years of our newest: one question."""
    code = request.municipality.code
    ids = {one.kolada_id for one in chosen if one.kolada_id and not one.source_register.startswith(OWN)}
    years = {found[-1].period_end.year for found in own.values() if found}
    if not code or not ids:
        return {}
    rows = KoladaValue.objects.in_country(country_of(code)).filter(
        kpi__in=ids, year__in=years, gender=ALL, value__isnull=False
    )
    found: Others = defaultdict(dict)
    for kpi, year, area, value in rows.values_list("kpi", "year", "area", "value"):
        if value is not None:
            found[kpi, year][area] = value
    return found


def _row(
    request: Request, indicator: Indicator, values: Sequence[Value],
    periods: Sequence[tuple[str, str]], targets: Sequence[Target], others: Others,
) -> Row:  # fmt: skip
    own = _highest(values)
    last = own[-1]
    by_period = {value.period_said: show(value) for value in own}
    same = {
        value.comparison: show(value)
        for value in values
        if value.unit is None
        and (value.period_start, value.period_end) == (last.period_start, last.period_end)
    }
    return Row(
        indicator=indicator,
        cells=tuple(by_period.get(said) for _end, said in periods),
        country=same.get(Compared.COUNTRY),
        county=same.get(Compared.COUNTY),
        similar=same.get(Compared.SIMILAR),
        placed=_placed(request, indicator, last, others),
        level=show(last, targets).level,
    )


def _placed(request: Request, indicator: Indicator, last: Value, others: Others) -> Placed | None:
    code, year = request.municipality.code, last.period_end.year
    everybody = others.get((indicator.kolada_id, year), {})
    if code not in everybody or last.unit is None or last.unit.depth != 1:
        return None
    rest = [value for area, value in everybody.items() if area != code]
    return placed(last.point, rest, indicator.direction,
        is_share=indicator.is_share, is_full=indicator.is_count_or_cost, draws=FEWER_DRAWS,
    )  # fmt: skip


def _rank_charts(rows: Sequence[Row], by_measure: dict[int, list[Value]]) -> list[LineChart | SmallMultiples]:
    """The places over the years, where a source ranks: the whole first, its parts together on one scale."""
    ranks = [row for row in rows if row.indicator.measure == Measure.RANK]
    found = [
        chart
        for row in ranks
        if (
            chart := series.chart(
                Followed(row.indicator, _highest(by_measure[row.indicator.pk]), []), row.indicator.name
            )
        )
    ]
    if len(found) < FEWEST_PARTS:
        return list(found)
    return [found[0], SmallMultiples(title=_("Platserna i delarna"), panels=tuple(found[1:]))]
