"""Cost per user in the reports: the verdict, the split with its picture, and small groups that stay hidden."""

import json

import pytest

from hjulet.base.ui.charts import Waterfall
from hjulet.check.costs.models import CostRow
from hjulet.report.reports.blocks import Bullets, ChartBlock, Figure, Heading, Note, Paragraph, Table
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import costs
from tests.check.costs.making import price_rise, stored_table

NBSP = "\u00a0"


def scope(world, year=2024, unit="ekvik"):
    return Scope(Kind.RESULTS, world.units[unit], year, Edition.INTERNAL)


def words(blocks) -> str:
    """Of paragraphs and bullets, in their order."""
    runs = [block.runs for block in blocks if isinstance(block, Paragraph)]
    runs += [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    return " ".join(run.text for item in runs for run in item)


@pytest.fixture
def facts(world):
    stored_table(world.municipality)
    return costs.collect(scope(world))


def test_the_verdict_comes_first_and_the_split_has_its_picture(facts):
    blocks = costs.blocks_of(facts[0])

    assert [type(block) for block in blocks[:3]] == [Heading, Paragraph, Paragraph]
    assert blocks[1].lead
    assert "Kostnaden var 40,0 miljoner kronor 2023 och 45,0 miljoner kronor 2024" in words(blocks)
    pictures = [block.chart for block in blocks if isinstance(block, ChartBlock)]
    assert isinstance(pictures[-1], Waterfall)
    assert pictures[-1].title.startswith("Hemtjänst: därför ändrades kostnaden")


def test_the_index_is_used_and_named(world):
    stored_table(world.municipality)
    price_rise(world.municipality)

    assert "PKV (SKR, prov)" in words(costs.blocks_of(costs.collect(scope(world))[0]))


def test_a_year_without_tables_has_no_chapter(world):
    stored_table(world.municipality)

    assert costs.collect(scope(world, 2023)) == ()
    assert costs.in_brief(()) == ()


def test_a_small_part_is_not_told_what_the_municipality_costs(world):
    stored_table(world.municipality)

    assert costs.collect(scope(world, unit="solgarden")) == ()


def test_in_brief_each_service_is_a_line(facts):
    heading, bullets = costs.in_brief(facts)

    assert heading.text == "Kostnad per brukare"
    assert bullets.items[0][0].text == "Hemtjänst. "
    assert "i samma åldrar" in bullets.items[0][1].text


def test_small_groups_of_an_unpublished_table_are_hidden_with_their_reason(world):
    made = stored_table(world.municipality, is_published=False)
    CostRow.objects.filter(table=made, age_from=0).update(users=3, cost=987_654)
    CostRow.objects.filter(table=made, kind="total", year=2024).update(users=303)

    found = costs.blocks_of(costs.collect(scope(world))[0])

    table = next(block for block in found if isinstance(block, Table))
    small = [cell for cell in table.rows[0].cells if isinstance(cell, Figure)]
    assert [cell.text for cell in small if cell.missing_reason == "Få brukare"] == ["·"] * 5
    assert [cell.text for cell in small if not cell.missing_reason][:1] == [
        f"8{NBSP}000"
    ]  # inhabitants are public
    assert f"987{NBSP}654" not in json.dumps([str(block) for block in found], ensure_ascii=False)
    assert "få brukare" in table.note[0].text


def test_a_published_table_hides_nothing(facts):
    assert not any(
        cell.missing_reason
        for block in costs.blocks_of(facts[0])
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    )


def test_what_does_not_add_up_is_a_warning(world):
    made = stored_table(world.municipality)
    CostRow.objects.filter(table=made, kind="total", year=2024).update(kr_per_user=1)

    notes = [block for block in costs.blocks_of(costs.collect(scope(world))[0]) if isinstance(block, Note)]
    assert [note.kind for note in notes][:1] == ["warning"]
