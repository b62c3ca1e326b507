"""Registers and files of a municipality, for the truth table of access and the counts of queries."""

from datetime import UTC, datetime
from typing import Any

from hjulet.base.people.models import User
from hjulet.check.deviations.models import DeviationImport, DeviationType, StandardAnswer
from hjulet.check.deviations.workflows.importing import keep_upload
from tests.check.deviations.registers.files import as_csv, row
from tests.world import World

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
KEEPER = {"own": "sas", "other": "sas", "elsewhere": "neighbour"}
OF_A_TYPE = ("type_edit", "type_end", "type_map")
OF_AN_ANSWER = ("standard_answer_edit", "standard_answer_remove")
OF_AN_IMPORT = ("import_preview", "import_columns", "import_words")
ENDS_AN_IMPORT = ("import_run", "import_cancel", "import_undo")


def waiting_import(user: User) -> DeviationImport:
    """A file with a unit that nobody knows, so that each of its pages has something to show."""
    content = as_csv([row("A"), row("B", Enhet="Ett annat ställe"), row("C", Händelsedatum="?")])
    return keep_upload(user.municipality, "Lifecare", content, "fil.csv", by=user, at=AT)


def _type(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    municipality = world.units[places[place]].municipality
    number = DeviationType.objects.filter(municipality=municipality).count()
    kind = DeviationType.objects.create(
        municipality=municipality, law="sol", code=f"T{number}", name=f"Typ {number}"
    )
    return {"pk": kind.pk}


def _answer(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    municipality = world.units[places[place]].municipality
    title = f"Svar {StandardAnswer.objects.count()}"
    return {"pk": StandardAnswer.objects.create(municipality=municipality, title=title, text="Tack.").pk}


def _import(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": waiting_import(world.people[KEEPER[place]]).pk}


REGISTER_MAKERS = {"deviation type": _type, "standard answer": _answer, "deviation import": _import}
