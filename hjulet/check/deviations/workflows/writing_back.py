"""After the report was sent: reading the answer by its receipt code, and writing back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation, Message
from hjulet.check.deviations.workflows.telling import tell_of_message


@transaction.atomic
def write_back(deviation: Deviation, text: str, token: UUID, *, by: User | None, at: datetime) -> Message:
    """One message a form, however often it is sent. BY is None when the receipt code opened the page."""
    Deviation.objects.select_for_update(of=("self",)).get(pk=deviation.pk)
    if made := Message.objects.filter(form_token=token, deviation=deviation).first():
        return made
    message = Message.objects.create(
        deviation=deviation, is_from_reporter=True, text=text, written_by=by, written_at=at, form_token=token
    )
    record("deviation.reporter_wrote", deviation, by=by, at=at, number=deviation.number)
    tell_of_message(deviation, number=message.pk, at=at, day=localtime(at).date())
    return message


@transaction.atomic
def read_by_code(deviation: Deviation, *, at: datetime) -> None:
    """That somebody who holds the code has read; who it was nobody knows."""
    record("deviation.read_by_code", deviation, by=None, at=at, number=deviation.number)
