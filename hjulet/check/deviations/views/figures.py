"""How many deviations: the page and its file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.sheets import SheetKind, answer
from hjulet.check.deviations.pages import figures as pages


def figures(request: Request) -> HttpResponse:
    _must(request)
    form = pages.figure_form(request)
    found = pages.figures(request, form)
    return render(request, "deviations/figures.html", {"form": form, "asked": form.asked(), "figures": found})


def download(request: Request) -> HttpResponseBase:
    """The tables of the page, as text with semicolons: what is hidden there is hidden here."""
    _must(request)
    found = pages.figures(request, pages.figure_form(request))
    return answer(pages.lines(found), SheetKind.CSV, name="avvikelser-antal", title=_("Avvikelser"))


def _must(request: Request) -> None:
    if not may(request.user, Verb.SEE_DEVIATION_FIGURES, request.today):
        raise PermissionDenied
