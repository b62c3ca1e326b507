"""Asking many at once, and what became of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.report.manuscripts.forms.inquiring import InquiryForm
from hjulet.report.manuscripts.models import CannotChange, Inquiry
from hjulet.report.manuscripts.pages import inquiring as page
from hjulet.report.manuscripts.views.reach import manuscript_of, must, tell
from hjulet.report.manuscripts.workflows.inquiring import inquire


def ask_many(request: Request, pk: int) -> HttpResponse:
    """One page for all the sections; nothing is sent before it is looked at."""
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    shown = page.asking(found, request.user, request.today, request.GET.get("borja", ""))
    form = InquiryForm(
        request.POST if request.method == "POST" else None, proposals=shown.proposals,
        directory=shown.directory, today=request.today, initial=shown.initial(request.today),
    )  # fmt: skip
    if form.is_valid():
        by, at, day = request.user, timezone.now(), request.today
        try:
            sent = inquire(found, form.questions(), form.cleaned_data["token"], by=by, at=at, day=day)
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            return redirect(sent.inquiry)
    context = {
        "manuscript": found, "form": form, "asking": shown, "chapters": list(shown.chapters(form)),
    }  # fmt: skip
    return render(request, "manuscripts/ask_many.html", context)


@require_safe
def inquiry(request: Request, pk: int) -> HttpResponse:
    seen = Inquiry.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("manuscript__unit__municipality", "asked_by"), pk=pk)
    must(request, Verb.COMMENT_REPORT, found.manuscript)
    context = {"inquiry": found, "manuscript": found.manuscript, "result": page.result(found)}
    return render(request, "manuscripts/inquiry.html", context)
