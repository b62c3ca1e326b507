"""Kolada's page: choose what is followed, fetch it in the background, and go on measuring what Kolada has ended."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.indicators.kolada import pages, rules
from hjulet.check.indicators.kolada.choosing import UnknownKpi, choose, choose_code
from hjulet.check.indicators.kolada.forms import CodeForm, OneForm, SetsForm
from hjulet.check.indicators.kolada.local import CannotContinue, continue_locally
from hjulet.check.indicators.kolada.tying import SomebodyTied, tie
from hjulet.check.indicators.tasks import fetch_from_kolada


def kolada(request: Request) -> HttpResponse:
    _allowed(request)
    if request.method == "POST":
        form = OneForm(request.POST) if "kpi" in request.POST else SetsForm(request.POST)
        _choose(request, form, timezone.now())
        return redirect(pages.back_to(request))
    return render(request, "indicators/kolada.html", pages.kolada_page(request))


@require_POST
def code(request: Request) -> HttpResponse:
    _allowed(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        choose_code(request.municipality, form.cleaned_data["code"], by=request.user, at=timezone.now())
        messages.success(request, _("Kommunkoden är sparad."))
        return redirect("indicators:kolada")
    return render(request, "indicators/kolada.html", pages.kolada_page(request) | {"code_form": form})


@require_POST
def fetch(request: Request) -> HttpResponse:
    _allowed(request)
    if not request.municipality.code:
        messages.error(request, _("Skriv kommunkoden först."))
    elif rules.country_of(request.municipality.code) == rules.GENERATED:
        messages.error(request, _("Kommunen är påhittad och finns inte i Kolada. Värdena är genererade."))
    elif not pages.chosen_ids(request):
        messages.error(request, _("Välj något att hämta först."))
    else:
        now = timezone.now()
        years = rules.usual_years(request.today)
        fetch_from_kolada.enqueue(request.municipality.pk, request.user.pk, years, now.isoformat())
        messages.success(request, _("Hämtningen är beställd. Du kan lämna sidan och komma tillbaka."))
    return redirect("indicators:kolada")


def units(request: Request) -> HttpResponse:
    """Kolada's units and ours: which is which."""
    _allowed(request)
    form = pages.ties_form(request)
    if request.method == "POST":
        if not form.is_valid():
            messages.error(request, _("Det gick inte att läsa valet. Inget är ändrat."))
            return redirect("indicators:kolada_units")
        try:
            amount = tie(request.municipality, form.ties(), by=request.user, at=timezone.now())
        except SomebodyTied as error:
            said = _(
                "Någon annan ändrade samtidigt: %(names)s. Inget av ditt är sparat. Läs vad som står nu."
            )
            messages.error(request, said % {"names": ", ".join(error.names)})
        else:
            messages.success(request, _("Enheterna är sparade.") if amount else _("Inget var ändrat."))
        return redirect("indicators:kolada_units")
    return render(request, "indicators/kolada_units.html", {"form": form})


@require_POST
def local(request: Request) -> HttpResponse:
    """Go on measuring what Kolada has ended."""
    _allowed(request)
    form = OneForm(request.POST)
    if not form.is_valid():
        return redirect("indicators:kolada")
    try:
        measure = continue_locally(
            request.municipality, form.cleaned_data["kpi"], by=request.user, at=timezone.now()
        )
    except CannotContinue as error:
        messages.error(request, str(error))
        return redirect("indicators:kolada")
    messages.success(request, _("Det egna måttet är klart. Skriv in det första värdet."))
    return redirect("indicators:create_value", slug=measure.slug)


def _allowed(request: Request) -> None:
    if not may(request.user, Verb.CORRECT_FIGURE, request.today):
        raise PermissionDenied


def _choose(request: Request, form: Form, now: datetime) -> None:
    if not isinstance(form, OneForm | SetsForm) or not form.is_valid():
        messages.error(request, _("Det gick inte att läsa valet. Inget är ändrat."))
        return
    had = pages.chosen_ids(request)
    wanted = form.ids(had)
    try:
        choose(request.municipality, wanted, by=request.user, at=now)
    except UnknownKpi as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Valet är sparat."))
