"""Words to the one who reported: the answer that closing waits for, or a question on the way."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Obstacle
from hjulet.check.deviations.models import Deviation, Message, Refused
from hjulet.check.deviations.workflows.locking import lock


@transaction.atomic
def answer_reporter(  # noqa: PLR0913 - to whom, what, by whom, when
    deviation: Deviation, text: str, token: UUID, *, is_answer: bool = True, by: User, at: datetime, day: date
) -> Message:  # fmt: skip
    """One message a form, however often it is sent. SOSFS 2011:9 5 kap. 4 §. Raises Refused."""
    lock(deviation)
    if made := Message.objects.filter(form_token=token, deviation=deviation).first():
        return made
    if not text.strip():
        raise Refused([Obstacle.NOTHING_WRITTEN])
    message = Message.objects.create(
        deviation=deviation, is_from_reporter=False, is_answer=is_answer, text=text.strip(), written_by=by, written_at=at,
        form_token=token,
    )  # fmt: skip
    tell_reporter(
        deviation, key=f"deviation-message-{message.pk}", is_answer=is_answer, by=by, at=at, day=day
    )
    record("deviation.answered", deviation, by=by, at=at, number=deviation.number, is_answer=is_answer)
    return message


def tell_reporter(
    deviation: Deviation, *, key: str, is_answer: bool, by: User, at: datetime, day: date
) -> None:  # fmt: skip
    """A message to the one who reported signed in; others read it with their code. Nobody is told of their own words."""
    reporter = deviation.reported_by
    if reporter is None or reporter.pk == by.pk:
        return
    title = _("Svar på din rapport %(number)s") if is_answer else _("Fråga om din rapport %(number)s")
    kind = Kind.DEVIATION_ANSWER if is_answer else Kind.DEVIATION_MESSAGE
    path = reverse("deviations:own", args=[deviation.pk])
    tell([reporter], kind, title % {"number": deviation.number}, path, key=key, about=deviation, at=at, day=day,
         may_stand_in=lambda _user: False)  # fmt: skip
