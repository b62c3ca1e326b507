"""Lists of cases, each for its own readers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.law import REGISTER_OSL
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.lex import access
from hjulet.check.lex.forms.working import FilterForm, RegisterForm
from hjulet.check.lex.pages import lists as pages
from hjulet.check.lex.views.reaching import attempted, must
from hjulet.check.lex.workflows.deciding import register as write_number


@require_safe
def cases(request: Request) -> HttpResponse:
    must(access.may_see_list(request.user, request.today))
    form = FilterForm(request.GET)
    found = pages.asked_for(request.user, request.today, form.asked())
    context = {
        "form": form,
        "rows": pages.rows(found, request.today),
        "is_filtered": pages.filtered(request.GET),
        "may_receive": access.may_receive(request.user, request.today),
    }
    return render(request, "lex/list.html", context)


@require_safe
def own(request: Request) -> HttpResponse:
    must(may(request.user, Verb.REPORT_DEVIATION, request.today))
    return render(request, "lex/own.html", {"cases": pages.own_reports(request.user)})


@require_safe
def outcomes(request: Request) -> HttpResponse:
    must(access.may_see_outcomes(request.user, request.today))
    return render(request, "lex/outcomes.html", {"cases": pages.outcomes(request.user, request.today)})


@require_safe
def to_register(request: Request) -> HttpResponse:
    must(may(request.user, Verb.REGISTER_DOCUMENTS, request.today))
    context = {
        "waiting": list(pages.to_register(request.user, request.today)),
        "law": REGISTER_OSL,
        "registered": pages.registered(request.user, request.today),
    }
    return render(request, "lex/to_register.html", context)


@require_POST
def register(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(pages.to_register(request.user, request.today), pk=pk)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Inget är sparat. Skriv diarienumret, högst 40 tecken."))
    elif attempted(
        request, lambda: write_number(found, form.cleaned_data["number"], by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Diarienumret är sparat på %(number)s.") % {"number": found.number})
    return redirect("lex:to_register")
