"""The real files of a real municipality are taken in whole, twice without a change."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Lineage, Unit, lineage_of
from hjulet.base.organisation.rules import Step, lineage_sentences
from hjulet.base.organisation.sources.lineage import read_lineage
from hjulet.base.organisation.sources.units import read_units
from hjulet.base.organisation.workflows import import_lineage, import_units
from tests.factories import MunicipalityFactory

DATA = Path(__file__).parents[3] / "hjulet" / "demo" / "data" / "leksand"
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the package data is not there")


@pytest.fixture
def leksand(db):
    municipality = MunicipalityFactory(slug="leksand", name="Leksand")
    units = read_units((DATA / "units.csv").read_bytes(), "units.csv")
    assert units.faults == ()
    import_units(municipality, units.rows, by=None, at=AT)
    lineage = read_lineage((DATA / "lineage.csv").read_bytes(), "lineage.csv")
    import_lineage(municipality, lineage.rows, by=None, at=AT)
    return municipality


def test_every_unit_of_the_file_is_there_under_its_parent(leksand):
    assert Unit.objects.of(leksand).count() == 76
    assert Unit.objects.get_parent(Unit.objects.get(slug="sabo-edshult-1")).slug == "sabo-edshult"
    assert Lineage.objects.of(leksand).count() == 3


def test_taking_it_in_again_changes_nothing_and_logs_nothing(leksand):
    before = list(Unit.objects.order_by("pk").values())
    logged = Entry.objects.count()

    again = import_units(leksand, read_units((DATA / "units.csv").read_bytes(), "").rows, by=None, at=AT)

    assert (again.is_empty, again.changes.unchanged) == (True, 76)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == logged == 2


def test_edshult_says_that_it_was_split(leksand):
    steps = lineage_of([Unit.objects.get(slug="sabo-edshult")])
    told = [Step(step.kind, step.from_unit.name, step.to_unit.name, step.happened_on_said) for step in steps]

    assert lineage_sentences(told, "Edshult") == ["delades 2022 i Edshult 1, 2 och 3"]
