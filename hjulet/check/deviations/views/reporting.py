"""Reporting when signed in, and one's own reports."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.log.chain import record_reading
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.deviations import carried, rules
from hjulet.check.deviations.choices import Door
from hjulet.check.deviations.forms.answering import WriteBackForm
from hjulet.check.deviations.forms.reporting import OnBehalfForm, ReportForm
from hjulet.check.deviations.models import Deviation
from hjulet.check.deviations.pages import reporting as pages
from hjulet.check.deviations.workflows.drafts import forget_draft, save_draft
from hjulet.check.deviations.workflows.writing_back import write_back

NOT_IN_A_DRAFT = frozenset({"csrfmiddlewaretoken", "client_id", "send_anyway"})
SHOWN = 50


def report(request: Request) -> HttpResponse:
    return _report(request, ReportForm, Door.SIGNED_IN, "deviations/report.html")


def on_behalf(request: Request) -> HttpResponse:
    return _report(request, OnBehalfForm, Door.ON_BEHALF, "deviations/on_behalf.html")


def _report(request: Request, kind: type[ReportForm], door: Door, template: str) -> HttpResponse:
    _must_report(request)
    at = timezone.now()
    form = pages.report_form(request, kind, at)
    taken = pages.Taken()
    if request.method == "POST":
        taken = pages.take_in(form, door=door, by=request.user, place=request.municipality, at=at)
    for words in taken.words:
        messages.warning(request, words)
    if taken.receipt is None:
        return render(request, template, pages.asked(request, form, taken))
    found = taken.receipt.deviation
    forget_draft(request.user, form.sent_as)
    answer = redirect("deviations:received", pk=found.pk)
    if taken.receipt.code:
        said = {"pk": found.pk, "code": taken.receipt.code}
        carried.carry(answer, carried.RECEIPT, said, until=at + carried.RECEIPT_FOR, at=at)
    return answer


@require_POST
def draft(request: Request) -> HttpResponse:
    """What is written so far: 204, since the page stays. With `forget` it is thrown away, and the page is asked anew."""
    _must_report(request)
    try:
        number = UUID(request.POST.get("client_id", ""))
    except ValueError:
        return HttpResponse(status=400)
    if "forget" in request.POST:
        forget_draft(request.user, number)
        return redirect("deviations:report")
    said = {name: str(value) for name, value in request.POST.items() if name not in NOT_IN_A_DRAFT}
    is_saved = save_draft(request.user, number, said, at=timezone.now())
    return HttpResponse(status=204 if is_saved else 413)


def received(request: Request, pk: int) -> HttpResponse:
    """Right after sending. The code and the text are shown once, in the browser that sent them."""
    found = _own(request, pk)
    told = carried.carried(request, carried.RECEIPT, at=timezone.now())
    is_fresh = told.get("pk") == found.pk
    context = {
        **(pages.story(found) if is_fresh else {"deviation": found}),
        **pages.thanks(found),
        "code": pages.grouped(told["code"]) if is_fresh else "",
        "shows_on_call": rules.shows_on_call(found.tile, found.how_bad),
        "lex_report": pages.lex_report(),
    }
    answer = render(request, "deviations/received.html", context)
    answer["Cache-Control"] = "no-store"
    carried.forget(answer, carried.RECEIPT)
    return answer


def mine(request: Request) -> HttpResponse:
    _must_report(request)
    found = list(pages.own_reports(request.user, request.today)[: SHOWN + 1])
    context = {"rows": pages.rows(found[:SHOWN]), "has_more": len(found) > SHOWN, "shown": SHOWN}
    return render(request, "deviations/mine.html", context)


def own(request: Request, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = WriteBackForm(request.POST if request.method == "POST" else None)
    at = timezone.now()
    if form.is_valid():
        write_back(found, form.cleaned_data["text"], form.cleaned_data["token"], by=request.user, at=at)
        messages.success(request, _("Tack. Det du skrev har kommit fram."))
        return redirect("deviations:own", pk=pk)
    record_reading(found, by=request.user, at=at)
    return render(request, "deviations/own.html", {**pages.story(found), "form": form})


def _own(request: Request, pk: int) -> Deviation:
    """One's own report; who knows of it but did not write it is told so."""
    seen = Deviation.objects.visible_to(request.user, request.today)
    found: Deviation = get_object_or_404(seen.select_related("unit__municipality"), pk=pk)
    if found.reported_by_id != request.user.pk:
        raise PermissionDenied
    return found


def _must_report(request: Request) -> None:
    if not request.may(Verb.REPORT_DEVIATION):
        raise PermissionDenied
