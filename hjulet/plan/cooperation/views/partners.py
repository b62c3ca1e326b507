"""The register of those we cooperate with."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.plan.cooperation import pages
from hjulet.plan.cooperation.forms import PartnerForm
from hjulet.plan.cooperation.models import Cooperation, Partner
from hjulet.plan.cooperation.models.partners import NAMES
from hjulet.plan.cooperation.views.reaching import must
from hjulet.plan.cooperation.workflows import rewrite_partner


@require_safe
def partners(request: Request) -> HttpResponse:
    must(request, Verb.SEE_COOPERATION)
    current = Cooperation.objects.visible_to(request.user, request.today).in_force()
    found = Partner.objects.visible_to(request.user, request.today).filter(municipality=request.municipality)
    counted = found.annotate(current=Count("cooperations", filter=Q(cooperations__in=current), distinct=True))
    context = {"partners": counted.order_by("name", "pk")[:1000]}
    return render(request, "cooperation/partners.html", context)


@require_safe
def partner(request: Request, pk: int) -> HttpResponse:
    found = _partner(request, pk)
    rows = Cooperation.objects.visible_to(request.user, request.today).filter(partners=found)
    context = {
        "partner": found,
        "rows": pages.rows(pages.with_all(rows), request.today),
        "may_change": may(request.user, Verb.CHANGE_COOPERATION, request.today),
    }
    return render(request, "cooperation/partner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    found = _partner(request, pk)
    if not may(request.user, Verb.CHANGE_COOPERATION, request.today):
        raise PermissionDenied
    start = {name: getattr(found, name) for name in NAMES} | {"seen": fingerprint(found, NAMES)}
    form = PartnerForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in NAMES}
        try:
            seen = form.cleaned_data["seen"]
            rewrite_partner(found, said, seen=seen, by=request.user, at=timezone.now())
        except SomebodyWasFaster:
            messages.warning(
                request, _("Någon annan hann ändra parten. Se hur den står nu, och ändra sedan igen.")
            )
            return redirect("cooperation:edit_partner", pk=pk)
        except IntegrityError:
            form.add_error("name", _("Det finns redan en part som heter så."))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(found)
    return render(request, "cooperation/partner_form.html", {"form": form, "partner": found})


def _partner(request: Request, pk: int) -> Partner:
    return get_object_or_404(Partner.objects.visible_to(request.user, request.today), pk=pk)
