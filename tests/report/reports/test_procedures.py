"""The chapter of 4 kap. 2–4 §§ is told from the processes and routines that are there."""

from datetime import UTC, date, datetime

from hjulet.plan.procedures.models import RoutineVersion
from hjulet.report.reports.blocks import figures_in
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import procedures
from tests.factories import ActionFactory
from tests.plan.procedures.making import approved, process


def _scope(world, year=2026):
    return Scope(Kind.QUALITY, world.units["sektorn"], year, Edition.INTERNAL)


def test_chapter_says_nothing_where_nothing_is_described(world):
    assert procedures.collect(_scope(world)) is None
    assert list(procedures.blocks_of(None)) == []


def test_chapter_counts_what_is_described_in_force_and_out_of_date(world):
    unit, by = world.units["solgarden"], world.people["manager"]
    made = process(unit, by, steps=3)
    made.priority, made.established_by, made.established_revision = "high", by, 1
    made.established_at = datetime(2026, 5, 1, tzinfo=UTC)
    made.save()
    first = approved(unit, by, activities=(made.activities.first(),), review_by=date(2026, 12, 1))
    approved(unit, by, "Utan ansvarig", owner=None)
    approved(world.units["granby"], world.people["neighbour"], "Grannens")
    RoutineVersion.objects.get(routine=first).prompted_by.add(ActionFactory(unit=unit))

    blocks = list(procedures.blocks_of(procedures.collect(_scope(world))))

    told = {figure.label: int(figure.value) for figure in figures_in(blocks)}
    assert told == {
        "Beskrivna processer": 1, "Fastställda processer": 1,
        "Aktiviteter i processerna": 3, "Aktiviteter med en rutin som gäller": 1,
        "Rutiner och andra styrdokument som gäller": 2,
        "Styrdokument som har passerat sin dag för genomgång": 1, "Styrdokument utan ansvarig": 1,
        "Nya versioner som började gälla": 2, "Nya versioner med en åtgärd bakom (5 kap. 8 §)": 1,
        "Styrdokument som gicks igenom och stämde": 0,
    }  # fmt: skip
    assert all(figure.source and figure.url for figure in figures_in(blocks))


def test_chapter_of_a_year_gone_by_is_as_it_was_then(world):
    approved(world.units["solgarden"], world.people["manager"])

    assert procedures.collect(_scope(world, 2025)) is None
