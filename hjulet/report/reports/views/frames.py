"""The frame of each kind of report: chapters, names and order. Nothing is kept until somebody saves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.report.reports import pages
from hjulet.report.reports.choices import FrameFault, Kind
from hjulet.report.reports.forms import FrameForm, typed_plan
from hjulet.report.reports.framing import Planned, tidied
from hjulet.report.reports.workflows.framing import CannotFrame, keep_frame


@require_safe
def frames(request: Request) -> HttpResponse:
    must_write(request)
    context = {"frames": pages.frames(request.municipality), "may_change": _may_change(request)}
    return render(request, "reports/frames.html", context)


def frame(request: Request, kind: str) -> HttpResponse:
    """Up, down and preview keep nothing: what is typed comes back in its boxes."""
    wanted = kind_of(kind)
    if not _may_change(request):
        raise PermissionDenied
    newest = next(iter(pages.versions(request.municipality, wanted)), None)
    plan = typed_plan(request.POST) if request.method == "POST" else list(newest.plan) if newest else []
    form = FrameForm(
        request.POST if request.method == "POST" else None,
        this_year=request.today.year,
        initial={"from_year": request.today.year - 1, "seen": newest.number if newest else 0},
    )
    if request.POST.get("do") == "save" and form.is_valid() and _kept(request, wanted, form, plan):
        return redirect("reports:frame", wanted)
    return _page(request, wanted, form, plan)


def _kept(request: Request, kind: Kind, form: FrameForm, plan: list[Planned]) -> bool:
    found = pages.template(request.municipality, kind, request.today.year - 1)
    said, by = form.wanted(tidied(plan, found)), request.user
    try:
        made = keep_frame(request.municipality, kind, said, pages.statutory(found), by=by, at=timezone.now())
    except CannotFrame as error:
        for fault, about in error.faults:
            form.add_error(None, f"{about}: {fault.label}" if about else str(fault.label))
        if any(fault == FrameFault.SOMEBODY_WAS_FASTER for fault, _about in error.faults):
            form.is_overtaken = True
        return False
    words = _("Ramen är sparad som version %(number)s. Rapporter som skrivs visar den inom fem minuter.")
    messages.success(request, words % {"number": made.number})
    return True


def _page(request: Request, kind: Kind, form: FrameForm, plan: list[Planned]) -> HttpResponse:
    found = pages.template(request.municipality, kind, request.today.year - 1)
    versions = pages.versions(request.municipality, kind)
    context = {
        "kind": kind,
        "form": form,
        "boxes": pages.boxes(found, plan),
        "contents": pages.contents(found, plan),
        "versions": [(version, pages.contents(found, version.plan)) for version in versions],
        "newest": versions[0] if versions else None,
        "is_preview": request.POST.get("do") == "preview",
        "opened": _moved_in(request.POST.get("do", ""), plan),
    }
    return render(request, "reports/frame.html", context)


def _moved_in(asked: str, plan: list[Planned]) -> str:
    """The chapter whose section was just moved: it stays open."""
    way, _colon, anchor = asked.partition(":")
    moved = way.startswith("section-")
    return next((one.anchor for one in plan for own in one.sections if moved and own.anchor == anchor), "")


def kind_of(kind: str) -> Kind:
    if kind not in Kind.values:
        raise Http404
    return Kind(kind)


def must_write(request: Request) -> None:
    if not may_in(request.user, Verb.WRITE_REPORT, request.municipality.pk, request.today):
        raise PermissionDenied


def _may_change(request: Request) -> bool:
    return may_in(request.user, Verb.CHANGE_REPORT_FRAME, request.municipality.pk, request.today)
