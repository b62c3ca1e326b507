"""Investigating a part: the course of events, causes, the team, the person concerned, the device."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hjulet.base.law import DEVICES, INFORM_PSL, INVESTIGATE_PSL, INVESTIGATE_SOL, REPORTING
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.check.deviations.access import may_contribute
from hjulet.check.deviations.choices import CauseCategory, Law
from hjulet.check.deviations.forms.cases import CauseForm, InvestigateForm, TeamForm, TextForm, WhysForm
from hjulet.check.deviations.forms.cases_person import DeviceForm, InformForm
from hjulet.check.deviations.models import Part
from hjulet.check.deviations.pages import cases as pages
from hjulet.check.deviations.pages.cases_acting import routines_to_blame
from hjulet.check.deviations.pages.cases_question import Question
from hjulet.check.deviations.views.cases_asking import act, ask, part_of
from hjulet.check.deviations.workflows import investigating
from hjulet.check.deviations.workflows.informing import inform as say_informed
from hjulet.check.deviations.workflows.informing import save_device
from hjulet.check.deviations.workflows.reading import log_reading

CAUSES = str(REPORTING)


@never_cache
def part(request: Request, pk: int) -> HttpResponse:
    """What happened step by step, and what contributed."""
    found = part_of(request, pk)
    start = {name: getattr(found, name) for name in InvestigateForm.base_fields}
    form = InvestigateForm(request.POST or None, initial=start)
    question = Question(
        _("Utred %(law)s-delen") % {"law": Law(found.law).label}, _("Spara utredningen"),
        law=str(INVESTIGATE_PSL if found.law == Law.HSL else INVESTIGATE_SOL),
        template="deviations/case/part.html",
    )  # fmt: skip

    def do(form: InvestigateForm) -> str:
        investigating.investigate(found, form.said(), by=request.user, at=timezone.now())
        return _("Utredningen är sparad.")

    if not form.is_bound:
        log_reading(found.deviation, [found], by=request.user, at=timezone.now())
    branches = pages.tree(list(found.causes.select_related("routine")))
    return ask(request, found.deviation, form, question, do, part=found, branches=branches)


@never_cache
def cause_add(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    routines = routines_to_blame(found, request.user, request.today)
    form = CauseForm(request.POST or None, routines=routines, causes=found.causes.all())
    question = Question(
        _("Vad bidrog till händelsen?"), _("Spara orsaken"), _cause_lead(), CAUSES, then=_part(found)
    )

    def do(form: CauseForm) -> str:
        investigating.add_cause(found, form.said(), by=request.user, at=timezone.now())
        return _("Orsaken är sparad.")

    return ask(request, found.deviation, form, question, do)


@never_cache
def cause_whys(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    form = WhysForm(request.POST or None, routines=routines_to_blame(found, request.user, request.today))
    lead = _("Fråga varför, och sedan varför igen. Sluta när svaret är något ni kan ändra på.")
    question = Question(_("Fem varför"), _("Spara orsakerna"), lead, CAUSES, then=_part(found))

    def do(form: WhysForm) -> str:
        category = CauseCategory(form.cleaned_data["category"])
        investigating.add_whys(found, category, form.whys(), form.fault(), by=request.user, at=timezone.now())
        return _("Orsakerna är sparade.")

    return ask(request, found.deviation, form, question, do)


@never_cache
def cause_edit(request: Request, pk: int, cause: int) -> HttpResponse:
    found = part_of(request, pk)
    row = get_object_or_404(found.causes.select_related("part__deviation"), pk=cause)
    names = ("category", "explanation", "routine_fault", "routine")
    routines = routines_to_blame(found, request.user, request.today)
    form = CauseForm(
        request.POST or None, initial={name: getattr(row, name) for name in names}, routines=routines
    )
    question = Question(_("Ändra orsaken"), _("Spara orsaken"), _cause_lead(), then=_part(found))

    def do(form: CauseForm) -> str:
        investigating.change_cause(row, form.said(), by=request.user, at=timezone.now())
        return _("Orsaken är ändrad.")

    return ask(request, found.deviation, form, question, do)


@require_POST
def cause_remove(request: Request, pk: int, cause: int) -> HttpResponse:
    found = part_of(request, pk)
    row = get_object_or_404(found.causes.select_related("part__deviation"), pk=cause)

    def do() -> None:
        investigating.remove_cause(row, by=request.user, at=timezone.now())

    return act(request, found.deviation, do, _("Orsaken är borttagen."))


@never_cache
def team(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    form = TeamForm(request.POST or None, colleagues=User.objects.visible_to(request.user, request.today))
    lead = _("Den du bjuder in läser %(law)s-delen tills ärendet avslutas.") % {"law": Law(found.law).label}
    question = Question(_("Bjud in till analysen"), _("Bjud in"), lead, template="deviations/case/team.html")

    def do(form: TeamForm) -> str:
        who = form.cleaned_data["who"]
        investigating.invite(found, [who], by=request.user, at=timezone.now(), day=request.today)
        return _("%(name)s är inbjuden.") % {"name": who.name}

    members = found.team.select_related("user")
    return ask(request, found.deviation, form, question, do, part=found, members=members)


@require_POST
def team_leave(request: Request, pk: int, member: int) -> HttpResponse:
    found = part_of(request, pk)
    row = get_object_or_404(found.team.select_related("part__deviation", "user"), pk=member)

    def do() -> None:
        investigating.uninvite(row, by=request.user, at=timezone.now())

    return act(request, found.deviation, do, _("%(name)s läser inte längre delen.") % {"name": row.user.name})


@never_cache
def contribute(request: Request, pk: int) -> HttpResponse:
    """For those who handle the part and for the team named on it."""
    found = part_of(request, pk, handled=False)
    if not may_contribute(request.user, found, request.today):
        raise PermissionDenied
    form = TextForm(request.POST or None, initial={"token": uuid4()})
    question = Question(
        _("Bidra till analysen"), _("Spara"), _("Skriv det du vet om händelsen, inte vem som gjorde vad.")
    )

    def do(form: TextForm) -> str:
        text, token = form.cleaned_data["text"], form.cleaned_data["token"]
        investigating.contribute(found, text, token, by=request.user, at=timezone.now())
        return _("Tack. Ditt bidrag är sparat.")

    return ask(request, found.deviation, form, question, do)


@never_cache
def inform(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    law = Law(found.law)
    start = {
        "informed": found.informed, "informed_on": found.informed_on, "reason": found.not_informed_reason,
        "noted_in_record_on": found.noted_in_record_on,
    }  # fmt: skip
    form = InformForm(request.POST or None, initial=start, law=law, today=request.today)
    question = Question(
        _("Berätta för den som händelsen gäller"), _("Spara"), law=str(INFORM_PSL) if law == Law.HSL else "",
        lead=_("Vad som hände, vad ni gör åt det, och vart hon eller han kan vända sig."),
        template="deviations/case/inform.html",
    )  # fmt: skip

    def do(form: InformForm) -> str:
        say_informed(found, form.said(), by=request.user, at=timezone.now(), day=request.today)
        return _("Sparat.")

    neutral = pages.for_the_record(found, request.user, request.today)
    return ask(request, found.deviation, form, question, do, neutral=neutral)


@never_cache
def device(request: Request, pk: int) -> HttpResponse:
    found = part_of(request, pk)
    start = DeviceForm.start(getattr(found, "device", None))
    form = DeviceForm(request.POST or None, initial=start, today=request.today)
    lead = _("Ställ undan produkten. Tillverkaren och Läkemedelsverket ska få veta.")
    question = Question(_("Medicinteknisk produkt"), _("Spara"), lead, str(DEVICES))

    def do(form: DeviceForm) -> str:
        save_device(found, form.cleaned_data, by=request.user, at=timezone.now())
        return _("Uppgifterna om produkten är sparade.")

    return ask(request, found.deviation, form, question, do)


def _part(found: Part) -> str:
    return reverse("deviations:part", args=[found.pk])


def _cause_lead() -> str:
    return _("Sök det som gjorde att det kunde hända. Ange flera om flera saker bidrog.")
