"""The municipality's register of words that mean the same."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.base.search import keeping
from hjulet.base.search.forms import SynonymsForm
from hjulet.base.search.models import Synonyms


def synonyms(request: Request) -> HttpResponse:
    _must(request)
    form = SynonymsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words, day = form.cleaned_data["words"], request.today
        keeping.add_synonyms(request.municipality, words, day, by=request.user, at=timezone.now())
        messages.success(request, _("Orden är sparade. De gäller från nu."))
        return redirect("search:synonyms")
    rows = Synonyms.objects.visible_to(request.municipality).valid_on(request.today)
    return render(request, "search/synonyms.html", {"form": form, "rows": rows})


@require_POST
def begin(request: Request) -> HttpResponse:
    """The list to begin with, for a municipality that has none."""
    _must(request)
    keeping.add_examples(request.municipality, request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Startlistan är inlagd. Ändra den som ni vill."))
    return redirect("search:synonyms")


def synonyms_edit(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    said = {"words": row.words, "seen": row.words}
    form = SynonymsForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        words, seen = form.cleaned_data["words"], form.cleaned_data["seen"]
        try:
            keeping.change_synonyms(row, words, seen=seen, by=request.user, at=timezone.now())
        except keeping.SomebodyWasFaster:
            form.add_error(
                "words",
                _("Någon annan har ändrat raden: %(words)s. Dina ord står kvar här.") % {"words": row.words},
            )
        else:
            messages.success(request, _("Orden är sparade. De gäller från nu."))
            return redirect("search:synonyms")
    return render(request, "search/synonyms_edit.html", {"form": form, "row": row})


@require_POST
def synonyms_end(request: Request, pk: int) -> HttpResponse:
    yesterday = request.today - timedelta(days=1)
    keeping.end_synonyms(_row(request, pk), yesterday, by=request.user, at=timezone.now())
    messages.success(request, _("Orden betyder inte längre samma sak i sökningen."))
    return redirect("search:synonyms")


def _row(request: Request, pk: int) -> Synonyms:
    rows = Synonyms.objects.visible_to(request.municipality).valid_on(request.today)
    row: Synonyms = get_object_or_404(rows, pk=pk)
    _must(request)
    return row


def _must(request: Request) -> None:
    if not may_in(request.user, Verb.CHANGE_SYNONYMS, request.municipality.pk, request.today):
        raise PermissionDenied
