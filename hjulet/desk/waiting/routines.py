"""Documents to review, to go through, and drafts that have come back."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE, may
from hjulet.desk.waiting.rows import ROWS, About, Waiting, counted, dated
from hjulet.plan.procedures.choices import State
from hjulet.plan.procedures.models import RoutineRound, RoutineVersion

MONTH = timedelta(days=30)


def to_review(user: User, today: date) -> list[Waiting]:
    """Versions sent for review where I approve, but not those that I sent."""
    if not may(user, Verb.APPROVE_ROUTINE, today):
        return []
    return counted(_sent(user, today), About.ROUTINE)


def _sent(user: User, today: date) -> Iterable[Waiting]:
    mine = reached_by(user, today, *TABLE[Verb.APPROVE_ROUTINE], path="version__routine__unit__path")
    rounds = RoutineRound.objects.filter(mine, ended_at=None).exclude(sent_by=user)
    for turn in rounds.select_related("version__routine").order_by("sent_at", "pk")[:ROWS]:
        version = turn.version
        href = reverse("procedures:approve", args=[version.routine_id, version.number])
        yield Waiting(_("Granska %(title)s") % {"title": version.routine.title}, href, minutes=10)


def to_go_through(user: User, today: date) -> list[Waiting]:
    """Documents that I answer for, whose day comes within a month."""
    if not may(user, Verb.SEE_ROUTINES, today):
        return []
    return counted([*_due(user, today), *_returned(user)], About.ROUTINE)


def _due(user: User, today: date) -> Iterable[Waiting]:
    near = RoutineVersion.objects.due_by(today + MONTH).filter(routine__owner=user, routine__archived_at=None)
    for version in near.select_related("routine").order_by("review_by", "pk")[:ROWS]:
        if version.review_by:
            text = _("Gå igenom %(title)s") % {"title": version.routine.title}
            yield dated(text, version.routine.get_absolute_url(), version.review_by, today, 10)


def _returned(user: User) -> Iterable[Waiting]:
    """Drafts that came back from review, to whoever sent them or owns them."""
    mine = Q(routine__owner=user) | Q(rounds__sent_by=user)
    back = RoutineVersion.objects.filter(mine, state=State.DRAFT).exclude(rounds=None).distinct()
    for version in back.select_related("routine").order_by("pk")[:ROWS]:
        href = reverse("procedures:write", args=[version.routine_id, version.number])
        yield Waiting(
            _("Skriv om %(title)s, som kom tillbaka") % {"title": version.routine.title}, href, minutes=15
        )
