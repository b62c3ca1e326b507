"""What becomes of a letter from a telephone: received, received already, or kept for somebody to mend."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localtime

from hjulet.base.files.models import StoredFile
from hjulet.base.log.chain import record
from hjulet.base.notices.workflows import withdraw
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Door, WhyStranded
from hjulet.check.deviations.forms.offline import AnyDoorForm
from hjulet.check.deviations.forms.reporting import Told
from hjulet.check.deviations.models import Deviation, StrandedReport, UnitDoor
from hjulet.check.deviations.pages.reporting import CLOSED_UNITS_FOR, own_unit, take_in
from hjulet.check.deviations.workflows import offline
from hjulet.check.deviations.workflows.offline import KeyIsGone, Letter, NotALetter, Stranding, Ticket

STATIC = re.compile(r'(?:href|src)="(/[^"]+\.(?:css|js|woff2|svg)[^"]*)"')
RECEIVED, ALREADY, KEPT = "received", "already", "kept"


@dataclass(frozen=True)
class Outcome:
    """What the telephone is told; with any of them it may forget its copy."""

    status: str
    number: str = ""


@dataclass(frozen=True)
class Sender:
    """Where the report belongs, and in whose name it is received."""

    unit: Unit  # the door's own; else where the person works
    user: User | None
    door: Door
    is_fixed: bool  # a door's report is about the door's unit
    is_late: bool


def take_letter(ticket: Ticket, envelope: object, age: timedelta, at: datetime) -> Outcome:
    """Never lose a report: what cannot be received is kept. Raises NotALetter when the telephone must keep its copy."""
    written_at = offline.moment_of_writing(ticket, age, at)
    sender = sender_of(ticket, written_at)
    if sender is None:
        raise NotALetter
    try:
        letter = offline.opened_letter(envelope)
    except KeyIsGone:
        if Deviation.objects.filter(client_id=ticket.client_id).exists():
            return Outcome(ALREADY)
        said = {"ticket": ticket.plain(), "envelope": envelope}
        kept = _stranding(ticket.client_id, sender, written_at, WhyStranded.UNKNOWN_KEY, said)
        offline.strand(kept, at=at)
        return Outcome(KEPT)
    return _received(ticket, letter, sender, written_at, at)


def _received(
    ticket: Ticket, letter: Letter, sender: Sender, written_at: datetime, at: datetime
) -> Outcome:  # fmt: skip
    if letter.is_somebody_else and sender.user:
        sender = replace(sender, user=None, door=Door.UNIT)
    number = letter.number or ticket.client_id
    files = {"attachments": [letter.photo]} if letter.photo else {}
    form = any_door_form(_fields(letter, sender, number), sender.unit, written_at, files=files)
    taken = take_in(form, door=sender.door, by=sender.user, place=sender.unit.municipality, at=at)
    if taken.receipt is None:
        offline.strand(
            _stranding(number, sender, written_at, WhyStranded.FORM, dict(form.data.items())), at=at
        )
        return Outcome(KEPT)
    made = taken.receipt.deviation
    offline.note_offline(made, written_at, is_late=sender.is_late, at=at)
    is_own = bool(taken.receipt.code)
    return Outcome(RECEIVED if taken.receipt.is_new else ALREADY, made.number if is_own else "")


def _fields(letter: Letter, sender: Sender, number: UUID) -> dict[str, str]:
    """What was warned of while it was written is sent anyway: nobody is there to ask."""
    fields = {**letter.said, "client_id": str(number), "send_anyway": "1"}
    if not sender.is_fixed:
        return fields
    asked = {name: said for name, said in fields.items() if not name.startswith("about_")}
    return {**asked, "unit": str(sender.unit.pk)}


def _stranding(
    number: UUID, sender: Sender, written_at: datetime, why: WhyStranded, said: dict[str, Any]
) -> Stranding:  # fmt: skip
    """At the unit that was chosen, if it is one of ours."""
    chosen = str(said.get("unit", ""))
    found = units_of(sender.unit, written_at).filter(pk=chosen).first() if chosen.isdecimal() else None
    return Stranding(
        number, found or sender.unit, sender.user, sender.door, why, written_at, sender.is_late,
        concerns_manager=bool(said.get("concerns_manager")), said=said,
    )  # fmt: skip


def sender_of(ticket: Ticket, written_at: datetime) -> Sender | None:
    """Whoever was signed in when the ticket was given; nobody, when it had expired before the report was written."""
    is_late = ticket.was_over(written_at)
    if ticket.door is not None:
        door = UnitDoor.objects.select_related("unit__municipality").filter(pk=ticket.door).first()
        return Sender(door.unit, None, Door.UNIT, is_fixed=True, is_late=is_late) if door else None
    user = User.objects.filter(pk=ticket.user).first()
    if user is None:
        return None
    unit = own_unit(user, localtime(written_at).date()) or _root(user)
    if is_late:
        return Sender(unit, None, Door.UNIT, is_fixed=False, is_late=True)
    return Sender(unit, user, Door.SIGNED_IN, is_fixed=False, is_late=False)


def any_door_form(
    fields: Mapping[str, Any], unit: Unit, written_at: datetime, *, files: Mapping[str, list[Any]] | None = None
) -> AnyDoorForm:  # fmt: skip
    """What was written, asked as on the day it was written."""
    now = localtime(written_at)
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in fields.items()})
    uploads: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict(files or {})
    units = units_of(unit, written_at)
    return AnyDoorForm(data, uploads, units=units, today=now.date(), now=now)


def units_of(unit: Unit, written_at: datetime) -> UnitQuerySet:
    """Everywhere in the same municipality, as it was when the report was written."""
    day = localtime(written_at).date()
    found: UnitQuerySet = Unit.objects.of(unit.municipality_id)
    return found.valid_during(day - CLOSED_UNITS_FOR, day)


def empty_form(at: datetime) -> AnyDoorForm:
    """The form of the page without a net: nobody's, and about no unit until the telephone fills in those it knows."""
    now = localtime(at)
    return AnyDoorForm(units=Unit.objects.none(), today=now.date(), now=now)


