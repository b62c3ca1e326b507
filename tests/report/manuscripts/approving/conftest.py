"""A report in Ekvik that is ready to be approved: every section that owes a text has one."""

from datetime import UTC, date, datetime

import pytest

from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.models import Approved, Manuscript
from hjulet.report.manuscripts.workflows.publishing import publish, sign
from hjulet.report.manuscripts.workflows.reviewing import send
from hjulet.report.reports.choices import Edition
from tests.report.manuscripts.approving.making import approved_by_the_director, filled
from tests.world import World

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


@pytest.fixture
def draft(world: World) -> Manuscript:
    return filled(world.units["sektorn"], by=world.people["sas"])


@pytest.fixture
def in_review(world: World, draft: Manuscript) -> Manuscript:
    send(draft, by=world.people["sas"], at=NOON, day=DAY)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def approved(world: World, in_review: Manuscript) -> dict[str, Approved]:
    made = approved_by_the_director(in_review, by=world.people["director"])
    return {one.edition: one for one in made}


@pytest.fixture
def published(world: World, approved: dict[str, Approved]) -> Approved:
    found = approved[Edition.PUBLIC]
    sign(found, Point.values, "", by=world.people["registrar"], at=NOON)
    publish(found, by=world.people["registrar"], at=NOON)
    found.refresh_from_db()
    return found
