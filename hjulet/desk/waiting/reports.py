"""Reports: what to answer, take in, review, mend and check for secrecy. No row says what is asked."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.desk.waiting.rows import ROWS, Waiting, dated
from hjulet.report.manuscripts.choices import RequestState, State
from hjulet.report.manuscripts.models import Approved, Manuscript, SectionRequest
from hjulet.report.manuscripts.pages.mine import owned

EACH = 3  # questions that have a row each; more are one row that leads to the list of them


def to_answer(user: User, today: date) -> Iterable[Waiting]:
    """Asked of me, or of somebody I stand in for; the day is that of the first."""
    asked = SectionRequest.objects.asked_of(user, today).waiting().exclude(manuscript__state=State.APPROVED)
    found = list(asked.order_by("due_on", "pk")[:ROWS])
    if len(found) > EACH:
        text = _("Svara på %(amount)s frågor om rapporter") % {"amount": len(found)}
        yield dated(text, reverse("manuscripts:mine"), found[0].due_on, today, 10 * len(found))
        return
    for one in found:
        text = _("Svara på en fråga: %(section)s") % {"section": one.section_title}
        yield dated(text, one.get_absolute_url(), one.due_on, today, 10)


def to_write(user: User, today: date) -> Iterable[Waiting]:
    """Sections that I am responsible for and that nobody has written anything in."""
    if not may(user, Verb.OWN_SECTION, today):
        return
    waits = [one for one in owned(user, today) if not one.is_written and one.is_draft]
    for one in waits[:ROWS]:
        text = _("Skriv avsnittet %(section)s") % {"section": one.owner.section_title}
        due_on = one.owner.manuscript.due_on
        yield dated(text, one.href, due_on, today, 30) if due_on else Waiting(text, one.href, minutes=30)


def to_take_in(user: User, today: date) -> Iterable[Waiting]:
    """Answers to what I asked."""
    if not may(user, Verb.WRITE_REPORT, today):
        return
    found = SectionRequest.objects.filter(asked_by=user, state=RequestState.ANSWERED)
    for one in found.exclude(manuscript__state=State.APPROVED).order_by("answered_at", "pk")[:ROWS]:
        text = _("Lägg in ett svar: %(section)s") % {"section": one.section_title}
        href = reverse("manuscripts:section", args=[one.manuscript_id, one.section])
        yield Waiting(text, href, minutes=3)


def to_review(user: User, today: date) -> Iterable[Waiting]:
    """Sent by somebody else."""
    if not may(user, Verb.APPROVE_REPORT, today):
        return
    found = Manuscript.objects.visible_to(user, today).filter(state=State.REVIEW).exclude(sent_by=user)
    for one in found.order_by("sent_at", "pk")[:ROWS]:
        text = _("Granska %(report)s") % {"report": one}
        yield Waiting(text, reverse("manuscripts:check", args=[one.pk]), due_on=one.due_on, minutes=30)


def to_mend(user: User, today: date) -> Iterable[Waiting]:
    """Sent by me, and sent back."""
    if not may(user, Verb.WRITE_REPORT, today):
        return
    found = Manuscript.objects.visible_to(user, today).filter(state=State.DRAFT, sent_by=user)
    for one in found.order_by("sent_at", "pk")[:ROWS]:
        text = _("Rätta %(report)s efter granskningen") % {"report": one}
        yield Waiting(text, reverse("manuscripts:check", args=[one.pk]), due_on=one.due_on, minutes=30)


def to_check_for_secrecy(user: User, today: date) -> Iterable[Waiting]:
    """Approved, and nobody has signed."""
    if not may(user, Verb.SIGN_SECRECY, today):
        return
    found = Approved.objects.visible_to(user, today).unsigned().select_related("manuscript")
    for one in found.defer("facts", "texts", "document").order_by("pk")[:ROWS]:
        text = _("Kontrollera sekretessen i %(report)s") % {"report": one.manuscript}
        yield Waiting(text, reverse("manuscripts:secrecy", args=[one.pk]), minutes=30)
