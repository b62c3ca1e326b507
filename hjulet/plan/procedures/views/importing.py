"""Taking in a folder of documents: upload, see what it becomes, and do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.plan.procedures import uploads
from hjulet.plan.procedures.forms.routines import FolderForm
from hjulet.plan.procedures.sources.folder import COLUMNS
from hjulet.plan.procedures.views.reach import must
from hjulet.plan.procedures.workflows import importing


def upload(request: Request) -> HttpResponse:
    must(request, Verb.APPROVE_ROUTINE)
    posted = request.method == "POST"
    form = FolderForm(request.POST if posted else None, request.FILES if posted else None)
    found = None
    if form.is_valid():
        found = uploads.examine(request, form.cleaned_data["documents"], at=timezone.now())
        if not found.faults:
            return redirect("procedures:import_preview")
    return render(request, "procedures/import.html", {"form": form, "found": found, "columns": COLUMNS})


def preview(request: Request) -> HttpResponse:
    must(request, Verb.APPROVE_ROUTINE)
    found = uploads.waiting(request, at=timezone.now())
    if found is None:
        messages.info(request, _("Det finns ingen mapp att läsa in. Ladda upp den igen."))
        return redirect("procedures:import")
    if request.method == "POST" and not found.faults:
        made = importing.carry_out(found, by=request.user, at=timezone.now())
        uploads.forget(request.session)
        said = ngettext("%(n)s dokument är inläst.", "%(n)s dokument är inlästa.", len(made))
        messages.success(request, said % {"n": len(made)})
        return redirect("procedures:routines")
    context: dict[str, Any] = {"found": found, "drafts": [one for one in found.rows if one.is_draft]}
    return render(request, "procedures/import_preview.html", context)


@require_POST
def cancel(request: Request) -> HttpResponse:
    must(request, Verb.APPROVE_ROUTINE)
    uploads.forget(request.session)
    messages.info(request, _("Inget är sparat."))
    return redirect("procedures:import")


@require_safe
def template(request: Request) -> HttpResponse:
    """An empty table with its header, to fill in beside the files."""
    must(request, Verb.APPROVE_ROUTINE)
    example = "rutin.docx;Signera läkemedel;rutin;Solgården;anna@kommun.se;Eva Chef;2026-01-15;2027-01-15;Den som ger svarar.;HSL;;nej;läkemedel"
    response = HttpResponse(
        f"\ufeff{';'.join(COLUMNS)}\r\n{example}\r\n", content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="index.csv"'
    return response
