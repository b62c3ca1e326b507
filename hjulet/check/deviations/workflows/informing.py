"""The person it concerns, the device, the counterpart outside: what is asked about some cases only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hjulet.base.identities.models import Identity
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Informed, Obstacle
from hjulet.check.deviations.models import Deviation, Device, ExternalMatter, Part, Refused
from hjulet.check.deviations.workflows.locking import beside, lock_open, lock_part


@dataclass(frozen=True)
class Who:
    """The person as somebody writes them."""

    name: str
    number: str
    is_protected: bool = False


@dataclass(frozen=True)
class Told:
    """Whether the person has been told, when, and where that is noted."""

    informed: Informed
    informed_on: date | None = None
    reason: str = ""
    noted_in_record_on: date | None = None


@transaction.atomic
def say_who(deviation: Deviation, who: Who, *, by: User, at: datetime) -> Identity:
    """Who it concerns, for the first time or corrected. Raises Refused, CannotKeep."""
    lock_open(deviation)
    if deviation.identity is not None and not deviation.identity.is_forgotten:
        deviation.identity.correct(who.name, who.number, is_protected=who.is_protected, by=by, at=at)
        return deviation.identity
    deviation.identity = Identity.keep(
        who.name, who.number,
        municipality=deviation.municipality, is_protected=who.is_protected, by=by, at=at,
    )  # fmt: skip
    deviation.no_identity_reason = ""
    deviation.save(update_fields=["identity", "no_identity_reason"])
    record("deviation.identity_said", deviation, by=by, at=at)
    return deviation.identity


@transaction.atomic
def explain_nobody(deviation: Deviation, reason: str, *, by: User, at: datetime) -> None:
    """Why nobody is named. Raises Refused."""
    lock_open(deviation)
    if not reason.strip():
        raise Refused([Obstacle.NO_REASON])
    deviation.no_identity_reason = beside(deviation, deviation.no_identity_reason, reason, by=by, at=at)
    deviation.save(update_fields=["no_identity_reason"])
    record("deviation.identity_explained", deviation, by=by, at=at)


@transaction.atomic
def inform(part: Part, told: Told, *, by: User, at: datetime, day: date) -> None:
    """The person concerned has been told, or not because of this. Raises Refused. PSL 3 kap. 8 §."""
    lock_part(part)
    is_told = told.informed == Informed.YES
    if not is_told and not told.reason.strip():
        raise Refused([Obstacle.NO_REASON])
    if any(said and said > day for said in (told.informed_on, told.noted_in_record_on)):
        raise Refused([Obstacle.IN_THE_FUTURE])
    part.informed = told.informed
    part.informed_on = (told.informed_on or day) if is_told else None
    part.noted_in_record_on = told.noted_in_record_on if is_told else None
    part.not_informed_reason = "" if is_told else told.reason.strip()
    part.save(update_fields=["informed", "informed_on", "noted_in_record_on", "not_informed_reason"])
    record("deviation.informed", part.deviation, by=by, at=at, law=part.law, informed=told.informed)


@transaction.atomic
def save_device(part: Part, said: Mapping[str, Any], *, by: User, at: datetime) -> Device:
    """Maker, model, serial number, kept aside, who has been told. HSLF-FS 2021:52 5 kap. Raises Refused."""
    lock_part(part)
    device, _is_new = Device.objects.update_or_create(part=part, defaults=dict(said))
    record("deviation.device_saved", part.deviation, by=by, at=at, told_agency_on=device.told_agency_on)
    return device


@transaction.atomic
def save_external(deviation: Deviation, said: Mapping[str, Any], *, by: User, at: datetime) -> ExternalMatter:
    """The counterpart, their number, when it was sent and answered. Raises Refused."""
    lock_open(deviation)
    matter, _is_new = ExternalMatter.objects.update_or_create(deviation=deviation, defaults=dict(said))
    record(
        "deviation.external_saved",
        deviation,
        by=by,
        at=at,
        sent_on=matter.sent_on,
        answered_on=matter.answered_on,
    )
    return matter
