"""Workplace meetings: the pack in one click, its questions and decisions, and the unit's plan for the wall."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.act.actions.pages import owners
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation import rules
from hjulet.do.participation.forms import carry
from hjulet.do.participation.forms.meetings import DecideForm, HoldForm, TalkForm
from hjulet.do.participation.models import Meeting
from hjulet.do.participation.pages import meetings as pages
from hjulet.do.participation.pages.pack import put_together
from hjulet.do.participation.pages.reaching import units_with
from hjulet.do.participation.pages.wall import wall as collect_wall
from hjulet.do.participation.render.files import pdf_answer
from hjulet.do.participation.render.pack import pack_pdf
from hjulet.do.participation.render.wall import SIZES, wall_pdf_of
from hjulet.do.participation.views.reach import (
    add_obstacles,
    form_page,
    must,
    posted,
    tell_obstacles,
    token_of,
)
from hjulet.do.participation.workflows import meetings as work


@require_safe
def meetings(request: Request) -> HttpResponse:
    must(request, Verb.SEE_MEETINGS)
    return render(request, "participation/meetings.html", pages.meetings_page(request))


@require_POST
def make(request: Request) -> HttpResponse:
    """One click: the pack of this month for a unit; made already, the one that was made."""
    must(request, Verb.HOLD_MEETING)
    units = units_with(request.user, request.today, Verb.HOLD_MEETING)
    unit: Unit = get_object_or_404(units, slug=request.POST.get("enhet", "").replace("\x00", "")[:80])
    month = rules.first_of(request.today)
    there = Meeting.objects.visible_to(request.user, request.today).filter(unit=unit, month=month).first()
    if there is not None:
        messages.info(request, _("Underlaget för den här månaden finns redan."))
        return redirect(there)
    contents, questions = put_together(unit, month, request.today)
    made = work.make_meeting(unit, month, contents, questions, by=request.user, at=timezone.now())
    messages.success(request, _("Underlaget är klart. Ändra frågorna om du vill prata om något annat."))
    return redirect(made)


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    return _page(request, _meeting(request, pk))


def _page(
    request: Request,
    found: Meeting,
    *,
    decide_form: DecideForm | None = None,
    hold_form: HoldForm | None = None,
) -> HttpResponse:
    """The pack; a form that was sent with something wrong stands open with what was typed."""
    choices = owners(request.user, request.today)
    context = pages.meeting_page(found) | {
        "may_hold": may(request.user, Verb.HOLD_MEETING, request.today, at=found.unit),
        "hold_form": hold_form or HoldForm(initial={"held_on": request.today}),
        "decide_form": decide_form or DecideForm(initial={"token": uuid4()}, owners=choices),
    }
    return render(request, "participation/meeting.html", context)


@require_safe
def meeting_pdf(request: Request, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    return pdf_answer(pack_pdf(found), f"apt-{found.unit.slug}-{found.month:%Y-%m}.pdf")


def write(request: Request, pk: int) -> HttpResponse:
    found = _meeting(request, pk, Verb.HOLD_MEETING)
    names = ("first_question", "second_question", "notes", "revision")
    form = TalkForm(posted(request), initial={name: getattr(found, name) for name in names})
    newer = ""
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            work.write_talk(found, form.said, revision=revision, by=request.user, at=timezone.now())
        except work.CannotMeet as error:
            add_obstacles(form, error.obstacles)
            carry(form, "revision", found.revision)
            newer = found.notes or found.first_question
        else:
            messages.success(request, _("Sparat."))
            return redirect(found)
    return form_page(
        request, form, title=_("Frågor och anteckningar"), button=_("Spara"), back=found.get_absolute_url(),
        back_title=found.unit.name, newer=newer,
    )  # fmt: skip


@require_POST
def refresh(request: Request, pk: int) -> HttpResponse:
    found = _meeting(request, pk, Verb.HOLD_MEETING)
    contents, _questions = put_together(found.unit, found.month, request.today)
    try:
        work.refresh_meeting(found, contents, by=request.user, at=timezone.now())
    except work.CannotMeet as error:
        tell_obstacles(request, error.obstacles)
    else:
        messages.success(request, _("Underlaget har dagens uppgifter. Frågorna är kvar som du skrev dem."))
    return redirect(found)


@require_POST
def hold(request: Request, pk: int) -> HttpResponse:
    found = _meeting(request, pk, Verb.HOLD_MEETING)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, found, hold_form=form)
    day: date = form.cleaned_data["held_on"]
    try:
        work.hold_meeting(found, day, request.today, by=request.user, at=timezone.now())
    except work.CannotMeet as error:
        tell_obstacles(request, error.obstacles)
    else:
        messages.success(request, _("Mötet är hållet. Underlaget ändras inte längre."))
    return redirect(found)


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    found = _meeting(request, pk, Verb.HOLD_MEETING)
    form = DecideForm(request.POST, owners=owners(request.user, request.today))
    if not form.is_valid():
        return _page(request, found, decide_form=form)
    said = form.said(found.unit, request.today)
    work.decide(found, said, token_of(form), by=request.user, at=timezone.now())
    messages.success(request, _("Beslutet är sparat som en åtgärd."))
    return redirect(f"{found.get_absolute_url()}#beslut")


@require_safe
def wall(request: Request, slug: str) -> HttpResponse:
    unit = _unit(request, slug)
    return render(
        request, "participation/wall.html", {"wall": collect_wall(unit, request.user, request.today)}
    )


@require_safe
def wall_pdf(request: Request, slug: str, paper: str) -> HttpResponse:
    unit = _unit(request, slug)
    if paper not in SIZES:
        raise Http404
    found = collect_wall(unit, request.user, request.today)
    return pdf_answer(wall_pdf_of(found, paper), f"plan-{unit.slug}-{paper}.pdf")


def _unit(request: Request, slug: str) -> Unit:
    found: Unit = get_object_or_404(pages.units_seen(request).select_related("municipality"), slug=slug)
    return found


def _meeting(request: Request, pk: int, verb: Verb | None = None) -> Meeting:
    seen = Meeting.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("unit__municipality", "held_by", "made_by"), pk=pk)
    if verb is not None:
        must(request, verb, found.unit)
    return found
