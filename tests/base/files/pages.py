"""A feature as small as can be, to try the field, `receive` and `answer` through the whole of Django."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from config.urls import urlpatterns as ours
from hjulet.base.files.forms import AttachmentsField
from hjulet.base.files.models import StoredFile
from hjulet.base.files.responses import answer
from hjulet.base.files.workflows import receive


class ReportForm(forms.Form):
    text = forms.CharField()
    files = AttachmentsField()


def report(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    uploads = form.cleaned_data["files"]
    spooled = [hasattr(upload, "temporary_file_path") for upload in uploads]
    user = request.user
    received = receive(uploads, municipality=user.municipality, by=user, at=timezone.now())
    kept = [file.pk for file in received.files]
    return JsonResponse({"kept": kept, "words": received.words, "spooled": spooled})


def show(request: HttpRequest, number: int, way: str) -> HttpResponse:
    return answer(StoredFile.objects.get(pk=number), as_attachment=way == "hamta")


urlpatterns = [*ours, path("prova/rapport/", report), path("prova/<int:number>/<str:way>/", show)]
