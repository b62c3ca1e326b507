"""Routines and processes for tests."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from PIL import Image

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import RoutineKind
from hjulet.plan.procedures.models import Activity, Process, Routine, RoutineVersion
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved, next_number

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def approved(unit: Unit, by: User, title: str = "Signera läkemedel", **said: Any) -> Routine:
    """A routine in force since January."""
    words = {
        "kind": RoutineKind.ROUTINE, "how": "Läs i listan.\n\nSignera direkt.", "who": "Den som ger svarar.",
        "valid_from": date(2026, 1, 15), "review_by": date(2027, 1, 15), "approved_at": AT, "approved_by": by,
        "owner": by,
    } | said  # fmt: skip
    return add_approved(ApprovedText(unit=unit, title=title, **words), by=by, at=AT)


def drafted(unit: Unit, by: User, title: str = "Ny rutin", **said: Any) -> RoutineVersion:
    """A routine whose first version is being written."""
    number = next_number(unit.municipality)
    words = {"municipality": unit.municipality, "unit": unit, "number": number, "title": title, "owner": by}
    routine = Routine.objects.create(**words, created_by=by, created_at=AT)
    return RoutineVersion.objects.create(
        routine=routine, number=1, title=title, started_by=by, started_at=AT, **said
    )


def process(unit: Unit, by: User, name: str = "Avvikelser", steps: int = 3) -> Process:
    made = Process.objects.create(unit=unit, name=name, purpose="Lära av det som händer.", owner=by)
    for number in range(1, steps + 1):
        Activity.objects.create(process=made, position=number, name=f"Steg {number}", lane="enhetschef")
    return made


def png() -> bytes:
    """A small picture."""
    paper = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(paper, "PNG")
    return paper.getvalue()
