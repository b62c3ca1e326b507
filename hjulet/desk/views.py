"""My page, where figures come from, and how accessible the product is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hjulet.base.people.request import Request
from hjulet.base.ui.wheel import wheel
from hjulet.desk import news, pages, segments


def start(request: Request) -> HttpResponse:
    around = pages.look_around(request)
    context = {
        "waiting": pages.waiting(around),
        "wheel": wheel(segments.segments(around)),
        "news": news.recent(request.user, request.today),
        "shortcuts": pages.shortcuts(around),
    }
    return render(request, "desk/start.html", context)


def sources(request: Request) -> HttpResponse:
    context = {
        "documents": pages.documents(request.municipality),
        "may_see_figures": request.may_see("indicators:list"),
    }
    return render(request, "desk/sources.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")
