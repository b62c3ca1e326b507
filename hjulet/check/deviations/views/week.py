"""The weekly review with the team, and small events closed one by one or many at once."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.log.chain import record_reading
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.access import may_handle
from hjulet.check.deviations.forms.small import SmallForm, TogetherForm
from hjulet.check.deviations.models import Deviation, Part, Refused, StandardAnswer
from hjulet.check.deviations.pages import week as pages
from hjulet.check.deviations.workflows.keeping import log_week
from hjulet.check.deviations.workflows.small import NewAction, Together, close_many, close_small


@require_safe
def week(request: Request) -> HttpResponse:
    _must(request)
    found = pages.week(request)
    if read := pages.read_numbers(found):
        log_week(request.municipality, read, by=request.user, at=timezone.now())
    every = [event.deviation for group in found.groups for event in group.events]
    given = _choices(request, every)
    given["initial"] |= {"token": uuid4()}
    form = TogetherForm(**given, numbers=[])
    return render(request, "deviations/week.html", {"week": found, "form": form})


@require_POST
def together(request: Request) -> HttpResponse:
    """Many at once: what cannot be closed stays open, and is told by its number."""
    _must(request)
    asked = [int(said) for said in request.POST.getlist("numbers") if said.isdecimal() and len(said) < 19][
        : pages.MOST
    ]
    chosen = list(pages.open_events(request.user, request.today).filter(pk__in=asked).order_by("pk"))
    numbers = [deviation.pk for deviation in chosen]
    form = TogetherForm(request.POST, **_choices(request, chosen), numbers=numbers)
    if not form.is_valid():
        return render(request, "deviations/week_together.html", {"form": form, "chosen": chosen})
    new = NewAction(form.cleaned_data["title"], form.cleaned_data["token"])
    came = close_many(chosen, form.said, new, by=request.user, at=timezone.now(), day=request.today)
    _tell(request, came)
    return redirect(_back(request))


def small(request: Request, pk: int) -> HttpResponse:
    """The card: GET shows it, POST closes the event."""
    seen = Deviation.objects.visible_to(request.user, request.today).select_related("unit")
    deviation = get_object_or_404(seen, pk=pk)
    if not may_handle(request.user, deviation, request.today):
        raise PermissionDenied
    parts = list(Part.objects.visible_to(request.user, request.today).of(deviation).select_related("type"))
    deviation.parts_read = parts  # type: ignore[attr-defined]
    data = request.POST if request.method == "POST" else None
    form = SmallForm(data, **_choices(request, [deviation]))
    if form.is_valid() and _closed(request, deviation, form):
        return redirect(_back(request))
    if request.method == "GET":
        record_reading(deviation, by=request.user, at=timezone.now())
    context = {"deviation": deviation, "parts": parts, "form": form, "back": _back(request)}
    return render(request, "deviations/small.html", context)


def _closed(request: Request, deviation: Deviation, form: SmallForm) -> bool:
    try:
        close_small(deviation, form.said, by=request.user, at=timezone.now(), day=request.today)
    except Refused as error:
        for obstacle in error.obstacles:
            form.add_error(None, str(obstacle.label))
    except SomebodyWasFaster:
        form.add_error(None, _("Någon annan hann ändra händelsen. Läs den igen innan du stänger den."))
    else:
        messages.success(
            request, _("%(number)s är avslutad, och svaret är skickat.") % {"number": deviation.number}
        )
        return True
    return False


def _tell(request: Request, came: Together) -> None:
    number = len(came.closed)
    if number:
        words = ngettext("%(number)s händelse är avslutad.", "%(number)s händelser är avslutade.", number)
        messages.success(request, words % {"number": number})
    elif not came.left:
        messages.error(request, _("Inget är ändrat. Kryssa för händelserna som ska avslutas."))
    for left in came.left:
        why = " ".join(str(obstacle.label) for obstacle in left.obstacles)
        messages.error(
            request, _("%(number)s är inte avslutad. %(why)s") % {"number": left.number, "why": why}
        )


def _choices(request: Request, deviations: list[Deviation]) -> dict[str, Any]:
    """What a card offers for these: types for the laws that lack one, the usual first, and the standard answers."""
    laws = pages.laws_without_type(deviations)
    usual = pages.usual_types(deviations, request.user, request.today) if laws else {}
    given: dict[str, Any] = {
        "laws": laws,
        "types": pages.types_on(request.user, request.today),
        "answers": StandardAnswer.objects.visible_to(request.user, request.today),
    }
    if request.method != "POST":
        given["initial"] = {f"type_{law}": kind for law, kind in usual.items()}
    return given


def _back(request: Request) -> str:
    """Where the card was opened: the list or the review, never somebody else's site."""
    asked = request.POST.get("back") or request.GET.get("tillbaka", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/"):
        return str(asked)
    return reverse("deviations:week")


def _must(request: Request) -> None:
    if not may(request.user, Verb.SEE_DEVIATIONS, request.today):
        raise PermissionDenied
