"""Of whom a result row speaks: the whole with its years, its units as they are now."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Level
from hjulet.check.indicators.judgement import Verdict
from hjulet.report.reports.blocks import Figure, KeyFigures, Table
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import areas, result_tables, results, summary
from tests.factories import IndicatorFactory, TargetFactory, UnitFactory, ValueFactory

QUESTIONS = ("Maten är god", "Jag är trygg")


@pytest.fixture
def homes(world):
    return [UnitFactory(parent=world.units["aldreomsorg"], name=name) for name in ("Boende A", "Boende B")]


def asked(world, unit, shares, names=QUESTIONS, **fields):
    """Each question with a share a year, answered by two hundred in the whole and twenty in a unit."""
    for name in names:
        indicator, _new = type(IndicatorFactory.build()).objects.get_or_create(
            municipality=world.municipality, slug=name.lower().replace(" ", "-"),
            defaults={"name": name, "source_register": "egen mätning (brukarundersökning)", "subject": "lss",
                      "unit_of_measure": "%", "direction": "higher", **fields},
        )  # fmt: skip
        for year, (share, answers) in shares.items():
            ValueFactory(indicator=indicator, unit=unit, value=Decimal(share), respondents=answers, year=year)


def groups(world):
    return results.collect(Scope(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL)).groups


def cells(table: Table):
    return [
        [cell.text.replace("\u00a0", " ") if isinstance(cell, Figure) else cell for cell in row.cells]
        for row in table.rows
    ]


@pytest.fixture
def whole_and_units(world, homes):
    asked(world, world.units["aldreomsorg"], {2024: (80, 200), 2025: (50, 200)})
    asked(world, homes[0], {2024: (50, 20), 2025: (70, 20)})
    asked(world, homes[1], {2024: (45, 20), 2025: (100, 20)})
    return groups(world)


def test_the_change_that_is_told_is_the_wholes_and_not_the_last_units(whole_and_units):
    whole, _units = whole_and_units

    assert [line.change.verdict for line in whole.lines] == [Verdict.WORSENING, Verdict.WORSENING]
    assert {line.latest.organisation for line in whole.lines} == {"Äldreomsorg"}


def test_units_stand_in_a_table_of_their_own_as_they_are_now(whole_and_units):
    whole, units = whole_and_units

    assert whole.columns == ("2024", "2025")
    assert cells(result_tables.table(units)) == [
        ["Maten är god", "70 %", "100 %"],
        ["Jag är trygg", "70 %", "100 %"],
    ]


def test_the_two_tables_say_whose_they_are_under_one_heading(whole_and_units):
    whole, units = whole_and_units

    assert whole.title == units.title == "Brukarenkät: LSS"
    assert result_tables.table(whole).caption == "Brukarenkät: LSS: Äldreomsorg"
    assert result_tables.table(units).caption == "Brukarenkät: LSS: enheterna var för sig"


def test_one_year_in_one_unit_is_no_headline(world, whole_and_units):
    """A hundred units' questions would show some large changes a year by chance alone."""
    _whole, units = whole_and_units
    columns = [column.text for column in result_tables.table(units).columns]

    assert not result_tables.speaking(units)
    assert not [column for column in columns if column.startswith("Säker förändring")]


def test_each_unit_is_tried_over_all_its_years_together_with_everything_else(world, homes):
    years = {2022: (20, 60), 2023: (45, 60), 2024: (70, 60), 2025: (98, 60)}
    asked(world, world.units["aldreomsorg"], {2024: (70, 200), 2025: (71, 200)})
    asked(world, homes[0], years)
    asked(world, homes[1], {2024: (70, 20), 2025: (70, 20)})

    found = results.collect(Scope(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL))

    assert {found.names[row.key] for row in found.moved} == {
        "Maten är god, Boende A",
        "Jag är trygg, Boende A",
    }


def test_places_that_nobody_measures_together_stand_side_by_side_and_the_first_speaks(world, homes):
    asked(world, homes[0], {2024: (80, 200), 2025: (50, 200)})
    asked(world, homes[1], {2024: (50, 200), 2025: (80, 200)})

    [group] = groups(world)
    table = result_tables.table(group)

    assert [column.text for column in table.columns][-1] == "Säker förändring, Boende A"
    assert {row.cells[-1].text for row in table.rows} == {str(Verdict.WORSENING.label)}
    assert len(table.rows) == 2


def test_few_questions_in_many_units_get_a_table_each(world):
    for number in range(9):
        unit = UnitFactory(parent=world.units["aldreomsorg"], name=f"Boende {number}")
        asked(world, unit, {2025: (50 + number, 20)})

    found = groups(world)

    assert [group.about for group in found] == list(QUESTIONS)
    assert [len(group.lines) for group in found] == [9, 9]


@pytest.mark.parametrize(
    ("unit", "caption"),
    [("ekvik", "Trygghet, Ekvik (2025)"), ("aldreomsorg", "Trygghet, Äldreomsorg (2025)")],
)
def test_a_large_figure_says_what_and_whose_it_is(world, unit, caption):
    indicator = IndicatorFactory(
        municipality=world.municipality, name="Trygghet", source_register="egen mätning"
    )
    ValueFactory(indicator=indicator, unit=world.units[unit], value=Decimal(80), respondents=40)
    scope = Scope(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL)

    facts = summary.collect(scope, areas.collect(scope), results.collect(scope))

    [tile] = next(block.items for block in summary.blocks_of(facts) if isinstance(block, KeyFigures))
    assert tile.caption == caption


def test_a_single_unit_beside_its_whole_is_told_by_name_and_is_no_headline(world, homes):
    asked(world, world.units["aldreomsorg"], {2024: (80, 200), 2025: (81, 200)})
    asked(world, homes[0], {2024: (20, 60), 2025: (90, 60)})

    _whole, units = groups(world)

    assert units.columns == ("Boende A 2025",)
    assert not result_tables.speaking(units)


def test_few_questions_in_many_units_within_a_whole_show_their_years(world):
    asked(world, world.units["aldreomsorg"], {2024: (80, 200), 2025: (81, 200)})
    for number in range(9):
        unit = UnitFactory(parent=world.units["aldreomsorg"], name=f"Boende {number}")
        asked(world, unit, {2024: (60, 20), 2025: (50 + number, 20)})

    _whole, *units = groups(world)

    assert [(group.about, group.columns) for group in units] == [
        (name, ("2024", "2025")) for name in QUESTIONS
    ]


def test_a_unit_with_a_row_to_itself_still_tells_whether_it_reaches_its_target(world):
    """A level is a fact of the value: it needs no comparison, so chance has no say in it."""
    asked(world, world.units["aldreomsorg"], {2025: (81, 200)})
    for number in range(9):
        unit = UnitFactory(parent=world.units["aldreomsorg"], name=f"Boende {number}")
        asked(world, unit, {2025: (50 + number, 20)})
    target = {"good_lower": 70, "good_lower_included": True, "bad_upper": 70}
    TargetFactory(indicator=type(IndicatorFactory.build()).objects.get(slug="maten-är-god"), **target)

    _whole, first, second = groups(world)

    assert [column.text for column in result_tables.table(first).columns][-1] == "Målnivå"
    assert {row.cells[-1].text for row in result_tables.table(first).rows} == {str(Level.BAD.label)}
    assert [column.text for column in result_tables.table(second).columns] == ["Verksamhet", "2025"]
