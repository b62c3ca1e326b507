"""Lex cases to work with and to register. No row says what a case is about."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.lex.access import answers_for
from hjulet.check.lex.choices import State
from hjulet.check.lex.models import LexCase
from hjulet.desk.waiting.rows import ROWS, About, Waiting, counted, dated


def to_work_with(user: User, today: date) -> list[Waiting]:
    if not may(user, Verb.WORK_WITH_LEX, today):
        return []
    cases = LexCase.objects.visible_to(user, today).open().select_related("unit")
    rows = [_row(case, user, today) for case in cases.order_by("investigate_by", "pk")[:ROWS]]
    return counted([row for row in rows if row], About.CASE)


def to_register(user: User, today: date) -> Iterable[Waiting]:
    if not may(user, Verb.REGISTER_DOCUMENTS, today):
        return
    amount = LexCase.objects.to_register(user, today).count()
    if amount:
        text = ngettext("Diarieför %(n)s lex-ärende", "Diarieför %(n)s lex-ärenden", amount)
        yield Waiting(
            text % {"n": swedish.number(amount)}, reverse("lex:to_register"), due_on=today, minutes=2 * amount
        )


def _row(case: LexCase, user: User, today: date) -> Waiting | None:
    """What I am to do in it, if anything."""
    text, minutes = _words(case, user, today)
    if not text:
        return None
    due = case.deadline() or case.investigate_by
    return dated(text % {"number": case.number}, case.get_absolute_url(), due, today, minutes)


def _words(case: LexCase, user: User, today: date) -> tuple[str, int]:
    if case.investigator_id == user.pk:
        if case.state == State.RECEIVED:
            return _("Svara på frågan om jäv i %(number)s"), 1
        return (_("Utred %(number)s"), 10) if case.state == State.INVESTIGATED else ("", 0)
    leads = answers_for(user, case.kind, today, case.unit)
    if leads and case.state == State.RECEIVED and case.investigator_id is None:
        return _("Utse en utredare i %(number)s"), 2
    if case.state == State.PROPOSED and case.registry_number:
        return _("Ta ställning till förslaget i %(number)s"), 10
    if case.state == State.DECIDED and case.is_notifiable and case.notified_on is None:
        return _("Anmäl %(number)s till IVO"), 10
    return "", 0
