"""Reports written without a net: the ticket a telephone needs for one, the letter it sends, and what strands (ADR 0013)."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.identities.envelopes import key_ids, open_envelope
from hjulet.base.identities.sealing import CannotOpen, blind, seal, unseal
from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Door, WhyStranded
from hjulet.check.deviations.models import Deviation, Draft, OfflineReport, StrandedReport, UnitDoor
from hjulet.check.deviations.workflows.reporting import code_of
from hjulet.check.deviations.workflows.telling import IN_CHARGE, nearest

VALID_FOR = timedelta(
    hours=72
)  # how long one may write on a ticket; to send what is written there is no limit
MOST_SPARE = 5
LONGEST_SIGNS = 200_000  # of all fields together; nobody types so much on a telephone
TICKET = "offline.ticket"


@dataclass(frozen=True)
class Ticket:
    """One report may be written on it. It says who was signed in, or whose door it was, and is sealed to us."""

    client_id: UUID
    issued_at: datetime
    user: int | None = None
    door: int | None = None

    @property
    def owner(self) -> str:
        return f"user:{self.user}" if self.user else f"door:{self.door}"

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "id": str(self.client_id),
            "at": self.issued_at.isoformat(),
            "user": self.user,
            "door": self.door,
        }

    @classmethod
    def from_plain(cls, said: dict[str, Any]) -> "Ticket":
        issued = datetime.fromisoformat(said["at"])
        return cls(UUID(said["id"]), issued, said.get("user"), said.get("door"))

    def was_over(self, written_at: datetime) -> bool:
        return written_at > self.issued_at + VALID_FOR


@dataclass(frozen=True, repr=False)
class Letter:
    """What was in the envelope."""

    said: dict[str, str]
    number: UUID | None = None  # the form's own
    photo: SimpleUploadedFile | None = None
    is_somebody_else: bool = False  # not the person who was signed in last


@dataclass(frozen=True)
class Stranding:
    """Where a report that cannot be received belongs until somebody mends it."""

    client_id: UUID
    unit: Unit
    user: User | None
    door: Door
    why: WhyStranded
    written_at: datetime
    is_late: bool = False
    concerns_manager: bool = False
    said: dict[str, Any] = field(default_factory=dict, repr=False)


class NotALetter(Exception):
    """The envelope was damaged on its way, or is none."""


class KeyIsGone(Exception):
    """Sealed to a key that we do not hold: it may come back, hence nothing is thrown away."""


def tickets_for(
    *, user: User | None, door: UnitDoor | None, form: UUID | None, spare: int, at: datetime
) -> list[dict[str, str]]:  # fmt: skip
    """Tickets with the receipt code of each: one for the form that is open, and some to have at hand."""
    asked = [form] if form and _is_free(form, user) else []
    asked += [uuid4() for _number in range(min(max(spare, 0), MOST_SPARE))]
    until = (at + VALID_FOR).isoformat()
    return [
        {
            "client_id": str(one),
            "code": code_of(one),
            "expires": until,
            "ticket": _sealed(one, user, door, at),
        }
        for one in asked
    ]


def owner_mark(user: User) -> str:
    """Tells a telephone that another person is signed in, and not who."""
    return blind("offline.owner", str(user.pk))[:16]


def opened(token: str) -> Ticket | None:
    """None when it is not ours."""
    try:
        said = json.loads(unseal(token) or "{}")
        if not isinstance(said, dict) or said.get("for") != TICKET:
            return None
        return Ticket.from_plain(said)
    except (CannotOpen, ValueError, KeyError, TypeError):
        return None


def opened_letter(envelope: object) -> Letter:
    """What was written; raises NotALetter, KeyIsGone."""
    if not isinstance(envelope, dict):
        raise NotALetter
    parts = [envelope.get(name) for name in ("key_id", "key", "iv", "data")]
    if all(isinstance(part, str) and part for part in parts) and parts[0] not in key_ids():
        raise KeyIsGone
    try:
        told = json.loads(open_envelope(envelope))
        said = {str(name): value for name, value in told["said"] if isinstance(value, str)}
    except (CannotOpen, ValueError, KeyError, TypeError):
        raise NotALetter from None
    if sum(map(len, said.values())) > LONGEST_SIGNS:
        raise NotALetter
    number = _number(said.get("client_id", ""))
    return Letter(said, number, _photo(told.get("photo")), told.get("writer") == "other")


def moment_of_writing(ticket: Ticket, age: timedelta, at: datetime) -> datetime:
    """By our clock: the telephone says how long ago it was, so that its own clock may be wrong.

    Nobody writes before the ticket was given, nor after the report has come.
    """
    return min(max(at - max(age, timedelta()), ticket.issued_at), at)


@transaction.atomic
def note_offline(deviation: Deviation, written_at: datetime, *, is_late: bool, at: datetime) -> None:
    """Say on a received report that it was written earlier. Said twice, it stands once."""
    Deviation.objects.select_for_update().get(pk=deviation.pk)
    _made, is_new = OfflineReport.objects.get_or_create(
        deviation=deviation, defaults={"written_at": written_at, "is_late": is_late}
    )
    if is_new:
        record("deviation.written_offline", deviation, by=None, at=at, is_late=is_late)


@transaction.atomic
def strand(found: Stranding, *, at: datetime) -> StrandedReport:
    """Keep what could not be received, and tell who can mend it. Sent twice, it strands once."""
    told = {name: value for name, value in vars(found).items() if name not in {"said", "client_id"}}
    said = json.dumps(found.said, ensure_ascii=False)
    kept, is_new = StrandedReport.objects.get_or_create(
        client_id=found.client_id,
        defaults={**told, "said": said, "municipality": found.unit.municipality, "received_at": at},
    )
    if is_new:
        record("strandedreport.kept", kept, by=None, at=at, why=found.why)
        _tell_menders(kept, at)
    return kept


@transaction.atomic
def finish(kept: StrandedReport, deviation: Deviation, *, by: User | None, at: datetime) -> None:
    """The report has been received; what was kept in its place goes, so that the text stands in one place only."""
    if not StrandedReport.objects.select_for_update().filter(pk=kept.pk).exists():
        return
    note_offline(deviation, kept.written_at, is_late=kept.is_late, at=at)
    withdraw(kept, at=at)
    record("strandedreport.finished", kept, by=by, at=at, number=deviation.number)
    kept.delete()


def _sealed(form: UUID, user: User | None, door: UnitDoor | None, at: datetime) -> str:
    ticket = Ticket(form, at, user.pk if user else None, door.pk if door else None)
    return seal(json.dumps({"for": TICKET, **ticket.plain()}))


def _is_free(form: UUID, user: User | None) -> bool:
    """The code of a report is for its writer: not for a form that is sent, nor for somebody else's."""
    others = Draft.objects.filter(client_id=form)
    if user:
        others = others.exclude(user=user)
    return not others.exists() and not Deviation.objects.filter(client_id=form).exists()


def _number(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _photo(told: object) -> SimpleUploadedFile | None:
    """A picture that cannot be read is left out: it must not cost anybody the text."""
    if not isinstance(told, dict):
        return None
    try:
        content = base64.b64decode(str(told.get("data", "")), validate=True)
    except (binascii.Error, ValueError):
        return None
    return SimpleUploadedFile("foto.jpg", content, content_type="image/jpeg") if content else None


def _tell_menders(kept: StrandedReport, at: datetime) -> None:
    day = localtime(at).date()
    past = (Role.DEPARTMENT_HEAD, Role.SAS)
    readers = nearest(kept.unit, day, *past) if kept.concerns_manager else nearest(kept.unit, day, *IN_CHARGE)
    menders = [kept.user] if kept.user else readers or nearest(kept.unit, day, Role.DEPARTMENT_HEAD)
    title = _("En rapport som skrevs utan nät behöver kompletteras")
    path = reverse("deviations:stranded", args=[kept.pk])
    tell(
        menders, Kind.GENERAL, title, path, key=f"stranded:{kept.client_id}", about=kept, at=at, day=day,
        may_stand_in=lambda _user: False,
    )  # fmt: skip
