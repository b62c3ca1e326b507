"""Questions sent to many at once, for the truth table of access and the counts of queries."""

from datetime import date
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.manuscripts.models import Inquiry
from hjulet.report.manuscripts.workflows.asking import Question
from hjulet.report.manuscripts.workflows.inquiring import inquire
from tests.report.manuscripts.writing.access_makers import ASKED, AT, WRITER, written
from tests.world import World

DUE = date(2026, 12, 4)
SECTIONS = {"samverkan": "Samverkan", "processer": "Processer och rutiner", "riskanalys": "Riskanalys"}


def asked(unit: Unit, by: User, to: User, year: int = 2023) -> Inquiry:
    """A question about each of three sections, to the same person, in a report of its own."""
    found = written(unit, by, year=year)
    questions = [Question(anchor, title, to, "Hur gick det?", DUE) for anchor, title in SECTIONS.items()]
    return inquire(found, questions, uuid4(), by=by, at=AT, day=AT.date()).inquiry


def _inquiry(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    people = world.people
    return {"pk": asked(world.units[places[place]], people[WRITER[place]], people[ASKED[place]]).pk}


GATHERING_MAKERS = {"inquiry": _inquiry}
