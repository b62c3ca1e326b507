"""The public edition tells of no group under five: neither directly nor by taking what it shows from a sum of it.

Every table, sentence, chart and figure of the three templates is walked, from data that is made to give somebody away.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from hjulet.base.ui.charts import IntervalChart, LineChart, SmallMultiples
from hjulet.check.deviations.models import DeviationType, MonthCount
from hjulet.check.indicators.models import Value
from hjulet.report.reports.blocks import ChartBlock, Figure, Report, Table, figures
from hjulet.report.reports.choices import Edition, Format, Kind
from hjulet.report.reports.workflows import build, rendered
from tests.factories import IndicatorFactory, LexCaseFactory, UnitFactory, ValueFactory
from tests.report.reports.frames.access_makers import own_table
from tests.world import World

FEW = range(1, 5)
AMOUNTS = (0, 1, 2, 3, 4, 5, 6, 9, 30)
OF_THE_WORK = (
    "raknat/",
    "rutiner-",
    "medverka",
)  # how much work was done, and posts that are held: of nobody who gets care
UNITS = ("solgarden", "bjorkgarden", "lonnen", "tallen")
OWN_ROWS = [["Solgården", "3", "20", "23"], ["Björkgården", "30", "20", "50"], ["Totalt", "33", "40", "73"]]


def _filled(world: World, seed: int) -> None:
    """A municipality whose every number is chosen to be awkward; the seed is said when the test fails."""
    chance = Random(seed)
    world.units["tallen"] = UnitFactory(parent=world.units["lss"], slug="tallen", name="Tallen")
    _shares(world, chance)
    _counts(world, chance)
    _staff(world, chance)
    _deviations(world, chance)
    for _number in range(chance.choice([1, 3, 8])):
        LexCaseFactory(unit=world.units["solgarden"], year=2025)
    own_table(
        world.units["sektorn"], world.people["sas"], columns=["Enhet", "Kvinnor", "Män", "Totalt"], rows=OWN_ROWS,
        title="Larm", counts_people=True, kind=Kind.RESULTS,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_the_public_edition_tells_of_no_group_under_five(world, seed):
    _filled(world, seed)
    public = [build(kind, world.units["sektorn"], 2025, Edition.PUBLIC) for kind in Kind]

    _no_figure_and_no_open_data_is_of_one_to_four(public)
    _no_chart_draws_a_point_of_few(public)
    _own_measurements_give_nobody_away_by_subtraction(public)
    _lists_of_deviations_do_not_give_the_last_one_away(public)
    _the_share_of_what_is_most_common_is_not_said_of_a_hidden_number(public)
    _those_who_work_at_a_single_unit_are_not_told_of(public)
    _an_own_table_hides_in_rows_and_columns(public)


def _shares(world: World, chance: Random) -> None:
    """How many of how many at every unit, in their departments and all together."""
    indicator = IndicatorFactory(
        municipality=world.municipality, name="Andel med plan", unit_of_measure="%", counting="share",
        numerator_said="med plan", denominator_said="alla", counts_people=True, source_register="egen mätning",
    )  # fmt: skip
    people = {unit: chance.choice(AMOUNTS) for unit in UNITS}
    people["aldreomsorg"] = people["solgarden"] + people["bjorkgarden"]
    people["lss"] = people["lonnen"] + people["tallen"] + chance.choice([0, 0, 2])
    people["sektorn"] = people["aldreomsorg"] + people["lss"]
    for unit, n in people.items():
        if n:
            good = chance.randint(0, n)
            ValueFactory(
                indicator=indicator, unit=world.units[unit], value=round(Decimal(100 * good) / n, 1), decimals=1,
                numerator=good, denominator=n, respondents=n,
            )  # fmt: skip


def _counts(world: World, chance: Random) -> None:
    indicator = IndicatorFactory(
        municipality=world.municipality, name="Personer med trycksår", unit_of_measure="antal", counting="count",
        source_register="egen mätning",
    )  # fmt: skip
    found = {unit: chance.choice(AMOUNTS) for unit in UNITS}
    for unit, amount in {**found, "sektorn": sum(found.values())}.items():
        ValueFactory(indicator=indicator, unit=world.units[unit], value=amount)


def _staff(world: World, chance: Random) -> None:
    for register, subject in (
        ("egen mätning (medarbetarundersökning)", "hemtjänst"),
        ("Fil från HR", "Personal"),
    ):
        indicator = IndicatorFactory(
            municipality=world.municipality,
            name=f"Nöjda, {register}",
            source_register=register,
            subject=subject,
        )
        for unit in (*UNITS, "aldreomsorg", "lss"):
            n = chance.choice((6, 9, 30))
            ValueFactory(
                indicator=indicator, unit=world.units[unit], value=chance.randint(0, 100), respondents=n
            )


def _deviations(world: World, chance: Random) -> None:
    for law in ("sol", "hsl"):
        said = {"municipality": world.municipality, "law": law}
        types = [
            DeviationType.objects.create(code=f"{law}-{name.lower()}", name=name, **said)
            for name in ("Fall", "Trycksår", "Annat")
        ]
        for unit in UNITS:
            for kind in types:
                if amount := chance.choice(AMOUNTS):
                    MonthCount.objects.create(
                        unit=world.units[unit], month=date(2025, 3, 1), law=law, type=kind,
                        severity=chance.choice([0, 1, 3]), number=amount,
                    )  # fmt: skip
    MonthCount.objects.create(unit=world.units["lonnen"], month=date(2026, 2, 1), law="sol", number=1)


def _no_figure_and_no_open_data_is_of_one_to_four(public: list[Report]) -> None:
    for report in public:
        assert [one.id for one in figures(report) if _tells_few(one)] == []
        entries = json.loads(rendered(report, Format.JSON))["figures"]
        assert [one["id"] for one in entries if one["n"] in FEW] == []
        assert [
            one["id"] for one in entries if _is_of_people(one["id"], one["unit"]) and one["value"] in FEW
        ] == []


def _no_chart_draws_a_point_of_few(public: list[Report]) -> None:
    for report in public:
        for chart in (block.chart for block in report.blocks if isinstance(block, ChartBlock)):
            drawn = [value for values in _drawn(chart) for value in values if value is not None]
            assert chart.unit == "%" or not set(drawn) & {float(n) for n in FEW}


def _own_measurements_give_nobody_away_by_subtraction(public: list[Report]) -> None:
    """Everybody knows how many there are of each unit but one, and of them all."""
    by_indicator: dict[str, list[Value]] = defaultdict(list)
    for value in Value.objects.select_related("indicator", "unit"):
        by_indicator[value.indicator.slug].append(value)
    for slug, values in by_indicator.items():
        amounts = {one.unit: int(one.respondents or one.value) for one in values}
        shown = {one.organisation for report in public for one in figures(report) if _is_shown(one, slug)}
        _assert_nobody_is_counted_out(amounts, {unit for unit in amounts if unit.name in shown})


def _assert_nobody_is_counted_out(amounts, shown) -> None:
    units = list(amounts)
    rows = []
    for whole in units:
        inside = [unit for unit in units if unit.path.startswith(whole.path) and unit != whole]
        own = [
            one
            for one in inside
            if not any(one.path.startswith(other.path) and one != other for other in inside)
        ]
        if own and sum(amounts[one] for one in own) == amounts[whole]:
            rows.append([-1 if unit == whole else int(unit in own) for unit in units])
    bounds = [(amounts[unit],) * 2 if unit in shown else (0, None) for unit in units]
    for place, unit in enumerate(units):
        if amounts[unit] in FEW and unit.kind in {"unit", "department", "sector"} and unit not in shown:
            goal = np.zeros(len(units))
            goal[place] = 1
            kept = {"A_eq": np.array(rows), "b_eq": np.zeros(len(rows))} if rows else {}
            least, most = linprog(goal, bounds=bounds, **kept), linprog(-goal, bounds=bounds, **kept)
            assert least.fun <= 1 + 1e-6, unit
            assert most.status == 3 or -most.fun >= 5 - 1e-6, unit
        assert not (unit in shown and amounts[unit] in FEW), unit


def _lists_of_deviations_do_not_give_the_last_one_away(public: list[Report]) -> None:
    """The sum under each law is told: at least two cells of a list are hidden, and together they are five or more."""
    for report in public:
        told = {one.id: one for one in figures(report)}
        for table in (block for block in report.blocks if isinstance(block, Table)):
            by_list: dict[str, list[Figure]] = defaultdict(list)
            for row in table.rows:
                for cell in row.cells:
                    if isinstance(cell, Figure) and cell.id.startswith(
                        ("avvikelser/typ", "avvikelser/allvar", "avvikelser/enhet")
                    ):
                        law = next(law for law in ("sol", "hsl") if law in cell.id.split("/"))
                        by_list[law].append(cell)
            for law, cells in by_list.items():
                total = told.get(f"avvikelser/{law}/sociala-sektorn/2025")
                hidden = [one for one in cells if one.value is None]
                if total is not None and total.value is not None and hidden:
                    left = total.value - sum(one.value for one in cells if one.value is not None)
                    assert len(hidden) > 1
                    assert left >= 5


def _the_share_of_what_is_most_common_is_not_said_of_a_hidden_number(public: list[Report]) -> None:
    for table in (block for report in public for block in report.blocks if isinstance(block, Table)):
        if "är vanligast" in table.caption:
            first = next(cell for cell in table.rows[0].cells if isinstance(cell, Figure))
            assert first.value is not None


def _those_who_work_at_a_single_unit_are_not_told_of(public: list[Report]) -> None:
    for report in public:
        about = [one for one in figures(report) if "Nöjda" in one.label]
        assert not {one.organisation for one in about} & {"Solgården", "Björkgården", "Lönnen", "Tallen"}


def _an_own_table_hides_in_rows_and_columns(public: list[Report]) -> None:
    [found] = [block for block in public[1].blocks if isinstance(block, Table) and block.caption == "Larm"]
    hidden = [[cell.value is None for cell in row.cells[1:]] for row in found.rows]

    assert hidden[0][0]
    assert all(sum(row) != 1 for row in hidden)
    assert all(sum(column) != 1 for column in zip(*hidden, strict=True))


def _tells_few(figure: Figure) -> bool:
    few_answers = figure.n is not None and figure.n in FEW
    return few_answers or (_is_of_people(figure.id, figure.unit) and figure.value in FEW)


def _is_of_people(id_: str, unit: str) -> bool:
    is_count = unit.startswith("antal") or (id_.startswith("egen/") and not unit)
    return is_count and not id_.startswith(OF_THE_WORK) and "/atgarder/" not in id_


def _is_shown(figure: Figure, slug: str) -> bool:
    return figure.id.startswith(f"{slug}/") and figure.value is not None


def _drawn(chart: object) -> Iterator[tuple[float | None, ...]]:
    match chart:
        case LineChart(series=series):
            yield from (one.values for one in series)
        case IntervalChart(values=values):
            yield values
        case SmallMultiples(panels=panels):
            for panel in panels:
                yield from _drawn(panel)
