"""Quality roles and their meetings, and ideas from the staff."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.act.actions.pages import owners
from hjulet.base.notices.workflows import mark_read
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation.choices import IdeaState
from hjulet.do.participation.forms import carry
from hjulet.do.participation.forms.roles import (
    AnswerIdeaForm,
    IdeaActionForm,
    IdeaForm,
    RoleForm,
    RoleMeetingForm,
)
from hjulet.do.participation.models import CannotAnswerIdea, Idea, QualityRole, RoleMeeting
from hjulet.do.participation.pages import roles as pages
from hjulet.do.participation.pages.reaching import colleagues, own_units, units_with
from hjulet.do.participation.views.reach import add_obstacles, form_page, must, posted, token_of
from hjulet.do.participation.workflows import ideas as idea_work
from hjulet.do.participation.workflows import roles as role_work


@require_safe
def roles(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    return render(request, "participation/roles.html", pages.roles_page(request))


def appoint(request: Request) -> HttpResponse:
    must(request, Verb.KEEP_QUALITY_ROLES)
    user, today = request.user, request.today
    units = units_with(user, today, Verb.KEEP_QUALITY_ROLES)
    people = colleagues(user, today, [unit.path for unit in units])
    form = RoleForm(posted(request), initial={"starts_on": today}, units=units, people=people)
    if form.is_valid():
        try:
            role_work.appoint(form.said, by=user, at=timezone.now())
        except role_work.CannotAppoint as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Uppdraget är sparat."))
            return redirect("participation:roles")
    return form_page(
        request, form, title=_("Nytt ombudsuppdrag"), button=_("Spara uppdraget"),
        back=reverse("participation:roles"), back_title=_("Ombud"),
        lead=_("Uppdraget ger ingen åtkomst till ärenden."),
    )  # fmt: skip


@require_POST
def end_role(request: Request, pk: int) -> HttpResponse:
    seen = QualityRole.objects.visible_to(request.user, request.today).select_related("unit")
    found = get_object_or_404(seen, pk=pk)
    must(request, Verb.KEEP_QUALITY_ROLES, found.unit)
    found.end(request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Uppdraget slutar i dag."))
    return redirect("participation:roles")


def write_meeting(request: Request) -> HttpResponse:
    """Those who keep roles, and the ombud themselves about their own."""
    must(request, Verb.TAKE_PART)
    user, today = request.user, request.today
    kinds = pages.meeting_kinds(request)
    if not kinds:
        raise PermissionDenied
    units = own_units(user, today) | units_with(user, today, Verb.KEEP_QUALITY_ROLES)
    people = colleagues(user, today, [unit.path for unit in units])
    start = {"held_on": today, "token": uuid4(), "kind": kinds[0] if len(kinds) == 1 else ""}
    form = RoleMeetingForm(posted(request), initial=start, units=units.distinct(), people=people)
    if form.is_valid():
        if form.cleaned_data["kind"] not in kinds:
            raise PermissionDenied
        made = role_work.write_role_meeting(
            form.said, form.cleaned_data["who_came"], token_of(form), by=user, at=timezone.now()
        )
        messages.success(request, _("Mötet är sparat."))
        return redirect("participation:role_meeting", pk=made.pk)
    return form_page(
        request, form, title=_("Skriv in ett ombudsmöte"), button=_("Spara mötet"),
        back=reverse("participation:roles"), back_title=_("Ombud"),
    )  # fmt: skip


@require_safe
def role_meeting(request: Request, pk: int) -> HttpResponse:
    seen = RoleMeeting.objects.visible_to(request.user, request.today).select_related("unit", "written_by")
    found = get_object_or_404(seen.prefetch_related("who_came"), pk=pk)
    return render(request, "participation/role_meeting.html", {"meeting": found})


@require_safe
def ideas(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    return render(request, "participation/ideas.html", pages.ideas_page(request))


def leave_idea(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    user, today = request.user, request.today
    units = own_units(user, today)
    only = list(units[:2])
    start = {"token": uuid4(), "signed": "ja", "unit": only[0].pk if len(only) == 1 else None}
    form = IdeaForm(posted(request), initial=start, units=units)
    if form.is_valid():
        said = form.cleaned_data
        text = idea_work.IdeaText(said["unit"], said["text"], said["signed"] == "nej")
        idea_work.leave_idea(text, said["token"], by=user, at=timezone.now())
        messages.success(request, _("Tack. Idén är lämnad. Svaret kommer på den här sidan."))
        return redirect("participation:ideas")
    return form_page(
        request, form, title=_("Lämna en idé"), button=_("Lämna idén"), back=reverse("participation:ideas"),
        back_title=_("Idéer"), lead=_("Liten eller stor. Alla idéer får ett svar."),
    )  # fmt: skip


def idea(request: Request, pk: int) -> HttpResponse:
    """The idea, and the answer of those who answer."""
    found = _idea(request, pk)
    if request.method == "POST" and not may(request.user, Verb.ANSWER_IDEA, request.today, at=found.unit):
        raise PermissionDenied
    form = _answer_form(found, posted(request))
    if form.is_valid():
        now, said = timezone.now(), form.cleaned_data
        try:
            state = IdeaState(said["state"])
            idea_work.answer_idea(
                found, state, said["answer"], revision=said["revision"], by=request.user, at=now
            )
        except CannotAnswerIdea as error:
            add_obstacles(form, error.obstacles)
            carry(form, "revision", found.revision)
        else:
            mark_read(request.user, found, at=now)
            messages.success(request, _("Svaret är sparat. Alla på enheten kan läsa det."))
            return redirect(found)
    return _idea_page(request, found, form)


def _idea_page(
    request: Request, found: Idea, form: AnswerIdeaForm | None = None, acting: IdeaActionForm | None = None
) -> HttpResponse:
    """A form that was sent with something wrong stands open with what was typed."""
    context = {
        "row": pages.idea_row(found),
        "idea": found,
        "form": form or _answer_form(found),
        "may_answer": may(request.user, Verb.ANSWER_IDEA, request.today, at=found.unit),
        "acting": acting
        or IdeaActionForm(initial={"token": uuid4()}, owners=owners(request.user, request.today)),
    }
    return render(request, "participation/idea.html", context)


def _answer_form(found: Idea, data: QueryDict | None = None) -> AnswerIdeaForm:
    start = {"state": "" if found.state == IdeaState.NEW else found.state, "answer": found.answer}
    return AnswerIdeaForm(data, initial={**start, "revision": found.revision})


@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    found = _idea(request, pk)
    must(request, Verb.DECIDE_ACTION, found.unit)
    form = IdeaActionForm(request.POST, owners=owners(request.user, request.today))
    if not form.is_valid():
        return _idea_page(request, found, acting=form)
    said = form.said(found, request.today)
    idea_work.act_on_idea(found, said, form.cleaned_data["token"], by=request.user, at=timezone.now())
    messages.success(request, _("Åtgärden är sparad och knuten till idén."))
    return redirect(found)


def _idea(request: Request, pk: int) -> Idea:
    seen = Idea.objects.visible_to(request.user, request.today).select_related(
        "unit", "written_by", "answered_by"
    )
    return get_object_or_404(seen.prefetch_related("actions"), pk=pk)
