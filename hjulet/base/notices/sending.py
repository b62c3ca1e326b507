"""Sending e-mail that is never lost: claim, send, mark. Killed in between, it is sent once more; never not at all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hjulet.base.log.chain import record
from hjulet.base.notices import letters, rules
from hjulet.base.notices.choices import Way
from hjulet.base.notices.letters import Letter
from hjulet.base.notices.models import WAITING, Notice, NoticeQuerySet
from hjulet.base.people.models import Absence, User
from hjulet.base.workdays import is_workday

Clock = Callable[[], datetime]
TOO_MANY = 3  # failures in a row: the mail server is down, and the rest may wait for the next round

logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """What a round did, in letters."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    in_a_row: int = 0

    @property
    def is_hopeless(self) -> bool:
        return self.in_a_row >= TOO_MANY


def send_mail(now: Clock, *, has_digest: bool = True) -> Sent:
    """Everything whose time has come. NOW is asked again for each letter: a round may take a while."""
    round_ = Sent()
    for number in list(_waiting(Way.AT_ONCE, now()).order_by("pk").values_list("pk", flat=True)):
        if round_.is_hopeless:
            break
        if notice := _claim(number, now()):
            _send(round_, [notice], letters.one(notice), now)
    at = timezone.localtime(now())
    if has_digest and rules.is_time_for_digest(at, is_workday=is_workday(at.date())):
        _send_digests(round_, now)
    return round_


def _send_digests(round_: Sent, now: Clock) -> None:
    """One letter to each who has something waiting; whoever is away gets it on coming back."""
    at = now()
    day = timezone.localtime(at).date()
    away = Absence.objects.filter(user=OuterRef("user"), starts_on__lte=day, ends_on__gte=day)
    waiting = _waiting(Way.DIGEST, at).exclude(Exists(away))
    for person in list(waiting.order_by("user").values_list("user", flat=True).distinct()):
        if round_.is_hopeless:
            break
        if notices := _claim_digest(person, now()):
            _send(round_, notices, letters.digest(notices), now)


def _waiting(way: Way, at: datetime) -> NoticeQuerySet:
    waiting: NoticeQuerySet = Notice.objects.to_mail(way, at, timezone.localtime(at).date())
    return waiting


def _claim(number: int, at: datetime) -> Notice | None:
    """The message, if no other worker was first; then no other takes it until the claim runs out."""
    if not _waiting(Way.AT_ONCE, at).filter(pk=number).update(mail_after=at + rules.CLAIM):
        return None
    return Notice.objects.select_related("user", "on_behalf_of").get(pk=number)


@transaction.atomic
def _claim_digest(person: int, at: datetime) -> list[Notice]:
    """All that waits for the person; nothing if a letter went today, or is on its way."""
    User.objects.select_for_update(no_key=True).get(pk=person)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    on_its_way = WAITING & Q(mail_after__gt=at)
    if Notice.objects.filter(Q(mailed_at__gte=midnight) | on_its_way, user=person, way=Way.DIGEST).exists():
        return []
    found = list(
        _waiting(Way.DIGEST, at).filter(user=person).select_related("user", "on_behalf_of").order_by("pk")
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in found]).update(mail_after=at + rules.CLAIM)
    return found


def _send(round_: Sent, notices: list[Notice], letter: Letter, now: Clock) -> None:
    """Outside every transaction: a mail server may take its time."""
    try:
        _message(notices, letter).send()
    except Exception as error:  # whatever one letter meets, the others go
        logger.warning("Ett brev kunde inte skickas: %s", type(error).__name__)  # never an address
        round_.failed, round_.in_a_row = round_.failed + 1, round_.in_a_row + 1
        round_.given_up += _failed(notices, now())
    else:
        round_.sent, round_.in_a_row = round_.sent + 1, 0
        _still_mine(notices).update(mailed_at=now())


def _message(notices: list[Notice], letter: Letter) -> EmailMessage:
    """Sent twice after a crash it has the same Message-ID, so that most mailboxes show it once."""
    first = notices[0]
    headers = {
        "Message-ID": f"<meddelande-{first.pk}-{len(notices)}@{urlsplit(settings.BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(letter.subject, letter.body, to=[first.user.email], headers=headers)


@transaction.atomic
def _failed(notices: list[Notice], at: datetime) -> int:
    """Try again later, or give up and let it be seen in the log. Gives how many letters were given up: one or none."""
    tries = max(notice.mail_tries for notice in notices) + 1
    again = rules.next_try(tries, at)
    if again is not None:
        _still_mine(notices).update(mail_tries=tries, mail_after=again)
        return 0
    _still_mine(notices).update(mail_tries=tries, given_up_at=at)
    record(
        "notice.given_up", notices[0], by=None, at=at, notices=[notice.pk for notice in notices], tries=tries
    )
    return 1


def _still_mine(notices: list[Notice]) -> NoticeQuerySet:
    mine: NoticeQuerySet = Notice.objects.filter(pk__in=[notice.pk for notice in notices], mailed_at=None)
    return mine
