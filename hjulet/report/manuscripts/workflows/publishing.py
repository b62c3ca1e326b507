"""Signing for secrecy, publishing at the open address, and taking it down."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.notices.workflows import withdraw
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, Point
from hjulet.report.manuscripts.models import Approved, CannotChange, SecrecyCheck
from hjulet.report.manuscripts.workflows.starting import locked
from hjulet.report.reports.choices import Edition


@transaction.atomic
def sign(approved: Approved, points: Collection[str], remark: str, *, by: User, at: datetime) -> SecrecyCheck:
    """That the public edition has been gone through, point by point; once for each text. OSL 25 och 26 kap.

    Raises CannotChange.
    """
    found = _public(approved)
    if obstacles := rules.obstacles_to_signing(points, Point.values):
        raise CannotChange(obstacles)
    signed = SecrecyCheck.objects.filter(manuscript=found.manuscript_id).first()
    if signed is not None and signed.fingerprint == found.fingerprint:
        return signed
    told = {
        "points": [point for point in Point.values if point in points], "remark": remark.strip(),
        "signed_by": by, "signed_at": at, "fingerprint": found.fingerprint,
    }  # fmt: skip
    made, _new = SecrecyCheck.objects.update_or_create(manuscript=found.manuscript, defaults=told)
    withdraw(found, at=at)
    record("manuscript.secrecy_signed", found.manuscript, by=by, at=at, fingerprint=found.fingerprint)
    return made


@transaction.atomic
def publish(approved: Approved, *, by: User, at: datetime) -> None:
    """At the open address from now on, if what was signed for is what is stored. A second press changes nothing."""
    found = _public(approved)
    if found.published_at is not None:
        return
    signed = SecrecyCheck.objects.filter(manuscript=found.manuscript_id).first()
    read = signed.fingerprint if signed else None
    if obstacles := rules.obstacles_to_publishing(found.fingerprint, read, is_whole=rules.is_whole(found)):
        raise CannotChange(obstacles)
    found.published_at, found.published_by = at, by
    found.save(update_fields=["published_at", "published_by"])
    record("manuscript.published", found.manuscript, by=by, at=at, fingerprint=found.fingerprint)


@transaction.atomic
def take_down(approved: Approved, *, by: User, at: datetime) -> None:
    """Not at the open address any more; the approved edition itself stays. A second press changes nothing."""
    found = _public(approved)
    if found.published_at is None:
        return
    found.published_at, found.published_by = None, None
    found.save(update_fields=["published_at", "published_by"])
    record("manuscript.taken_down", found.manuscript, by=by, at=at, fingerprint=found.fingerprint)


def _public(approved: Approved) -> Approved:
    """The public edition as it stands, behind the report's lock. Raises CannotChange for the internal one."""
    locked(approved.manuscript_id)
    found = Approved.objects.select_related("manuscript__unit__municipality", "pdf", "docx").get(
        pk=approved.pk
    )
    if found.edition != Edition.PUBLIC:
        raise CannotChange([Obstacle.WRONG_STATE])
    return found
