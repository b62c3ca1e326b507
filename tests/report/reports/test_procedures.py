"""The chapter of 4 kap. 2–4 §§ is told from the processes and routines that are there."""

from datetime import UTC, date, datetime

from hjulet.plan.procedures.models import RoutineVersion
from hjulet.report.reports.blocks import Figure, Paragraph
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import procedures
from tests.factories import ActionFactory
from tests.plan.procedures.making import approved, process


def _scope(world, year=2026):
    return Scope(Kind.QUALITY, world.units["sektorn"], year, Edition.INTERNAL)


def _said(blocks):
    return ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]


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

    told = _said(blocks)
    assert told[0] == (
        "1 process är beskriven med sina aktiviteter i ordning, och 1 av dem är fastställd. "
        "Av 3 aktiviteter har 1 en rutin som gäller."
    )
    assert told[2] == (
        "I slutet av 2026 gällde 2 rutiner och andra styrdokument. Under året började 2 nya versioner gälla, "
        "och bakom 1 av dem fanns en åtgärd (5 kap. 8 §)."
    )
    assert told[3].endswith("hade 1 passerat sin dag för genomgång, och 1 saknade ansvarig.")
    figures = [
        run
        for block in blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Figure)
    ]
    assert all(figure.source and figure.url for figure in figures)


def test_chapter_of_a_year_gone_by_is_as_it_was_then(world):
    approved(world.units["solgarden"], world.people["manager"])

    assert procedures.collect(_scope(world, 2025)) is None
