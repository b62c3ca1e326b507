"""A report that is gathered in Ekvik, and people to ask."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from hjulet.report.manuscripts.models import Inquiry, Manuscript
from hjulet.report.manuscripts.workflows.asking import Question
from hjulet.report.manuscripts.workflows.inquiring import inquire
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.reports.choices import Kind
from tests.world import World

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
FRIDAY, DUE = date(2026, 11, 20), date(2026, 12, 4)
TITLES = {
    "samverkan": "Samverkan",
    "processer": "Processer och rutiner",
    "riskanalys": "Riskanalys",
    "klagomal": "Klagomål",
}


def begun(world: World, year: int = 2025) -> Manuscript:
    wanted = Wanted(Kind.QUALITY, world.units["sektorn"], year)
    return start(wanted, by=world.people["sas"], at=NOON)[0]


@pytest.fixture
def manuscript(world: World) -> Manuscript:
    return begun(world)


@pytest.fixture
def question(world: World) -> Callable[..., Question]:
    def made(section: str, to: str, due_on: date = DUE) -> Question:
        return Question(section, TITLES[section], world.people[to], f"Hur gick det med {section}?", due_on)

    return made


@pytest.fixture
def sent(world: World, manuscript: Manuscript, question: Callable[..., Question]) -> Callable[..., Inquiry]:
    """Send questions from SAS: `sent(("samverkan", "manager"), ("processer", "manager"))`."""

    def inquired(*asked: tuple[str, str], due_on: date = DUE) -> Inquiry:
        questions = [question(section, to, due_on) for section, to in asked]
        return inquire(manuscript, questions, uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY).inquiry

    return inquired
