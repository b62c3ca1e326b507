"""Read a list: a file, then what it would do, then yes."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.plan.cooperation import importing, pages
from hjulet.plan.cooperation.forms import ImportForm
from hjulet.plan.cooperation.sources.listed import COLUMNS
from hjulet.plan.cooperation.views.reaching import must

SALT = "cooperation.import"
HOUR = 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: Request) -> HttpResponse:
    must(request, Verb.CHANGE_COOPERATION)
    if "signed" in request.POST:
        return _save(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return render(request, "cooperation/import.html", {"form": form, "columns": COLUMNS})
    return _preview(request, *form.cleaned_data["file"])


def _preview(request: Request, content: bytes, filename: str) -> HttpResponse:
    plan = importing.plan(content, filename, _ground(request))
    signed = signing.dumps([content.decode("latin-1"), filename, request.user.pk], salt=SALT, compress=True)
    return render(request, "cooperation/import_preview.html", {"plan": plan, "signed": signed})


def _save(request: Request) -> HttpResponse:
    try:
        text, filename, who = signing.loads(request.POST["signed"], salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        messages.error(request, _("Förhandsvisningen är för gammal. Inget är sparat. Välj filen igen."))
        return redirect("cooperation:import")
    if who != request.user.pk:
        raise PermissionDenied
    content, seen = text.encode("latin-1"), request.POST.get("seen", "")
    try:
        amount = importing.apply(
            content, filename, _ground(request), seen=seen, by=request.user, at=timezone.now()
        )
    except importing.CannotImport:
        messages.warning(request, _("Något har ändrats sedan du tittade. Inget är sparat. Se efter igen."))
        return _preview(request, content, filename)
    said = ngettext("%(count)s samverkan är sparad.", "%(count)s samverkan är sparade.", amount) % {
        "count": amount
    }
    messages.success(request, said)
    return redirect("cooperation:list")


def _ground(request: Request) -> importing.Ground:
    units = tuple(pages.form_choices(request)["units"])
    return importing.ground_of(request.user, request.municipality, request.today, units=units)
