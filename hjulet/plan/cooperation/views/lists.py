"""The list, what must be watched, and the list as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.ui.sheets import SheetKind, answer
from hjulet.plan.cooperation import exports, pages
from hjulet.plan.cooperation.choices import Shown
from hjulet.plan.cooperation.forms import FilterForm
from hjulet.plan.cooperation.views.reaching import must

PAGE = 50


@require_safe
def cooperations(request: Request) -> HttpResponse:
    must(request, Verb.SEE_COOPERATION)
    form = _filter(request)
    found = pages.with_all(pages.asked_for(request, form)).order_by("title", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = form.asked()
    context = {
        "form": form,
        "page": page,
        "rows": pages.rows(page.object_list, request.today),
        "sums": pages.sums(request),
        "is_filtered": any(value for name, value in asked.items() if name != "status")
        or asked["status"] != Shown.CURRENT,
        "may_change": may(request.user, Verb.CHANGE_COOPERATION, request.today),
    }
    return render(request, "cooperation/list.html", context)


@require_safe
def watch(request: Request) -> HttpResponse:
    must(request, Verb.SEE_COOPERATION)
    context = {
        "watched": pages.watched(request.user, request.today),
        "may_change": may(request.user, Verb.CHANGE_COOPERATION, request.today),
    }
    return render(request, "cooperation/watch.html", context)


@require_safe
def export(request: Request, kind: str) -> HttpResponse | StreamingHttpResponse:
    must(request, Verb.SEE_COOPERATION)
    found = pages.with_all(pages.asked_for(request, _filter(request))).select_related("document")
    rows = pages.rows(found.prefetch_related("processes").order_by("title", "pk"), request.today)
    name = f"samverkan-{request.today.isoformat()}"
    return answer(exports.sheet(rows), SheetKind(kind), name=name, title=_("Samverkan"))


def _filter(request: Request) -> FilterForm:
    return FilterForm(request.GET, units=list(pages.units_seen(request)))
