"""The log as its readers see it: who, what and when, of the own municipality. Never any text of a case."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from hjulet.base.log.forms import FilterForm
from hjulet.base.log.models import Entry
from hjulet.base.log.request import Request

PAGE = 50


def entries(request: Request) -> HttpResponse:
    if not request.may_see("log:list"):
        raise PermissionDenied
    own = Entry.objects.visible_to(request.municipality.slug)
    form = FilterForm(request.GET, events=own.events())
    found = own.matching(**form.asked()).older_than(form.before())
    shown = list(found[: PAGE + 1])
    context = {
        "form": form,
        "entries": shown[:PAGE],
        "next": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "is_first": form.before() is None,
    }
    return render(request, "log/list.html", context)
