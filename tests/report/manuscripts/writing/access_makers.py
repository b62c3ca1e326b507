"""A report that is written at the place, for the truth table of access and the counts of queries."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Comment, Manuscript, TextVersion
from hjulet.report.manuscripts.workflows.asking import Question, ask
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from hjulet.report.reports.choices import Kind
from tests.world import World

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECTION = "processer"
WRITER = {"own": "sas", "other": "sas", "elsewhere": "neighbour"}
ASKED = {"own": "staff", "other": "provider", "elsewhere": "neighbour"}  # whose question it is
OF_A_SECTION = ("section", "history", "ask")


def written(unit: Unit, by: User, rows: int = 1, year: int = 2025) -> Manuscript:
    """A report with so many texts beside each other, comments and questions in one of its sections."""
    found, is_new = start(Wanted(Kind.QUALITY, unit, year), by=by, at=AT)
    for number in range(rows if is_new else 0):
        for part in Part:
            save_text(Place(found, SECTION, part), f"Text {number}.", revision=number, by=by, at=AT)
            save_text(Place(found, SECTION, part), f"Bredvid {number}.", revision=99, by=by, at=AT)
        comment(found, Said(SECTION, "Varför?"), uuid4(), by=by, at=AT, day=AT.date())
        said = Question(SECTION, "Processer och rutiner", by, "Hur gick det?", date(2026, 12, 4))
        ask(found, said, uuid4(), by=by, at=AT, day=AT.date())
    return found


def _manuscript(places: dict[str, str], world: World, place: str) -> Manuscript:
    return written(world.units[places[place]], world.people[WRITER[place]])


def _asked(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    # in a report of its own: whoever is asked sees the whole of it, and the other rows are about those who are not
    found = written(world.units[places[place]], world.people[WRITER[place]], year=2024)
    said = Question(SECTION, "Processer", world.people[ASKED[place]], "Hur?", date(2026, 12, 4))
    made = ask(found, said, uuid4(), by=world.people[WRITER[place]], at=AT, day=AT.date())
    return {"pk": made.pk}


MANUSCRIPT_MAKERS = {
    "manuscript": lambda places, world, place: {"pk": _manuscript(places, world, place).pk},
    "section": lambda places, world, place: {"pk": _manuscript(places, world, place).pk, "anchor": SECTION},
    "text version": lambda places, world, place: {
        "pk": TextVersion.objects.filter(text__manuscript=_manuscript(places, world, place)).first().pk
    },
    "comment": lambda places, world, place: {
        "pk": Comment.objects.filter(manuscript=_manuscript(places, world, place)).first().pk
    },
    "question": _asked,
}
