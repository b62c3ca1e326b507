"""A report that is written in Ekvik, with something to say in a few of its sections."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place
from hjulet.report.reports.choices import Kind
from tests.factories import ActionFactory
from tests.world import World

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SECTION = "processer"


@pytest.fixture
def manuscript(world: World) -> Manuscript:
    """The sector's kvalitetsberättelse for 2025, with one action that should have been done long ago."""
    sector = world.units["sektorn"]
    ActionFactory(
        unit=sector,
        area=SECTION,
        year=2025,
        title="Kartlägg processerna",
        status="ongoing",
        due_on=date(2025, 10, 1),
    )
    found, _new = start(Wanted(Kind.QUALITY, sector, 2025), by=world.people["sas"], at=NOON)
    return found


@pytest.fixture
def place(manuscript: Manuscript) -> Callable[..., Place]:
    return lambda part=Part.ANALYSIS, section=SECTION: Place(manuscript, section, part)
