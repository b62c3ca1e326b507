"""The list of deviations: its sentence, saved views, downloads, and the small event closed in twenty seconds."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.sheets import SheetKind, answer
from hjulet.check.deviations import exports
from hjulet.check.deviations.forms.lists import SaveViewForm
from hjulet.check.deviations.models import SavedView
from hjulet.check.deviations.pages import lists as pages
from hjulet.check.deviations.workflows.keeping import forget, log_download, save

MOST_IN_A_WORKBOOK = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
def deviations(request: Request) -> HttpResponse:
    """A POST only carries the free words, so that they stand in no address and no server's log; it changes nothing."""
    _must(request)
    said = request.POST if request.method == "POST" else _without_words(request.GET)
    form = pages.list_form(request, said)
    asked = form.asked()
    found = pages.asked_for(request, asked)
    counted = pages.counted(found, request.today, is_wide=pages.is_wide(request, asked))
    after = said.get("efter", "")
    chosen, following = pages.page_after(found, after) if after else pages.first_page(found, counted.first)
    prefetch_related_objects(chosen, pages.parts_read_by(request.user, request.today))
    context = {
        "form": form,
        "asked": asked,
        "rows": pages.rows(chosen, request.today),
        "sums": counted.sums,
        "many": pages.MANY,
        "following": following,
        "is_later_page": bool(after),
        "saved": SavedView.objects.visible_to(request.user, request.today),
    }
    return render(request, "deviations/list.html", context)


@require_POST
def download(request: Request) -> HttpResponseBase:
    _must(request)
    asked = pages.list_form(request, request.POST).asked()
    found = pages.asked_for(request, asked).newest_first()
    number = found.count()
    kind = SheetKind.CSV if request.POST.get("form") == SheetKind.CSV else SheetKind.XLSX
    if kind == SheetKind.XLSX and number > MOST_IN_A_WORKBOOK:
        messages.error(
            request, _("Listan är för lång för Excel. Välj färre villkor i meningen, eller hämta som CSV.")
        )
        return redirect(f"{reverse('deviations:list')}?{asked.query}")
    named = {**asked.named, "ord": bool(asked.words)}
    log_download(request.municipality, named, number, kind=kind, by=request.user, at=timezone.now())
    rows = found.select_related("unit").only(*pages.LIST_COLUMNS)
    told = exports.lines(rows, pages.parts_read_by(request.user, request.today))
    return answer(told, kind, name="avvikelser", title=_("Avvikelser"))


@require_POST
def save_view(request: Request) -> HttpResponse:
    _must(request)
    asked = pages.list_form(request, _without_words(request.POST)).asked()
    form = SaveViewForm(request.POST)
    if form.is_valid():
        save(request.user, form.cleaned_data["namn"], asked.query, at=timezone.now())
        messages.success(request, _("Vyn är sparad. Du hittar den ovanför listan."))
    else:
        messages.error(request, _("Vyn är inte sparad. Skriv vad den ska heta, högst 60 tecken."))
    return redirect(f"{reverse('deviations:list')}?{asked.query}")


@require_POST
def forget_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.user, request.today), pk=pk)
    _must(request)
    forget(view, by=request.user, at=timezone.now())
    messages.success(request, _("Vyn är borttagen."))
    return redirect("deviations:list")


def _without_words(said: QueryDict) -> QueryDict:
    """Words in an address are not read: a link must not be able to hold a name."""
    kept = said.copy()
    kept.pop("ord", None)
    return kept


def _must(request: Request) -> None:
    if not may(request.user, Verb.SEE_DEVIATIONS, request.today):
        raise PermissionDenied
