"""The end of a case, and other ways out."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hjulet.base.people.request import Request
from hjulet.check.deviations.forms.cases import DismissForm, MergeForm, ReasonForm, ReassignForm
from hjulet.check.deviations.models import Deviation
from hjulet.check.deviations.pages.cases_acting import units_to_move_to
from hjulet.check.deviations.pages.cases_question import Question
from hjulet.check.deviations.views.cases_asking import act, ask, case_of, whole_case_of
from hjulet.check.deviations.workflows import ending
from hjulet.check.deviations.workflows.facts import can_be_answered


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)

    def do() -> None:
        ending.close(deviation, by=request.user, at=timezone.now())

    return act(request, deviation, do, _("Händelsen är avslutad. Tack för arbetet."))


@never_cache
def dismiss(request: Request, pk: int) -> HttpResponse:
    deviation = whole_case_of(request, pk)
    form = DismissForm(request.POST or None, is_answerable=can_be_answered(deviation))
    lead = _("Den räknas då inte, men numret och texten finns kvar.")
    question = Question(_("Det är inte en avvikelse"), _("Spara"), lead)

    def do(form: DismissForm) -> str:
        said, at = form.cleaned_data, timezone.now()
        reason, answer = said["reason"], said.get("answer", "")
        ending.dismiss(deviation, reason, answer, by=request.user, at=at, day=request.today)
        return _("Händelsen räknas inte längre som en avvikelse.")

    return ask(request, deviation, form, question, do)


@never_cache
def merge(request: Request, pk: int) -> HttpResponse:
    deviation = whole_case_of(request, pk)
    known = Deviation.objects.visible_to(request.user, request.today)
    form = MergeForm(request.POST or None, known=known.filter(municipality=request.municipality))
    lead = _(
        "Båda numren finns kvar. Den som rapporterade får veta att händelsen utreds under det andra numret."
    )
    question = Question(_("Det är en dubblett"), _("Spara"), lead)

    def do(form: MergeForm) -> str:
        original = form.cleaned_data["number"]
        ending.merge(deviation, original, by=request.user, at=timezone.now(), day=request.today)
        return _("Händelsen är en dubblett av %(number)s.") % {"number": original.number}

    return ask(request, deviation, form, question, do)


@never_cache
def reopen(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    form = ReasonForm(request.POST or None)
    question = Question(_("Öppna händelsen igen"), _("Öppna igen"))

    def do(form: ReasonForm) -> str:
        ending.reopen(deviation, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return _("Händelsen är öppen igen.")

    return ask(request, deviation, form, question, do)


@never_cache
def reassign(request: Request, pk: int) -> HttpResponse:
    deviation = whole_case_of(request, pk)
    units = units_to_move_to(deviation, request.user, request.today)
    form = ReassignForm(request.POST or None, units=units)
    lead = _("Den nya enhetens chef får ett meddelande och tar över.")
    question = Question(_("Flytta till en annan enhet"), _("Flytta"), lead)

    def do(form: ReassignForm) -> str:
        unit = form.cleaned_data["unit"]
        ending.reassign(deviation, unit, by=request.user, at=timezone.now(), day=request.today)
        return _("Händelsen ligger nu hos %(unit)s.") % {"unit": unit.name}

    return ask(request, deviation, form, question, do)


@require_POST
def escalate(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)

    def do() -> None:
        ending.escalate(deviation, by=request.user, at=timezone.now(), day=request.today)

    return act(request, deviation, do, _("Avdelningschefen har fått händelsen."))
