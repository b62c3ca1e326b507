"""Delegations and targets change: written in by whoever answers for the kind, and logged."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.lex.models import LexDelegation, LexTimes


@transaction.atomic
def write_delegation(
    municipality: Municipality, said: Mapping[str, object], *, by: User, at: datetime
) -> LexDelegation:
    """Who may decide, and by which decision of the committee."""
    made = LexDelegation.objects.create(**said, municipality=municipality, written_by=by, written_at=at)
    record(
        "lexdelegation.written", made, by=by, at=at, kind=made.kind, role=made.role, user=made.user_id,
        reference=made.decision_reference,
    )  # fmt: skip
    return made


@transaction.atomic
def end_delegation(delegation: LexDelegation, day: date, *, by: User, at: datetime) -> None:
    """Yesterday was its last day, or its first day when that is later."""
    delegation.refresh_from_db(from_queryset=LexDelegation.objects.select_for_update(of=("self",)))
    yesterday = day - timedelta(days=1)
    delegation.valid_to = max(yesterday, delegation.valid_from)
    delegation.save(update_fields=["valid_to"])
    record("lexdelegation.ended", delegation, by=by, at=at, last_day=delegation.valid_to)


@transaction.atomic
def set_times(municipality: Municipality, said: Mapping[str, int], *, by: User, at: datetime) -> None:
    """How soon the municipality means to investigate and notify; cases that are open keep their days."""
    LexTimes.objects.update_or_create(municipality=municipality, defaults=dict(said))
    record("lextimes.set", municipality, by=by, at=at, **said)
