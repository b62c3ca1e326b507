"""Who may decide, and how soon: written in by whoever answers for the kind."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.check.lex import access
from hjulet.check.lex.choices import Kind
from hjulet.check.lex.forms.settings import DelegationForm, TimesForm
from hjulet.check.lex.models import LexDelegation, times_of
from hjulet.check.lex.views.reaching import must
from hjulet.check.lex.workflows.settings import end_delegation, set_times, write_delegation


def delegations(request: Request) -> HttpResponse:
    kinds = [kind for kind in Kind if access.may_set_up(request.user, kind, request.today)]
    must(bool(kinds))
    form = DelegationForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        people=User.objects.visible_to(request.user, request.today)
        .with_access(request.today)
        .order_by("name", "pk"),
        initial={"kind": kinds[0], "valid_from": request.today},
    )
    if form.is_valid():
        write_delegation(request.municipality, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Delegationen är sparad."))
        return redirect("lex:delegations")
    found = LexDelegation.objects.visible_to(request.user, request.today).select_related("user")
    context = {
        "form": form,
        "valid": [one for one in found if one.valid_to is None or one.valid_to >= request.today],
        "ended": [one for one in found if one.valid_to is not None and one.valid_to < request.today],
        "kinds": kinds,
        "times": times_of(request.municipality),
    }
    return render(request, "lex/delegations.html", context)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(LexDelegation.objects.visible_to(request.user, request.today), pk=pk)
    must(access.may_set_up(request.user, found.kind, request.today))
    end_delegation(found, request.today, by=request.user, at=timezone.now())
    messages.success(request, _("Delegationen är avslutad."))
    return redirect("lex:delegations")


def times(request: Request) -> HttpResponse:
    must(access.may_receive(request.user, request.today))
    now = times_of(request.municipality)
    form = TimesForm(request.POST if request.method == "POST" else None, initial=vars(now))
    if form.is_valid():
        set_times(request.municipality, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Tiderna är sparade och gäller nya ärenden."))
        return redirect("lex:delegations")
    return render(request, "lex/times.html", {"form": form})
