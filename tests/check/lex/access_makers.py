"""Things of lex cases for the truth table of access (tests/access_table.py)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.base.files.workflows import receive
from hjulet.check.lex.models import LexCase, LexDelegation, MaskedCopy
from tests.factories import LexCaseFactory
from tests.world import World


def _case(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    """Assigned to the investigator, with a proposal; the neighbour has nobody who works with lex."""
    unit = world.units[places[place]]
    investigator = world.people["lex_investigator"] if place != "elsewhere" else None
    return {"pk": LexCaseFactory(unit=unit, investigator=investigator, state="investigated").pk}


def _file(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    pk, unit = _case(places, world, place)["pk"], world.units[places[place]]
    upload = SimpleUploadedFile("bild.txt", b"Anteckning", "text/plain")
    by, at = world.people["sas"], datetime(2026, 11, 21, tzinfo=UTC)
    files = receive([upload], municipality=unit.municipality, by=by, at=at).files
    LexCase.objects.get(pk=pk).files.set(files)
    return {"pk": pk, "file": files[0].pk}


def _copy(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    made = _file(places, world, place)
    copy = MaskedCopy.objects.create(
        case_id=made["pk"], marks=[], reason="Begärd", file_id=made["file"], decided_by=world.people["sas"],
        decided_at=datetime(2026, 11, 21, tzinfo=UTC), form_token=uuid4(),
    )  # fmt: skip
    return {"pk": made["pk"], "copy": copy.pk}


def _delegation(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    delegation = LexDelegation.objects.create(
        municipality=world.units[places[place]].municipality, kind="lex_sarah", role="sas", decision_reference="SN § 1",
        valid_from=date(2026, 1, 1), written_by=world.people["sas"], written_at=datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip
    return {"pk": delegation.pk}


LEX_MAKERS: dict[str, Callable[[dict[str, str], World, str], dict[str, Any]]] = {
    "lex case": _case,
    "lex item": lambda places, world, place: {**_case(places, world, place), "key": "course"},
    "lex file": _file,
    "lex copy": _copy,
    "lex delegation": _delegation,
}
