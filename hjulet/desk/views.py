"""My page, search, where figures come from, and how accessible the product is."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjulet.act.actions.models import Action
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.wheel import wheel
from hjulet.check.deviations.models import Deviation
from hjulet.desk import news, pages
from hjulet.desk import thread as threads
from hjulet.desk.access import may_follow
from hjulet.desk.searching import answers
from hjulet.desk.searching.address import Addresses, opened
from hjulet.desk.searching.forms import SearchForm
from hjulet.desk.segments.wheel import segments
from hjulet.desk.ten import ten_minutes


def start(request: Request) -> HttpResponse:
    around = pages.look_around(request)
    waiting = pages.waiting(around)
    context = {
        "waiting": waiting,
        "ten": ten_minutes(waiting),
        "wheel": wheel(segments(around)),
        "news": news.recent(request.user, request.today),
        "shortcuts": pages.shortcuts(around),
    }
    return render(request, "desk/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: Request) -> HttpResponse:
    """A POST only seals the words, so that they stand openly in no address; it changes nothing."""
    is_asking = request.method == "POST"
    form = SearchForm(request.POST if is_asking else request.GET, units=request.visible_units())
    addresses = Addresses(request.user, request.today, form.filters)
    if is_asking:
        return redirect(addresses.of(form.words))
    words = opened(request.GET.get("f", ""), request.user, request.today)
    asked = form.asked(words, request.user, request.today)
    page = answers.page(asked, request.municipality, addresses) if words else None
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "may_change_words": request.may_see("search:synonyms"),
    }
    return render(request, "desk/search.html", context)


def thread(request: Request, kind: str, pk: int) -> HttpResponse:
    """What led to a case or an action, and what it led to."""
    if kind == "avvikelse":
        deviation = get_object_or_404(Deviation.objects.visible_to(request.user, request.today), pk=pk)
        if not may_follow(request.user, deviation, request.today):
            raise PermissionDenied
        return _thread(request, deviation, threads.of_deviation(deviation, request.user, request.today))
    action = get_object_or_404(
        Action.objects.visible_to(request.user, request.today).select_related("unit"), pk=pk
    )
    if not may(request.user, Verb.SEE_ACTIONS, request.today, at=action.unit):
        raise PermissionDenied
    return _thread(request, action, threads.of_action(action, request.user, request.today))


def _thread(request: Request, about: Deviation | Action, thread: tuple[threads.Place, ...]) -> HttpResponse:
    title = (
        _("Avvikelse %(number)s") % {"number": about.number} if isinstance(about, Deviation) else about.title
    )
    context = {"thread": thread, "title": title, "href": about.get_absolute_url()}
    return render(request, "desk/thread.html", context)


def sources(request: Request) -> HttpResponse:
    context = {
        "documents": pages.documents(request.municipality),
        "may_see_figures": request.may_see("indicators:list"),
    }
    return render(request, "desk/sources.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/accessibility.html")
