"""The log as its readers see it: who, what and when, of the own municipality. Never any text of a case."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hjulet.base.log.forms import FilterForm
from hjulet.base.log.models import Entry

PAGE = 50


class Place(Protocol):
    slug: str


class Request(HttpRequest):
    """What the layers above hang on the request (the log lies under them and knows only this)."""

    municipality: Place
    today: date
    may_see: Callable[[str], bool]


def entries(request: Request) -> HttpResponse:
    if not request.may_see("log:list"):
        raise PermissionDenied
    own = Entry.objects.of(request.municipality.slug)
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
