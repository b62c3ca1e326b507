"""Cases for the truth table of access (tests/access_table.py): a full one under SoL, reported by nobody we know."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hjulet.base.files.workflows import receive
from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation, Message, StandardAnswer
from tests.factories import ActionFactory, DeviationFactory
from tests.world import World

AT = datetime(2026, 11, 21, tzinfo=UTC)
OF_THE_WHOLE = (
    "detail", "print", "judge", "identity", "write_identity", "decide_action", "tie_action", "no_action", "book_review",
    "answer_reporter", "external", "dismiss", "merge", "reopen", "reassign",
)  # fmt: skip
OF_A_PART = ("part", "cause_add", "cause_whys", "team", "contribute", "inform", "device", "no_lex")


def full_case(unit: Unit, by: User, *, rows: int = 1) -> Deviation:
    """A case with as many causes, actions, messages, people and contributions as there are ROWS."""
    deviation = DeviationFactory(
        unit=unit, judged_at=AT, judged_by=by, state="investigated", event_class="event"
    )
    deviation.identity = Identity.keep(
        "Anna", "", municipality=unit.municipality, is_protected=False, by=None, at=AT
    )
    deviation.save(update_fields=["identity"])
    part = deviation.parts.get()
    for number in range(rows):
        cause = part.causes.create(category="technology", explanation=f"Orsak {number}", order=number)
        action = ActionFactory(unit=unit, owner=by, due_on=date(2027, 1, number + 1))
        action.reviews.create(due_on=date(2027, 3, 1), booked_by=by, booked_at=AT)
        deviation.decided.create(action=action, cause=cause)
        part.contributions.create(text="Det var mörkt", written_by=by, written_at=AT)
        Message.objects.create(
            deviation=deviation, is_from_reporter=False, text="Vilket rum?", written_by=by, written_at=AT,
            form_token=f"00000000-0000-4000-8000-{deviation.pk:06}{number:06}",
        )  # fmt: skip
        StandardAnswer.objects.get_or_create(
            municipality=unit.municipality, title=f"Svar {number}", text="Tack"
        )
    part.team.create(user=by, invited_by=by, invited_at=AT)
    return deviation


def _full(places: dict[str, str], world: World, place: str) -> Deviation:
    key = {"own": "manager", "other": "provider", "elsewhere": "neighbour"}[place]
    return full_case(world.units[places[place]], world.people[key])


def _case(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": _full(places, world, place).pk}


def _part(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    return {"pk": _full(places, world, place).parts.get().pk}


def _cause(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    part = _full(places, world, place).parts.get()
    return {"pk": part.pk, "cause": part.causes.get().pk}


def _member(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    part = _full(places, world, place).parts.get()
    return {"pk": part.pk, "member": part.team.get().pk}


def _decided(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    deviation = _full(places, world, place)
    return {"pk": deviation.pk, "decided": deviation.decided.get().pk}


def _file(places: dict[str, str], world: World, place: str) -> dict[str, Any]:
    deviation = _full(places, world, place)
    upload = SimpleUploadedFile("lapp.txt", b"Anteckning", "text/plain")
    files = receive([upload], municipality=deviation.municipality, by=None, at=AT).files
    deviation.files.set(files)
    return {"pk": deviation.pk, "key": files[0].key}


CASE_MAKERS: dict[str, Callable[[dict[str, str], World, str], dict[str, Any]]] = {
    "case": _case,
    "part of a case": _part,
    "cause of a case": _cause,
    "member of a team": _member,
    "action of a case": _decided,
    "file of a case": _file,
}
