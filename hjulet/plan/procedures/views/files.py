"""Files and pictures of a document, and the document on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files.responses import answer
from hjulet.base.people.request import Request
from hjulet.base.texts.reading import slug
from hjulet.plan.procedures import paper
from hjulet.plan.procedures.forms.routines import FileForm, PictureForm
from hjulet.plan.procedures.models import CannotChange, RoutineVersion
from hjulet.plan.procedures.pages.reading import signed_in
from hjulet.plan.procedures.views.reach import routine_of, tell, version_of, written_version
from hjulet.plan.procedures.workflows import filing


@require_safe
def file(request: Request, pk: int, number: int) -> HttpResponse:
    found = version_of(request, pk, number)
    if found.file is None:
        raise Http404
    return answer(found.file)


@require_safe
def picture(request: Request, pk: int, number: int) -> HttpResponse:
    found = get_object_or_404(routine_of(request, pk).pictures.select_related("file"), number=number)
    return answer(found.file, as_attachment=False)


@require_POST
def put_file(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Ingen fil är sparad. Välj en fil som inte är tom."))
        return redirect("procedures:write", pk, number)
    try:
        received = filing.put_file(found, form.cleaned_data["file"], by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        for words in received.words:
            messages.error(request, words)
        if received.files:
            _say_saved(request, found)
    return redirect("procedures:write", pk, number)


def _say_saved(request: Request, version: RoutineVersion) -> None:
    version.refresh_from_db(fields=["file_text"])
    messages.success(request, _("Filen är sparad."))
    if not version.file_text:
        messages.warning(
            request,
            _("Vi hittar ingen text i filen. Den kan vara inskannad, och då går den inte att söka i."),
        )


@require_POST
def take_file(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    try:
        filing.take_file(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Filen är borttagen ur utkastet."))
    return redirect("procedures:write", pk, number)


@require_POST
def put_picture(request: Request, pk: int, number: int) -> HttpResponse:
    found = written_version(request, pk, number)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Ingen bild är sparad. Välj en bild och skriv vad den visar."))
        return redirect("procedures:write", pk, number)
    try:
        made, received = filing.put_picture(found, **form.cleaned_upload, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        for words in received.words:
            messages.error(request, words)
        if made:
            messages.success(request, _("Bilden är sparad. Lägg in den i texten med knappen bredvid den."))
    return redirect("procedures:write", pk, number)


@require_safe
def pdf(request: Request, pk: int, number: int) -> HttpResponse:
    found = version_of(request, pk, number)
    printed = paper.Printed(timezone.localtime())
    return as_pdf(found, paper.paper(found, signed_in(request.user, request.today), printed))


def as_pdf(version: RoutineVersion, content: bytes) -> HttpResponse:
    name = f"{slug(version.title)}-version-{version.number}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
