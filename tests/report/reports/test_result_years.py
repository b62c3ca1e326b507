"""A year that somebody has typed beside its quarters: what they come to is told, and stops the freezing until it is explained."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.report.manuscripts.checks import Waiting, Written, faults_of
from hjulet.report.manuscripts.choices import Fault
from hjulet.report.reports.blocks import Heading, Note
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.workflows import build
from tests.factories import IndicatorFactory, ValueFactory


@pytest.fixture
def nights(world):
    """Nights at a home, quarter by quarter: 100 in all."""
    found = IndicatorFactory(
        municipality=world.municipality,
        name="Dygn",
        unit_of_measure="dygn",
        counting="count",
        source_register="egen mätning",
    )
    for quarter in range(4):
        first = date(2025, 3 * quarter + 1, 1)
        last = date(2025 + quarter // 3, (3 * quarter + 3) % 12 + 1, 1) - date.resolution
        ValueFactory(
            indicator=found, unit=world.units["solgarden"], period_start=first, period_end=last,
            period_said=f"{first:%Y-%m}/{last:%Y-%m}", rhythm="quarter", value=Decimal(25),
        )  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("year", "counted_from", "found"),
    [
        ("100", None, []),
        ("120", None, [Fault.SUM_DISAGREES]),
        ("120", 4, []),
    ],  # what is worked out is not typed
)
def test_a_typed_year_is_what_its_quarters_come_to(world, nights, year, counted_from, found):
    ValueFactory(
        indicator=nights, unit=world.units["solgarden"], value=Decimal(year), counted_from=counted_from
    )
    report = build(Kind.RESULTS, world.units["sektorn"], 2025, Edition.INTERNAL)
    stopping = [one for one in faults_of(report, report, (), Waiting()) if one.fault == Fault.SUM_DISAGREES]

    assert [one.fault for one in stopping] == found
    notes = [one for one in report.blocks if isinstance(one, Note) and one.title == "Summan stämmer inte"]
    assert len(notes) == len(found)
    if found:
        assert "året är 120, men kvartalen blir 100 tillsammans" in stopping[0].about
        assert any(isinstance(one, Heading) and one.anchor == stopping[0].section for one in report.blocks)
        text = Written(stopping[0].section, "analysis", "Ett kvartal rättades efter bokslutet.")
        assert Fault.SUM_DISAGREES not in {one.fault for one in faults_of(report, report, [text], Waiting())}
