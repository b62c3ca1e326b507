"""Write to the log: one entry, tied to the one before it."""

from datetime import datetime
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.db.models.options import Options
from django.utils import timezone

from hjulet.base.log import rules
from hjulet.base.log.models import Entry, Seal

LOCK = 0x4B56414C  # one number for the whole installation: entries are written one at a time


class Actor(Protocol):
    """Whoever acts: a user, as the log sees one."""

    pk: int
    name: str


class YearIsSealed(Exception):
    """The year is closed: nothing more can be written in it."""


def record(event: str, about: models.Model | None, *, by: Actor | None, at: datetime, **details: Any) -> None:
    """One entry in the log, inside the caller's transaction: if the change is undone, so is the entry.

    And if the entry cannot be written, the change is undone: hence no savepoint, which also costs two questions.
    """
    with transaction.atomic(savepoint=False):
        one_at_a_time()
        last = Entry.objects.order_by("-id").values("fingerprint", "year").first()
        said = timezone.localtime(at).year
        if Seal.objects.filter(year=said).exists():
            raise YearIsSealed(said)
        entry = Entry(
            at=at,
            year=max(said, last["year"]) if last else said,
            event=event,
            actor_id=by.pk if by else None,
            actor_name=by.name[:120] if by else "",
            municipality=_municipality(about) or _municipality(by),
            object_type=_names(about).label_lower if about is not None else "",
            object_id=str(about.pk) if about is not None else "",
            details=rules.plain(details),
            previous=last["fingerprint"] if last else rules.BEGINNING,
        )
        entry.fingerprint = entry.computed_fingerprint()
        entry.save(force_insert=True)


def record_reading(about: models.Model, *, by: Actor, at: datetime, why: str = "") -> None:
    """Who read what, where a person in a case is shown: '<model>.read'."""
    record(f"{_names(about).model_name}.read", about, by=by, at=at, **({"why": why} if why else {}))


def one_at_a_time() -> None:
    """PostgreSQL: a lock until the transaction ends. SQLite: every transaction is IMMEDIATE, hence alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _municipality(thing: object) -> str:
    """The slug of the municipality that the thing belongs to, directly or through its unit; empty if unknown."""
    if isinstance(thing, models.Model) and _names(thing).model_name == "municipality":
        return str(getattr(thing, "slug", ""))
    place = getattr(thing, "municipality", None) or getattr(
        getattr(thing, "unit", None), "municipality", None
    )
    return str(getattr(place, "slug", ""))


def _names(thing: models.Model) -> Options[models.Model]:
    return thing._meta  # noqa: SLF001 - public in Django, whatever its name says
