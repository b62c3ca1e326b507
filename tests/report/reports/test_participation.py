"""The report's chapter of 6 kap. is fed from what staff have read, learnt and said; small groups are hidden."""

from datetime import date

import pytest

from hjulet.report.reports.blocks import Table, figures_in
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import participation
from tests.do.participation.making import NOW, a_course, a_meeting, a_reading, a_requirement, an_idea, done
from tests.factories import RoleHoldingFactory, UserFactory


@pytest.fixture
def scope(world):
    return Scope(Kind.QUALITY, world.units["aldreomsorg"], 2026, Edition.INTERNAL)


def chapter(scope):
    return list(participation.blocks_of(participation.collect(scope)))


def test_nothing_done_is_no_text(scope):
    assert chapter(scope) == []


def test_what_was_done_is_counted(world, scope):
    unit = world.units["solgarden"]
    done(world.people["staff"], a_course(unit), date(2026, 3, 1))
    an_idea(unit)
    a_meeting(unit, held_on=date(2026, 5, 2), held_by=world.people["manager"])

    said = {figure.label: figure.text for figure in figures_in(chapter(scope))}
    assert (
        said["Genomförda kurser"],
        said["Idéer från personalen"],
        said["Arbetsplatsträffar med underlag"],
    ) == (
        "1",
        "1",
        "1",
    )


def test_read_rates_by_unit_hide_the_small_and_one_that_protects_it(world, scope):
    reading = a_reading(world.units["aldreomsorg"])
    people = [UserFactory(municipality=world.municipality) for _number in range(6)]
    for user in people:
        RoleHoldingFactory(user=user, role="staff", unit=world.units["bjorkgarden"])
        reading.receipts.create(user=user, read_at=NOW)

    hidden = {
        figure.organisation: figure.text for figure in figures_in(chapter(scope)) if "last" in figure.id
    }
    assert hidden == {"Björkgården": "visas inte", "Solgården": "visas inte"}
    for number in range(5):
        user = UserFactory(municipality=world.municipality, name=f"Ny {number}")
        RoleHoldingFactory(user=user, role="staff", unit=world.units["solgarden"])
    shown = {figure.organisation: figure.text for figure in figures_in(chapter(scope)) if "last" in figure.id}
    assert shown == {"Björkgården": "100\u00a0%", "Solgården": "0\u00a0%"}


def test_a_required_course_of_a_few_is_not_counted_aloud(world, scope):
    a_requirement(a_course(world.units["solgarden"]), world.units["solgarden"])

    table = next(block for block in chapter(scope) if isinstance(block, Table) and "rollen" in block.caption)
    assert table.rows[0].cells == ("Basal hygien", "visas inte")
