"""One's own messages, and how to get them."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.notices import pages
from hjulet.base.notices.forms import ChoicesForm
from hjulet.base.notices.models import NoticeChoice
from hjulet.base.notices.workflows import choose, mark_seen
from hjulet.base.people.request import Request


def notices(request: Request) -> HttpResponse:
    own = pages.own(request)
    chosen, following = pages.one_page(own, request.GET)
    context = {
        "rows": pages.rows(chosen, request.today),
        "following": following,
        "is_first": "efter" not in request.GET,
        "newest": own.unread().aggregate(newest=Max("pk"))["newest"],
    }
    return render(request, "notices/list.html", context)


@require_POST
def mark(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(pages.own(request), pk=pk)
    found.mark_read(at=timezone.now())
    return redirect("notices:list")


@require_POST
def mark_all(request: Request) -> HttpResponse:
    newest = request.POST.get("newest", "")
    if newest.isdecimal() and len(newest) <= pages.LONGEST:
        mark_seen(request.user, int(newest), at=timezone.now())
    return redirect("notices:list")


def choices(request: Request) -> HttpResponse:
    chosen = NoticeChoice.objects.visible_to(request.user, request.today)
    had = dict(chosen.values_list("kind", "way"))
    form = ChoicesForm(request.POST if request.method == "POST" else None, had=had)
    if form.is_valid():
        choose(request.user, form.ways, at=timezone.now())
        messages.success(request, _("Dina val är sparade."))
        return redirect("notices:choices")
    return render(request, "notices/choices.html", {"form": form})
