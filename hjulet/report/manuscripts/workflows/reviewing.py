"""Sending a report to review, and sending it back with the reason."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import TABLE, may
from hjulet.report.manuscripts import rereading, rules
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import CannotChange, Manuscript, Round, SectionText
from hjulet.report.manuscripts.workflows.starting import locked
from hjulet.report.reports.blocks import Report


@transaction.atomic
def send(manuscript: Manuscript, *, by: User, at: datetime, day: date) -> None:
    """To review: from now on the texts stand still. A second press changes nothing. Raises CannotChange."""
    found = locked(manuscript.pk)
    if found.state == State.REVIEW:
        return
    if obstacles := rules.obstacles_to(State(found.state), State.REVIEW):
        raise CannotChange(obstacles)
    found.state, found.sent_by, found.sent_at = State.REVIEW, by, at
    found.save(update_fields=["state", "sent_by", "sent_at"])
    turn = Round.objects.create(manuscript=found, sent_by=by, sent_at=at)
    record("manuscript.sent", found, by=by, at=at, round=turn.pk)
    others = [user for user in holders(found, Verb.APPROVE_REPORT, day) if user != by]
    tell(
        others, Kind.REPORT_ASKED, _("En rapport väntar på att du granskar den."), check_path(found),
        key=f"report-review-{turn.pk}", about=found, at=at, day=day,
        may_stand_in=lambda user: may(user, Verb.APPROVE_REPORT, day, at=found.unit),
    )  # fmt: skip


def send_back(manuscript: Manuscript, reason: str, *, by: User, at: datetime, day: date) -> None:
    """Back to the draft, with what must be done. Raises CannotChange.

    The turn keeps what was read, so that the next one can tell what has changed since. The facts are gathered before
    anything is locked: that is what is slow.
    """
    _send_back(manuscript, reason, facts_of(manuscript), by=by, at=at, day=day)


@transaction.atomic
def _send_back(
    manuscript: Manuscript, reason: str, report: Report, *, by: User, at: datetime, day: date
) -> None:
    found = locked(manuscript.pk)
    if obstacles := rules.obstacles_to(State(found.state), State.DRAFT, reason=reason):
        raise CannotChange(obstacles)
    turn = Round.objects.filter(manuscript=found, returned_at=None).latest("sent_at", "pk")
    turn.returned_by, turn.returned_at, turn.reason = by, at, reason.strip()
    turn.read = rereading.stored(report, SectionText.objects.filter(manuscript=found))
    turn.save(update_fields=["returned_by", "returned_at", "reason", "read"])
    found.state = State.DRAFT
    found.save(update_fields=["state"])
    record("manuscript.returned", found, by=by, at=at, round=turn.pk)
    withdraw(found, at=at, kinds=[Kind.REPORT_ASKED])
    if turn.sent_by != by:
        tell(
            [turn.sent_by], Kind.REPORT_ASKED, _("En rapport har kommit tillbaka från granskningen."), check_path(found),
            key=f"report-returned-{turn.pk}", about=found, at=at, day=day,
        )  # fmt: skip


def holders(manuscript: Manuscript, verb: Verb, day: date) -> list[User]:
    """Those whose role gives the verb where the report is, on the day."""
    held = RoleHolding.objects.filter(
        role__in=TABLE[verb], unit__municipality=manuscript.unit.municipality_id
    )
    reaching = [
        one
        for one in held.held_on(day).select_related("unit", "user")
        if manuscript.unit.path.startswith(one.unit.path)
    ]
    return list({one.user_id: one.user for one in reaching}.values())


def check_path(manuscript: Manuscript) -> str:
    return reverse("manuscripts:check", args=[manuscript.pk])
