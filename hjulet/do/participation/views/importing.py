"""Reading in what people have done elsewhere: upload, preview, keep."""

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.do.participation.forms.training import CompletionsForm
from hjulet.do.participation.models import Course
from hjulet.do.participation.sources.completions import COLUMNS, read_completions
from hjulet.do.participation.views.reach import must
from hjulet.do.participation.workflows.importing import CannotImport, Plan, carry_out, plan_import

KEY = "participation.upload"


def upload(request: Request) -> HttpResponse:
    must(request, Verb.KEEP_TRAINING)
    is_posted = request.method == "POST"
    form = CompletionsForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    faults: tuple[Fault, ...] = ()
    if form.is_valid():
        file, source = form.cleaned_data["file"], form.cleaned_data["source"]
        content = file.read()
        faults, _plan = _opened(request, file.name, content)
        if not faults:
            kept = {
                "source": source,
                "filename": file.name[:200],
                "content": base64.b64encode(content).decode(),
            }
            request.session[KEY] = kept
            return redirect("participation:completions_preview")
    context = {"form": form, "faults": faults, "columns": COLUMNS}
    return render(request, "participation/completions_import.html", context)


def preview(request: Request) -> HttpResponse:
    must(request, Verb.KEEP_TRAINING)
    kept = request.session.get(KEY)
    if kept is None:
        messages.info(request, _("Det finns ingen fil att läsa in. Ladda upp den igen."))
        return redirect("participation:completions_import")
    faults, plan = _opened(request, kept["filename"], base64.b64decode(kept["content"]))
    if request.method == "POST":
        return _confirm(request, plan, kept["source"])
    context = {"plan": plan, "faults": faults, "source": kept["source"], "shown": plan.new[:200]}
    return render(request, "participation/completions_preview.html", context)


@require_POST
def cancel(request: Request) -> HttpResponse:
    must(request, Verb.KEEP_TRAINING)
    request.session.pop(KEY, None)
    messages.info(request, _("Inget ändrades. Filen är borttagen."))
    return redirect("participation:completions_import")


def _opened(request: Request, filename: str, content: bytes) -> tuple[tuple[Fault, ...], Plan]:
    reading = read_completions(content, filename)
    courses = Course.objects.visible_to(request.user, request.today).open_to(request.user, request.today)
    plan = plan_import(request.municipality, courses, reading.rows, request.today)
    return tuple(sorted([*reading.faults, *plan.faults])), plan


def _confirm(request: Request, plan: Plan, source: str) -> HttpResponse:
    try:
        new = carry_out(plan, source, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except CannotImport:
        messages.warning(request, _("Något har ändrats sedan du granskade. Inget är sparat. Granska igen."))
        return redirect("participation:completions_preview")
    request.session.pop(KEY, None)
    messages.success(request, _("Filen är inläst. %(n)s genomförda kurser är nya.") % {"n": new})
    return redirect("participation:training")