def shell(at: datetime) -> str:
    """The page without a net. Made without a request, so that nothing about whoever asks can stand in it."""
    return render_to_string("deviations/offline.html", {"form": empty_form(at)})


def worker_facts(at: datetime) -> dict[str, Any]:
    """What the service worker keeps, and a mark that changes with it, so that browsers fetch it anew."""
    page = re.sub(r'name="client_id" value="[^"]*"', "", shell(at))
    needed = sorted(set(STATIC.findall(page)))
    return {
        "shell": reverse("deviations:offline_form"),
        "needed": json.dumps(needed),
        "mark": sha256(page.encode()).hexdigest()[:12],
    }


def mended(
    kept: StrandedReport, data: QueryDict, files: MultiValueDict[str, Any], *, by: User, at: datetime
) -> Told | Deviation:  # fmt: skip
    """The report, or the form again. It stays the writer's: whoever mends it has not reported it."""
    fields = {**dict(data.items()), "client_id": str(kept.client_id)}
    form = any_door_form(fields, kept.unit, kept.written_at, files=dict(files.lists()))
    taken = take_in(form, door=Door(kept.door), by=kept.user, place=kept.municipality, at=at)
    if taken.receipt is None:
        return form
    offline.finish(kept, taken.receipt.deviation, by=by, at=at)
    return taken.receipt.deviation


def stranded_form(kept: StrandedReport) -> AnyDoorForm:
    """As it was written, with what is wrong said at each question."""
    return any_door_form(json.loads(kept.said), kept.unit, kept.written_at)


def files_with(form: Told) -> list[StoredFile]:
    """What came along, to be shown by name."""
    form.is_valid()
    return list(StoredFile.objects.kept().filter(pk__in=form.cleaned_data.get("kept_files", [])))


@transaction.atomic
def tried_again(kept: StrandedReport, at: datetime) -> bool:
    """A letter whose key was gone: taken now if the key is back. True when it was."""
    told = json.loads(kept.said)
    ticket = Ticket.from_plain(told["ticket"])
    sender = sender_of(ticket, kept.written_at)
    try:
        letter = offline.opened_letter(told["envelope"])
    except (KeyIsGone, NotALetter):
        return False
    if sender is None:
        return False
    withdraw(kept, at=at)
    record("strandedreport.opened", kept, by=None, at=at)
    kept.delete()
    _received(ticket, letter, sender, kept.written_at, at)
    return True


def _root(user: User) -> Unit:
    """Where nobody's place of work is known: the municipality itself."""
    found: Unit = Unit.objects.of(user.municipality_id).order_by("path").first()
    return found
